namespace Syndication.Storage;

/// <summary>
/// Work waiting to be done, over a local folder or Azure Storage queues. What is sent stays until it is completed, through crashes;
/// it may be handed out twice, and in any order. Every call may throw <see cref="IOException"/> where the storage fails.
/// </summary>
public interface IWorkQueue
{
    /// <summary>Puts work in its queue, to be handed out after a delay. The same work waiting there already may absorb it.</summary>
    Task SendAsync(Work work, TimeSpan delay, CancellationToken cancel);

    /// <summary>Takes due work of one kind, at most so many, the longest due first. Nothing else gets it meanwhile.</summary>
    Task<IReadOnlyList<QueuedWork>> ReceiveAsync(WorkKind kind, int most, CancellationToken cancel);

    /// <summary>Strikes work off: it is done.</summary>
    Task CompleteAsync(QueuedWork work, CancellationToken cancel);

    /// <summary>
    /// Puts work back after it failed through a fault of our own; after the fifth time it goes to the poison queue instead.
    /// </summary>
    /// <returns>Whether it went to the poison queue.</returns>
    Task<bool> AbandonAsync(QueuedWork work, CancellationToken cancel);

    /// <summary>How much is waiting.</summary>
    Task<QueueDepth> DepthAsync(CancellationToken cancel);
}

/// <summary>Work as it came out of a queue.</summary>
/// <param name="Receipt">The queue's own mark of this hand-out.</param>
/// <param name="Work">What to do.</param>
/// <param name="Tries">How often it was handed out before.</param>
public sealed record QueuedWork(string Receipt, Work Work, int Tries)
{
    /// <summary>The trace it belongs to, as a W3C <c>traceparent</c>; null for none.</summary>
    public string? Trace { get; init; }
}

/// <summary>How much work is waiting.</summary>
/// <param name="Due">To be done now.</param>
/// <param name="Later">Waiting for its time.</param>
/// <param name="Poison">Given up after failing again and again.</param>
public sealed record QueueDepth(int Due, int Later, int Poison);
