using System.Diagnostics.CodeAnalysis;
using Syndication.App.Opening;
using Syndication.App.Web;
using Syndication.Configuration;
using Syndication.Folders;
using Syndication.Intake;
using Syndication.Night;
using Syndication.Storage;
using Syndication.Telemetry;

namespace Syndication.App.Serving;

/// <summary>
/// A newsroom in a folder that works by itself: sees what comes into the inbox, does what falls due at its instant, keeps the timers of
/// <c>site.json</c>, and takes up changes of the configuration. It holds the site's lock while there is work, and lets go when there is
/// none or when another process asks. One loop does all of it, so that nothing happens at the same time but the copies in their lanes.
/// Longer than a file should be, because the loop and what it remembers from one round to the next are one thing.
/// </summary>
internal sealed class LiveNewsroom : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BlindLookEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    // A sleep is no longer than this, so that a clock that was set is noticed; nothing is read for it.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly string site;
    private readonly ServeLog log;
    private readonly TimeProvider clock;
    private readonly SiteWatch watch;
    private readonly Stillness stillness;
    private TaskCompletionSource wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HubCounter counter;
    private readonly FolderHome home;
    private OpenedSite opened;
    private Newsroom newsroom;
    private string stamps = "";
    private SiteTimers timers;
    [SuppressMessage("Usage", "CA2213", Justification = "The session that it is given to ends it.")]
    private FolderTurn? turn;

    private SiteSession? session;
    private Shift? shift;
    private DateTimeOffset nextLook = DateTimeOffset.MinValue;
    private DateTimeOffset queueDue = DateTimeOffset.MinValue;
    private DateTimeOffset? configurationChanged;
    private DateTimeOffset? othersWorked;
    private string? blind = "";
    private int failures;
    private string? damage;
    private bool looked;
    private bool nightDue;
    private bool pollDue = true;
    private NightState? night;
    private long nightBegan;

    public LiveNewsroom(FolderHome home, OpenedSite opened, Newsroom newsroom, ServeLog log)
    {
        this.home = home;
        this.opened = opened;
        this.newsroom = newsroom;
        this.log = log;
        site = home.Named;
        clock = newsroom.Clock;
        stillness = new(home.Store);
        watch = new(site, Wake);
        counter = new(Wake);
        timers = new(newsroom.Site.Schedule, clock.GetUtcNow());
    }

    /// <summary>The site as its configuration has it now.</summary>
    public Site Site => Volatile.Read(ref newsroom).Site;

    /// <summary>Where requests to subscribe are handed over.</summary>
    public HubCounter Counter => counter;

    /// <summary>How it is.</summary>
    public Health Health { get; private set; } = new(null, null);

    /// <summary>Works until it is stopped.</summary>
    /// <param name="stop">Takes nothing new, finishes what is under way, and returns.</param>
    /// <param name="cut">Cuts off what is still under way; the next process does it.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken cut)
    {
        await using var stopping = stop.Register(Wake);
        stamps = await StampsAsync(cut);
        while (!stop.IsCancellationRequested)
        {
            var woken = Volatile.Read(ref wake).Task;
            try
            {
                var next = await RoundAsync(stop, cut);
                if (next > TimeSpan.Zero)
                    await SleepAsync(next, woken, shift?.CopyEnded);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // Whatever it is, a server that goes on serving pages and tries again is better than none.
                await FailAsync(e, stop);
            }
        }

        try
        {
            await CloseAsync();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DamagedDocumentException or OperationCanceledException)
        {
            log.Warn("stopped", "Something under way was cut off; the next run does it.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        session?.Dispose();
        watch.Dispose();
    }

    /// <summary>Does a little of what there is to do.</summary>
    /// <returns>How long there is nothing more to do.</returns>
    private async Task<TimeSpan> RoundAsync(CancellationToken stop, CancellationToken cut)
    {
        var now = clock.GetUtcNow();
        if (nextLook > now + LookEvery)
            nextLook = now + LookEvery;
        Watch(now);
        foreach (var name in watch.TakeUploads())
            await stillness.TouchAsync(name, now, cut);
        await TakeUpConfigurationAsync(now, cut);
        foreach (var due in timers.TakeDue(now))
        {
            log.Info("timer", due);
            nextLook = now;
            pollDue |= due == SiteTimers.Poll;
        }

        var still = await stillness.TakeAsync(now, cut);
        if (!await HoldAsync(still.Count > 0 || counter.IsWanted || nextLook <= now || queueDue <= now, now, stop, cut))
            return Until(now);

        var arrivals = new Arrivals(newsroom.Store, clock);
        foreach (var name in still)
        {
            foreach (var work in await arrivals.OfAsync(name, cut))
            {
                using var trail = Trail.Arrive(work);
                await session!.Queue.SendAsync(work, TimeSpan.Zero, cut);
            }
        }

        await counter.TakeAsync(newsroom, session!.Queue, cut);

        // What is at hand comes first: a look may take a while, and an upload should be out in seconds.
        if (await shift!.StepAsync())
        {
            if (turn!.IsWanted)
                await CloseAsync();
            return TimeSpan.Zero;
        }

        if (nextLook <= now)
        {
            await LookAsync(now, cut);
            return TimeSpan.Zero;
        }

        if (!shift.IsDelivering && !turn!.IsWanted && await NightAsync(cut))
            return TimeSpan.Zero;
        if (shift.IsDelivering && !turn!.IsWanted)
        {
            queueDue = turn.Queue.NextDue ?? DateTimeOffset.MaxValue;
            return Until(now) is var until && until < Glance ? until : Glance;
        }

        if (looked)
            await session!.TallyAsync(cut);
        await CloseAsync();
        if (looked)
        {
            if (failures > 0)
                log.Info("storage", "All is well again.");
            failures = 0;
            Health = new(clock.GetUtcNow(), damage);
            looked = false;
        }

        return Until(clock.GetUtcNow());
    }

    private async Task LookAsync(DateTimeOffset now, CancellationToken cut)
    {
        nextLook = now + (watch.Blind is null ? LookEvery : BlindLookEvery);
        damage = null;
        try
        {
            var pass = new Pass(newsroom, session!.Queue, log.Happened);
            if (pollDue)
                await pass.PollAsync(cut);
            pollDue = false;
            await pass.FindAsync(cut);
            nightDue = await SiteNight.IsDueAsync(newsroom, cut);
        }
        catch (DamagedDocumentException e)
        {
            // What can be done without that document goes on.
            log.Error("storage", e.Message);
            damage = "passes fail";
        }

        looked = true;
    }

    /// <summary>Makes the night in two steps, once nothing else is under way: the comparison, and the report when what it queued is done.</summary>
    private async Task<bool> NightAsync(CancellationToken cut)
    {
        if (night is { } found)
        {
            var report = await new NightTeller(newsroom, session!.Queue).TellAsync(found, clock.GetElapsedTime(nightBegan), cut);
            await NightlyRun.EndAsync(newsroom.Store, found, cut);
            log.Info("night", Commands.NightCommand.Line(report));
            (night, nightDue) = (null, false);
            return true;
        }

        if (!nightDue)
            return false;
        log.Info("night", "comparing everything that should be with what is");
        nightBegan = clock.GetTimestamp();
        night = await new NightlyRun(newsroom, session!.Queue, log.Happened).CompareAsync(cut);
        return true;
    }

    private void Watch(DateTimeOffset now)
    {
        if (watch.Renew(again: nextLook <= now) && nextLook > now)
            nextLook = now;
        if (watch.Blind != blind)
        {
            if (watch.Blind is { } why)
                log.Warn("watch", $"Changes in inbox/ are not told of ({why}); it is looked through every {BlindLookEvery.TotalSeconds:0} seconds instead.");
            else
                log.Info("watch", "inbox/ is watched: an upload is read once it has been still for two seconds");
            blind = watch.Blind;
        }

        if (watch.TakeLost() && nextLook > now + Arrivals.Settling)
            nextLook = now + Arrivals.Settling;
        if (watch.TakeOthers())
            othersWorked = now;
    }

    /// <summary>Sees to it that the lock is held and the queue open, where there is anything to do.</summary>
    private async Task<bool> HoldAsync(bool isWork, DateTimeOffset now, CancellationToken stop, CancellationToken cut)
    {
        if (session is not null)
            return true;
        SiteLock taken;
        if (isWork)
        {
            taken = await SiteLock.TakeAsync(site, () => log.Info("waiting", "Another process is at work on this newsroom; this one waits its turn."), clock, stop);
        }
        else
        {
            // Another process worked here and may have left something; it is not hurried for that.
            if (othersWorked is null || othersWorked > now)
                return false;
            if (SiteLock.TryTake(site) is not { } free)
            {
                othersWorked = now + Glance + Glance;
                return false;
            }

            taken = free;
        }

        othersWorked = null;
        turn = home.Turn(taken, clock);
        session = await SiteSession.OpenAsync(newsroom, log.Happened, turn, cut);
        queueDue = turn.Queue.NextDue ?? DateTimeOffset.MaxValue;
        if (!isWork && queueDue > now)
        {
            session.Dispose();
            (turn, session) = (null, null);
            return false;
        }

        if (!isWork)
            taken.Note();
        shift = new(newsroom, session.Queue, log.Happened, cut);
        return true;
    }

    /// <summary>Lets what is under way end, and lets go of the lock.</summary>
    private async Task CloseAsync()
    {
        if (session is null)
            return;
        try
        {
            var wholly = !shift!.IsDelivering;
            await shift.FinishAsync();

            // What lanes had taken and not begun is found again when the queue is opened anew.
            queueDue = wholly ? turn!.Queue.NextDue ?? DateTimeOffset.MaxValue : clock.GetUtcNow();
        }
        finally
        {
            session.Dispose();
            (turn, session, shift) = (null, null, null);
        }
    }

    private async Task TakeUpConfigurationAsync(DateTimeOffset now, CancellationToken cut)
    {
        if (watch.TakeConfiguration())
            configurationChanged = now;
        var isQuiet = configurationChanged is { } changed && (now - changed >= TimeSpan.FromSeconds(1) || changed > now);
        if (!isQuiet && nextLook > now)
            return;
        configurationChanged = null;
        var found = await StampsAsync(cut);
        if (found == stamps)
            return;

        stamps = found;
        var anew = await OpenedSite.OpenAsync(home, clock, cut);
        if (anew.Newsroom is not { } fresh)
        {
            foreach (var problem in anew.Configuration.Problems)
                log.Error("config", problem.ToString());
            log.Error("config", "The configuration has mistakes; the newsroom goes on with the one before. Correct them, and it is read again.");
            return;
        }

        await CloseAsync();
        opened = anew;
        Volatile.Write(ref newsroom, fresh);
        timers = new(fresh.Site.Schedule, now);
        nextLook = now;
        pollDue = true;
        TellConfiguration("the configuration is read anew");
    }

    /// <summary>Tells what the configuration says and lacks.</summary>
    public void TellConfiguration(string what)
    {
        log.Info("config", $"{what}: {newsroom.Site.Languages.Count} languages, {newsroom.Partners.Count} partners, {newsroom.Sources.Count} sources; nightly run at {timers.Nightly:yyyy-MM-dd HH:mm}Z");
        foreach (var doubt in opened.Doubts)
            log.Warn("config", doubt.ToString());
        if (opened.EngineLacks is { } engine)
            log.Warn("config", $"config/site.json: translation.key: editions wait for the engine: {engine}");
        foreach (var (partner, lacks) in opened.Lacking)
            log.Warn("waiting", $"copies for {partner}: {lacks}");
    }

    private async Task<string> StampsAsync(CancellationToken cancel)
    {
        var files = new List<string>();
        await foreach (var item in home.Store.ListAsync("config/", cancel))
            files.Add($"{item.Path} {item.Stamp}");
        files.Sort(StringComparer.Ordinal);
        return string.Join('\n', files);
    }

    private TimeSpan Until(DateTimeOffset now)
    {
        DateTimeOffset?[] instants = [nextLook, queueDue, timers.Next, stillness.Next, configurationChanged?.AddSeconds(1), othersWorked];
        var next = instants.Min()!.Value;
        return next <= now ? TimeSpan.FromMilliseconds(1) : next - now < LongestSleep ? next - now : LongestSleep;
    }

    private async Task SleepAsync(TimeSpan span, Task woken, Task? copyEnded)
    {
        using var enough = new CancellationTokenSource();
        await Task.WhenAny(woken, copyEnded ?? woken, Task.Delay(span, clock, enough.Token));
        await enough.CancelAsync();
        if (woken.IsCompleted)
            Interlocked.CompareExchange(ref wake, new(TaskCreationOptions.RunContinuationsAsynchronously), wake);
    }

    private void Wake() => Volatile.Read(ref wake).TrySetResult();

    // The storage fails: it is told once, pages are served on, and it is tried again, less and less often.
    private async Task FailAsync(Exception e, CancellationToken stop)
    {
        failures++;
        var pause = TimeSpan.FromSeconds(Math.Min(60, 2 << Math.Min(failures, 5)));
        var isGone = !Directory.Exists(site);
        var isOurs = e is not (IOException or UnauthorizedAccessException or DamagedDocumentException);
        var what = isGone ? $"{site} is gone. Bring it back; nothing has to be started anew." : isOurs ? $"{e.GetType().Name}: {e.Message} Tell the developers." : e.Message;
        log.Error("storage", $"{what} Nothing is lost; tried again in {pause.TotalSeconds:0} seconds.");
        if (failures > 1 || isGone)
            Health = Health with { Trouble = isGone ? "the storage is gone" : "passes fail" };
        try
        {
            await CloseAsync();
        }
        catch (Exception)
        {
            // The same fault, told already.
        }

        nextLook = queueDue = DateTimeOffset.MinValue;
        await Task.Delay(pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
