using Syndication.Storage;

namespace Syndication.Night;

/// <summary>How far the nightly run has come, stored as <c>releases/~night.json</c>: killed in the middle, it goes on from here.</summary>
public sealed record NightState : IFormatted
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>When the last night that reached its end began; before the first, when the newsroom was first looked at. For the timetable only.</summary>
    public DateTimeOffset? Last { get; init; }

    /// <summary>When the night under way began; null while there is none.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>When the night under way had looked for what is new and queued it; null before, and where a pass does that.</summary>
    public DateTimeOffset? Looked { get; init; }

    /// <summary>When the night under way had compared everything and queued the difference; null before, and where it is told at once.</summary>
    public DateTimeOffset? Compared { get; init; }

    /// <summary>How many parts of the archive it has compared.</summary>
    public int Parts { get; init; }

    /// <summary>The last month's shelf whose files it has compared, as <c>language/month</c>; null before the first.</summary>
    public string? Shown { get; init; }

    /// <summary>What it found and made good, at most <see cref="MostFound"/> sentences.</summary>
    /// <remarks>A document without it is read as one with none: the serialiser sets what is missing to null.</remarks>
    public IReadOnlyList<string> Found { get; init => field = value ?? []; } = [];

    /// <summary>How much it found in all.</summary>
    public int FoundInAll { get; init; }

    /// <summary>How many sentences are kept.</summary>
    public const int MostFound = 200;

    /// <summary>The state with more that was found.</summary>
    internal NightState With(IReadOnlyCollection<string> found) => found.Count == 0 ? this : this with
    {
        Found = [.. Found.Concat(found.Order(StringComparer.Ordinal)).Take(MostFound)],
        FoundInAll = FoundInAll + found.Count,
    };
}
