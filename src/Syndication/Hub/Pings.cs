using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Hub;

/// <summary>Tells another's hub that feeds have changed: each feed for itself, once for what it says, and again by the policy where that failed.</summary>
internal sealed class Pings(Newsroom newsroom)
{
    private readonly IBlobStore store = newsroom.Store;
    private readonly RetryPolicy policy = new();

    public async Task<Handled> AnnounceAsync(AnnounceFeeds work, CancellationToken cancel)
    {
        var next = new List<Follow>();
        foreach (var feed in work.Feeds.Distinct())
        {
            if (await HashAsync(feed, cancel) is { } hash && hash != await ToldAsync(feed, cancel))
                next.Add(Follow.Now(new PingHub(feed, 0)));
        }

        return new(next, []);
    }

    public async Task<Handled> PingAsync(PingHub work, CancellationToken cancel)
    {
        if (newsroom is not { Site: { HubUrl: { } hub, HasOwnHub: false }, Hub: { } calls } ||
            await HashAsync(work.Feed, cancel) is not { } hash || hash == await ToldAsync(work.Feed, cancel))
        {
            return new([], []);
        }

        var answer = await calls.PingAsync(hub, Topics.AddressOf(newsroom.Site, work.Feed), cancel);
        if (answer.Kind == HubAnswerKind.Success)
        {
            await store.ChangeAsync(PathOf(work.Feed), Documents.Json.PingNote, _ => new PingNote(work.Feed, hash), cancel);
            return new([], [new FeedReported(work.Feed, 1, 0, 0, null)]);
        }

        var failures = work.Failures + 1;
        return policy.After(work.Key + hash, failures, answer.RetryAfter) is { } wait
            ? new([new(work with { Failures = failures }, wait)], [new FeedReported(work.Feed, 0, 1, 0, answer.Detail)])
            : new([], [new FeedReported(work.Feed, 0, 0, 1, answer.Detail)]);
    }

    private async Task<string?> HashAsync(string feed, CancellationToken cancel) =>
        await store.ReadAsync($"public/{feed}", cancel) is { } blob ? Distribution.HashOf(blob) : null;

    private async Task<string?> ToldAsync(string feed, CancellationToken cancel) =>
        (await store.TryLoadAsync(PathOf(feed), Documents.Json.PingNote, cancel))?.Sent;

    private static string PathOf(string feed) => $"{Paths.Hub}pings/{Fingerprints.Of(feed)[..16]}.json";
}
