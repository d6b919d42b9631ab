using System.Collections.Concurrent;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Hub;

/// <summary>
/// Sends a feed that changed to whoever subscribes to it: part by part, several at once in each, and each with its own try. Whoever fails or
/// lets the others wait is sent to apart from them from then on, until it answers quickly again. What is sent is the feed as it is at
/// that moment; who has had it so is sent nothing, so that this may be done twice.
/// </summary>
internal sealed class Distribution(Newsroom newsroom)
{
    /// <summary>How long a subscriber may take who is sent to along with others.</summary>
    public static readonly TimeSpan Quick = TimeSpan.FromSeconds(3);

    /// <summary>How long one may take who is sent to apart.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private const int AtOnce = 16;

    private readonly IBlobStore store = newsroom.Store;
    private readonly Subscribers subscribers = new(newsroom.Store);
    private readonly HubOptions options = newsroom.Site.Hub ?? new();
    private readonly RetryPolicy policy = new();

    public async Task<Handled> AnnounceAsync(AnnounceFeeds work, CancellationToken cancel)
    {
        var parts = await subscribers.PartsAsync(cancel);
        return new([.. work.Feeds.Distinct().SelectMany(feed => parts[Subscribers.Folder(feed)].Select(part => Follow.Now(new DistributeFeed(feed, part))))], []);
    }

    public async Task<Handled> DistributeAsync(DistributeFeed work, CancellationToken cancel)
    {
        var now = newsroom.Clock.GetUtcNow();
        var all = await subscribers.ReadAsync(work.Feed, work.Part, cancel);
        if (await OpenAsync(work.Feed, cancel) is not { } feed)
            return new([], []);
        var due = all.Where(one => one.Value.Until > now && one.Value.Sent != feed.Hash).ToList();
        var results = new ConcurrentDictionary<string, Result>();
        var together = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(due.Where(one => !one.Value.Apart), together, async (one, token) =>
            results[one.Key] = ResultOf(feed, one.Key, one.Value, await SendAsync(feed, one.Value, Quick, token), Quick));
        await KeepAsync(work.Feed, work.Part, results, cancel);
        var apart = due.Where(one => one.Value.Apart)
            .Select(one => new Follow(new NotifySubscriber(work.Feed, one.Key), one.Value.NextTry is { } next && next > now ? next - now : TimeSpan.Zero));
        return Told(work.Feed, results, apart);
    }

    public async Task<Handled> NotifyAsync(NotifySubscriber work, CancellationToken cancel)
    {
        var now = newsroom.Clock.GetUtcNow();
        var part = Subscribers.PartOf(work.Subscriber);
        if ((await subscribers.ReadAsync(work.Feed, part, cancel)).GetValueOrDefault(work.Subscriber) is not { } one || one.Until <= now ||
            await OpenAsync(work.Feed, cancel) is not { } feed || one.Sent == feed.Hash)
        {
            return new([], []);
        }

        if (one.NextTry is { } next && next > now)
            return new([new(work, next - now)], []);
        var results = new Dictionary<string, Result>
        {
            [work.Subscriber] = ResultOf(feed, work.Subscriber, one, await SendAsync(feed, one, Patience, cancel), Patience),
        };
        await KeepAsync(work.Feed, part, results, cancel);
        return Told(work.Feed, results, []);
    }

    /// <summary>What is noted of a feed that was sent.</summary>
    public static string HashOf(Blob feed) => Fingerprints.Of(feed.Content.Span)[..32];

    private async Task<Feed?> OpenAsync(string feed, CancellationToken cancel)
    {
        if (newsroom.Hub is null || !newsroom.Site.HasOwnHub || await store.ReadAsync($"public/{feed}", cancel) is not { } blob)
            return null;
        return new(feed, blob.Content, HashOf(blob), MediaTypes.Of(feed), Topics.Links(newsroom.Site, feed)!);
    }

    private Task<HubAnswer> SendAsync(Feed feed, Subscription to, TimeSpan patience, CancellationToken cancel)
    {
        var signature = to.Secret is { } secret ? HubSignature.Of(secret, feed.Content.Span) : null;
        return newsroom.Hub!.SendAsync(new(to.Callback, feed.Content, feed.MediaType, feed.Links, signature), patience, options.Allow, cancel);
    }

    // What becomes of a subscription by an answer. What is stored by then may be another, with another secret or a longer lease.
    private Result ResultOf(Feed feed, string key, Subscription to, HubAnswer answer, TimeSpan patience)
    {
        var now = newsroom.Clock.GetUtcNow();
        switch (answer.Kind)
        {
            case HubAnswerKind.Success:
                return new(one => one.With(feed.Hash, slow: answer.Took > Quick), null, answer);
            case HubAnswerKind.Gone:
                return new(one => one.Until == to.Until ? null : one, null, answer) { Host = SubscriptionRequest.HostOf(to.Callback) };
            case HubAnswerKind.TooSlow when patience == Quick:
                return new(one => one with { Apart = true }, new(new NotifySubscriber(feed.Path, key), TimeSpan.Zero), answer);
        }

        var why = answer.Detail ?? "It failed.";
        if (policy.After(key + feed.Hash, to.Failures + 1, answer.RetryAfter) is not { } wait)
            return new(one => one.GivenUp(feed.Hash, why), null, answer);
        return new(one => one.Failed(why, now + wait), new(new NotifySubscriber(feed.Path, key), wait), answer);
    }

    private async Task KeepAsync(string feed, string part, IReadOnlyDictionary<string, Result> results, CancellationToken cancel)
    {
        var now = newsroom.Clock.GetUtcNow();
        await subscribers.ChangeAsync(feed, part, (key, one) => one.Until <= now ? null : results.TryGetValue(key, out var result) ? result.Change(one) : one, cancel);
        foreach (var (key, result) in results)
        {
            if (result.Host is { } host)
                await subscribers.LeavePlaceAsync(host, key, cancel);
        }
    }

    private static Handled Told(string feed, IReadOnlyDictionary<string, Result> results, IEnumerable<Follow> apart)
    {
        var next = results.Values.Select(result => result.Next).OfType<Follow>();
        var events = new List<Event>();
        events.AddRange(results.Values.Where(result => result.Host is not null).Select(result => new SubscriptionReported(feed, result.Host!, SubscriptionOutcome.Gone, null)));
        var failed = results.Values.Where(result => result.Answer.Kind is HubAnswerKind.Failure or HubAnswerKind.TooSlow).ToList();
        var sent = results.Values.Count(result => result.Answer.Kind == HubAnswerKind.Success);
        if (sent + failed.Count > 0)
            events.Add(new FeedReported(feed, sent, failed.Count(result => result.Next is not null), failed.Count(result => result.Next is null), failed.FirstOrDefault()?.Answer.Detail));
        return new([.. next, .. apart], events);
    }

    private sealed record Feed(string Path, ReadOnlyMemory<byte> Content, string Hash, string MediaType, string Links);

    // What becomes of a subscription, and the work that follows; the host of one that is gone.
    private sealed record Result(Func<Subscription, Subscription?> Change, Follow? Next, HubAnswer Answer)
    {
        public string? Host { get; init; }
    }
}
