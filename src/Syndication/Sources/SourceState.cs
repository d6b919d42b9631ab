using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Sources;

/// <summary>
/// How it stands with a source, stored as <c>releases/~sources/{id}/state.json</c>. Written after everything that was read is stored:
/// where a process ends before, the same is read again, and found to be there.
/// </summary>
public sealed record SourceState : IFormatted
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The address in the configuration; with another one everything below but the items is forgotten.</summary>
    public required Uri Configured { get; init; }

    /// <summary>Where it moved for good; null where it is where the configuration says.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>The tag of what was last read.</summary>
    public string? ETag { get; init; }

    /// <summary>When what was last read was changed, as it said.</summary>
    public string? LastModified { get; init; }

    /// <summary>Not to be asked before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>When it was last asked.</summary>
    public DateTimeOffset? Asked { get; init; }

    /// <summary>When it last answered as a feed should.</summary>
    public DateTimeOffset? Answered { get; init; }

    /// <summary>Since when it says that it is gone for good; null where it does not.</summary>
    public DateTimeOffset? Gone { get; init; }

    /// <summary>Since when it cannot be read; null where it can.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>How often in a row it could not.</summary>
    public int Failures { get; init; }

    /// <summary>Why not, the last time.</summary>
    public string? Failure { get; init; }

    /// <summary>When its newest items came, oldest first; its rhythm.</summary>
    public IReadOnlyList<DateTimeOffset> News { get; init; } = [];

    /// <summary>A hash of what the configuration says of it: after a change everything is read and tried again.</summary>
    public string? Basis { get; init; }

    /// <summary>The items that were last seen, by key.</summary>
    public IReadOnlyDictionary<string, SeenItem> Items { get; init; } = new Dictionary<string, SeenItem>();
}

/// <summary>An item as it was last seen.</summary>
public sealed record SeenItem
{
    /// <summary>A hash of all it said, to the letter.</summary>
    public required string Stamp { get; init; }

    /// <summary>The hash of its text that counts; null while it was not taken in.</summary>
    public string? Text { get; init; }

    /// <summary>Its release; null where it is none.</summary>
    public ReleaseId? Release { get; init; }

    /// <summary>Texts it had before, by hash, the newest last.</summary>
    public IReadOnlyList<string> Past { get; init; } = [];

    /// <summary>Another text, by hash, that has not stood for long enough; null where there is none.</summary>
    public string? Next { get; init; }

    /// <summary>Since when that one stands.</summary>
    public DateTimeOffset? NextSince { get; init; }

    /// <summary>How often its page could not be had.</summary>
    public int Tries { get; init; }

    /// <summary>Why it cannot be taken in, and what to do; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Its headline, or its link, where there is a problem.</summary>
    public string? Title { get; init; }

    /// <summary>When it was last in the feed.</summary>
    public required DateTimeOffset Seen { get; init; }
}

/// <summary>An item that a source ever had; stored by what it is known by, so that one that comes back is no news.</summary>
/// <param name="Release">Its release; null where it was there before the source was first read, and is none.</param>
/// <param name="Key">The item's key.</param>
/// <param name="Title">Its headline when it came, normalised.</param>
/// <param name="Text">A hash of its text when it came, normalised; null where that was too short to tell it by.</param>
public sealed record KnownItem(ReleaseId? Release, string Key, string Title, string? Text);

/// <summary>When the timer that polls last had work to hand out; stored as <c>releases/~sources/clock.json</c>.</summary>
/// <param name="Last">When.</param>
public sealed record PollClock(DateTimeOffset Last);
