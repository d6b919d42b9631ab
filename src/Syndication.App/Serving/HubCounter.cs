using System.Collections.Concurrent;
using Syndication.Hub;
using Syndication.Storage;

namespace Syndication.App.Serving;

/// <summary>
/// Where requests to subscribe wait for the newsroom's loop, which alone writes to the site: whoever asks is answered once the request is
/// stored, so that none that was accepted is lost.
/// </summary>
/// <param name="wake">Wakes the loop.</param>
internal sealed class HubCounter(Action wake)
{
    // Another process may be at work on the site, and have the turn.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const int MostWaiting = 1000;

    private readonly ConcurrentQueue<Asked> waiting = new();

    /// <summary>Whether anybody waits.</summary>
    public bool IsWanted => !waiting.IsEmpty;

    /// <summary>Hands a request over, and waits until it is stored.</summary>
    /// <returns>False where too many wait.</returns>
    /// <exception cref="TimeoutException">The newsroom is busy with something else.</exception>
    public async Task<bool> AskAsync(SubscriptionRequest request, CancellationToken cancel)
    {
        if (waiting.Count >= MostWaiting)
            return false;
        var asked = new Asked(request, new(TaskCreationOptions.RunContinuationsAsynchronously));
        waiting.Enqueue(asked);
        wake();
        return await asked.Stored.Task.WaitAsync(Patience, cancel);
    }

    /// <summary>Stores what waits and queues the work that follows. To be called in the site's turn.</summary>
    public async Task TakeAsync(Newsroom newsroom, IWorkQueue queue, CancellationToken cancel)
    {
        var requests = new Requests(newsroom.Store);
        for (var taken = 0; taken < MostWaiting && waiting.TryDequeue(out var asked); taken++)
        {
            try
            {
                var work = await requests.StoreAsync(asked.Request, newsroom.Site.Hub ?? new(), cancel);
                if (work is not null)
                    await queue.SendAsync(work, TimeSpan.Zero, cancel);
                asked.Stored.TrySetResult(work is not null);
            }
            catch (Exception e)
            {
                asked.Stored.TrySetException(e);
                throw;
            }
        }
    }

    private sealed record Asked(SubscriptionRequest Request, TaskCompletionSource<bool> Stored);
}
