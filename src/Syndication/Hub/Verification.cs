using Syndication.Configuration;

namespace Syndication.Hub;

/// <summary>
/// Makes requests into subscriptions: looks whether there is room, and asks the subscriber whether it meant it. Until it has said so,
/// nothing changes; nobody is sent anything because somebody else asked for it.
/// </summary>
internal sealed class Verification(Newsroom newsroom)
{
    private readonly Requests requests = new(newsroom.Store);
    private readonly Subscribers subscribers = new(newsroom.Store);
    private readonly HubOptions options = newsroom.Site.Hub ?? new();

    public async Task<Handled> VerifyAsync(VerifySubscription work, CancellationToken cancel)
    {
        var (request, blob) = await requests.ReadAsync(work.Request, cancel);
        if (request is null || newsroom.Hub is not { } calls)
            return new([], []);
        var reported = await AnswerAsync(request, calls, cancel);

        // One that came meanwhile is the subscriber's last word.
        var isLast = await requests.StrikeAsync(work.Request, blob!, cancel);
        return new(isLast ? [] : [Follow.Now(work)], [reported]);
    }

    private async Task<SubscriptionReported> AnswerAsync(SubscriptionRequest request, IHubCalls calls, CancellationToken cancel)
    {
        var (now, lease) = (newsroom.Clock.GetUtcNow(), options.LeaseOf(request.LeaseSeconds));
        if (!request.IsEnd && await DeniedAsync(request, now, cancel) is { } reason)
        {
            await calls.DenyAsync(request, reason, options.Allow, cancel);
            return Report(SubscriptionOutcome.Denied, reason);
        }

        // Noted before the subscriber is asked: whatever changes from then on is sent to it, and what it can read now is not.
        var sent = await newsroom.Store.ReadAsync($"public/{request.Feed}", cancel) is { } feed ? Distribution.HashOf(feed) : null;
        var answer = await calls.VerifyAsync(request, lease, options.Allow, cancel);
        if (answer.Kind != HubAnswerKind.Success)
            return Report(SubscriptionOutcome.Unconfirmed, answer.Detail);
        if (request.IsEnd)
        {
            await subscribers.ChangeAsync(request.Feed, Subscribers.PartOf(request.Key), (key, one) => key == request.Key ? null : one, cancel);
            await subscribers.LeavePlaceAsync(request.Host, request.Key, cancel);
            return Report(SubscriptionOutcome.Unsubscribed, null);
        }

        // Somebody else of the same host may have taken the last place while the subscriber was asked.
        if (Requests.IsCounted(request, options) && !await subscribers.TakePlaceAsync(request.Host, request.Key, now + lease, now, options.SubscriptionsPerHost, cancel))
            return Report(SubscriptionOutcome.Denied, Crowded(request));
        await subscribers.PutAsync(request.Feed, new() { Callback = request.Callback, Secret = request.Secret, Until = now + lease, Sent = sent }, cancel);
        return Report(SubscriptionOutcome.Subscribed, null);

        SubscriptionReported Report(SubscriptionOutcome outcome, string? detail) => new(request.Feed, request.Host, outcome, detail);
    }

    // What is subscribed already may always be renewed.
    private async Task<string?> DeniedAsync(SubscriptionRequest request, DateTimeOffset now, CancellationToken cancel)
    {
        if (!newsroom.Site.HasOwnHub || !Topics.IsFeed(newsroom.Site, request.Feed))
            return "There is no such feed any more.";
        if ((await subscribers.ReadAsync(request.Feed, Subscribers.PartOf(request.Key), cancel)).TryGetValue(request.Key, out var there) && there.Until > now)
            return null;
        if (Requests.IsCounted(request, options) && await subscribers.IsHostFullAsync(request.Host, options.SubscriptionsPerHost, now, cancel))
            return Crowded(request);
        return await subscribers.IsFullAsync(request.Feed, options.SubscriptionsPerTopic, now, cancel)
            ? $"This feed has {options.SubscriptionsPerTopic} subscribers, and takes no more."
            : null;
    }

    private string Crowded(SubscriptionRequest request) => $"{request.Host} has {options.SubscriptionsPerHost} subscriptions, and gets no more. Let go of some, or ask the newsroom.";
}
