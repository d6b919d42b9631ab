using System.Collections.Concurrent;
using Syndication.Folders;
using Syndication.Night;
using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>The nightly run over a newsroom in a folder: a pass, the comparison, the work that follows from it, and the report.</summary>
internal static class FolderNight
{
    /// <summary>Makes the night now, under the site's lock.</summary>
    public static async Task<(FolderPass Pass, NightReport Report)> RunAsync(
        FolderNewsroom folder, Newsroom newsroom, Action? waiting, CancellationToken cancel)
    {
        using var site = await SiteLock.TakeAsync(folder.Folder, waiting, newsroom.Clock, cancel);
        folder.Store.Tidy();
        await SiteFormat.MigrateAsync(newsroom.Store, cancel);
        var events = new ConcurrentQueue<Event>();
        var queue = FolderQueue.Open(folder.Folder, newsroom.Clock);
        var started = newsroom.Clock.GetTimestamp();
        using var pass = new Pass(newsroom, queue, events.Enqueue);
        await pass.RunAsync(cancel);
        var report = await AfterPassAsync(newsroom, queue, pass, events.Enqueue, started, cancel);
        var standing = await pass.StandingAsync(cancel);
        folder.Store.Tidy();
        return (new(RunReport.Of(events, standing, newsroom.Clock.GetElapsedTime(started)), events), report);
    }

    /// <summary>Whether it is due: its time has come since the last, or one was cut short.</summary>
    public static async Task<bool> IsDueAsync(Newsroom newsroom, CancellationToken cancel)
    {
        var state = await NightlyRun.StateAsync(newsroom.Store, cancel);
        if (state.Began is not null)
            return true;
        var now = newsroom.Clock.GetUtcNow();
        if (state.Last is { } last)
            return NightSchedule.IsDue(newsroom.Site.Schedule, last, now);
        await NightlyRun.NoteAsync(newsroom.Store, now, cancel);
        return false;
    }

    /// <summary>The night itself, after a pass has done what was due anyway. To be called under the site's lock.</summary>
    public static async Task<NightReport> AfterPassAsync(
        Newsroom newsroom, IWorkQueue queue, Pass pass, Action<Event> happened, long started, CancellationToken cancel)
    {
        var found = await new NightlyRun(newsroom, queue, happened).CompareAsync(cancel);
        await pass.RunAsync(cancel);
        var report = await new NightTeller(newsroom, queue).TellAsync(found, newsroom.Clock.GetElapsedTime(started), cancel);
        await NightlyRun.EndAsync(newsroom.Store, found, cancel);
        return report;
    }
}
