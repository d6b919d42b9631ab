using System.Collections.Concurrent;
using Syndication.Folders;
using Syndication.Night;
using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>
/// A newsroom in a folder with its lock held and its queue open: whoever changes anything does it in here, and lets go soon.
/// </summary>
internal sealed class FolderSession : IDisposable
{
    private readonly ConcurrentQueue<Event> events = new();
    private readonly FolderNewsroom folder;
    private readonly Newsroom newsroom;
    private readonly SiteLock site;
    private readonly Action<Event>? happened;
    private readonly long started;

    private FolderSession(FolderNewsroom folder, Newsroom newsroom, SiteLock site, Action<Event>? happened)
    {
        this.folder = folder;
        this.newsroom = newsroom;
        this.site = site;
        this.happened = happened;
        started = newsroom.Clock.GetTimestamp();
        folder.Store.Tidy();
        Queue = FolderQueue.Open(folder.Folder, newsroom.Clock);
    }

    /// <summary>The site's queue; good until the session ends.</summary>
    public FolderQueue Queue { get; }

    /// <summary>Whether another process waits for this one to let go.</summary>
    public bool IsWanted => site.IsWanted;

    /// <summary>Waits for the lock and opens the queue.</summary>
    /// <param name="folder">The site.</param>
    /// <param name="newsroom">The newsroom in it.</param>
    /// <param name="happened">Told of everything as it happens; may be called by several threads at once.</param>
    /// <param name="waiting">Told once where another process is at work on the site, and this one waits.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static async Task<FolderSession> OpenAsync(
        FolderNewsroom folder, Newsroom newsroom, Action<Event>? happened, Action? waiting, CancellationToken cancel) =>
        await OpenAsync(folder, newsroom, happened, await SiteLock.TakeAsync(folder.Folder, waiting, newsroom.Clock, cancel), cancel);

    /// <summary>Opens the queue under a lock that is held already; the session ends it. An older site is brought up to date first.</summary>
    public static async Task<FolderSession> OpenAsync(
        FolderNewsroom folder, Newsroom newsroom, Action<Event>? happened, SiteLock site, CancellationToken cancel)
    {
        try
        {
            await SiteFormat.MigrateAsync(newsroom.Store, cancel);
            return new(folder, newsroom, site, happened);
        }
        catch
        {
            site.Dispose();
            throw;
        }
    }

    /// <summary>Makes one whole pass: finds what is new or has fallen behind, does it, and makes the night where it is due.</summary>
    public async Task<FolderPass> PassAsync(CancellationToken cancel)
    {
        await new Pass(newsroom, Queue, Note).RunAsync(cancel);
        if (await FolderNight.IsDueAsync(newsroom, cancel))
            await NightAsync(cancel);
        return await EndAsync(cancel);
    }

    /// <summary>Does the work that is due, such as what was just sent to the queue, and what follows from it.</summary>
    public async Task<FolderPass> DrainAsync(CancellationToken cancel)
    {
        await new Pass(newsroom, Queue, Note).DrainAsync(cancel);
        return await EndAsync(cancel);
    }

    /// <summary>Makes the night: compares everything, does the work that follows from it, and files the report. A pass comes before it.</summary>
    public Task<NightReport> NightAsync(CancellationToken cancel) =>
        FolderNight.AfterPassAsync(newsroom, Queue, new Pass(newsroom, Queue, Note), Note, started, cancel);

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            folder.Store.Tidy();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Leftovers harm nobody; the next session tries again.
        }

        site.Dispose();
    }

    private async Task<FolderPass> EndAsync(CancellationToken cancel)
    {
        var standing = await new Pass(newsroom, Queue, Note).StandingAsync(cancel);
        return new(RunReport.Of(events, standing, newsroom.Clock.GetElapsedTime(started)), events);
    }

    /// <summary>Notes what happened, for the report.</summary>
    public void Note(Event e)
    {
        events.Enqueue(e);
        happened?.Invoke(e);
    }
}
