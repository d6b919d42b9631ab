using Syndication.Releases;
using Syndication.Storage;

namespace Syndication;

/// <summary>
/// A stretch of work on a newsroom: reading, translating and publishing at the desk, one batch after another, and beside it the
/// copies in a lane per partner. It is stepped from outside, so that a pass ends where a server goes on.
/// </summary>
public sealed class Shift
{
    // So many pieces of one kind are taken at once: enough to be published together, few enough to stay small.
    private const int Batch = 512;

    private readonly IWorkQueue queue;
    private readonly Hands hands;
    private readonly Lanes lanes;
    private readonly CancellationToken cancel;

    /// <summary>Begins a shift.</summary>
    /// <param name="newsroom">The newsroom.</param>
    /// <param name="queue">Where its work waits.</param>
    /// <param name="happened">Told of everything as it happens; may be called by several threads at once.</param>
    /// <param name="cancel">Cuts off whatever is under way; it is done again later.</param>
    public Shift(Newsroom newsroom, IWorkQueue queue, Action<Event> happened, CancellationToken cancel)
    {
        this.queue = queue;
        this.cancel = cancel;
        hands = new(newsroom, queue, happened);
        lanes = new(hands, queue, cancel);
    }

    /// <summary>Whether copies are under way.</summary>
    public bool IsDelivering => lanes.IsBusy;

    /// <summary>Ends with the next copy that ends; take it before looking at <see cref="IsDelivering"/>.</summary>
    public Task CopyEnded => lanes.Change;

    /// <summary>Starts the copies that are due, and does one batch at the desk.</summary>
    /// <returns>False where nothing was due at the desk.</returns>
    /// <exception cref="IOException">The storage itself failed; what was in hand is in the queue when it is opened again.</exception>
    public async Task<bool> StepAsync()
    {
        cancel.ThrowIfCancellationRequested();
        await lanes.TakeDueAsync();
        var stepped = await OneByOneAsync(WorkKind.Ingest) || await OneByOneAsync(WorkKind.Translate) || await PublishAsync();
        if (stepped)
            await lanes.TakeDueAsync();
        return stepped;
    }

    /// <summary>Does all that is due, and what follows from it, until nothing is.</summary>
    /// <exception cref="IOException">The storage itself failed.</exception>
    public async Task DrainAsync()
    {
        while (true)
        {
            var ended = CopyEnded;
            if (await StepAsync())
                continue;
            if (!IsDelivering)
                break;
            await ended;
        }

        await FinishAsync();
    }

    /// <summary>Begins nothing more and waits for the copies under way. The queue is to be opened anew afterwards.</summary>
    /// <exception cref="IOException">The storage failed in a lane.</exception>
    public Task FinishAsync() => lanes.FinishAsync();

    private async Task<bool> OneByOneAsync(WorkKind kind)
    {
        if (await queue.ReceiveAsync(kind, Batch, cancel) is not { Count: > 0 } batch)
            return false;
        await Parallel.ForEachAsync(batch, cancel, async (queued, token) => await hands.DoAsync(queued.Work, [queued], token));
        return true;
    }

    // Releases that wait for the same language are published together: its feeds are then written once.
    private async Task<bool> PublishAsync()
    {
        if (await queue.ReceiveAsync(WorkKind.Publish, Batch * 8, cancel) is not { Count: > 0 } batch)
            return false;
        var languages = batch.GroupBy(queued => ((PublishLanguage)queued.Work).Language);
        await Parallel.ForEachAsync(languages, cancel, async (language, token) =>
        {
            IReadOnlyList<ReleaseId> releases = [.. language.SelectMany(queued => ((PublishLanguage)queued.Work).Releases).Distinct()];
            await hands.DoAsync(new PublishLanguage(language.Key, releases), [.. language], token);
        });
        return true;
    }
}
