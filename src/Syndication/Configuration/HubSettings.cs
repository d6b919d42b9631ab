namespace Syndication.Configuration;

/// <summary>Reads the object <c>hub</c> of <c>site.json</c>.</summary>
internal static class HubSettings
{
    /// <summary>The hub's bounds; null where the file says nothing of a hub.</summary>
    public static HubOptions? Read(ConfigReader root)
    {
        if (root.Object("hub") is not { } hub)
            return null;
        var standard = new HubOptions();
        var read = new HubOptions
        {
            Lease = Days("leaseDays") ?? standard.Lease,
            ShortestLease = Days("shortestLeaseDays") ?? standard.ShortestLease,
            LongestLease = Days("longestLeaseDays") ?? standard.LongestLease,
            SubscriptionsPerHost = Count("subscriptionsPerHost") ?? standard.SubscriptionsPerHost,
            SubscriptionsPerTopic = Count("subscriptionsPerTopic") ?? standard.SubscriptionsPerTopic,
            Allow = hub.Texts("allow"),
        };
        if (read.ShortestLease > read.LongestLease)
            hub.Wrong("shortestLeaseDays", "must not be longer than longestLeaseDays.");
        else if (read.Lease < read.ShortestLease || read.Lease > read.LongestLease)
            hub.Wrong("leaseDays", "must lie between shortestLeaseDays and longestLeaseDays (1 and 30 if left out).");
        hub.Finish();
        return read;

        TimeSpan? Days(string key)
        {
            if (hub.Amount(key) is not { } days)
                return null;
            if (days is > 0 and <= 366)
                return TimeSpan.FromDays((double)days);
            hub.Wrong(key, "must be more than 0 and at most 366 days.");
            return null;
        }

        int? Count(string key)
        {
            if (hub.Number(key) is not { } number)
                return null;
            if (number is > 0 and <= 1_000_000)
                return (int)number;
            hub.Wrong(key, "must be between 1 and 1000000.");
            return null;
        }
    }
}
