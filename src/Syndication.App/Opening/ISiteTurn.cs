using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>
/// A process's turn to work on a site. In a folder it is the site's lock, and nobody else works meanwhile; on Azure Storage several
/// processes take their turns at once, kept apart by conditional writes and by the leases of messages.
/// </summary>
internal interface ISiteTurn : IDisposable
{
    /// <summary>The site's queue; good until the turn ends.</summary>
    IWorkQueue Queue { get; }

    /// <summary>How each of its queues stands.</summary>
    /// <exception cref="IOException">The storage failed.</exception>
    Task<IReadOnlyList<QueueWait>> WaitsAsync(CancellationToken cancel);

    /// <summary>Whether nobody else works on the site meanwhile.</summary>
    bool IsAlone { get; }
}
