using System.Text.Json.Serialization;
using Syndication.Releases;

namespace Syndication;

/// <summary>A piece of work: small, kept in a queue, safe to do twice.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(IngestUploads), "ingest")]
[JsonDerivedType(typeof(TranslateRelease), "translate")]
[JsonDerivedType(typeof(LiftEmbargo), "lift")]
[JsonDerivedType(typeof(PublishReleases), "publish")]
[JsonDerivedType(typeof(DeliverRelease), "deliver")]
[JsonDerivedType(typeof(PollSource), "poll")]
[JsonDerivedType(typeof(AnnounceFeeds), "announce")]
[JsonDerivedType(typeof(DistributeFeed), "distribute")]
[JsonDerivedType(typeof(NotifySubscriber), "notify")]
[JsonDerivedType(typeof(VerifySubscription), "verify")]
[JsonDerivedType(typeof(PingHub), "ping")]
public abstract record Work
{
    /// <summary>The queue it belongs to.</summary>
    [JsonIgnore]
    public abstract WorkKind Kind { get; }

    /// <summary>The same for two pieces of work of which one makes the other needless.</summary>
    [JsonIgnore]
    public abstract string Key { get; }
}

/// <summary>The queues, in the order in which a pass drains them.</summary>
public enum WorkKind
{
    /// <summary>Reading uploads.</summary>
    Ingest,

    /// <summary>Making editions; lifting embargoes.</summary>
    Translate,

    /// <summary>Writing feeds and pages.</summary>
    Publish,

    /// <summary>Sending copies.</summary>
    Deliver,

    /// <summary>Reading sources.</summary>
    Poll,

    /// <summary>Telling those who subscribe to a feed; all that the hub does.</summary>
    Notify,
}

/// <summary>Read uploads that belong together: all files of one release.</summary>
/// <param name="Stem">Their common name: path below the inbox without language and extension.</param>
/// <param name="Names">The files known to be there, as paths below the inbox.</param>
public sealed record IngestUploads(string Stem, IReadOnlyList<string> Names) : Work
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override WorkKind Kind => WorkKind.Ingest;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"ingest {Stem} {string.Join('|', Names)}";
}

/// <summary>Make the editions of a release that are missing or outdated.</summary>
/// <param name="Release">The release.</param>
public sealed record TranslateRelease(ReleaseId Release) : Work
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override WorkKind Kind => WorkKind.Translate;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"translate {Release}";
}

/// <summary>See whether the time of an embargo has come.</summary>
/// <param name="Release">The release.</param>
public sealed record LiftEmbargo(ReleaseId Release) : Work
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override WorkKind Kind => WorkKind.Translate;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"lift {Release}";
}

/// <summary>Bring pages, feeds and indexes up to date with these releases, in every language of the site.</summary>
/// <param name="Releases">The releases that may have changed.</param>
public sealed record PublishReleases(IReadOnlyList<ReleaseId> Releases) : Work
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override WorkKind Kind => WorkKind.Publish;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"publish {string.Join('|', Releases)}";
}

/// <summary>Send a partner what it should have of a release and has not.</summary>
/// <param name="Partner">The partner's id.</param>
/// <param name="Release">The release.</param>
public sealed record DeliverRelease(string Partner, ReleaseId Release) : Work
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override WorkKind Kind => WorkKind.Deliver;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"deliver {Partner} {Release}";
}

/// <summary>Read a source and take in what is new or changed.</summary>
/// <param name="Source">The source's id.</param>
public sealed record PollSource(string Source) : Work
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override WorkKind Kind => WorkKind.Poll;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"poll {Source}";
}

/// <summary>See to it that whoever subscribes to these feeds learns that they may have changed.</summary>
/// <param name="Feeds">Their paths below <c>public/</c>.</param>
public sealed record AnnounceFeeds(IReadOnlyList<string> Feeds) : Work
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override WorkKind Kind => WorkKind.Notify;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"announce {string.Join('|', Feeds)}";
}

/// <summary>Send a feed as it is now to a part of its subscribers: those who have not had it so.</summary>
/// <param name="Feed">Its path below <c>public/</c>.</param>
/// <param name="Part">The part.</param>
public sealed record DistributeFeed(string Feed, string Part) : Work
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override WorkKind Kind => WorkKind.Notify;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"distribute {Feed} {Part}";
}

/// <summary>Send a feed as it is now to one subscriber, apart from the others: it failed before, or is slow.</summary>
/// <param name="Feed">Its path below <c>public/</c>.</param>
/// <param name="Subscriber">The subscription's key.</param>
public sealed record NotifySubscriber(string Feed, string Subscriber) : Work
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override WorkKind Kind => WorkKind.Notify;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"notify {Feed} {Subscriber}";
}

/// <summary>Ask a subscriber whether it meant what it is said to have asked for, and do it.</summary>
/// <param name="Request">The request's name.</param>
public sealed record VerifySubscription(string Request) : Work
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override WorkKind Kind => WorkKind.Notify;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"verify {Request}";
}

/// <summary>Tell another's hub that a feed has changed.</summary>
/// <param name="Feed">Its path below <c>public/</c>.</param>
/// <param name="Failures">How often that failed so far.</param>
public sealed record PingHub(string Feed, int Failures) : Work
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override WorkKind Kind => WorkKind.Notify;

    /// <inheritdoc/>
    [JsonIgnore]
    public override string Key => $"ping {Feed}";
}
