using System.Collections.Concurrent;
using Syndication.App.Telemetry;
using Syndication.Night;
using Syndication.Storage;
using Syndication.Telemetry;

namespace Syndication.App.Opening;

/// <summary>A turn at work on a site: whoever changes anything does it in here, and ends it soon.</summary>
internal sealed class SiteSession : IDisposable
{
    private readonly ConcurrentQueue<Event> events = new();
    private readonly Newsroom newsroom;
    private readonly ISiteTurn turn;
    private readonly Action<Event>? happened;
    private readonly long started;

    private SiteSession(Newsroom newsroom, ISiteTurn turn, Action<Event>? happened)
    {
        this.newsroom = newsroom;
        this.turn = turn;
        this.happened = happened;
        started = newsroom.Clock.GetTimestamp();
        Queue = turn.Queue;
    }

    /// <summary>The site's queue; good until the session ends.</summary>
    public IWorkQueue Queue { get; }

    /// <summary>Waits for the turn and opens the queue.</summary>
    /// <param name="site">The site.</param>
    /// <param name="newsroom">The newsroom in it.</param>
    /// <param name="happened">Told of everything as it happens; may be called by several threads at once.</param>
    /// <param name="waiting">Told once where another process is at work on the site, and this one waits.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="IOException">The site cannot be written to.</exception>
    public static async Task<SiteSession> OpenAsync(
        OpenedSite site, Newsroom newsroom, Action<Event>? happened, Action? waiting, CancellationToken cancel) =>
        await OpenAsync(newsroom, happened, await site.Home.TurnAsync(waiting, newsroom.Clock, cancel), cancel);

    /// <summary>Begins in a turn that was taken already; the session ends it. An older site is brought up to date first.</summary>
    public static async Task<SiteSession> OpenAsync(Newsroom newsroom, Action<Event>? happened, ISiteTurn turn, CancellationToken cancel)
    {
        try
        {
            await SiteFormat.MigrateAsync(newsroom.Store, cancel);
            return new(newsroom, turn, happened);
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>Makes one whole pass: finds what is new or has fallen behind, reads the sources, does it all, and makes the night where it is due.</summary>
    public async Task<SitePass> PassAsync(CancellationToken cancel)
    {
        var pass = new Pass(newsroom, Queue, Note);
        await pass.PollAsync(cancel);
        await pass.RunAsync(cancel);
        if (await SiteNight.IsDueAsync(newsroom, cancel))
            await NightAsync(cancel);
        return await EndAsync(cancel);
    }

    /// <summary>Does the work that is due, such as what was just sent to the queue, and what follows from it.</summary>
    public async Task<SitePass> DrainAsync(CancellationToken cancel)
    {
        await new Pass(newsroom, Queue, Note).DrainAsync(cancel);
        return await EndAsync(cancel);
    }

    /// <summary>Makes the night: compares everything, does the work that follows from it, and files the report. A pass comes before it.</summary>
    public Task<NightReport> NightAsync(CancellationToken cancel) =>
        SiteNight.AfterPassAsync(newsroom, Queue, new Pass(newsroom, Queue, Note), Note, started, cancel);

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<SitePass> EndAsync(CancellationToken cancel)
    {
        var standing = await new Pass(newsroom, Queue, Note).StandingAsync(cancel);
        Tally.Waiting(standing);
        await TallyAsync(cancel);
        return new(RunReport.Of(events, standing, newsroom.Clock.GetElapsedTime(started)), events);
    }

    /// <summary>Tells whoever listens how the queues stand and how long ago the last night was.</summary>
    public async Task TallyAsync(CancellationToken cancel)
    {
        if (!Tally.IsHeard)
            return;
        var now = newsroom.Clock.GetUtcNow();
        Tally.Queues(await turn.WaitsAsync(cancel), now);
        Tally.Night((await NightlyRun.StateAsync(newsroom.Store, cancel)).Last, now);
    }

    /// <summary>Notes what happened, for the report.</summary>
    public void Note(Event e)
    {
        events.Enqueue(e);
        Exporting.Now?.Log.Happened(e);
        happened?.Invoke(e);
    }
}
