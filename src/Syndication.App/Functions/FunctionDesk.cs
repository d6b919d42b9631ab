using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Syndication.App.Functions.Host;
using Syndication.App.Opening;
using Syndication.App.Serving;
using Syndication.App.Telemetry;
using Syndication.Azure;
using Syndication.Hub;
using Syndication.Intake;
using Syndication.Night;
using Syndication.Sources;
using Syndication.Storage;
using Syndication.Telemetry;

namespace Syndication.App.Functions;

/// <summary>
/// Does what the Functions host hands over: the pipeline's work, one call at a time. What follows is queued before the host is answered,
/// so a host killed in between hands the same over again. A partner's failure is handled work, and answered 200; only a fault of our own
/// is thrown, answered 500, and ends in the poison queue where it keeps coming.
/// </summary>
internal sealed class FunctionDesk
{
    // So many messages about publishing are taken together with the one that the host brought.
    private const int PublishedTogether = 64;

    // Of the ten minutes of host.json; what is left over is for the next tick.
    private static readonly TimeSpan NightStep = TimeSpan.FromMinutes(8);

    private readonly AzureStorage storage;
    private readonly LivingNewsroom newsroom;
    private readonly TimeProvider clock;
    private readonly EmbargoMarks embargoes;
    private readonly PartnerLanes lanes;
    private readonly PrintRuns prints;

    /// <summary>Opens the desk; nothing is read yet.</summary>
    public FunctionDesk(AzureStorage storage, LivingNewsroom newsroom, TimeProvider clock)
    {
        (this.storage, this.newsroom, this.clock) = (storage, newsroom, clock);
        embargoes = new(storage.Store, clock);
        lanes = new(clock);
        prints = new((work, trail) => WorkAsync(work, _ => { }, CancellationToken.None, trail));
    }

    /// <summary>An upload came: finds what belongs with it and has it read. The event may come again, late, or never.</summary>
    public async Task<HostAnswer> UploadedAsync(HostCall call, CancellationToken cancel)
    {
        var name = call.Fact("name") ?? throw new InvalidDataException("Functions: the call names no blob.");
        var work = await new Arrivals(storage.Store, clock).OfAsync(name, cancel);
        foreach (var uploads in work)
        {
            using var trail = Trail.Arrive(uploads);

            // Queued and not read here: from there on it is done to its end, whatever becomes of this process and of the event.
            await storage.Queue.SendAsync(uploads, TimeSpan.Zero, cancel);
        }

        if (work.Count == 0)
            return new([$"inbox/{name} brings nothing new."]);
        return new([$"inbox/{name} is to be read."]);
    }

    /// <summary>Does the work in a queue message.</summary>
    public async Task<HostAnswer> DoAsync(WorkKind kind, HostCall call, CancellationToken cancel)
    {
        var text = call.Text("work") ?? throw new InvalidDataException("Functions: the call brings no message.");
        var count = int.TryParse(call.Fact("DequeueCount"), CultureInfo.InvariantCulture, out var tries) ? tries : 1;
        if (await storage.Queue.AcceptAsync(kind, text, count, cancel) is not { } queued)
            return new(["There was nothing to do: not due yet, done before, or not ours."]);

        var log = new CallLog(clock);
        using var trail = Trail.Begin([queued]);
        try
        {
            await (queued.Work switch
            {
                PublishReleases publish => PublishAsync(publish, trail),
                DeliverRelease deliver => DeliverAsync(deliver, log.Happened, cancel),
                var work => WorkAsync(work, log.Happened, cancel),
            });
            await storage.Queue.CompleteAsync(queued, cancel);
            return new(log.Lines);
        }
        catch (Exception e)
        {
            trail.Fail(e.Message);
            throw;
        }
    }

    /// <summary>Somebody asks to subscribe to a feed: stores that, and has it verified.</summary>
    /// <returns>False where too many requests of the same host wait already.</returns>
    public async Task<bool> SubscribeAsync(SubscriptionRequest request, CancellationToken cancel)
    {
        var site = (await newsroom.GetAsync(cancel)).Newsroom.Site;
        if (await new Requests(storage.Store).StoreAsync(request, site.Hub ?? new(), cancel) is not { } work)
            return false;
        await storage.Queue.SendAsync(work, TimeSpan.Zero, cancel);
        return true;
    }

