using Syndication.Hub;

namespace Syndication.App.Opening;

/// <summary>Tells what came of subscriptions, a line each. A callback's path may be a secret: only its host is told.</summary>
internal static class HubTold
{
    /// <summary>What came of a request or a subscription.</summary>
    public static string Line(SubscriptionReported reported) => reported.Outcome switch
    {
        SubscriptionOutcome.Subscribed => $"{reported.Host} subscribes to {reported.Feed}",
        SubscriptionOutcome.Unsubscribed => $"{reported.Host} no longer subscribes to {reported.Feed}",
        SubscriptionOutcome.Gone => $"{reported.Host} is gone, and no longer subscribes to {reported.Feed}",
        SubscriptionOutcome.Unconfirmed => $"{reported.Host} did not confirm what was asked for it about {reported.Feed}; nothing changed. {reported.Detail}",
        _ => $"{reported.Host} gets no subscription to {reported.Feed}: {reported.Detail}",
    };

    /// <summary>What came of sending a feed, or of telling another's hub.</summary>
    public static string Line(FeedReported reported)
    {
        var failed = (reported.Retrying > 0 ? $", {reported.Retrying} to be tried again" : "") + (reported.GivenUp > 0 ? $", {reported.GivenUp} given up" : "");
        return $"{reported.Feed}: {reported.Sent} told{failed}{(reported.Detail is { } detail ? $". {detail}" : "")}";
    }

    /// <summary>How the subscriptions to a feed stand.</summary>
    public static string Line(HubStanding standing) =>
        $"{standing.Feed}: {standing.Subscribers} subscribers" + (standing.Failing > 0 ? $", {standing.Failing} of them not reached the last time ({standing.Trouble})" : "");
}
