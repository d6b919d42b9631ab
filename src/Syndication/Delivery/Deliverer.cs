using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Telemetry;

namespace Syndication.Delivery;

/// <summary>
/// Brings a partner up to date with a release. Safe to do twice, at any time, and to be cut off anywhere: a copy and the beginning of
/// a try are stored before the first byte leaves, so the next run sends the same copy under the same id.
/// </summary>
/// <param name="store">Where releases and ledgers are kept.</param>
/// <param name="site">The newsroom.</param>
/// <param name="partners">The partners by id.</param>
/// <param name="channels">How to reach a partner.</param>
/// <param name="clock">The time.</param>
/// <param name="hold">
/// How long a try that began belongs to the process that began it. Nothing by default: one process works on a folder site. Where
/// several work on one storage, longer than any channel takes.
/// </param>
/// <param name="patience">How long a copy waits here for its place where its partner takes so many a minute; what is further off is told as the next try.</param>
public sealed class Deliverer(
    IBlobStore store, Site site, IReadOnlyDictionary<string, Partner> partners, Func<Partner, IChannel> channels, TimeProvider clock, TimeSpan hold = default, TimeSpan patience = default)
{
    private readonly Turns turns = new();
    private readonly Tries tries = new(store, hold);
    private readonly Holds holds = new(store);
    private readonly Paces paces = new(store, clock);

    /// <summary>When a copy that failed is tried again.</summary>
    public RetryPolicy Retries { get; init; } = new();

    /// <summary>Sends a partner what is due of a release, each copy at most once.</summary>
    /// <param name="partnerId">The partner.</param>
    /// <param name="id">The release.</param>
    /// <param name="cancel">Stops it; a try under way counts as interrupted.</param>
    /// <exception cref="IOException">The storage failed; do it again.</exception>
    public async Task<DeliveryResult> DeliverAsync(string partnerId, ReleaseId id, CancellationToken cancel)
    {
        var key = (partnerId, id);
        if (!turns.Take(key))
            return DeliveryResult.Nothing;
        var pass = new Pass(partnerId, id);
        try
        {
            do
                pass.Next = await PassAsync(pass, cancel);
            while (!turns.Give(key));
        }
        catch
        {
            turns.Drop(key);
            throw;
        }

        return new(pass.Next is { } next ? Later(next) : null, pass.Events) { Reopened = pass.Reopened };
    }

    /// <summary>What a partner is owed of a release. Changes nothing.</summary>
    /// <returns>
    /// When there is something to do for it; null where there is nothing. And whether the ledger lacks it: a copy that was never entered,
    /// or one that is no longer due.
    /// </returns>
    internal async Task<(DateTimeOffset? When, bool Lacks)> OwedAsync(string partnerId, Release release, CancellationToken cancel)
    {
        var (stored, _) = await store.LoadAsync(Deliveries.Path(partnerId, release.Id), Documents.Json.Deliveries, cancel);
        var ledger = stored ?? new Deliveries { Partner = partnerId, Release = release.Id };
        if (!partners.TryGetValue(partnerId, out var partner))
            return (null, false);
        var editions = Texts.WithSubjects(await Texts.LoadAsync(store, release, [], cancel), release);
        var now = clock.GetUtcNow();
        var plan = Plan.Make(new(partner, release, editions, site, now, hold), ledger, new HashSet<string>(), new HashSet<string>());
        var lacks = !ReferenceEquals(plan.Ledger, ledger) || tries.HasOpen(ledger, now);
        return (lacks || plan.Due is not null ? now : plan.Next, lacks);
    }

    private async Task<DateTimeOffset?> PassAsync(Pass pass, CancellationToken cancel)
    {
        var path = Deliveries.Path(pass.Partner, pass.Release);
        (Deliveries? Ledger, Blob? Blob)? known = null;
        while (true)
        {
            var (release, _) = await store.LoadAsync(Paths.Release(pass.Release), Documents.Json.Release, cancel);
            if (release is null)
                return null;
            var (stored, blob) = known ?? await store.LoadAsync(path, Documents.Json.Deliveries, cancel);
            known = null;
            var ledger = stored ?? new Deliveries { Partner = pass.Partner, Release = pass.Release };
            if (!partners.TryGetValue(pass.Partner, out var partner))
                return Unknown(pass, release, ledger);
            if (tries.HasOpen(ledger, clock.GetUtcNow()))
            {
                await SettleAsync(pass, path, partner, (ledger, blob), cancel);
                continue;
            }

            var editions = await Texts.LoadAsync(store, release, pass.Editions, cancel);
            var plan = Plan.Make(new(partner, release, Texts.WithSubjects(editions, release), site, clock.GetUtcNow(), hold), ledger, pass.Tried, pass.Lacking);
            if (plan.Due is not { } due)
            {
                if (!ReferenceEquals(plan.Ledger, ledger) && !await store.SaveAsync(path, plan.Ledger, Documents.Json.Deliveries, blob, cancel))
                    continue;
                return plan.Next;
            }

            // Whether it can be sent and in what form is found out first: then a try that the ledger knows of is one that was made.
            var channel = channels(partner);
            var (shipment, flaw) = Pack(channel, due, release, editions.GetValueOrDefault(due.Language));
            var lacks = flaw is null ? channel.Lacks : null;
            var leave = flaw is null && lacks is null ? await holds.AskAsync(partner, due.Kind, clock.GetUtcNow(), cancel) : null;
            lacks ??= leave?.Reason;
            using var departure = flaw is null && lacks is null ? await paces.LeaveAsync(partner, due, leave!.IsProbe, cancel) : null;
            if (departure?.Queued is { } queued)
            {
                // Whoever waits looks again afterwards: the release may have been corrected or withdrawn meanwhile.
                var isNoted = await store.SaveAsync(path, plan.Ledger.Change(due.WebhookId, _ => queued), Documents.Json.Deliveries, blob, cancel);
                if (isNoted && queued.NextTry - clock.GetUtcNow() is { } wait && wait > TimeSpan.Zero && wait <= patience)
                    await Task.Delay(wait, clock, cancel);
                continue;
            }

            var began = clock.GetUtcNow();
            var journal = flaw is null && lacks is null ? await tries.EndAsync(pass.Partner, cancel) : 0;
            var changed = plan.Ledger.Change(due.WebhookId, copy =>
                flaw is not null ? copy.Fail(flaw) : lacks is not null ? copy with { Reason = lacks } : copy.Begin(began, shipment!.Payload, journal));
            var told = lacks is not null && due.Reason == lacks && ReferenceEquals(plan.Ledger, ledger);
            if (!told && (blob = await store.StoreAsync(path, changed, Documents.Json.Deliveries, blob, cancel)) is null)
                continue;

            pass.Tried.Add(due.WebhookId);
            if (flaw is not null)
                pass.Tell(DeliveryEventKind.Failed, due, flaw);
            else if (lacks is not null)
                pass.Park(due, lacks);
            else
                known = await SendAsync(pass, path, (partner, channel, leave!), shipment!, began, (changed, blob!), cancel);
        }
    }

    private async Task SettleAsync(Pass pass, string path, Partner partner, (Deliveries Ledger, Blob? Blob) stored, CancellationToken cancel)
    {
        var (settled, known) = await tries.SettleAsync(stored.Ledger, clock.GetUtcNow(), Policy(partner), cancel);
        if (!await store.SaveAsync(path, settled, Documents.Json.Deliveries, stored.Blob, cancel))
            return;
        foreach (var (copy, outcome) in known)
            pass.Tell(Kind(outcome, copy), copy, outcome.Kind == OutcomeKind.Accepted ? null : outcome.Detail);
    }

    // Gives the ledger back as it was stored; nothing where somebody else wrote to it meanwhile.
    private async Task<(Deliveries? Ledger, Blob? Blob)?> SendAsync(
        Pass pass, string path, (Partner Partner, IChannel Channel, Leave Leave) to, Shipment shipment, DateTimeOffset began, (Deliveries Ledger, Blob Blob) begun, CancellationToken cancel)
    {
        var start = clock.GetTimestamp();
        var (partner, text) = (to.Partner.Id, shipment.Copy);
        using var span = Trail.Try(partner, pass.Release, text.Language, text.Version);
        Outcome outcome;
        try
        {
            outcome = await to.Channel.SendAsync(shipment, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // A channel's fault must not hold up the partner's other copies. Only the type is told: a message may hold a secret.
            outcome = Outcome.Temporary($"The channel broke down ({e.GetType().Name}); tell the developers.");
        }

        var (now, took) = (clock.GetUtcNow(), clock.GetElapsedTime(start));
        await tries.EndedAsync(begun.Ledger, shipment.WebhookId, outcome, took, cancel);
        var isHeld = to.Leave.IsProbe && outcome.Kind == OutcomeKind.Temporary;
        LedgerCopy? copy = null;
        var finished = Finished(begun.Ledger)!;
        var blob = await store.StoreAsync(path, finished, Documents.Json.Deliveries, begun.Blob, cancel);
        if (blob is null)
        {
            copy = null;
            await store.ChangeAsync(path, Documents.Json.Deliveries, Finished, cancel);
        }

        span?.SetTag(TelemetryNames.Outcome, outcome.Kind.ToString().ToLowerInvariant());
        if (outcome.Kind != OutcomeKind.Accepted)
            span?.SetStatus(System.Diagnostics.ActivityStatusCode.Error, outcome.Detail);
        else if (copy is { TriesBefore: 0 })
            Tally.Delivered(partner, now - copy.Created);
        pass.Reopened |= await holds.NoteAsync(to.Partner, to.Leave, outcome, now, cancel);
        if (copy is not null && isHeld)
            pass.Park(copy, copy.Reason!);
        else if (copy is not null)
            pass.Tell(Kind(outcome, copy), copy, outcome.Kind == OutcomeKind.Accepted ? null : outcome.Detail);
        return blob is null ? null : (finished, blob);

        Deliveries? Finished(Deliveries? ledger) => ledger?.Change(shipment.WebhookId, entry =>
        {
            copy = entry.Finish(began, outcome, took, now, Policy(to.Partner));
            return copy = isHeld && entry.State == CopyState.Waiting ? copy.Hold(outcome.Detail ?? "It failed.", now) : copy;
        });
    }

    private RetryPolicy Policy(Partner partner) => partner.Retries is { } waits ? Retries with { Schedule = [TimeSpan.Zero, .. waits] } : Retries;

    private (Shipment? Shipment, string? Flaw) Pack(IChannel channel, LedgerCopy due, Release release, Edition? edition)
    {
        try
        {
            var copy = Copies.Make(due, release, edition, site);
            return (new(due.WebhookId, copy, channel.Pack(copy)), null);
        }
        catch (Exception e)
        {
            // Whatever is wrong with this text or its formatter, the other languages and releases go their way.
            return (null, $"The copy could not be put into the agreed form ({e.GetType().Name}: {e.Message}). Correct the release and upload it again.");
        }
    }

    // A partner whose file is gone is sent nothing; but it may hold a text that was taken back since, and somebody should know.
    private static DateTimeOffset? Unknown(Pass pass, Release release, Deliveries ledger)
    {
        var newest = ledger.Copies.LastOrDefault(copy => copy.Attempted);
        if (release.Withdrawal is not null && newest is not null && newest.Kind != CopyKind.Withdrawn)
        {
            pass.Tell(DeliveryEventKind.Failed, newest, $"It holds a release that is withdrawn, and config/partners/{pass.Partner}.json is gone. " +
                "Put the file back so that it can be told, or tell it yourself.");
        }

        return null;
    }

    private static DeliveryEventKind Kind(Outcome outcome, LedgerCopy copy) => (outcome.Kind, copy.State) switch
    {
        (OutcomeKind.Accepted, _) => DeliveryEventKind.Delivered,
        (OutcomeKind.Permanent, _) => DeliveryEventKind.Failed,
        (_, CopyState.Dead) => DeliveryEventKind.DeadLettered,
        _ => DeliveryEventKind.Retrying,
    };

    private TimeSpan Later(DateTimeOffset next) => next - clock.GetUtcNow() is var span && span > TimeSpan.Zero ? span : TimeSpan.Zero;

    private sealed class Pass(string partner, ReleaseId release)
    {
        public string Partner { get; } = partner;

        public ReleaseId Release { get; } = release;

        public DateTimeOffset? Next { get; set; }

        public bool Reopened { get; set; }

        public HashSet<string> Tried { get; } = [];

        public HashSet<string> Lacking { get; } = [];

        public List<DeliveryEvent> Events { get; } = [];

        public Dictionary<(Language, int), Edition> Editions { get; } = [];

        public void Park(LedgerCopy copy, string lacks)
        {
            Lacking.Add(copy.WebhookId);
            Tell(DeliveryEventKind.Lacking, copy, lacks);
        }

        public void Tell(DeliveryEventKind kind, LedgerCopy copy, string? reason) =>
            Events.Add(new(kind, Partner, Release, copy.Language, copy.Version, reason) { Copy = copy.Kind });
    }
}
