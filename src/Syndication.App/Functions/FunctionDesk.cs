using System.Globalization;
using Syndication.App.Functions.Host;
using Syndication.Azure;
using Syndication.Intake;
using Syndication.Storage;

namespace Syndication.App.Functions;

/// <summary>
/// Does what the Functions host hands over: the pipeline's work, one call at a time. What follows is queued before the host is answered,
/// so a host killed in between hands the same over again. A partner's failure is handled work, and answered 200; only a fault of our own
/// is thrown, answered 500, and ends in the poison queue where it keeps coming.
/// </summary>
internal sealed class FunctionDesk(AzureStorage storage, LivingNewsroom newsroom, Action<Event> happened)
{
    // So many messages about publishing are taken together with the one that the host brought: the feeds are then written once for all.
    private const int PublishedTogether = 256;

    /// <summary>Does the work in a queue message.</summary>
    public async Task<HostAnswer> DoAsync(WorkKind kind, HostCall call, CancellationToken cancel)
    {
        var text = call.Text("work") ?? throw new InvalidDataException("Functions: the call brings no message.");
        var count = int.TryParse(call.Fact("DequeueCount"), CultureInfo.InvariantCulture, out var tries) ? tries : 1;
        if (await storage.Queue.AcceptAsync(kind, text, count, cancel) is not { } queued)
            return new(["There was nothing to do: not due yet, or done before."]);

        var answer = queued.Work is PublishLanguage publish ? await PublishAsync(publish, cancel) : await DoAsync(queued.Work, cancel);
        await storage.Queue.CompleteAsync(queued, cancel);
        return answer;
    }

    /// <summary>Reads the release that an upload belongs to.</summary>
    public async Task<HostAnswer> IngestAsync(HostCall call, CancellationToken cancel)
    {
        var name = call.Fact("name") ?? throw new InvalidDataException("Functions: the call names no blob.");
        var room = await newsroom.GetAsync(cancel);
        return await new Arrivals(room.Newsroom.Store, room.Newsroom.Clock).OfAsync(name, cancel) is { } uploads
            ? await DoAsync(uploads, cancel)
            : new([$"{name} brings nothing new."]);
    }

    private async Task<HostAnswer> DoAsync(Work work, CancellationToken cancel)
    {
        var room = await newsroom.GetAsync(cancel);
        var handled = await room.Pipeline.HandleAsync(work, cancel);
        foreach (var next in handled.Next)
            await storage.Queue.SendAsync(next.Work, next.Delay, cancel);
        foreach (var e in handled.Events)
            happened(e);
        return new([.. handled.Events.Select(EventLine.Of).OfType<string>()]);
    }

    // Whatever else waits for the same language is published with it; its messages are struck off afterwards.
    private async Task<HostAnswer> PublishAsync(PublishLanguage work, CancellationToken cancel)
    {
        var others = await storage.Queue.ReceiveAsync(WorkKind.Publish, PublishedTogether, cancel);
        var together = others.Where(other => ((PublishLanguage)other.Work).Language == work.Language).ToList();
        foreach (var other in others.Except(together))
            await storage.Queue.ReleaseAsync(other, cancel);
        try
        {
            var releases = work.Releases.Concat(together.SelectMany(other => ((PublishLanguage)other.Work).Releases)).Distinct();
            var answer = await DoAsync(work with { Releases = [.. releases] }, cancel);
            foreach (var done in together)
                await storage.Queue.CompleteAsync(done, cancel);
            return answer;
        }
        catch
        {
            foreach (var other in together)
                await storage.Queue.ReleaseAsync(other, CancellationToken.None);
            throw;
        }
    }
}
