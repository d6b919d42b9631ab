using System.Text.Json.Serialization;
using Syndication.Releases;
using Syndication.Sources;
using Syndication.Storage;

namespace Syndication.Night;

/// <summary>
/// What a night tells: stored as <c>reports/{day}.json</c> and <c>.html</c>. All of it but <see cref="Repaired"/> and
/// <see cref="Seconds"/> is read from releases, ledgers and problem documents, so it can be made again.
/// </summary>
public sealed record NightReport : IFormatted
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The newsroom.</summary>
    public required string Title { get; init; }

    /// <summary>The day it is filed under, in the newsroom's time zone, as <c>2026-11-24</c>.</summary>
    public required string Day { get; init; }

    /// <summary>The newsroom's time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The beginning of the time it tells of: the end of the report before; null for the first.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The end of the time it tells of.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>How many releases there are.</summary>
    public int Releases { get; init; }

    /// <summary>What came: the steps of releases, oldest first; at most <see cref="Most"/>, like every list here.</summary>
    public IReadOnlyList<Step> Came { get; init; } = [];

    /// <summary>What went out, and what did not, a partner each.</summary>
    public IReadOnlyList<PartnerNight> Partners { get; init; } = [];

    /// <summary>The feeds that are polled, and what is the matter with them.</summary>
    public IReadOnlyList<SourceStanding> Sources { get; init; } = [];

    /// <summary>Editions that wait, and why.</summary>
    public IReadOnlyList<WaitingEdition> Waiting { get; init; } = [];

    /// <summary>Releases whose time has not come.</summary>
    public IReadOnlyList<Embargoed> Embargoed { get; init; } = [];

    /// <summary>What failed and needs a person.</summary>
    public IReadOnlyList<Failure> Failed { get; init; } = [];

    /// <summary>What translations took, a language each.</summary>
    public IReadOnlyList<Cost> Characters { get; init; } = [];

    /// <summary>What the translation engine was paid, and what waits for it; null where none is configured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EngineNight? Engine { get; init; }

    /// <summary>What the night found and made good.</summary>
    public IReadOnlyList<string> Repaired { get; init; } = [];

    /// <summary>How many there are of each kind; the lists may be shorter.</summary>
    public Counts Totals { get; init; } = new();

    /// <summary>How long the night took.</summary>
    public double Seconds { get; init; }

    /// <summary>How many lines of each list are kept.</summary>
    public const int Most = 200;

    /// <summary>Whether a person should do something.</summary>
    [JsonIgnore]
    public bool NeedsAttention => Totals.Sources > 0 || Totals.Failed > 0 || Totals.Quiet > 0 || Totals.Held > 0 || Partners.Any(partner => partner.Lacks is not null);
}

/// <summary>A step in the life of a release.</summary>
public sealed record Step(string Release, string Title, ChangeKind Kind, int Version, DateTimeOffset At);

/// <summary>How it went with a partner.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Published">Copies it took of something new.</param>
/// <param name="Corrected">Copies it took of corrections.</param>
/// <param name="Withdrawn">Withdrawals it took note of.</param>
/// <param name="Waiting">Copies that wait now.</param>
/// <param name="Failed">Copies given up for good, now.</param>
public sealed record PartnerNight(string Id, string Name, int Published, int Corrected, int Withdrawn, int Waiting, int Failed)
{
    /// <summary>When it last took anything; null where it never did.</summary>
    public DateTimeOffset? LastTaken { get; init; }

    /// <summary>Why it counts as gone quiet, one sentence; null where it does not.</summary>
    public string? Quiet { get; init; }

    /// <summary>What its channel lacks, such as a secret, or why its copies are held; null where nothing.</summary>
    public string? Lacks { get; init; }
}

/// <summary>An edition that waits.</summary>
public sealed record WaitingEdition(string Release, string Language, EditionStatus State, IReadOnlyList<string> Reasons);

/// <summary>A release under embargo.</summary>
public sealed record Embargoed(string Release, DateTimeOffset Until);

/// <summary>Something that failed.</summary>
/// <param name="What">What: an upload, a copy, a piece of work, a document.</param>
/// <param name="Why">Why, and what to do.</param>
/// <param name="IsNew">Whether it failed since the last report.</param>
public sealed record Failure(string What, string Why, bool IsNew);

/// <summary>How it went with the translation engine.</summary>
/// <param name="Today">Characters paid for on this day.</param>
/// <param name="ThisMonth">Characters paid for in this month.</param>
/// <param name="Waiting">Releases that wait for the budget.</param>
public sealed record EngineNight(long Today, long ThisMonth, int Waiting)
{
    /// <summary>The bound for a day; null where there is none.</summary>
    public long? PerDay { get; init; }

    /// <summary>The bound for a month; null where there is none.</summary>
    public long? PerMonth { get; init; }

    /// <summary>What keeps it from being asked, or how it failed last; null where nothing did.</summary>
    public string? Trouble { get; init; }
}

/// <summary>Characters in a language.</summary>
public sealed record Cost(string Language, long Billed, long FromMemory);

/// <summary>How many there are.</summary>
public sealed record Counts
{
    /// <summary>Releases that came.</summary>
    public int Arrived { get; init; }

    /// <summary>Corrections.</summary>
    public int Corrected { get; init; }

    /// <summary>Withdrawals.</summary>
    public int Withdrawn { get; init; }

    /// <summary>Copies that partners took.</summary>
    public int Delivered { get; init; }

    /// <summary>Editions not wholly translated.</summary>
    public int Pending { get; init; }

    /// <summary>Editions that a person has to look at.</summary>
    public int Held { get; init; }

    /// <summary>Releases under embargo.</summary>
    public int Embargoed { get; init; }

    /// <summary>What failed.</summary>
    public int Failed { get; init; }

    /// <summary>Partners that have gone quiet.</summary>
    public int Quiet { get; init; }

    /// <summary>Sources that are quiet, broken or gone.</summary>
    public int Sources { get; init; }

    /// <summary>What the night made good.</summary>
    public int Repaired { get; init; }
}
