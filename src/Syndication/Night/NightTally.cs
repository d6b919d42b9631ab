using Syndication.Delivery;
using Syndication.Intake;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Night;

/// <summary>Counts, a release and a ledger at a time, what a night's report tells; holds no more than its lines.</summary>
internal sealed class NightTally(Newsroom newsroom, DateTimeOffset? since, DateTimeOffset until)
{
    // A partner is quiet when copies wait for so long without one being taken, or when it took copies within a week and now takes none.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly DateTimeOffset from = since ?? DateTimeOffset.UnixEpoch;
    private readonly List<Step> came = [];
    private readonly List<WaitingEdition> waiting = [];
    private readonly List<Embargoed> embargoed = [];
    private readonly List<Failure> failed = [];
    private readonly SortedDictionary<Language, (long Billed, long FromMemory)> spent = [];
    private readonly Dictionary<string, Dealings> dealings = [];
    private Counts totals = new();
    private int releases;

    /// <summary>The partners whose copies are held, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Held { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a release is told of by its title.</summary>
    public bool Wants(Release release) => release.History.Any(change => IsNew(change.At));

    public void Add(Release release, string title)
    {
        releases++;
        foreach (var change in release.History.Where(change => IsNew(change.At)))
        {
            Keep(came, new(release.Id.Value, title, change.Kind, change.Version, change.At));
            totals = change.Kind switch
            {
                ChangeKind.Arrived => totals with { Arrived = totals.Arrived + 1 },
                ChangeKind.Corrected => totals with { Corrected = totals.Corrected + 1 },
                ChangeKind.Withdrawn => totals with { Withdrawn = totals.Withdrawn + 1 },
                _ => totals,
            };
        }

        foreach (var cost in (release.Spent ?? []).Where(cost => IsNew(cost.At)))
        {
            var (billed, memory) = spent.GetValueOrDefault(cost.Language);
            spent[cost.Language] = (billed + cost.Billed, memory + cost.FromMemory);
        }

        if (release.Withdrawal is not null)
            return;
        if (release.IsEmbargoed(until))
        {
            totals = totals with { Embargoed = totals.Embargoed + 1 };
            Keep(embargoed, new(release.Id.Value, release.Embargo!.Value));
        }

        foreach (var edition in release.Editions.Where(edition => edition.Status is EditionStatus.Pending or EditionStatus.Held or EditionStatus.Stale))
        {
            var held = edition.Status == EditionStatus.Held;
            totals = totals with { Held = totals.Held + (held ? 1 : 0), Pending = totals.Pending + (held ? 0 : 1) };
            Keep(waiting, new(release.Id.Value, edition.Language.Tag, edition.Status, edition.Reasons));
        }
    }

    public void Add(Deliveries ledger)
    {
        if (!dealings.TryGetValue(ledger.Partner, out var with))
            dealings[ledger.Partner] = with = new();
        foreach (var copy in ledger.Copies)
        {
            foreach (var taken in copy.Attempts.Where(attempt => attempt.Outcome == OutcomeKind.Accepted))
            {
                if (with.LastTaken is null || taken.At > with.LastTaken)
                    with.LastTaken = taken.At;
                if (taken.At <= from && (with.TakenBefore is null || taken.At > with.TakenBefore))
                    with.TakenBefore = taken.At;
                if (!IsNew(taken.At))
                    continue;
                with.Taken[(int)copy.Kind]++;
                totals = totals with { Delivered = totals.Delivered + 1 };
            }

            if (copy.State == CopyState.Waiting)
            {
                with.Waiting++;
                if (with.Oldest is null || copy.Created < with.Oldest)
                    with.Oldest = copy.Created;
            }
            else if (copy.State is CopyState.Failed or CopyState.Dead)
            {
                with.Failed++;
                var last = copy.Attempts.Count > 0 ? copy.Attempts[^1].At : copy.Created;
                Fail($"{ledger.Release} ({copy.Language}, version {copy.Version}) for {ledger.Partner}", copy.Reason ?? "It was given up.", last);
            }
        }
    }

