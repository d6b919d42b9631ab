namespace Syndication.Folders;

/// <summary>
/// One process at a time works on a folder site. The operating system holds the lock, and lets go of it when its holder ends, however
/// it ends.
/// </summary>
public sealed class SiteLock : IDisposable
{
    private readonly FileStream file;

    private SiteLock(FileStream file) => this.file = file;

    /// <summary>Waits for the lock.</summary>
    /// <param name="site">The site's folder.</param>
    /// <param name="waiting">Told once, where somebody else has it.</param>
    /// <param name="clock">Paces the waiting.</param>
    /// <param name="cancel">Ends the waiting.</param>
    public static async Task<SiteLock> TakeAsync(string site, Action? waiting, TimeProvider clock, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(Path.Combine(site, "queues"));
        }
        catch (Exception e) when (FolderFailure.Of(site, e) is { } failure)
        {
            throw failure;
        }

        var told = false;
        while (true)
        {
            if (TryOpen(site) is { } file)
                return new SiteLock(file);
            if (!told)
                waiting?.Invoke();
            told = true;
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancel);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    private static FileStream? TryOpen(string site)
    {
        try
        {
            return new FileStream(Path.Combine(site, "queues", ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (FolderFailure.Of(site, e) is { } failure)
        {
            throw failure;
        }
        catch (IOException e) when (e is not FileNotFoundException and not DirectoryNotFoundException)
        {
            return null;
        }
    }
}
