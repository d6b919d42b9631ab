namespace Syndication.Configuration;

/// <summary>The bounds of the newsroom's own WebSub hub: the object <c>hub</c> of <c>site.json</c>.</summary>
public sealed record HubOptions
{
    /// <summary>How long a subscription lasts that names no time itself; 10 days by default.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromDays(10);

    /// <summary>The shortest that a subscriber gets, whatever it asks for; a day by default.</summary>
    public TimeSpan ShortestLease { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The longest that a subscriber gets, whatever it asks for; 30 days by default. There is no subscription for ever.</summary>
    public TimeSpan LongestLease { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many subscriptions one host may hold over all feeds; 500 by default. Hosts of <see cref="Allow"/> are not counted.</summary>
    public int SubscriptionsPerHost { get; init; } = 500;

    /// <summary>How many subscriptions a feed may have; 50,000 by default.</summary>
    public int SubscriptionsPerTopic { get; init; } = 50_000;

    /// <summary>Hosts of subscribers that may be private or this machine.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>The lease that a subscriber gets.</summary>
    /// <param name="asked">What it asked for, in seconds; null where it did not say.</param>
    public TimeSpan LeaseOf(long? asked)
    {
        if (asked is not { } seconds)
            return Lease;
        var wanted = seconds >= LongestLease.TotalSeconds ? LongestLease : TimeSpan.FromSeconds(seconds);
        return wanted < ShortestLease ? ShortestLease : wanted;
    }
}
