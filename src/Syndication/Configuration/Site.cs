using Syndication.Releases;

namespace Syndication.Configuration;

/// <summary>What <c>config/site.json</c> says.</summary>
public sealed record Site
{
    /// <summary>The newsroom's name, per language; there is one for every published language.</summary>
    public required IReadOnlyDictionary<Language, string> Title { get; init; }

    /// <summary>The authority of RFC 4151 tag ids: a domain and a date, such as <c>example.org,2026</c>.</summary>
    public required string Authority { get; init; }

    /// <summary>Where <c>public/</c> is served, ending with a slash.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The WebSub hub that feeds name; null where there is none.</summary>
    public Uri? HubUrl { get; init; }

    /// <summary>The bounds of the newsroom's own hub; null where <c>site.json</c> has no <c>hub</c>.</summary>
    public HubOptions? Hub { get; init; }

    /// <summary>
    /// Whether the hub that feeds name is the one built in: <c>site.json</c> has <c>hub</c>, or the address is <c>hub</c> below the base address.
    /// </summary>
    public bool HasOwnHub => HubUrl is not null && (Hub is not null || HubUrl == new Uri(BaseUrl, "hub"));

    /// <summary>The languages published, in order of precedence; at least one.</summary>
    public required IReadOnlyList<Language> Languages { get; init; }

    /// <summary>Rights in words, per language; may be empty.</summary>
    public IReadOnlyDictionary<Language, string> Rights { get; init; } = new Dictionary<Language, string>();

    /// <summary>How dates and counts are written, one of <see cref="Syndication.Configuration.Numerals.Names"/> per language; <c>latn</c> where it is not said.</summary>
    public IReadOnlyDictionary<Language, string> Numerals { get; init; } = new Dictionary<Language, string>();

    /// <summary>The topics by id, in the order of the file, each with a name per language.</summary>
    public IReadOnlyList<Topic> Topics { get; init; } = [];

    /// <summary>The regions that have feeds of their own, in the order of the file, each with a name per language.</summary>
    public IReadOnlyList<Region> Regions { get; init; } = [];

    /// <summary>When the pipeline does what on its own.</summary>
    public Schedule Schedule { get; init; } = new();

    /// <summary>How translations are made.</summary>
    public TranslationOptions Translation { get; init; } = new();

    /// <summary>The mail server; null where no partner takes copies by e-mail.</summary>
    public MailOptions? Mail { get; init; }

    /// <summary>For how many years a month of the partners' journals is kept after its end; null for ever.</summary>
    public int? LedgerYears { get; init; }

    /// <summary>The topic's name in a language, or in the first published language that has one, or the id itself.</summary>
    public string TopicName(string id, Language language) =>
        Topics.FirstOrDefault(topic => topic.Id == id) is { } topic ? InLanguage(topic.Name, language) ?? id : id;

    /// <summary>Whether a topic is one of the site's; uploads may name others, or some that it no longer has.</summary>
    public bool HasTopic(string id) => Topics.Any(topic => topic.Id == id);

    /// <summary>Whether a region is one of the site's; uploads may name others, which have no feed.</summary>
    public bool HasRegion(string id) => Regions.Any(region => region.Id == id);

    /// <summary>The region's name in a language, or in the first published language that has one, or the id itself.</summary>
    public string RegionName(string id, Language language) =>
        Regions.FirstOrDefault(region => region.Id == id) is { } region ? InLanguage(region.Name, language) ?? id : id;

    /// <summary>The text in a language, or in the first published language that has one.</summary>
    public string? InLanguage(IReadOnlyDictionary<Language, string> texts, Language language) =>
        texts.TryGetValue(language, out var text) ? text
        : Languages.Where(texts.ContainsKey).Select(other => texts[other]).FirstOrDefault() ?? texts.Values.FirstOrDefault();
}

/// <summary>A subject that releases are filed under.</summary>
/// <param name="Id">As uploads, agreements and addresses name it: lower-case letters, digits, hyphens.</param>
/// <param name="Name">Per language.</param>
public sealed record Topic(string Id, IReadOnlyDictionary<Language, string> Name);

/// <summary>A part of the world that releases are about.</summary>
/// <param name="Id">As uploads, agreements and addresses name it: lower-case letters, digits, hyphens.</param>
/// <param name="Name">Per language.</param>
public sealed record Region(string Id, IReadOnlyDictionary<Language, string> Name);

/// <summary>When the pipeline does what on its own: NCRONTAB expressions with seconds, in a time zone.</summary>
public sealed record Schedule
{
    /// <summary>When the nightly run starts; 02:30 by default.</summary>
    public string Nightly { get; init; } = "0 30 2 * * *";

    /// <summary>When sources are polled; every 15 minutes by default.</summary>
    public string Poll { get; init; } = "0 */15 * * * *";

    /// <summary>An IANA name; UTC by default. Pages say the days of what happened in the newsroom by it, too.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>An instant as the clocks of the newsroom show it.</summary>
    /// <exception cref="TimeZoneNotFoundException">The machine does not know the zone.</exception>
    public DateTimeOffset Local(DateTimeOffset instant) => TimeZone == "UTC" ? instant.ToUniversalTime() : TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
}
