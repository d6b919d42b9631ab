using System.Collections.Concurrent;
using Syndication.Folders;
using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>One whole pass over a newsroom in a folder, under its lock.</summary>
/// <param name="Report">The counts.</param>
/// <param name="Events">What happened.</param>
internal sealed record FolderPass(RunReport Report, IReadOnlyCollection<Event> Events)
{
    /// <summary>Whether something new needs a person.</summary>
    public bool NeedsAttention =>
        Report.Rejected + Report.Failed + Report.DeadLettered > 0 || Events.Any(e => e is EditionHeld or WorkFailed or DocumentMended);

    /// <summary>Makes the pass.</summary>
    /// <param name="folder">The site.</param>
    /// <param name="newsroom">The newsroom in it.</param>
    /// <param name="happened">Told of everything as it happens.</param>
    /// <param name="waiting">Told where another process is at work on the site, and this one waits.</param>
    /// <param name="cancel">Stops it; the next pass goes on from there.</param>
    public static async Task<FolderPass> RunAsync(
        FolderNewsroom folder, Newsroom newsroom, Action<Event>? happened, Action? waiting, CancellationToken cancel)
    {
        var events = new ConcurrentQueue<Event>();
        var clock = newsroom.Clock;
        using var site = await SiteLock.TakeAsync(folder.Folder, waiting, clock, cancel);
        var started = clock.GetTimestamp();
        folder.Store.Tidy();
        await SiteFormat.MigrateAsync(newsroom.Store, cancel);
        var queue = FolderQueue.Open(folder.Folder, clock);
        using var pass = new Pass(newsroom, queue, Note);
        var standing = await pass.RunAsync(cancel);
        if (await FolderNight.IsDueAsync(newsroom, cancel))
        {
            await FolderNight.AfterPassAsync(newsroom, queue, pass, Note, started, cancel);
            standing = await pass.StandingAsync(cancel);
        }

        folder.Store.Tidy();
        return new(RunReport.Of(events, standing, clock.GetElapsedTime(started)), events);

        void Note(Event e)
        {
            events.Enqueue(e);
            happened?.Invoke(e);
        }
    }
}
