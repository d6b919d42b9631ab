using Syndication.Night;
using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>The nightly run over a site: a pass, the comparison, the work that follows from it, and the report.</summary>
internal static class SiteNight
{
    /// <summary>Makes the night now, in a turn of its own.</summary>
    public static async Task<(SitePass Pass, NightReport Report)> RunAsync(
        OpenedSite site, Newsroom newsroom, Action? waiting, CancellationToken cancel)
    {
        using var session = await SiteSession.OpenAsync(site, newsroom, null, waiting, cancel);
        await new Pass(newsroom, session.Queue, session.Note).RunAsync(cancel);
        var report = await session.NightAsync(cancel);
        return (await session.DrainAsync(cancel), report);
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

    /// <summary>The night itself, after a pass has done what was due anyway. To be called in a turn on the site.</summary>
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
