using System.Text.Json.Serialization;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>Who gets a release, in which language, when, and why the others do not.</summary>
/// <param name="Release">The release.</param>
/// <param name="Going">One line a partner and language, those who get it first.</param>
public sealed record Explanation(Release Release, IReadOnlyList<Going> Going)
{
    /// <summary>Whether somebody who may hold the text of a withdrawn release has not taken note of the withdrawal yet.</summary>
    public bool IsOutstanding => Going.Any(going => going.IsOutstanding);

    /// <summary>Explains a release as it stands. Changes nothing.</summary>
    public static async Task<Explanation> OfAsync(Newsroom newsroom, Release release, CancellationToken cancel)
    {
        var editions = Texts.WithSubjects(await Texts.LoadAsync(newsroom.Store, release, [], cancel), release);
        var going = new List<Going>();
        foreach (var partner in newsroom.Partners.Values.OrderBy(partner => partner.Id, StringComparer.Ordinal))
        {
            var (stored, _) = await newsroom.Store.LoadAsync(Deliveries.Path(partner.Id, release.Id), Documents.Json.Deliveries, cancel);
            var ledger = stored ?? new() { Partner = partner.Id, Release = release.Id };
            var given = new Given(partner, release, editions, newsroom.Site, newsroom.Clock.GetUtcNow(), TimeSpan.Zero);
            var held = await new Holds(newsroom.Store).OfAsync(partner.Id, cancel) is { IsHeld: true } hold ? hold.Text(partner.Id) : null;
            going.AddRange(Of(given, ledger, newsroom.Channels(partner).Lacks, held));
        }

        return new(release, going);
    }

    // What the plan would enter now is shown as due, whether or not a pass has entered it yet.
    internal static IEnumerable<Going> Of(Given given, Deliveries ledger, string? lacks, string? held = null)
    {
        var planned = Plan.Make(given, ledger, new HashSet<string>(), new HashSet<string>()).Ledger;
        var languages = given.Site.Languages.Concat(planned.Copies.Select(copy => copy.Language)).Distinct();
        return languages.Select(language => Of(given, language, [.. planned.Copies.Where(copy => copy.Language == language)], lacks ?? (given.Release.Withdrawal is null ? held : null))).OrderBy(going => going.State == GoingState.None);
    }

    private static Going Of(Given given, Language language, IReadOnlyList<LedgerCopy> copies, string? lacks)
    {
        var decision = Agreements.Decide(given.Partner, given.Release, language, given.Editions.GetValueOrDefault(language)?.Text, given.Site, given.Now);
        var last = copies.LastOrDefault(copy => copy.State != CopyState.Superseded || copy.Attempted);
        var going = new Going(given.Partner.Id, language, GoingState.None, decision.Reason) { Sent = Sent(copies) };
        if (given.Release.Withdrawal is not null)
        {
            // Nobody is told who cannot have it; who can is told, whatever the agreement says.
            return last is null || !copies.Any(copy => copy.Attempted) ? going with { Reason = "It never had it, so it is not told." } : With(going, last, "It was told that the release is withdrawn.", lacks, given.Now);
        }

        if (last is { State: CopyState.Waiting or CopyState.Failed or CopyState.Dead })
            return With(going, last, decision.Reason, lacks, given.Now);
        if (decision.NotBefore is { } instant)
            return going with { State = GoingState.Later, At = instant };
        return decision.Granted && last is not null ? With(going, last, decision.Reason, lacks, given.Now)
            : decision.Granted ? going with { Reason = "What there is in this language is outdated; nobody is sent it anew." }
            : going;
    }

    private static Going With(Going going, LedgerCopy copy, string reason, string? lacks, DateTimeOffset now)
    {
        var accepted = copy.Attempts.LastOrDefault(attempt => attempt.Outcome == OutcomeKind.Accepted);
        going = going with { Version = copy.Version, Kind = copy.Kind, Attempts = copy.Attempts.Count, WebhookId = copy.WebhookId, Reason = reason };
        return copy.State switch
        {
            CopyState.Delivered => going with { State = GoingState.Delivered, At = accepted?.At, Receipt = accepted?.Receipt },
            CopyState.Waiting when lacks is not null => going with { State = GoingState.Waiting, Reason = lacks },
            CopyState.Waiting when copy.NextTry > now => going with { State = GoingState.Retrying, At = copy.NextTry, Reason = copy.Reason ?? reason },
            CopyState.Waiting => going with { State = GoingState.Due, Reason = copy.Reason ?? $"{reason} The next run sends it." },
            CopyState.Failed => going with { State = GoingState.Failed, Reason = copy.Reason ?? reason },
            CopyState.Dead => going with { State = GoingState.Dead, Reason = copy.Reason ?? reason },
            _ => going,
        };
    }

    private static SentCopy? Sent(IReadOnlyList<LedgerCopy> copies) => copies
        .SelectMany(copy => copy.Attempts.Where(attempt => attempt.Outcome == OutcomeKind.Accepted).Select(attempt => new SentCopy(copy.Version, copy.Kind, attempt.At, attempt.Receipt)))
        .MaxBy(sent => sent.At);
}

/// <summary>How a release goes to one partner in one language.</summary>
/// <param name="Partner">The partner's id.</param>
/// <param name="Language">The language.</param>
/// <param name="State">How it stands.</param>
/// <param name="Reason">Why, in one or two sentences.</param>
public sealed record Going(string Partner, Language Language, GoingState State, string Reason)
{
    /// <summary>The version of the copy; null where there is none.</summary>
    public int? Version { get; init; }

    /// <summary>What the copy says; null where there is none.</summary>
    public CopyKind? Kind { get; init; }

    /// <summary>When it arrived, is tried next, or is due; null where it is due now or never.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What the partner calls its acceptance.</summary>
    public string? Receipt { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Its idempotency key; null where there is no copy.</summary>
    public string? WebhookId { get; init; }

    /// <summary>The last copy of any version that arrived; null where none did.</summary>
    public SentCopy? Sent { get; init; }

    /// <summary>Whether it still has to be told of a withdrawal.</summary>
    public bool IsOutstanding => Kind == CopyKind.Withdrawn && State != GoingState.Delivered;
}

/// <summary>A copy that arrived.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Kind">What it says.</param>
/// <param name="At">When.</param>
/// <param name="Receipt">What the partner calls its acceptance.</param>
public sealed record SentCopy(int Version, CopyKind Kind, DateTimeOffset At, string? Receipt);

/// <summary>How a release stands with one partner in one language.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<GoingState>))]
public enum GoingState
{
    /// <summary>The partner does not get it.</summary>
    None,

    /// <summary>The partner gets it at a later instant.</summary>
    Later,

    /// <summary>The next run sends it.</summary>
    Due,

    /// <summary>A try failed; there is a next one.</summary>
    Retrying,

    /// <summary>Something that its channel needs is missing.</summary>
    Waiting,

    /// <summary>The partner has it.</summary>
    Delivered,

    /// <summary>It failed for a reason that will not go away by itself.</summary>
    Failed,

    /// <summary>It failed at the last try of its schedule.</summary>
    Dead,
}
