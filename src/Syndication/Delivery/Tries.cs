using Syndication.Delivery.Journal;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>
/// Keeps the ledger and the partners' journals together. What came of a try is in the journal first and in the ledger after: a process that
/// ends in between leaves a try that the ledger believes under way, and whoever comes next reads in the journal how it ended.
/// </summary>
/// <param name="store">Where both are kept.</param>
/// <param name="hold">How long a try that began belongs to the process that began it.</param>
internal sealed class Tries(IBlobStore store, TimeSpan hold)
{
    private readonly Journals journals = new(store);

    /// <summary>Where a partner's journal stands: to be noted with a try that begins.</summary>
    public Task<long> EndAsync(string partner, CancellationToken cancel) => journals.EndAsync(partner, cancel);

    /// <summary>Writes into the journal what came of a try, before the ledger is told.</summary>
    /// <param name="ledger">The ledger as it was when the try began.</param>
    /// <param name="webhookId">The copy.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="took">How long it took.</param>
    /// <param name="cancel">Stops it; then the try counts as interrupted.</param>
    public Task EndedAsync(Deliveries ledger, string webhookId, Outcome outcome, TimeSpan took, CancellationToken cancel)
    {
        var copy = ledger.Copies.Single(copy => copy.WebhookId == webhookId);
        return journals.AppendAsync(ledger.Partner, [Line(ledger, copy) with
        {
            Outcome = outcome.Kind,
            Status = outcome.Status,
            Milliseconds = (int)Math.Min(took.TotalMilliseconds, int.MaxValue),
            Receipt = Masking.Mask(outcome.Receipt),
            Excerpt = Masking.Mask(outcome.Detail),
        }], cancel);
    }

    /// <summary>Whether the ledger has tries whose process is gone, and which have to be settled.</summary>
    public bool HasOpen(Deliveries ledger, DateTimeOffset now) => ledger.Copies.Any(copy => IsOpen(copy, now));

    /// <summary>
    /// Finds out what came of tries whose process is gone. What the journal knows is taken from there; of the others it is noted that they
    /// were interrupted, so that the journal has a line for every try.
    /// </summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="now">The instant.</param>
    /// <param name="retries">When a copy that failed is tried again.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The ledger to store, and the copies of which the journal knew.</returns>
    public async Task<(Deliveries Ledger, IReadOnlyList<(LedgerCopy Copy, Outcome Outcome)> Known)> SettleAsync(
        Deliveries ledger, DateTimeOffset now, RetryPolicy retries, CancellationToken cancel)
    {
        var open = ledger.Copies.Where(copy => IsOpen(copy, now)).ToDictionary(copy => Line(ledger, copy).Key);
        var lines = new Dictionary<string, JournalLine>();
        await foreach (var line in journals.AfterAsync(ledger.Partner, open.Values.Min(copy => copy.Attempts[^1].Journal!.Value), cancel))
        {
            if (open.ContainsKey(line.Key) && (line.Outcome != OutcomeKind.Interrupted || !lines.ContainsKey(line.Key)))
                lines[line.Key] = line;
        }

        await NoteAsync(ledger, [.. open.Where(pair => !lines.ContainsKey(pair.Key)).Select(pair => pair.Value)], cancel);
        var known = new List<(LedgerCopy, Outcome)>();
        foreach (var (key, copy) in open)
        {
            var outcome = lines.TryGetValue(key, out var line) ? Read(line) : null;
            var settled = outcome is null ? copy.Interrupt()
                : copy.Finish(copy.Attempts[^1].At, outcome, TimeSpan.FromMilliseconds(line!.Milliseconds ?? 0), now, retries);
            ledger = ledger.Change(copy.WebhookId, _ => settled);
            if (outcome is not null)
                known.Add((settled, outcome));
        }

        return (ledger, known);
    }

    private Task NoteAsync(Deliveries ledger, IReadOnlyList<LedgerCopy> interrupted, CancellationToken cancel) => interrupted.Count == 0
        ? Task.CompletedTask
        : journals.AppendAsync(ledger.Partner, [.. interrupted.Select(copy => Line(ledger, copy) with { Outcome = OutcomeKind.Interrupted })], cancel);

    private bool IsOpen(LedgerCopy copy, DateTimeOffset now) =>
        copy.Attempts is [.., { Outcome: OutcomeKind.Begun, Journal: not null } begun] && Plan.Turn(begun.At + hold, now) <= now;

    private static JournalLine Line(Deliveries ledger, LedgerCopy copy)
    {
        var attempt = copy.Attempts[^1];
        return new(0, JournalLine.Nothing, ledger.Partner, attempt.At)
        {
            Release = ledger.Release.Value,
            Language = copy.Language.Tag,
            Version = copy.Version,
            Type = copy.Kind,
            WebhookId = copy.WebhookId,
            Try = copy.Attempts.Count,
            Bytes = attempt.Bytes,
            Hash = attempt.Hash,
        };
    }

    private static Outcome? Read(JournalLine line) => line.Outcome switch
    {
        OutcomeKind.Accepted => Outcome.Accepted(line.Excerpt) with { Status = line.Status, Receipt = line.Receipt },
        OutcomeKind.Temporary => Outcome.Temporary(line.Excerpt ?? "It failed.") with { Status = line.Status },
        OutcomeKind.Permanent => Outcome.Permanent(line.Excerpt ?? "It was refused.") with { Status = line.Status },
        _ => null,
    };
}
