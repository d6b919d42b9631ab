using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using Syndication.Configuration;
using Syndication.Storage;

namespace Syndication.Hub;

/// <summary>What somebody asks the hub for (WebSub, section 5.1): stored until it is verified, so that it outlives the process.</summary>
public sealed record SubscriptionRequest : IFormatted
{
    private const int LongestCallback = 2048;

    // “Less than 200 bytes”.
    private const int LongestSecret = 199;

    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Whether it is to end, and not to begin or to be renewed.</summary>
    public bool IsEnd { get; init; }

    /// <summary>The feed, as a path below <c>public/</c>.</summary>
    public required string Feed { get; init; }

    /// <summary>The feed's address as the subscriber wrote it: it is told back so.</summary>
    public required string Topic { get; init; }

    /// <summary>Where the feed is to be sent, exactly as the subscriber wrote it.</summary>
    public required string Callback { get; init; }

    /// <summary>What the feed is to be signed with; null for nothing.</summary>
    public string? Secret { get; init; }

    /// <summary>How long it is to last, in seconds; null where the subscriber leaves it to the hub.</summary>
    public long? LeaseSeconds { get; init; }

    /// <summary>The subscriber's host, in lower case.</summary>
    [JsonIgnore]
    public string Host => HostOf(Callback);

    /// <summary>The same for every request about the same feed and callback.</summary>
    [JsonIgnore]
    public string Key => KeyOf(Feed, Callback);

    /// <summary>Reads a form. What it does not know is passed over.</summary>
    /// <param name="form">The fields in their order.</param>
    /// <param name="site">The newsroom.</param>
    /// <param name="request">The request; null where something is wrong with it.</param>
    /// <returns>What is wrong and what to do, for the developer of the subscriber; null where nothing is.</returns>
    public static string? TryRead(IEnumerable<KeyValuePair<string, string>> form, Site site, out SubscriptionRequest? request)
    {
        request = null;
        var fields = form.Where(field => field.Key.StartsWith("hub.", StringComparison.Ordinal)).ToLookup(field => field.Key, field => field.Value, StringComparer.Ordinal);
        foreach (var name in new[] { "hub.mode", "hub.topic", "hub.callback", "hub.secret", "hub.lease_seconds" })
        {
            if (fields[name].Count() > 1)
                return $"{name} stands twice; send it once.";
        }

        var mode = fields["hub.mode"].SingleOrDefault();
        if (mode == "publish")
            return "hub.mode is “publish”: this hub serves its own newsroom only, and knows by itself when a feed changes.";
        if (mode is not ("subscribe" or "unsubscribe"))
            return "hub.mode must be “subscribe” or “unsubscribe”.";
        if (fields["hub.topic"].SingleOrDefault() is not { Length: > 0 } topic)
            return "hub.topic is missing: the address of the feed, as its link with rel=self has it.";
        if (Topics.Find(site, topic) is not { } feed)
            return $"hub.topic is none of this newsroom's feeds; they are listed at {new Uri(site.BaseUrl, "feeds/index.opml")}. Send the address that the feed's link with rel=self has.";
        if (fields["hub.callback"].SingleOrDefault() is not { Length: > 0 } callback)
            return "hub.callback is missing: the address that the feed is to be sent to.";
        if (WrongWith(callback) is { } wrong)
            return $"hub.callback {wrong}";
        var secret = fields["hub.secret"].SingleOrDefault() is { Length: > 0 } text ? text : null;
        if (secret is not null && Encoding.UTF8.GetByteCount(secret) > LongestSecret)
            return "hub.secret must be less than 200 bytes long.";
        if (!TryLease(mode == "subscribe" ? fields["hub.lease_seconds"].SingleOrDefault() : null, out var lease))
            return "hub.lease_seconds must be a positive whole number, such as 864000.";
        request = new() { IsEnd = mode == "unsubscribe", Feed = feed, Topic = topic, Callback = callback, Secret = secret, LeaseSeconds = lease };
        return null;
    }

    /// <summary>The host of a callback, in lower case.</summary>
    internal static string HostOf(string callback) => new Uri(callback).IdnHost.TrimEnd('.').ToLowerInvariant();

    /// <summary>The key of a subscription.</summary>
    internal static string KeyOf(string feed, string callback) => Fingerprints.Of($"{feed}\n{callback}")[..32];

    // Whatever is written there is sent out again as it is: so nothing but what an address may hold.
    private static string? WrongWith(string callback)
    {
        if (callback.Length > LongestCallback)
            return $"must have at most {LongestCallback} characters.";
        if (callback.Any(c => c is <= ' ' or > '~' or '"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}'))
            return "must hold nothing but the characters of an address; percent-encode the others.";
        if (!Uri.TryCreate(callback, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            return "must be an address that begins with https:// or http://.";
        if (address.UserInfo.Length > 0)
            return "must not hold a name or password; put what identifies you into its path or query.";
        return callback.Contains('#', StringComparison.Ordinal) ? "must not hold a fragment (“#”): nobody would be sent it." : null;
    }

    // A number past what can be counted is a very long lease, and gets the longest there is.
    private static bool TryLease(string? text, out long? seconds)
    {
        seconds = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (!text.All(char.IsAsciiDigit) || text.All(digit => digit == '0'))
            return false;
        seconds = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : long.MaxValue;
        return true;
    }
}
