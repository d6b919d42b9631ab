using System.Text.Json;
using Syndication.Configuration;
using Syndication.Storage;

namespace Syndication.Hub;

/// <summary>
/// The requests that wait to be verified: <c>releases/~hub/requests/{host}/{subscription}.json</c>. A later one about the same feed and
/// callback takes the place of an earlier one.
/// </summary>
public sealed class Requests(IBlobStore store)
{
    private const string Root = Paths.Hub + "requests/";

    /// <summary>Stores a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="options">The hub's bounds.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The work that follows; null where so many of the same host wait already that it has to wait itself.</returns>
    public async Task<VerifySubscription?> StoreAsync(SubscriptionRequest request, HubOptions options, CancellationToken cancel)
    {
        var name = $"{Fingerprints.Of(request.Host)[..16]}/{request.Key}";
        if (!IsCounted(request, options) || await CountAsync(name, cancel) < options.SubscriptionsPerHost)
        {
            await store.WriteAsync(PathOf(name), JsonSerializer.SerializeToUtf8Bytes(request, Documents.Json.SubscriptionRequest), WriteCondition.Always, cancel);
            return new(name);
        }

        return null;
    }

    /// <summary>Whether a subscriber's host has so many places and no more: all but those that the operator allows.</summary>
    internal static bool IsCounted(SubscriptionRequest request, HubOptions options) =>
        !options.Allow.Any(host => string.Equals(host.Trim('[', ']').TrimEnd('.'), request.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));

    /// <summary>The work of every request that waits, in case the queue's own was lost.</summary>
    internal async Task<IReadOnlyList<VerifySubscription>> WaitingAsync(CancellationToken cancel)
    {
        var waiting = new List<VerifySubscription>();
        await foreach (var item in store.ListAsync(Root, cancel))
            waiting.Add(new(item.Path[Root.Length..^".json".Length]));
        return waiting;
    }

    internal Task<(SubscriptionRequest? Document, Blob? Blob)> ReadAsync(string name, CancellationToken cancel) =>
        store.LoadAsync(PathOf(name), Documents.Json.SubscriptionRequest, cancel);

    /// <summary>Strikes a request off.</summary>
    /// <returns>False where another has come in its place meanwhile, which stays.</returns>
    internal async Task<bool> StrikeAsync(string name, Blob read, CancellationToken cancel)
    {
        if (await store.ReadAsync(PathOf(name), cancel) is { } now && now.ETag != read.ETag)
            return false;
        await store.DeleteAsync(PathOf(name), cancel);
        return true;
    }

    private async Task<int> CountAsync(string name, CancellationToken cancel)
    {
        var count = 0;
        await foreach (var item in store.ListAsync(Root + name[..(name.IndexOf('/', StringComparison.Ordinal) + 1)], cancel))
            count += item.Path == PathOf(name) ? 0 : 1;
        return count;
    }

    private static string PathOf(string name) => $"{Root}{name}.json";
}
