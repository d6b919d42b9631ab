using Syndication.Folders;
using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>A site in a local folder.</summary>
/// <param name="folder">The folder, as it was named.</param>
internal sealed class FolderHome(string folder) : SiteHome
{
    private readonly FolderStore store = new(folder);

    /// <summary>The folder, as it was named.</summary>
    public string Named => folder;

    /// <inheritdoc/>
    public override IBlobStore Store => store;

    /// <inheritdoc/>
    public override string? Folder { get; } = Path.GetFullPath(folder);

    /// <inheritdoc/>
    public override TimeSpan Hold => TimeSpan.Zero;

    /// <inheritdoc/>
    public override string Argument => $"--site {folder}";

    /// <inheritdoc/>
    public override string Unconfigured => "";

    /// <inheritdoc/>
    public override string GivenUp => "Read the files in the folders ending with -poison.";

    /// <inheritdoc/>
    public override string Where(string path) => Path.Combine([Folder!, .. path.Split('/')]);

    /// <inheritdoc/>
    public override Task ReachAsync(CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public override async Task<ISiteTurn> TurnAsync(Action? waiting, TimeProvider clock, CancellationToken cancel) =>
        new FolderTurn(this, await SiteLock.TakeAsync(folder, waiting, clock, cancel), clock);

    /// <summary>The turn of whoever holds the lock already; the turn ends it.</summary>
    public FolderTurn Turn(SiteLock taken, TimeProvider clock) => new(this, taken, clock);

    /// <inheritdoc/>
    public override Task<QueueDepth> DepthAsync(TimeProvider clock, CancellationToken cancel) => FolderQueue.Open(folder, clock).DepthAsync(cancel);

    /// <summary>Takes away what a process that was killed left half written. To be called under the lock.</summary>
    public void Tidy() => store.Tidy();

    /// <inheritdoc/>
    public override string ToString() => folder;
}
