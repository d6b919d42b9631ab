using System.Text.Json.Serialization;
using Syndication.Storage;

namespace Syndication.Releases;

/// <summary>
/// A release in one language as the world may read it; stored, never changed, as <c>releases/{id}~/editions/{language}.{version}-{fingerprint}.json</c>.
/// </summary>
public sealed record Edition
{
    /// <summary>The release.</summary>
    public required ReleaseId Release { get; init; }

    /// <summary>The language.</summary>
    public required Language Language { get; init; }

    /// <summary>The release's version at which this text came to be.</summary>
    public required int Version { get; init; }

    /// <summary>Who wrote it.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The language it was translated from; its own for the original.</summary>
    public required Language TranslatedFrom { get; init; }

    /// <summary>The instant it came to be.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>When a person approved what a machine wrote; null where nobody did or had to.</summary>
    public DateTimeOffset? Reviewed { get; init; }

    /// <summary>What it says.</summary>
    public required Manuscript Text { get; init; }
}

/// <summary>Where the words of an edition come from, as <c>status</c>, feeds and copies name it.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<Provenance>))]
public enum Provenance
{
    /// <summary>The author's own words.</summary>
    Original,

    /// <summary>A person's translation, uploaded.</summary>
    Human,

    /// <summary>Put together from translations that people made before.</summary>
    Memory,

    /// <summary>A machine's translation.</summary>
    Machine,
}

/// <summary>How an edition stands.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<EditionStatus>))]
public enum EditionStatus
{
    /// <summary>Fit to publish.</summary>
    Ready,

    /// <summary>Not all of it is translated yet.</summary>
    Pending,

    /// <summary>Translated, but a check failed or a person has to approve it.</summary>
    Held,

    /// <summary>The original has changed since; what was published stays, with a note.</summary>
    Stale,

    /// <summary>Taken back with its release.</summary>
    Withdrawn,
}

/// <summary>What there is of a release in one language.</summary>
/// <param name="Language">The language.</param>
/// <param name="Status">How the text stands, leaving withdrawal aside.</param>
public sealed record EditionState(Language Language, EditionStatus Status)
{
    /// <summary>Where the words come from; null while there are none.</summary>
    public Provenance? Provenance { get; init; }

    /// <summary>The version of the stored edition; 0 while there is none.</summary>
    public int Version { get; init; }

    /// <summary>The original's wording that the text follows, by fingerprint; null while there is no text.</summary>
    public string? Source { get; init; }

    /// <summary>The text itself, by fingerprint; null while there is none.</summary>
    public string? Text { get; init; }

    /// <summary>When the text now shown came to be; null while there is none.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>When the world could first read the release in this language; null while it never could. Once noted it stays.</summary>
    public DateTimeOffset? Released { get; init; }

    /// <summary>The text that the world reads, or read last; null while there was none.</summary>
    public ShownText? Shown { get; init; }

    /// <summary>Whether the release was put up again without this text, because it did not follow the original; until it does.</summary>
    public bool LeftBehind { get; init; }

    /// <summary>Why it is held, pending or stale, one sentence each.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>When a person approved what a machine wrote, of the text now shown; null where nobody did or had to.</summary>
    public DateTimeOffset? Reviewed { get; init; }

    /// <summary>What the checks found in the text now shown and nobody has to wait for, one sentence each; null where nothing.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }

    /// <summary>The text that a person uploaded and the checks last looked at, by fingerprint; null where they never did.</summary>
    public string? Checked { get; init; }

    /// <summary>Whether there is a text that may be shown.</summary>
    public bool HasText => Version > 0;
}

/// <summary>A text that the world could read; of a withdrawn release the one that was taken back, whatever was written since.</summary>
/// <param name="Version">The version of the stored edition.</param>
/// <param name="Text">The text itself, by fingerprint.</param>
/// <param name="Since">When it came up; null where an embargo has taken it down since.</param>
public sealed record ShownText(int Version, string Text, DateTimeOffset? Since);
