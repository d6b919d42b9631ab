using Syndication.Storage;

namespace Syndication.Hub;

/// <summary>
/// The subscriptions over a blob store: those of a feed in up to 256 parts by their key, each changed on condition, so that ten thousand
/// of one feed are no long document and two processes lose none of each other's.
/// </summary>
internal sealed class Subscribers(IBlobStore store)
{
    public const string Root = Paths.Hub + "subscribers/";

    // Fewer bytes than the shortest subscription takes: so many there are at most in a document of some length.
    private const int FewestBytes = 80;

    public static string PartOf(string key) => key[..2];

    public static string Folder(string feed) => $"{Root}{Fingerprints.Of(feed)[..16]}/";

    /// <summary>The parts that there are, by the folder of their feed.</summary>
    public async Task<ILookup<string, string>> PartsAsync(CancellationToken cancel)
    {
        var parts = new List<string>();
        await foreach (var item in store.ListAsync(Root, cancel))
            parts.Add(item.Path);
        return parts.ToLookup(path => path[..(path.LastIndexOf('/') + 1)], path => Path.GetFileNameWithoutExtension(path)!);
    }

    /// <summary>The subscriptions in a part by their keys; none where there is no such part.</summary>
    public async Task<IReadOnlyDictionary<string, Subscription>> ReadAsync(string feed, string part, CancellationToken cancel) =>
        ByKey(feed, (await store.LoadAsync(PathOf(feed, part), Documents.Json.SubscriberPart, cancel)).Document);

    /// <summary>Every part of every feed.</summary>
    public async IAsyncEnumerable<SubscriberPart> AllAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var parts in await PartsAsync(cancel))
        {
            foreach (var part in parts)
            {
                if (await store.TryLoadAsync($"{parts.Key}{part}.json", Documents.Json.SubscriberPart, cancel) is { } document)
                    yield return document;
            }
        }
    }

    /// <summary>Changes a part until nobody came between. What is as it was is not written.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="part">The part.</param>
    /// <param name="change">A pure function of one subscription as it is now, by its key; null where it ends.</param>
    /// <param name="cancel">Stops it.</param>
    public Task ChangeAsync(string feed, string part, Func<string, Subscription, Subscription?> change, CancellationToken cancel) => store.ChangeAsync(
        PathOf(feed, part),
        Documents.Json.SubscriberPart,
        document =>
        {
            if (document is null)
                return null;
            List<Subscription> after = [.. document.Subscriptions.Select(one => change(SubscriptionRequest.KeyOf(feed, one.Callback), one)).OfType<Subscription>()];
            return after.SequenceEqual(document.Subscriptions) ? document : document with { Subscriptions = after };
        },
        cancel);

    /// <summary>Puts a subscription in, in the place of the one with the same callback.</summary>
    public Task PutAsync(string feed, Subscription subscription, CancellationToken cancel) => store.ChangeAsync(
        PathOf(feed, PartOf(SubscriptionRequest.KeyOf(feed, subscription.Callback))),
        Documents.Json.SubscriberPart,
        document =>
        {
            var others = document?.Subscriptions ?? [];
            var before = others.FirstOrDefault(one => one.Callback == subscription.Callback);

            // What it was sent stays known: a renewal is no reason to send the same again.
            var now = before is null ? subscription : subscription with { Sent = before.Sent };
            return new SubscriberPart(feed, [.. others.Where(one => one != before), now]);
        },
        cancel);

    /// <summary>Whether a feed has so many subscribers already. They are counted one by one only where there may be as many.</summary>
    public async Task<bool> IsFullAsync(string feed, int most, DateTimeOffset now, CancellationToken cancel)
    {
        var parts = new List<BlobItem>();
        await foreach (var item in store.ListAsync(Folder(feed), cancel))
            parts.Add(item);
        if (parts.Sum(part => part.Length) / FewestBytes < most)
            return false;
        var count = 0;
        foreach (var part in parts)
            count += (await store.TryLoadAsync(part.Path, Documents.Json.SubscriberPart, cancel))?.Subscriptions.Count(one => one.Until > now) ?? 0;
        return count >= most;
    }

    /// <summary>Whether a host has taken all its places.</summary>
    public async Task<bool> IsHostFullAsync(string host, int most, DateTimeOffset now, CancellationToken cancel) =>
        ((await store.LoadAsync(HostPath(host), Documents.Json.HostHoldings, cancel)).Document?.Held ?? new Dictionary<string, DateTimeOffset>()).Values.Count(until => until > now) >= most;

    /// <summary>Takes one of the places that a host has; the one that it has for this subscription already is renewed.</summary>
    /// <returns>False where all are taken.</returns>
    public async Task<bool> TakePlaceAsync(string host, string key, DateTimeOffset until, DateTimeOffset now, int most, CancellationToken cancel)
    {
        var has = false;
        await store.ChangeAsync(
            HostPath(host),
            Documents.Json.HostHoldings,
            document =>
            {
                var held = (document?.Held ?? new Dictionary<string, DateTimeOffset>()).Where(one => one.Value > now && one.Key != key).ToDictionary();
                has = held.Count < most;
                if (!has)
                    return document;
                held[key] = until;
                return new HostHoldings(held);
            },
            cancel);
        return has;
    }

    /// <summary>Gives a place back.</summary>
    public Task LeavePlaceAsync(string host, string key, CancellationToken cancel) => store.ChangeAsync(
        HostPath(host),
        Documents.Json.HostHoldings,
        document => document?.Held.ContainsKey(key) == true ? new HostHoldings(document.Held.Where(one => one.Key != key).ToDictionary()) : document,
        cancel);

    private static Dictionary<string, Subscription> ByKey(string feed, SubscriberPart? part) =>
        (part?.Subscriptions ?? []).ToDictionary(one => SubscriptionRequest.KeyOf(feed, one.Callback));

    private static string PathOf(string feed, string part) => $"{Folder(feed)}{part}.json";

    private static string HostPath(string host) => $"{Paths.Hub}hosts/{Fingerprints.Of(host)[..16]}.json";
}
