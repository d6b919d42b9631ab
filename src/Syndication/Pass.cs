using Syndication.Delivery;
using Syndication.Hub;
using Syndication.Intake;
using Syndication.Night;
using Syndication.Register;
using Syndication.Storage;
using Syndication.Telemetry;

namespace Syndication;

/// <summary>
/// One whole pass over a newsroom: finds what is new in the inbox and what has fallen behind, and does all the work that is due.
/// </summary>
/// <param name="newsroom">The newsroom.</param>
/// <param name="queue">Where its work waits.</param>
/// <param name="happened">Told of everything as it happens; may be called by several threads at once.</param>
public sealed class Pass(Newsroom newsroom, IWorkQueue queue, Action<Event> happened)
{
    private const int AtOnceToProbe = 20;

    private readonly IBlobStore store = newsroom.Store;
    private readonly Arrivals arrivals = new(newsroom.Store, newsroom.Clock);
    private readonly ReleaseRegister register = new(newsroom.Store);
    private readonly Mending mending = new(newsroom, queue, happened);

    /// <summary>Makes the pass.</summary>
    /// <returns>What waits when it is over.</returns>
    public async Task<Standing> RunAsync(CancellationToken cancel)
    {
        await FindAsync(cancel);
        await DrainAsync(cancel);
        return await StandingAsync(cancel);
    }

    /// <summary>Does the work that is due, and what follows from it, until nothing is.</summary>
    public Task DrainAsync(CancellationToken cancel) => new Shift(newsroom, queue, happened, cancel).DrainAsync();

    /// <summary>What waits now.</summary>
    public async Task<Standing> StandingAsync(CancellationToken cancel)
    {
        var now = newsroom.Clock.GetUtcNow();
        var entries = (await mending.DoAsync(() => register.AllAsync(cancel), cancel)).Values;
        return new(
            entries.Sum(entry => entry.Pending),
            entries.Sum(entry => entry.Held),
            entries.Count(entry => entry.Embargo > now && !entry.Withdrawn));
    }

    /// <summary>
    /// Queues the reading of what is new in the inbox, the making of what has fallen behind, and the copies that waited for a partner
    /// to be reachable at all.
    /// </summary>
    public Task FindAsync(CancellationToken cancel) => mending.DoAsync(() => LookAsync(cancel), cancel);

    /// <summary>Queues the copies that waited for a partner to be reachable at all.</summary>
    /// <param name="onlyReachable">Leaves those waiting whose channel still lacks something.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task UnparkAsync(bool onlyReachable, CancellationToken cancel)
    {
        foreach (var partner in newsroom.Partners.Values)
        {
            if (onlyReachable && newsroom.Channels(partner).Lacks is not null)
                continue;
            var marks = await ParkedCopies.PathsAsync(store, partner.Id, cancel);

            // Of a partner that is left alone a few are looked at, when it is time to see whether it answers: one of them is sent. Some marks may
            // be of copies that nobody waits for any more.
            if (marks.Count > 0 && await new Holds(store).OfAsync(partner.Id, cancel) is { IsHeld: true } hold)
                marks = hold.Disabled || hold.NextProbe > newsroom.Clock.GetUtcNow() ? [] : [.. marks.Take(AtOnceToProbe)];
            foreach (var path in marks)
            {
                if ((await store.LoadAsync(path, Documents.Json.ParkedCopies, cancel)).Document is { } parked)
                    await queue.SendAsync(new DeliverRelease(partner.Id, parked.Release), TimeSpan.Zero, cancel);
                await store.DeleteAsync(path, cancel);
            }
        }
    }

    /// <summary>Queues the reading of every source; one that asked to be left alone is, until its time.</summary>
    public async Task PollAsync(CancellationToken cancel)
    {
        foreach (var source in newsroom.Feeds is null ? [] : newsroom.Sources)
            await queue.SendAsync(new PollSource(source.Id), TimeSpan.Zero, cancel);
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        await new AgreementHistory(store).NoteAsync(newsroom.Clock.GetUtcNow(), cancel);
        await UnparkAsync(false, cancel);
        foreach (var waiting in await new Requests(store).WaitingAsync(cancel))
            await queue.SendAsync(waiting, TimeSpan.Zero, cancel);
        var known = await register.AllAsync(cancel);
        await foreach (var uploads in arrivals.AllAsync(known, cancel))
        {
            using var trail = Trail.Arrive(uploads);
            await queue.SendAsync(uploads, TimeSpan.Zero, cancel);
        }

        // While the engine rests or the budget is used up, what waits for it waits in the queue.
        var now = newsroom.Clock.GetUtcNow();
        var engine = newsroom is { HasEngine: true, Engine: { } account } && (newsroom.IsRehearsal || await account.ReopensAsync(cancel) is null);
        foreach (var entry in known.Values.Where(entry => entry.Release is not null))
        {
            if (entry.Basis != newsroom.Basis || entry.Embargo <= now || (engine && entry.Pending > 0))
                await queue.SendAsync(new TranslateRelease(entry.Release!.Value), TimeSpan.Zero, cancel);
        }
    }
}