    public void Add(ProblemDocument problem) => Fail(problem.Instance, problem.Detail, problem.Seen);

    public void Damaged(BlobItem item) =>
        Fail(item.Path, "A damaged document was set aside here. Look at the disk; delete this file when you have.", item.LastModified);

    public NightReport Report(string day, string zone, int poison)
    {
        if (poison > 0)
            Fail("queues/", $"{poison} pieces of work were given up after failing five times: read the files in the folders ending with -poison.", until);
        var partners = newsroom.Partners.Values.OrderBy(partner => partner.Id, StringComparer.Ordinal).Select(partner =>
        {
            var with = dealings.GetValueOrDefault(partner.Id) ?? new();
            var name = newsroom.Site.InLanguage(partner.Name, newsroom.Site.Languages[0]) ?? partner.Id;
            return new PartnerNight(partner.Id, name, with.Taken[(int)CopyKind.Published], with.Taken[(int)CopyKind.Corrected], with.Taken[(int)CopyKind.Withdrawn], with.Waiting, with.Failed)
            {
                LastTaken = with.LastTaken,
                Quiet = Quiet(with),
                Lacks = newsroom.Channels(partner).Lacks ?? Held.GetValueOrDefault(partner.Id),
            };
        }).ToList();
        return new()
        {
            Title = newsroom.Site.InLanguage(newsroom.Site.Title, newsroom.Site.Languages[0]) ?? "",
            Day = day,
            TimeZone = zone,
            Since = since,
            Until = until,
            Releases = releases,
            Came = [.. came.OrderBy(step => step.At).ThenBy(step => step.Release, StringComparer.Ordinal)],
            Partners = partners,
            Waiting = [.. waiting.OrderByDescending(edition => edition.State == EditionStatus.Held).ThenBy(edition => edition.Release, StringComparer.Ordinal).ThenBy(edition => edition.Language, StringComparer.Ordinal)],
            Embargoed = [.. embargoed.OrderBy(release => release.Until).ThenBy(release => release.Release, StringComparer.Ordinal)],
            Failed = [.. failed.OrderByDescending(failure => failure.IsNew).ThenBy(failure => failure.What, StringComparer.Ordinal)],
            Characters = [.. spent.Select(pair => new Cost(pair.Key.Tag, pair.Value.Billed, pair.Value.FromMemory))],
            Totals = totals with { Quiet = partners.Count(partner => partner.Quiet is not null) },
        };
    }

    private string? Quiet(Dealings with)
    {
        if (with.Waiting == 0)
            return null;
        if (with.Oldest < until - Patience && !(with.LastTaken > until - Patience))
            return $"It has taken nothing for {Days(until - (with.LastTaken ?? with.Oldest!.Value))} while {with.Waiting} copies wait.";
        return with.Taken.Sum() == 0 && with.TakenBefore > from - Week
            ? $"It took copies before and has taken none since the last report; {with.Waiting} wait."
            : null;
    }

    private static string Days(TimeSpan span) => span.TotalDays < 2 ? $"{(int)span.TotalHours} hours" : $"{(int)span.TotalDays} days";

    private void Fail(string what, string why, DateTimeOffset at)
    {
        totals = totals with { Failed = totals.Failed + 1 };
        Keep(failed, new(what, why, IsNew(at)));
    }

    // What a clock set back has left in the future is new, too, rather than told by no report at all.
    private bool IsNew(DateTimeOffset at) => at > from;

    private static void Keep<T>(List<T> lines, T line)
    {
        if (lines.Count < NightReport.Most)
            lines.Add(line);
    }

    private sealed class Dealings
    {
        public int[] Taken { get; } = new int[3];

        public int Waiting { get; set; }

        public int Failed { get; set; }

        public DateTimeOffset? Oldest { get; set; }

        public DateTimeOffset? LastTaken { get; set; }

        public DateTimeOffset? TakenBefore { get; set; }
    }
}
