using Syndication.Night;
using Syndication.Storage;
using Syndication.Telemetry;

namespace Syndication;

/// <summary>Does one piece of work after another: what follows is queued before the work is struck off.</summary>
internal sealed class Hands(Newsroom newsroom, IWorkQueue queue, Action<Event> happened)
{
    private readonly Pipeline pipeline = new(newsroom);
    private readonly Mending mending = new(newsroom, queue, happened);

    /// <summary>Does work that came out of the queue, in one or more pieces.</summary>
    /// <returns>What happened.</returns>
    /// <exception cref="IOException">The storage itself failed; the work stays where it is.</exception>
    public async Task<IReadOnlyList<Event>> DoAsync(Work work, IReadOnlyList<QueuedWork> queued, CancellationToken cancel)
    {
        using var trail = Trail.Begin(queued);
        try
        {
            var handled = await mending.DoAsync(() => pipeline.HandleAsync(work, cancel), cancel);
            foreach (var next in handled.Next)
            {
                trail.Lead(next.Work);
                await queue.SendAsync(next.Work, next.Delay, cancel);
            }

            foreach (var done in queued)
                await queue.CompleteAsync(done, cancel);
            foreach (var e in handled.Events)
                Tell(e);
            return handled.Events;
        }
        catch (Exception e) when (!IsStorage(e) && (e is not OperationCanceledException || !cancel.IsCancellationRequested))
        {
            // Whatever went wrong with one piece of work is ours to tell, and no reason to leave the others undone.
            trail.Fail(e.Message);
            if (queued.Count == 1)
            {
                Tell(new WorkFailed(work, e.Message, await queue.AbandonAsync(queued[0], cancel)));
                return [];
            }

            var events = new List<Event>();
            foreach (var alone in queued)
                events.AddRange(await DoAsync(alone.Work, [alone], cancel));
            return events;
        }
    }

    private void Tell(Event e)
    {
        Tally.Note(e);
        happened(e);
    }

    // A full, read-only or broken disk is no fault of the work: it is not counted against it, or an hour of it would give up everything.
    private static bool IsStorage(Exception e) => e is StorageFailedException || e is IOException && (e.HResult & 0xFFFF) is
        5 or 28 or 30 or 122 or // Linux: EIO, ENOSPC, EROFS, EDQUOT
        69 or 19 or 39 or 112; // macOS: EDQUOT; Windows: write-protected, disk full (two codes)
}
