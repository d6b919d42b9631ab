using System.Text.Json;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>The last stage: sends a partner what it should have of a release and has not.</summary>
internal sealed class Dispatch(Newsroom newsroom)
{
    // In a folder a lane is its partner's own, and a pass ends when nothing is due; elsewhere a function would be paid for to wait.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IBlobStore store = newsroom.Store;
    private readonly Deliverer deliverer = new(newsroom.Store, newsroom.Site, newsroom.Partners, newsroom.Channels, newsroom.Clock, newsroom.Hold, newsroom.Hold == TimeSpan.Zero ? Patience : TimeSpan.Zero);

    public async Task<Handled> SendAsync(DeliverRelease work, CancellationToken cancel)
    {
        if (!newsroom.Partners.TryGetValue(work.Partner, out var partner))
            return new([], []); // The partner's file was taken away; what it has, the ledger still says.

        var result = await deliverer.DeliverAsync(work.Partner, work.Release, cancel);
        IReadOnlyList<Event> events = [.. result.Events.Select(e => new CopyReported(partner, e.Release, e.Language, e.Version, Outcome(e.Kind), e.Reason))];
        var next = result.NextTry is { } delay ? new List<Follow> { new(work, delay) } : new List<Follow>();
        if (result.Events.Any(e => e.Kind == DeliveryEventKind.Lacking))
        {
            // It waits outside the queue until the partner can be reached at all; the next pass looks.
            var mark = JsonSerializer.SerializeToUtf8Bytes(new ParkedCopies(work.Release), Documents.Json.ParkedCopies);
            await store.WriteAsync(Paths.Parked(work.Partner, work.Release), mark, WriteCondition.Always, cancel);

            // Another release's copy may have found the partner well meanwhile, and have looked at the marks before this one was there.
            if (newsroom.Channels(partner).Lacks is null && await new Holds(store).OfAsync(work.Partner, cancel) is not { IsHeld: true })
                next.Add(Follow.Now(work));
        }

        // The marks stay until the next pass, which finds that there is nothing more to do.
        if (result.Reopened)
            next.AddRange((await ParkedCopies.OfAsync(store, work.Partner, cancel)).Where(parked => parked.Release != work.Release).Select(parked => Follow.Now(new DeliverRelease(work.Partner, parked.Release))));
        return new(next, events);
    }

    private static CopyOutcome Outcome(DeliveryEventKind kind) => kind switch
    {
        DeliveryEventKind.Delivered => CopyOutcome.Delivered,
        DeliveryEventKind.Retrying => CopyOutcome.Retrying,
        DeliveryEventKind.Failed => CopyOutcome.Failed,
        DeliveryEventKind.DeadLettered => CopyOutcome.DeadLettered,
        DeliveryEventKind.Lacking => CopyOutcome.Waiting,
        _ => throw new NotSupportedException($"Delivery: {kind} is no event."),
    };
}
