using System.Globalization;
using System.Text.RegularExpressions;
using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>What a file says about itself, understood. What is not understood rejects the file: it may be the embargo.</summary>
internal sealed partial record Facts
{
    private static readonly string[] Keys =
        ["title", "language", "original", "date", "dateline", "summary", "embargo", "topics", "regions", "rights", "status", "reason"];

    public string? Title { get; private init; }

    public Language? Language { get; private init; }

    public bool Original { get; private init; }

    public DateTimeOffset? Date { get; private init; }

    public string? Dateline { get; private init; }

    public string? Summary { get; private init; }

    public DateTimeOffset? Embargo { get; private init; }

    /// <summary>Whether the file says when its embargo ends, or that it has none; lines in the text then count for nothing.</summary>
    public bool SaysEmbargo { get; private init; }

    /// <summary>Why the embargo that it says is not understood; null where it is.</summary>
    public Problem? Held { get; private init; }

    public IReadOnlyList<string> Topics { get; private init; } = [];

    public IReadOnlyList<string> Regions { get; private init; } = [];

    public string? Rights { get; private init; }

    public bool Withdrawn { get; private init; }

    public string? Reason { get; private init; }

    /// <summary>Whether a line of a text says one of the keys: <c>embargo: …</c>.</summary>
    public static bool IsSaid(string line) =>
        line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && Keys.Contains(line[..colon].Trim(' ', '\t', '"', '\'', '*').ToLowerInvariant());

    /// <summary>Understands them.</summary>
    public static (Facts? Facts, Problem? Problem) Of(IReadOnlyDictionary<string, IReadOnlyList<string>> said)
    {
        if (said.Keys.FirstOrDefault(key => !Keys.Contains(key)) is { } unknown)
            return Wrong("key-not-known", $"“{unknown}” is nothing a file can say about itself.{Spelling.Suggest(unknown, Keys)} Known are {string.Join(", ", Keys)}.");

        Language? language = null;
        if (One("language") is { } tag)
        {
            if (!Releases.Language.TryParse(tag, out var parsed))
                return Wrong("language-not-known", $"language: “{tag}” is no language tag; write it like fr, ar or pt-BR.");
            language = parsed;
        }

        DateTimeOffset? date = null;
        if (One("date") is { } day && (date = Day(day)) is null)
            return Wrong("date-not-understood", $"date: “{day}” is no date; write it like 2026-10-22 or 2026-10-22T09:00:00+02:00.");
        var saysEmbargo = said.ContainsKey("embargo");
        var hasNone = One("embargo")?.ToLowerInvariant() is "none" or "no";
        var embargo = saysEmbargo && !hasNone ? Instant(One("embargo") ?? "") : null;
        var held = saysEmbargo && !hasNone && embargo is null
            ? new Problem("embargo-not-understood", $"embargo: “{One("embargo")}” is no instant, so the release is held; write it like 2026-10-22T09:00:00+02:00, with the offset from UTC or Z, or “none”, and upload it again.")
            : null;

        var status = One("status")?.ToLowerInvariant();
        if (status is not (null or "withdrawn" or "published"))
            return Wrong("status-not-known", $"status: “{status}” is none of withdrawn, published.{Spelling.Suggest(status, ["withdrawn", "published"])}");
        var original = One("original")?.ToLowerInvariant();
        if (original is not (null or "true" or "false" or "yes" or "no"))
            return Wrong("original-not-understood", $"original: “{original}” must be true or false.");

        var (topics, regions) = (Ids("topics"), Ids("regions"));
        if (topics.Concat(regions).FirstOrDefault(id => !ConfigurationFiles.IsId(id)) is { } bad)
            return Wrong("topic-not-usable", $"The topic or region “{bad}” must be of lower-case letters, digits and hyphens, as site.json has it.");

        return (new Facts
        {
            Title = One("title"),
            Language = language,
            Original = original is "true" or "yes",
            Date = date,
            Dateline = One("dateline"),
            Summary = One("summary"),
            Embargo = held is null ? embargo : OpenEmbargo.End,
            SaysEmbargo = saysEmbargo,
            Held = held,
            Topics = topics,
            Regions = regions,
            Rights = One("rights"),
            Withdrawn = status == "withdrawn",
            Reason = One("reason"),
        }, null);

        string? One(string key) =>
            said.TryGetValue(key, out var values) && Words.OnOneLine(string.Join(", ", values)) is { Length: > 0 } text ? Composition.Compose(text) : null;

        List<string> Ids(string key) => !said.TryGetValue(key, out var values) ? [] :
            [.. values.SelectMany(value => value.Split(',', ';', '،')).Select(id => id.Trim()).Where(id => id.Length > 0).Distinct()];

        static (Facts?, Problem?) Wrong(string code, string message) => (null, new(code, message));
    }

    private static DateTimeOffset? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero)
            : Instant(text);

    // RFC 3339, section 5.6: the offset is no choice. A space for the T and seconds left out are let pass.
    internal static DateTimeOffset? Instant(string text) =>
        Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(text.Replace('t', 'T').Replace('z', 'Z'), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant)
            ? instant.ToUniversalTime()
            : null;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?([Zz]|[+-]\d{2}:\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();
}
