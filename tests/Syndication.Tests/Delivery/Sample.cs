using Microsoft.Extensions.Time.Testing;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Tests.Delivery;

/// <summary>A small newsroom: one site, one partner, one release, and the steps of its life.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    public static readonly Language French = Language.Parse("fr");
    public static readonly Language Arabic = Language.Parse("ar");
    public static readonly Language English = Language.Parse("en");
    public static readonly ReleaseId Id = ReleaseId.Parse("2026/reunion-du-caire");

    public static readonly Site Site = new()
    {
        Title = new Dictionary<Language, string> { [French] = "Salle de presse", [Arabic] = "غرفة الأخبار", [English] = "Newsroom" },
        Authority = "example.org,2026",
        BaseUrl = new Uri("https://news.example.org/"),
        Languages = [French, Arabic, English],
        Rights = new Dictionary<Language, string> { [French] = "Reproduction libre avec mention de la source." },
        Topics = [new("migration", new Dictionary<Language, string> { [French] = "Migrations", [Arabic] = "الهجرة", [English] = "Migration" })],
    };

    public static readonly Partner Partner = new()
    {
        Id = "secretariat",
        Name = new Dictionary<Language, string> { [French] = "Secrétariat" },
        Receives = new(),
        Channel = new() { Type = "webhook", Format = CopyFormat.Ninjs, Url = new Uri("https://partner.example.net/in"), Secret = "env:SECRET" },

        // What becomes of one copy on its schedule is told here; that a partner is left alone meanwhile has its own tests.
        Hold = new() { Failures = int.MaxValue },
    };

    public static FakeTimeProvider Clock() => new(Start);

    /// <summary>A release at version 1 with ready texts in these languages, the first the original.</summary>
    public static Release Release(params Language[] languages) => new()
    {
        Id = Id,
        Version = 1,
        FirstSeen = Start,
        Original = languages[0],
        History = [new(1, ChangeKind.Arrived, Start, languages)],
        Editions = [.. languages.Select(language => State(language, 1, languages[0]))],
    };

    public static EditionState State(Language language, int version, Language original) => new(language, EditionStatus.Ready)
    {
        Version = version,
        Provenance = language == original ? Provenance.Original : Provenance.Memory,
        Text = "00000000",
        Updated = Start,
    };

    public static Edition Edition(Release release, Language language, int version) => new()
    {
        Release = release.Id,
        Language = language,
        Version = version,
        Provenance = release.In(language)?.Provenance ?? Provenance.Original,
        TranslatedFrom = release.Original,
        Made = Start.AddHours(version - 1),
        Text = new()
        {
            Language = language,
            Title = $"Titre {language} {version}",
            Html = new CleanHtml($"<p>Texte {language} {version}.</p>"),
            Topics = ["migration"],
            Regions = ["egypt"],
            Embargo = release.Embargo,
        },
    };

    /// <summary>The next version says something new in these languages.</summary>
    public static Release Corrected(this Release release, params Language[] languages) => release with
    {
        Version = release.Version + 1,
        History = [.. release.History, new(release.Version + 1, ChangeKind.Corrected, Start, languages)],
        Editions =
        [
            .. release.Editions.Select(edition =>
                languages.Contains(edition.Language) ? edition with { Version = release.Version + 1 } : edition),
        ],
    };

    public static Release Withdrawn(this Release release, string? reason = "Une date était fausse.") => release with
    {
        Version = release.Version + 1,
        History = [.. release.History, new(release.Version + 1, ChangeKind.Withdrawn, Start.AddHours(release.Version), [])],
        Withdrawal = new(reason, Start.AddHours(release.Version)),
    };

    public static Release Restored(this Release release) => release with
    {
        Version = release.Version + 1,
        History = [.. release.History, new(release.Version + 1, ChangeKind.Restored, Start.AddHours(release.Version), [])],
        Withdrawal = null,
    };

    /// <summary>Stores a release and the texts it names.</summary>
    public static void Save(this DeliveryStore store, Release release)
    {
        foreach (var edition in release.Editions.Where(edition => edition.Version > 0))
            store.Put(Edition(release, edition.Language, edition.Version));
        store.Put(release);
    }

    public static Deliverer Deliverer(DeliveryStore store, IChannel channel, TimeProvider clock, Partner? partner = null, TimeSpan hold = default)
    {
        var one = partner ?? Partner;
        return new(store, Site, new Dictionary<string, Partner> { [one.Id] = one }, _ => channel, clock, hold);
    }

    public static async Task<Deliveries> LedgerAsync(this DeliveryStore store)
    {
        var (ledger, _) = await store.LoadAsync(Deliveries.Path(Partner.Id, Id), Documents.Json.Deliveries, CancellationToken.None);
        return ledger ?? new() { Partner = Partner.Id, Release = Id };
    }
}
