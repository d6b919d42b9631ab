using Syndication.Storage;

namespace Syndication.Tests.Histories;

/// <summary>
/// What should have become of one release: written from what is promised to editors, readers and partners, and from nothing in the
/// pipeline. Knows the files that the pipeline has taken notice of; what was overwritten before anybody looked never was.
/// </summary>
internal sealed class Story(string name)
{
    public static readonly string[] Languages = ["fr", "ar", "en"];

    private readonly Dictionary<string, EditorsFile> files = Languages.ToDictionary(language => language, language => new EditorsFile(language));
    private readonly Dictionary<string, HashSet<int>> shown = Languages.ToDictionary(language => language, _ => new HashSet<int>());
    private readonly HashSet<string> left = [];
    private readonly HashSet<int> translated = [];
    private int? english;

    /// <summary>The release's id; its last part is found nowhere else.</summary>
    public string Id => $"2026/{name}";

    /// <summary>The files by language; the French one bears no suffix.</summary>
    public IReadOnlyDictionary<string, EditorsFile> Files => files;

    public bool IsWithdrawn { get; private set; }

    /// <summary>The latest embargo named by any file with a text.</summary>
    public DateTimeOffset? Embargo => files.Values.Where(file => file.Seen is { HasText: true }).Max(file => file.Seen!.Embargo);

    /// <summary>Whether the world may have read it, in any language.</summary>
    public bool MayHaveBeenRead => shown.Values.Any(texts => texts.Count > 0);

    /// <summary>The languages in which the world has read it for certain.</summary>
    public HashSet<string> Public { get; } = [];

    /// <summary>The texts a language ever had, also those that no one may have seen.</summary>
    public Dictionary<string, HashSet<int>> Texts { get; } = Languages.ToDictionary(language => language, _ => new HashSet<int>());

    private string? Original => Languages.FirstOrDefault(language => files[language].Seen is { HasText: true });

    /// <summary>The path of a file.</summary>
    public string Path(string language) => $"inbox/{Id}{(language == "fr" ? "" : "." + language)}.md";

    /// <summary>The path of its sidecar.</summary>
    public string SidecarPath(string language) => $"inbox/{Id}{(language == "fr" ? "" : "." + language)}.meta.json";

    /// <summary>The pipeline took notice of files; those that it knew already are left out.</summary>
    public void See(IEnumerable<EditorsFile> seen)
    {
        var before = Original;
        var ofRelease = files.ToDictionary(file => file.Key, file => SidecarOfRelease(file.Key));
        var fresh = seen.Where(file => file.Key(ofRelease[file.Language]) is { } key && key != file.SeenKey).ToList();
        foreach (var file in fresh)
        {
            file.See(ofRelease[file.Language]);
            IsWithdrawn |= file.Seen!.Withdraws;
            if (file.Seen.HasText)
                Texts[file.Language].Add(file.Seen.Text);
        }

        foreach (var file in files.Values.Where(file => fresh.Contains(file) || before != Original))
            file.Follows = OriginalText;
        left.RemoveWhere(language => IsUpToDate(language));
    }

    /// <summary>A pass ran to its end, or, where it did not, may have come so far.</summary>
    public void Work(DateTimeOffset now, bool isWhole)
    {
        if (!IsWithdrawn && Original == "fr" && files["en"].Seen is not { HasText: true } && Words.IsInMemory(files["fr"].Seen!.Text))
        {
            translated.Add(files["fr"].Seen!.Text);
            Texts["en"].Add(files["fr"].Seen!.Text);
            if (isWhole)
            {
                english = files["fr"].Seen!.Text;
                left.Remove("en");
            }
        }

        if (IsWithdrawn || Embargo > now)
            return;
        foreach (var language in Languages)
        {
            var (texts, certain) = TextsIn(language);
            var mayBeBack = language == "en" && OriginalText is { } original && translated.Contains(original);
            if (texts.Count == 0 || (left.Contains(language) && !mayBeBack))
                continue;
            if (isWhole && certain)
            {
                Public.Add(language);
                shown[language].Clear();
            }

            shown[language].UnionWith(texts);
        }
    }

    public void Withdraw() => IsWithdrawn = true;

    public void Restore()
    {
        if (!IsWithdrawn)
            return;
        IsWithdrawn = false;
        left.UnionWith(Languages.Where(language => TextsIn(language).Texts.Count > 0 && !MayBeUpToDate(language)));
    }

