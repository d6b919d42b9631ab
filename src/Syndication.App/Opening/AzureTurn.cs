using Syndication.Azure;
using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>A turn on a site in Azure Storage, beside those of other processes: there is nothing to hold.</summary>
internal sealed class AzureTurn(AzureStorage storage) : ISiteTurn
{
    /// <inheritdoc/>
    public IWorkQueue Queue => storage.Queue;

    /// <inheritdoc/>
    public bool IsAlone => false;

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueueWait>> WaitsAsync(CancellationToken cancel) => storage.Queue.WaitsAsync(cancel);

    /// <inheritdoc/>
    public void Dispose()
    {
        // What is in hand goes back when the site is closed.
    }
}
