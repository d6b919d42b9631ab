using Syndication.Folders;
using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>A turn on a site in a folder: its lock, held; what was left half written is tidied away before and after.</summary>
internal sealed class FolderTurn : ISiteTurn
{
    private readonly FolderHome home;
    private readonly SiteLock taken;
    private readonly Lazy<FolderQueue> queue;

    /// <summary>Begins it under a lock that is held; the turn ends it.</summary>
    public FolderTurn(FolderHome home, SiteLock taken, TimeProvider clock)
    {
        (this.home, this.taken) = (home, taken);
        queue = new(() => FolderQueue.Open(home.Named, clock));
        try
        {
            home.Tidy();
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>The site's queue; good until the turn ends.</summary>
    public FolderQueue Queue => queue.Value;

    /// <summary>Whether another process waits for this one to let go.</summary>
    public bool IsWanted => taken.IsWanted;

    /// <inheritdoc/>
    public bool IsAlone => true;

    /// <inheritdoc/>
    IWorkQueue ISiteTurn.Queue => Queue;

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueueWait>> WaitsAsync(CancellationToken cancel) => Task.FromResult(Queue.Waits());

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            home.Tidy();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Leftovers harm nobody; the next turn tries again.
        }

        taken.Dispose();
    }
}
