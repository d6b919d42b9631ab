using Syndication.Configuration;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication;

/// <summary>Something that happened while work was done, for counts, progress and logs. Not part of the state of anything.</summary>
public abstract record Event;

/// <summary>An upload that is new or changed was read.</summary>
public sealed record UploadRead(string Name, ReleaseId Release, IReadOnlyList<Problem> Doubts) : Event;

/// <summary>An upload was rejected, for the first time with these bytes.</summary>
public sealed record UploadRejected(string Name, Problem Problem) : Event;

/// <summary>A release took a step in its life.</summary>
public sealed record ReleaseChanged(ReleaseId Release, Change Change) : Event;

/// <summary>An edition that is no original became fit to publish.</summary>
public sealed record EditionMade(ReleaseId Release, Language Language, Provenance Provenance, long CharactersFromMemory, long CharactersBilled) : Event;

/// <summary>An edition was held; a person has to look.</summary>
public sealed record EditionHeld(ReleaseId Release, Language Language, IReadOnlyList<string> Reasons) : Event;

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
