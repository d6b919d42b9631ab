using Syndication.Configuration;
using Syndication.Intake;
using Syndication.Publishing;
using Syndication.Releases;

namespace Syndication.Tests.Publishing;

/// <summary>A newsroom of two languages and entries to publish in it.</summary>
internal static class Printed
{
    public static readonly Language French = Language.Parse("fr");
    public static readonly Language Arabic = Language.Parse("ar");
    public static readonly DateTimeOffset Start = new(2026, 11, 3, 10, 0, 0, TimeSpan.Zero);

    public static readonly Site Site = new()
    {
        Title = new Dictionary<Language, string> { [French] = "Salle de presse", [Arabic] = "غرفة الأخبار" },
        Authority = "example.org,2026",
        BaseUrl = new Uri("https://news.example.org/press/"),
        HubUrl = new Uri("https://news.example.org/hub"),
        Languages = [French, Arabic],
        Rights = new Dictionary<Language, string> { [French] = "Libre <de> droits & plus" },
        Topics =
        [
            new("climate", new Dictionary<Language, string> { [French] = "Climat", [Arabic] = "المناخ" }),
            new("data", new Dictionary<Language, string> { [French] = "Données", [Arabic] = "البيانات" }),
        ],
        Regions = [new("mena", new Dictionary<Language, string> { [French] = "Moyen-Orient et Afrique du Nord", [Arabic] = "الشرق الأوسط وشمال أفريقيا" })],
    };

    /// <summary>The n-th release, published n hours after the start.</summary>
    public static Entry Entry(int n, Language? language = null, string? title = null, string? html = null, params string[] topics) => new()
    {
        Release = ReleaseId.Parse($"2026/communiqué {n}"),
        Language = language ?? French,
        Version = 1,
        Provenance = language is null ? Provenance.Original : Provenance.Machine,
        TranslatedFrom = French,
        Title = title ?? $"Titre {n}",
        Dateline = "Le Caire",
        Summary = $"Résumé {n}",
        Html = Sanitiser.Clean(html ?? $"<p>Texte {n}.</p>"),
        Topics = topics,
        Date = Start.AddHours(n),
        Released = Start.AddHours(n),
        Updated = Start.AddHours(n + 1),
        Alternates = [new(French, EditionStatus.Ready), new(Arabic, EditionStatus.Ready)],
    };

    public static Feed Feed(params Entry[] entries) => new() { Site = Site, Language = entries.Length == 0 ? French : entries[0].Language, Entries = entries };
}