    /// <summary>Every minute: has the embargoes lifted that have ended, and tells how the queues stand.</summary>
    public async Task<HostAnswer> LiftEmbargoesAsync(CancellationToken cancel)
    {
        var lifted = await embargoes.LiftAsync(storage.Queue, cancel);
        if (Tally.IsHeard)
        {
            Tally.Queues(await storage.Queue.WaitsAsync(cancel), clock.GetUtcNow());
            Tally.Night((await NightlyRun.StateAsync(storage.Store, cancel)).Last, clock.GetUtcNow());
        }

        return lifted > 0 ? new([$"{lifted} embargoes have ended."]) : HostAnswer.Nothing;
    }

    /// <summary>Every five minutes: has the sources read where <c>schedule.poll</c> of <c>site.json</c> says that it is time.</summary>
    public async Task<HostAnswer> PollSourcesAsync(CancellationToken cancel)
    {
        var room = (await newsroom.GetAsync(cancel)).Newsroom;
        var polls = new PollTimetable(room);
        if (room.Sources.Count == 0 || !await polls.IsDueAsync(cancel))
            return HostAnswer.Nothing;
        await new Pass(room, storage.Queue, _ => { }).PollAsync(cancel);

        // Noted last: cut short, the next tick queues the same again, and the queue takes the same work once.
        await polls.NoteAsync(cancel);
        return new([$"{room.Sources.Count} sources are to be read."]);
    }

    /// <summary>Every quarter of an hour: has the copies sent that waited for a partner, and goes a step further with the night where it is due.</summary>
    public async Task<HostAnswer> NightAsync(CancellationToken cancel)
    {
        using var step = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        step.CancelAfter(NightStep);
        var log = new CallLog(clock);
        var room = (await newsroom.GetAsync(cancel)).Newsroom;
        try
        {
            var pass = new Pass(room, storage.Queue, log.Happened);
            await pass.UnparkAsync(true, step.Token);
            if (Tally.IsHeard)
                Tally.Waiting(await pass.StandingAsync(step.Token));
            if (await SiteNight.IsDueAsync(room, step.Token) && await new NightInSteps(room, storage.Queue, log.Happened).StepAsync(step.Token) is { } report)
                return new([.. log.Lines, Commands.NightCommand.Line(report)]);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return new([.. log.Lines, "The night goes on at the next tick."]);
        }

        return new(log.Lines);
    }

    private async Task WorkAsync(Work work, Action<Event> happened, CancellationToken cancel, Trail? trail = null)
    {
        var room = await newsroom.GetAsync(cancel);
        foreach (var next in await room.Workbench.DoAsync(work, happened, cancel, trail))
        {
            if (next.Work is LiftEmbargo lift)
                await embargoes.NoteAsync(lift, next.Delay, cancel);
        }
    }

    private async Task DeliverAsync(DeliverRelease work, Action<Event> happened, CancellationToken cancel)
    {
        if (lanes.Enter(work.Partner) is { } wait)
        {
            await storage.Queue.SendAsync(work, wait, cancel);
            return;
        }

        var start = clock.GetTimestamp();
        var copies = new List<CopyReported>();
        try
        {
            await WorkAsync(work, Note, cancel);
        }
        finally
        {
            lanes.Leave(work.Partner, copies, clock.GetElapsedTime(start));
        }

        void Note(Event e)
        {
            if (e is CopyReported copy)
                copies.Add(copy);
            happened(e);
        }
    }

    // Whatever else waits to be published is taken along; once taken it is done, though the host gave up the call meanwhile: given back, it would
    // count as tried, and the fifth time as poison.
    private async Task PublishAsync(PublishReleases work, Trail trail)
    {
        var own = prints.PrintAsync(work, trail);
        var others = await storage.Queue.ReceiveAsync(WorkKind.Publish, PublishedTogether, CancellationToken.None);
        await Task.WhenAll(others.Select(TakeAlongAsync));
        await own;

        async Task TakeAlongAsync(QueuedWork other)
        {
            using var alongside = Trail.Begin([other]);
            try
            {
                await prints.PrintAsync((PublishReleases)other.Work, alongside);
                await storage.Queue.CompleteAsync(other, CancellationToken.None);
            }
            catch (Exception)
            {
                // Whatever it was, it is told by the call that has the message when it comes again; kept in hand, nobody would get it.
                await storage.Queue.AbandonAsync(other, CancellationToken.None);
            }
        }
    }

    /// <summary>What happened in one call, as lines for its log.</summary>
    [SuppressMessage("Design", "CA1001", Justification = "A writer into memory holds nothing to let go of.")]
    private sealed class CallLog
    {
        private readonly StringWriter written = new(CultureInfo.InvariantCulture);
        private readonly ServeLog log;

        public CallLog(TimeProvider clock) => log = new(written, false, clock, Exporting.Now?.Logger);

        public IReadOnlyList<string> Lines => written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        public void Happened(Event e) => log.Happened(e);
    }
}
