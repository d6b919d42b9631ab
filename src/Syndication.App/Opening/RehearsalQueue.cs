using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>A queue in memory that holds what is to be read and translated now, and lets go of everything else.</summary>
internal sealed class RehearsalQueue : IWorkQueue
{
    private readonly Dictionary<WorkKind, List<Work>> waiting = [];
    private readonly Lock gate = new();

    /// <inheritdoc/>
    public Task SendAsync(Work work, TimeSpan delay, CancellationToken cancel)
    {
        if (delay <= TimeSpan.Zero && work.Kind is WorkKind.Ingest or WorkKind.Translate)
        {
            lock (gate)
            {
                if (!waiting.TryGetValue(work.Kind, out var lane))
                    waiting[work.Kind] = lane = [];
                if (!lane.Exists(other => other.Key == work.Key))
                    lane.Add(work);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueuedWork>> ReceiveAsync(WorkKind kind, int most, CancellationToken cancel)
    {
        lock (gate)
        {
            if (!waiting.TryGetValue(kind, out var lane))
                return Task.FromResult<IReadOnlyList<QueuedWork>>([]);
            IReadOnlyList<QueuedWork> taken = [.. lane.Take(most).Select(work => new QueuedWork(work.Key, work, 0))];
            lane.RemoveRange(0, taken.Count);
            return Task.FromResult(taken);
        }
    }

    /// <inheritdoc/>
    public Task CompleteAsync(QueuedWork work, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task<bool> AbandonAsync(QueuedWork work, CancellationToken cancel) => Task.FromResult(true);

    /// <inheritdoc/>
    public Task<QueueDepth> DepthAsync(CancellationToken cancel) => Task.FromResult(new QueueDepth(0, 0, 0));
}
