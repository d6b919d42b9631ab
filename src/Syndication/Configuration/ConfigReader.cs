using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.Releases;

namespace Syndication.Configuration;

/// <summary>
/// Reads one JSON object of a configuration file key by key, and collects every mistake instead of stopping at the first. Asking for
/// a key declares it; <see cref="Finish"/> tells of the keys nobody asked for.
/// </summary>
internal sealed partial class ConfigReader
{
    private readonly string file;
    private readonly string path;
    private readonly List<ConfigProblem> problems;
    private readonly Dictionary<string, JsonElement> values = new(StringComparer.Ordinal);
    private readonly List<string> known = [];

    private ConfigReader(string file, string path, JsonElement element, List<ConfigProblem> problems)
    {
        this.file = file;
        this.path = path;
        this.problems = problems;
        foreach (var property in element.EnumerateObject())
        {
            if (!values.TryAdd(property.Name, property.Value))
                Wrong(property.Name, "stands twice; keep one.");
        }
    }

    /// <summary>Opens a file's JSON object; null, and a problem, where it holds none. Comments and trailing commas are allowed.</summary>
    public static ConfigReader? Open(string file, ReadOnlyMemory<byte> content, List<ConfigProblem> problems)
    {
        try
        {
            if (content.Span.StartsWith("\uFEFF"u8))
                content = content[3..];
            var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
            var root = JsonDocument.Parse(content, options).RootElement;
            if (root.ValueKind == JsonValueKind.Object)
                return new ConfigReader(file, "", root, problems);
            problems.Add(new(file, "", "must be a JSON object: { … }."));
        }
        catch (JsonException e)
        {
            problems.Add(new(file, "", $"is no JSON (line {e.LineNumber + 1}, character {e.BytePositionInLine + 1}); correct it there."));
        }

        return null;
    }

    public void Wrong(string key, string message) => problems.Add(new(file, Join(key), message));

