using System.Text.Json.Serialization;
using Syndication.Storage;

namespace Syndication.Hub;

/// <summary>A subscription that its subscriber has confirmed.</summary>
public sealed record Subscription
{
    /// <summary>Where the feed is sent, exactly as the subscriber wrote it.</summary>
    public required string Callback { get; init; }

    /// <summary>What the feed is signed with; null for nothing.</summary>
    public string? Secret { get; init; }

    /// <summary>When the lease ends, unless it is renewed before.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>A hash of the feed as it was sent last, given up, or there to be read when the subscription began; null while there was none.</summary>
    public string? Sent { get; init; }

    /// <summary>Whether it is sent to apart from the others, because it failed or was slow the last time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Apart { get; init; }

    /// <summary>How often sending the feed as it is has failed so far.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Failures { get; init; }

    /// <summary>When it is tried again; null where nothing has failed.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>What went wrong the last time; null where nothing did.</summary>
    public string? Trouble { get; init; }

    /// <summary>The subscriber has the feed.</summary>
    internal Subscription With(string sent, bool slow) => this with { Sent = sent, Apart = slow, Failures = 0, NextTry = null, Trouble = null };

    /// <summary>Sending has failed, and is tried again.</summary>
    internal Subscription Failed(string why, DateTimeOffset next) => this with { Apart = true, Failures = Failures + 1, NextTry = next, Trouble = why };

    /// <summary>Sending has failed for the last time: the next change of the feed is sent again.</summary>
    internal Subscription GivenUp(string feed, string why) => this with { Sent = feed, Apart = true, Failures = 0, NextTry = null, Trouble = why };
}

/// <summary>Some of the subscribers of a feed: <c>releases/~hub/subscribers/{feed}/{part}.json</c>.</summary>
/// <param name="Feed">The feed, as a path below <c>public/</c>.</param>
/// <param name="Subscriptions">They.</param>
public sealed record SubscriberPart(string Feed, IReadOnlyList<Subscription> Subscriptions) : IFormatted
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;
}

/// <summary>What one host is subscribed to: <c>releases/~hub/hosts/{host}.json</c>. For counting only; ends that it was not told of are found by their time.</summary>
/// <param name="Held">When the lease of which subscription ends.</param>
public sealed record HostHoldings(IReadOnlyDictionary<string, DateTimeOffset> Held) : IFormatted
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;
}

/// <summary>The feed as another's hub was told of it: <c>releases/~hub/pings/{feed}.json</c>.</summary>
/// <param name="Feed">The feed, as a path below <c>public/</c>.</param>
/// <param name="Sent">A hash of it.</param>
public sealed record PingNote(string Feed, string Sent) : IFormatted
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;
}
