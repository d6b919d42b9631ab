using Syndication.Storage;

namespace Syndication;

/// <summary>
/// Lanes for work that waits for strangers, beside the desk and beside each other, one a partner or source, so that a slow one delays
/// nobody and nothing else.
/// </summary>
/// <param name="hands">Does the work.</param>
/// <param name="queue">Where it waits.</param>
/// <param name="kind">Which work.</param>
/// <param name="laneOf">The lane that a piece of work goes in.</param>
/// <param name="atOnce">How much is done at once in a lane, by its name.</param>
/// <param name="cancel">Stops it.</param>
internal sealed class Lanes(Hands hands, IWorkQueue queue, WorkKind kind, Func<Work, string> laneOf, Func<string, int> atOnce, CancellationToken cancel)
{
    // After so many failures in a row a partner is left alone for a while; its copies keep their place.
    private const int Patience = 3;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);
    private TaskCompletionSource change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? fault;
    private bool closed;

    /// <summary>Ends with the next copy that ends.</summary>
    public Task Change => Volatile.Read(ref change).Task;

    /// <summary>Whether copies are under way.</summary>
    public bool IsBusy
    {
        get
        {
            lock (gate)
                return lanes.Count > 0;
        }
    }

    /// <summary>Starts the copies that are due, each in its partner's lane.</summary>
    /// <exception cref="IOException">The storage failed, now or in a lane.</exception>
    public async Task TakeDueAsync()
    {
        Check();
        foreach (var queued in await queue.ReceiveAsync(kind, int.MaxValue, cancel))
        {
            lock (gate)
            {
                var partner = laneOf(queued.Work);
                if (!lanes.TryGetValue(partner, out var lane))
                    lanes[partner] = lane = new();
                lane.Waiting.Enqueue(queued);
                if (lane.Running < atOnce(partner))
                {
                    lane.Running++;
                    _ = Task.Run(() => RunAsync(partner, lane), CancellationToken.None);
                }
            }
        }
    }

    /// <summary>Starts nothing more, and waits for the copies that are under way. What has not begun stays in the queue's keeping.</summary>
    public async Task FinishAsync()
    {
        lock (gate)
            closed = true;
        while (true)
        {
            var next = Change;
            if (!IsBusy)
                break;
            await next;
        }

        Check();
    }

    private void Check()
    {
        if (Volatile.Read(ref fault) is { } e)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e);
    }

    private async Task RunAsync(string partner, Lane lane)
    {
        while (true)
        {
            QueuedWork? queued;
            bool tired;
            lock (gate)
            {
                if (closed || fault is not null || !lane.Waiting.TryDequeue(out queued))
                {
                    if (--lane.Running == 0)
                        lanes.Remove(partner);
                    break;
                }

                tired = lane.Failures >= Patience;
            }

            try
            {
                if (tired)
                    await PutOffAsync(queued);
                else
                    Count(lane, await hands.DoAsync(queued.Work, [queued], cancel));
            }
            catch (Exception e)
            {
                // It is thrown again where the lanes are watched; the copy stays in the queue.
                Interlocked.CompareExchange(ref fault, e, null);
            }

            Tell();
        }

        Tell();
    }

    private async Task PutOffAsync(QueuedWork queued)
    {
        await queue.SendAsync(queued.Work, Rest, cancel);
        await queue.CompleteAsync(queued, cancel);
    }

    private void Count(Lane lane, IReadOnlyList<Event> events)
    {
        lock (gate)
        {
            foreach (var copy in events.OfType<CopyReported>())
                lane.Failures = copy.Outcome switch { CopyOutcome.Retrying => lane.Failures + 1, CopyOutcome.Delivered => 0, _ => lane.Failures };
        }
    }

    private void Tell() =>
        Interlocked.Exchange(ref change, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    private sealed class Lane
    {
        public Queue<QueuedWork> Waiting { get; } = [];

        public int Running { get; set; }

        public int Failures { get; set; }
    }
}
