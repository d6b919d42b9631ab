using System.Text;
using System.Text.Json;

namespace Syndication.Tests.Histories;

/// <summary>What an editor writes into one file.</summary>
/// <param name="Text">Which text: a number from which the words that nothing else contains are made.</param>
internal sealed record Content(int Text)
{
    /// <summary>Not before this instant.</summary>
    public DateTimeOffset? Embargo { get; init; }

    /// <summary>The topics it names.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Whether it takes the release back.</summary>
    public bool Withdraws { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether there is no text in it, only the word that the release is withdrawn.</summary>
    public bool IsTextless { get; init; }

    /// <summary>Whether the facts stand in a sidecar and not in the file.</summary>
    public bool IsBeside { get; init; }

    /// <summary>The file.</summary>
    public byte[] File(string language)
    {
        var said = IsBeside ? "" : Facts();
        var text = IsTextless ? "" : $"# {Words.Title(language, Text)}\n\n{Words.Body(language, Text)}\n";
        return Encoding.UTF8.GetBytes($"---\nlanguage: {language}\n{said}---\n\n{text}");
    }

    /// <summary>The sidecar.</summary>
    public byte[] Sidecar() => JsonSerializer.SerializeToUtf8Bytes(Pairs().ToDictionary(pair => pair.Key, pair => pair.Value));

    private string Facts() => string.Concat(Pairs().Select(pair =>
        pair.Value is string[] list ? $"{pair.Key}: [{string.Join(", ", list)}]\n" : $"{pair.Key}: {pair.Value}\n"));

    private IEnumerable<KeyValuePair<string, object>> Pairs()
    {
        if (Embargo is { } embargo)
            yield return new("embargo", embargo.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
        if (Topics.Count > 0)
            yield return new("topics", Topics.ToArray());
        if (Withdraws)
            yield return new("status", "withdrawn");
        if (Reason is not null)
            yield return new("reason", Reason);
    }
}

/// <summary>The words of a text, made so that each is found nowhere else.</summary>
internal static class Words
{
    public static string Title(string language, int text) => $"Titre {TitleMark(language, text)}";

    public static string Body(string language, int text) => $"Texte {BodyMark(language, text)}.";

    /// <summary>The headline as the memory has it in English: no author's words, so that nothing is translated from them.</summary>
    public static string Translation(string text) => text.Replace("Titre", "Title", StringComparison.Ordinal).Replace("Texte", "Text", StringComparison.Ordinal);

    /// <summary>The one word by which a headline is known.</summary>
    public static string TitleMark(string language, int text) => $"Zq{language[0]}{Letters(text)}";

    /// <summary>The one word by which a body is known.</summary>
    public static string BodyMark(string language, int text) => $"Yq{language[0]}{Letters(text)}";

    /// <summary>Whether the translation memory has the English of a French text.</summary>
    public static bool IsInMemory(int text) => text % 3 != 0;

    private static string Letters(int text) => $"{(char)('a' + (text / 26 / 26))}{(char)('a' + (text / 26 % 26))}{(char)('a' + (text % 26))}";
}
