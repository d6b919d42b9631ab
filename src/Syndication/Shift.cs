using Syndication.Storage;

namespace Syndication;

/// <summary>
/// A stretch of work on a newsroom: reading, translating and publishing at the desk, one batch after another, and beside it the
/// copies in a lane per partner, and the sources and what goes to subscribers in a few lanes of their own. It is stepped from outside, so that a pass ends where a server goes on.
/// </summary>
public sealed class Shift
{
    // So many pieces of one kind are taken at once: enough to be published together, few enough to stay small.
    private const int Batch = 512;

    private const int CopiesAtOnce = 4;

    private readonly IWorkQueue queue;
    private readonly Hands hands;
    private readonly Lanes copies;
    private readonly Lanes polls;
    private readonly Lanes notices;
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
        copies = new(hands, queue, WorkKind.Deliver, work => ((DeliverRelease)work).Partner, partner => newsroom.Partners.GetValueOrDefault(partner)?.Pace.AtOnce ?? CopiesAtOnce, cancel);
        polls = new(hands, queue, WorkKind.Poll, work => Fingerprints.Of(((PollSource)work).Source)[..1], _ => 1, cancel);
        notices = new(hands, queue, WorkKind.Notify, LaneOf, _ => CopiesAtOnce, cancel);
    }

    /// <summary>Whether copies, sources or what goes to subscribers are under way.</summary>
    public bool IsDelivering => copies.IsBusy || polls.IsBusy || notices.IsBusy;

    /// <summary>Ends with the next of them that ends; take it before looking at <see cref="IsDelivering"/>.</summary>
    public Task CopyEnded => Task.WhenAny(copies.Change, polls.Change, notices.Change);

    /// <summary>Starts the sources that are due, does one batch at the desk, and starts the copies that are due.</summary>
    /// <returns>False where nothing was due at the desk.</returns>
    /// <exception cref="IOException">The storage itself failed; what was in hand is in the queue when it is opened again.</exception>
    public async Task<bool> StepAsync()
    {
        cancel.ThrowIfCancellationRequested();
        await polls.TakeDueAsync();
        await notices.TakeDueAsync();

        // What editors wrote is read before a copy that fell due long ago leaves: it may be the word that the release is withdrawn.
        var hasRead = await OneByOneAsync(WorkKind.Ingest);
        await copies.TakeDueAsync();
        if (hasRead)
            return true;
        var stepped = await OneByOneAsync(WorkKind.Translate) || await PublishAsync();
        if (stepped)
            await copies.TakeDueAsync();
        return stepped;
    }

    /// <summary>Does all that is due, and what follows from it, until nothing is.</summary>
    /// <exception cref="IOException">The storage itself failed.</exception>
    public async Task DrainAsync()
    {
        try
        {
            while (true)
            {
                Task[] changes = [copies.Change, polls.Change, notices.Change];
                if (await StepAsync())
                    continue;

                // What ended since may have left something to do after it was looked for.
                if (!IsDelivering && !Array.Exists(changes, change => change.IsCompleted))
                    break;
                await Task.WhenAny(changes);
            }
        }
        finally
        {
            // Also after a fault: who opens the queue anew is not to meet what the lanes still have in hand.
            await FinishAsync();
        }
    }

    /// <summary>Begins nothing more and waits for the copies and sources under way. The queue is to be opened anew afterwards.</summary>
    /// <exception cref="IOException">The storage failed in a lane.</exception>
    public Task FinishAsync() => Task.WhenAll(polls.FinishAsync(), notices.FinishAsync(), copies.FinishAsync());

    // Many subscribers are sent to at once within a part, so few parts are; whoever has to be waited for waits in lanes of their own.
    private static string LaneOf(Work work) => work switch
    {
        DistributeFeed distribute => $"part {distribute.Part[^1] & 1}",
        NotifySubscriber notify => $"apart {notify.Subscriber[0]}",
        VerifySubscription verify => $"verify {verify.Request[^1]}",
        _ => work.GetType().Name,
    };

    private async Task<bool> OneByOneAsync(WorkKind kind)
    {
        if (await queue.ReceiveAsync(kind, Batch, cancel) is not { Count: > 0 } batch)
            return false;
        await Parallel.ForEachAsync(batch, cancel, async (queued, token) => await hands.DoAsync(queued.Work, [queued], token));
        return true;
    }

    // Whatever waits is published together: the feeds are then written once.
    private async Task<bool> PublishAsync()
    {
        if (await queue.ReceiveAsync(WorkKind.Publish, Batch * 2, cancel) is not { Count: > 0 } batch)
            return false;
        await hands.DoAsync(new PublishReleases([.. batch.SelectMany(queued => ((PublishReleases)queued.Work).Releases).Distinct()]), batch, cancel);
        return true;
    }
}