    /// <summary>What the world should see in a language after a whole pass.</summary>
    public Expected Expect(string language, DateTimeOffset now)
    {
        var (texts, certain) = TextsIn(language);
        if (Embargo > now)
            return new(Sight.Nothing, [], true);
        if (IsWithdrawn || left.Contains(language))
        {
            return Public.Contains(language) ? new(Sight.Notice, shown[language], true)
                : shown[language].Count == 0 ? new(Sight.Nothing, [], true)
                : new(Sight.Notice, shown[language], false);
        }

        return texts.Count == 0 ? new(Sight.Nothing, [], true) : new(Sight.Text, texts, certain);
    }

    /// <summary>The topics of a language: its own file's, else the original's.</summary>
    public IReadOnlyList<string> Topics(string language)
    {
        var own = files[language].Seen is { HasText: true, Topics.Count: > 0 } seen ? seen.Topics : null;
        return own ?? (Original is { } original ? files[original].Seen!.Topics : []);
    }

    /// <summary>The sidecar without suffix where the file without suffix never was, or was gone before anybody read it: it speaks of the release then.</summary>
    public Content? SidecarOfRelease(string language) =>
        language != "fr" && files["fr"] is { Inbox: null, Seen: null } plain ? plain.Sidecar : null;

    private int? OriginalText => Original is { } original ? files[original].Seen!.Text : null;

    // The texts of which one is the language's; whether it is certain that there is one, and which.
    private (IReadOnlyCollection<int> Texts, bool Certain) TextsIn(string language)
    {
        if (files[language].Seen is { HasText: true } seen)
            return ([seen.Text], true);
        if (language != "en" || translated.Count == 0)
            return ([], true);
        return english is { } text && text == OriginalText ? ([text], true) : (translated, false);
    }

    // What was translated in a pass that was cut short may have been noted or not.
    private bool MayBeUpToDate(string language) => IsUpToDate(language) ||
        (language == "en" && files[language].Seen is not { HasText: true } && OriginalText is { } original && translated.Contains(original));

    private bool IsUpToDate(string language) => files[language].Seen is { HasText: true }
        ? language == Original || files[language].Follows == OriginalText
        : language == "en" && english is not null && english == OriginalText;
}

/// <summary>A file as its editors know it.</summary>
internal sealed class EditorsFile(string language)
{
    public string Language => language;

    /// <summary>What is in the inbox; null where there is no file.</summary>
    public Content? Inbox { get; private set; }

    /// <summary>The sidecar in the inbox; null where there is none.</summary>
    public Content? Sidecar { get; private set; }

    /// <summary>The key of what was last taken notice of.</summary>
    public string? SeenKey { get; private set; }

    /// <summary>What it says, as far as anybody took notice.</summary>
    public Said? Seen { get; private set; }

    /// <summary>The text of the original that it follows.</summary>
    public int? Follows { get; set; }

    public void Write(Content content)
    {
        Inbox = content;
        Sidecar = content.IsBeside ? content : Sidecar;
    }

    public void Delete() => Inbox = null;

    /// <summary>Stands for the bytes of it and of its sidecars; null where there is no file.</summary>
    public string? Key(Content? ofRelease) => Inbox is null ? null
        : string.Join(' ', Fingerprints.Of(Inbox.File(language)), Print(Sidecar), Print(ofRelease));

    public void See(Content? ofRelease)
    {
        var file = Inbox!.IsBeside ? new Content(Inbox.Text) { IsTextless = Inbox.IsTextless } : Inbox;
        var all = new[] { file, Sidecar, ofRelease }.OfType<Content>().ToList();
        var said = new Said(
            Inbox.Text,
            !Inbox.IsTextless,
            all.Select(one => one.Embargo).FirstOrDefault(embargo => embargo is not null),
            all.Select(one => one.Topics).FirstOrDefault(topics => topics.Count > 0) ?? [],
            all.Exists(one => one.Withdraws));

        // The word that a release is withdrawn takes away nothing of what was said before.
        Seen = said.HasText || Seen is null ? said : Seen with { Withdraws = said.Withdraws };
        SeenKey = Key(ofRelease);
    }

    private static string Print(Content? sidecar) => sidecar is null ? "-" : Fingerprints.Of(sidecar.Sidecar());
}

/// <summary>What a file and its sidecar say together.</summary>
internal sealed record Said(int Text, bool HasText, DateTimeOffset? Embargo, IReadOnlyList<string> Topics, bool Withdraws);

/// <summary>What the world should see.</summary>
/// <param name="Sight">What.</param>
/// <param name="Texts">Of which texts one.</param>
/// <param name="IsCertain">Whether it must be so; else it may be, or nothing, or a notice.</param>
internal sealed record Expected(Sight Sight, IReadOnlyCollection<int> Texts, bool IsCertain);

/// <summary>What there can be to see.</summary>
internal enum Sight
{
    Nothing,
    Text,
    Notice,
}