    /// <summary>A text; null where it is missing, which is a mistake if it is required.</summary>
    public string? Text(string key, bool required = false)
    {
        if (Find(key, required) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString()))
            return value.GetString()!.Trim();
        Wrong(key, "must be a text in quotation marks.");
        return null;
    }

    /// <summary>A whole number of at least nothing.</summary>
    public long? Number(string key)
    {
        if (Find(key, required: false) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0)
            return number;
        Wrong(key, "must be a whole number, 0 or more.");
        return null;
    }

    /// <summary>An amount of at least nothing, with decimals.</summary>
    public decimal? Amount(string key)
    {
        if (Find(key, required: false) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) && amount >= 0)
            return amount;
        Wrong(key, "must be a number, 0 or more, such as 10 or 8.5.");
        return null;
    }

    /// <summary>Yes or no.</summary>
    public bool? Flag(string key)
    {
        if (Find(key, required: false) is not { } value)
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        Wrong(key, "must be true or false, without quotation marks.");
        return null;
    }

    /// <summary>An absolute http or https address.</summary>
    public Uri? Address(string key, bool required = false)
    {
        if (Text(key, required) is not { } text)
            return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            Wrong(key, $"“{text}” is no address; write it like https://example.org/path.");
            return null;
        }

        if (address.UserInfo.Length > 0)
        {
            // What stands there may be a password, so the address is not repeated.
            Wrong(key, "must not hold a name or password; secrets never stand in a file.");
            return null;
        }

        return address;
    }

    /// <summary>A day, as <c>2026-11-27</c>.</summary>
    public DateOnly? Day(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Wrong(key, $"“{text}” is no day; write it like 2026-11-27.");
        return null;
    }

    /// <summary>The name of a variable that holds a secret: <c>env:NAME</c>.</summary>
    public string? SecretName(string key, bool required = false)
    {
        var secret = Text(key, required);
        if (secret is null || SecretReference().IsMatch(secret))
            return secret;
        Wrong(key, $"must name an environment variable, as in env:PARTNER_{key.ToUpperInvariant()}; the secret itself never stands in a file.");
        return null;
    }

    /// <summary>An e-mail address, bare.</summary>
    public string? MailAddress(string key, bool required = false)
    {
        var address = Text(key, required);
        if (address is null || IsMailAddress(address))
            return address;
        Wrong(key, $"“{address}” is no e-mail address; write it like press@example.org, without a name.");
        return null;
    }

    /// <summary>Whether a text is a bare e-mail address of the usual kind: nothing in it could be read as another header or address.</summary>
    public static bool IsMailAddress(string text) => BareAddress().IsMatch(text);

    /// <summary>One of a few words.</summary>
    public string? Word(string key, IReadOnlyList<string> words, bool required = false)
    {
        if (Text(key, required) is not { } text)
            return null;
        if (words.Contains(text))
            return text;
        Wrong(key, $"“{text}” is none of {string.Join(", ", words)}.{Spelling.Suggest(text, words)}");
        return null;
    }

    /// <summary>A list of texts; empty where it is missing.</summary>
    public IReadOnlyList<string> Texts(string key, bool required = false) => [.. Strings(key, required).Distinct()];

    /// <summary>A list of texts in which one may stand twice; null where it is missing.</summary>
    public IReadOnlyList<string>? List(string key) => Find(key, required: false) is null ? null : Strings(key, required: false);

    private List<string> Strings(string key, bool required)
    {
        if (Find(key, required) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(item => item.GetString()!.Trim())];
        Wrong(key, "must be a list of texts: [\"…\", \"…\"].");
        return [];
    }

    /// <summary>A list of language tags; empty where it is missing.</summary>
    public IReadOnlyList<Language> Languages(string key, bool required = false)
    {
        var languages = new List<Language>();
        foreach (var text in Strings(key, required))
        {
            if (Language.TryParse(text, out var language))
            {
                if (languages.Contains(language))
                    Wrong(key, $"“{language}” stands twice; keep one.");
                else
                    languages.Add(language);
            }
            else
                Wrong(key, $"“{text}” is no language tag; write it like fr, ar or pt-BR.");
        }

        return languages;
    }

    /// <summary>A text per language, or one text for all of them.</summary>
    public IReadOnlyDictionary<Language, string> PerLanguage(string key, IReadOnlyList<Language> all, bool required = false)
    {
        var texts = new Dictionary<Language, string>();
        if (Find(key, required) is not { } value)
            return texts;
        if (value.ValueKind == JsonValueKind.String)
            return all.ToDictionary(language => language, _ => value.GetString()!);
        if (value.ValueKind != JsonValueKind.Object)
        {
            Wrong(key, "must be a text, or one per language: { \"fr\": \"…\", \"ar\": \"…\" }.");
            return texts;
        }

        foreach (var property in value.EnumerateObject())
        {
            if (!Language.TryParse(property.Name, out var language))
                Wrong($"{key}.{property.Name}", "is no language tag; write it like fr, ar or pt-BR.");
            else if (property.Value.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(property.Value.GetString()))
                Wrong($"{key}.{property.Name}", "must be a text in quotation marks.");
            else
                texts[language] = property.Value.GetString()!.Trim();
        }

        return texts;
    }

    /// <summary>An object within this one; null where it is missing.</summary>
    public ConfigReader? Object(string key, bool required = false)
    {
        if (Find(key, required) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new ConfigReader(file, Join(key), value, problems);
        Wrong(key, "must be an object: { … }.");
        return null;
    }

    /// <summary>Every key there is, for objects whose keys are the author's own.</summary>
    public IEnumerable<string> Keys() => values.Keys;

    /// <summary>Tells of the keys nobody asked for.</summary>
    public void Finish()
    {
        foreach (var key in values.Keys.Except(known))
            Wrong(key, $"is no setting here.{Spelling.Suggest(key, known)}");
    }

    private JsonElement? Find(string key, bool required)
    {
        known.Add(key);
        if (values.TryGetValue(key, out var value) && value.ValueKind != JsonValueKind.Null)
            return value;
        if (required)
            Wrong(key, "is missing.");
        return null;
    }

    [GeneratedRegex(@"^[^\s\p{C}@<>,;:""()\[\]\\]+@[^\s\p{C}@<>,;:""()\[\]\\]+\.[^\s\p{C}@<>,;:""()\[\]\\.]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex BareAddress();

    [GeneratedRegex("^env:[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex SecretReference();

    private string Join(string key) => path.Length == 0 ? key : $"{path}.{key}";
}
