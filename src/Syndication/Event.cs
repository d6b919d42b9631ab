using Syndication.Configuration;
using Syndication.Intake;
using Syndication.Releases;
using Syndication.Translation.Engines;

namespace Syndication;

/// <summary>Something that happened while work was done, for counts, progress and logs. Not part of the state of anything.</summary>
public abstract record Event;

/// <summary>An upload that is new or changed was read.</summary>
public sealed record UploadRead(string Name, ReleaseId Release, IReadOnlyList<Problem> Doubts) : Event;

/// <summary>An upload was rejected, for the first time with these bytes.</summary>
public sealed record UploadRejected(string Name, Problem Problem) : Event;

/// <summary>A text came by another way that a release has already, and was joined to it.</summary>
/// <param name="Release">The release.</param>
/// <param name="Origin">Where it came from this time: an upload without language and ending, or a source's item.</param>
/// <param name="Status">How the release stands: a withdrawn one stays withdrawn, an embargo holds.</param>
public sealed record OriginJoined(ReleaseId Release, string Origin, ReleaseStatus Status) : Event;

/// <summary>A source was read.</summary>
/// <param name="Source">Its id.</param>
/// <param name="New">How many releases it brought.</param>
/// <param name="Changed">How many it corrected.</param>
/// <param name="Refused">Items that could not be taken in, and why; only those not told of before.</param>
public sealed record SourceRead(string Source, int New, int Changed, IReadOnlyList<string> Refused) : Event;

/// <summary>A source could not be read.</summary>
/// <param name="Source">Its id.</param>
/// <param name="Reason">Why, and what to do.</param>
/// <param name="IsFirst">Whether it could be read the time before.</param>
/// <param name="IsOver">Whether it says that it is gone for good.</param>
public sealed record SourceFailed(string Source, string Reason, bool IsFirst, bool IsOver) : Event;

/// <summary>A release took a step in its life.</summary>
public sealed record ReleaseChanged(ReleaseId Release, Change Change) : Event;

/// <summary>An edition that is no original became fit to publish.</summary>
public sealed record EditionMade(ReleaseId Release, Language Language, Provenance Provenance, long CharactersFromMemory, long CharactersBilled) : Event;

/// <summary>An edition was held; a person has to look.</summary>
public sealed record EditionHeld(ReleaseId Release, Language Language, IReadOnlyList<string> Reasons) : Event;

/// <summary>An engine was asked for translations.</summary>
public sealed record EngineAsked(ReleaseId Release, EngineCall Call) : Event;

/// <summary>An edition waits for translation.</summary>
/// <param name="Release">The release.</param>
/// <param name="Language">The language.</param>
/// <param name="Reason">Why, one or two sentences.</param>
/// <param name="Characters">What an engine would charge for it; null where that was not asked.</param>
public sealed record EditionWaits(ReleaseId Release, Language Language, string Reason, long? Characters) : Event;

/// <summary>An edition's page or its place in the feeds is new or changed.</summary>
public sealed record EditionPublished(ReleaseId Release, Language Language) : Event;

/// <summary>Something came of a copy.</summary>
public sealed record CopyReported(Partner Partner, ReleaseId Release, Language Language, int Version, CopyOutcome Outcome, string? Detail) : Event;

/// <summary>Work failed through a fault of ours; it will be tried again, or was given up.</summary>
public sealed record WorkFailed(Work Work, string Reason, bool GivenUp) : Event;

/// <summary>A document of the pipeline's own was damaged; it was set aside and, where that was possible, made again.</summary>
/// <param name="Path">The document.</param>
/// <param name="What">What was done, one or two sentences.</param>
public sealed record DocumentMended(string Path, string What) : Event;

/// <summary>The nightly run found that something was not as it should be, and made it good or queued the work that does.</summary>
/// <param name="What">What, one sentence.</param>
public sealed record DifferenceFound(string What) : Event;

/// <summary>Something came of a request to subscribe, or of a subscription.</summary>
/// <param name="Feed">The feed's path below <c>public/</c>.</param>
/// <param name="Host">The subscriber's host; its address may be a secret.</param>
/// <param name="Outcome">What.</param>
/// <param name="Detail">Why, one sentence; null where there is nothing to explain.</param>
public sealed record SubscriptionReported(string Feed, string Host, SubscriptionOutcome Outcome, string? Detail) : Event;

/// <summary>A feed was sent to subscribers, or its change told to another's hub.</summary>
/// <param name="Feed">Its path below <c>public/</c>.</param>
/// <param name="Sent">How many have it now.</param>
/// <param name="Retrying">How many are tried again.</param>
/// <param name="GivenUp">How many the last try failed with.</param>
/// <param name="Detail">What went wrong with one of them; null where nothing did.</param>
public sealed record FeedReported(string Feed, int Sent, int Retrying, int GivenUp, string? Detail) : Event;

/// <summary>What came of a request to subscribe, or of a subscription.</summary>
public enum SubscriptionOutcome
{
    /// <summary>It began or was renewed.</summary>
    Subscribed,

    /// <summary>It ended because the subscriber asked for that, and confirmed it.</summary>
    Unsubscribed,

    /// <summary>It ended because the subscriber answered that it is gone.</summary>
    Gone,

    /// <summary>The subscriber did not confirm what it is said to have asked for; nothing changed.</summary>
    Unconfirmed,

    /// <summary>The hub does not take it, and said so.</summary>
    Denied,
}

/// <summary>What came of a copy.</summary>
public enum CopyOutcome
{
    /// <summary>The partner has it.</summary>
    Delivered,

    /// <summary>It will be tried again.</summary>
    Retrying,

    /// <summary>The partner refused it for good.</summary>
    Failed,

    /// <summary>The last try failed.</summary>
    DeadLettered,

    /// <summary>It waits, because the partner's secret is missing.</summary>
    Waiting,
}
