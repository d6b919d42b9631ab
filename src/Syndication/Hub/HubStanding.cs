using Syndication.Storage;

namespace Syndication.Hub;

/// <summary>How the subscriptions to a feed stand.</summary>
/// <param name="Feed">The feed, as a path below <c>public/</c>.</param>
/// <param name="Subscribers">How many there are.</param>
/// <param name="Failing">How many could not be sent the feed the last time.</param>
/// <param name="Trouble">What went wrong with one of them; null where nothing did.</param>
public sealed record HubStanding(string Feed, int Subscribers, int Failing, string? Trouble)
{
    /// <summary>Every feed that anybody subscribes to, by its path.</summary>
    public static async Task<IReadOnlyList<HubStanding>> AllAsync(IBlobStore store, DateTimeOffset now, CancellationToken cancel)
    {
        var feeds = new SortedDictionary<string, HubStanding>(StringComparer.Ordinal);
        await foreach (var part in new Subscribers(store).AllAsync(cancel))
        {
            var there = part.Subscriptions.Where(one => one.Until > now).ToList();
            if (there.Count == 0)
                continue;
            var before = feeds.GetValueOrDefault(part.Feed) ?? new(part.Feed, 0, 0, null);
            feeds[part.Feed] = before with
            {
                Subscribers = before.Subscribers + there.Count,
                Failing = before.Failing + there.Count(one => one.Trouble is not null),
                Trouble = before.Trouble ?? there.Select(one => one.Trouble).FirstOrDefault(trouble => trouble is not null),
            };
        }

        return [.. feeds.Values];
    }
}
