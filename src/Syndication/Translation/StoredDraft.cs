using Syndication.Releases;
using Syndication.Storage;
using Syndication.Translation.Memory;

namespace Syndication.Translation;

/// <summary>
/// A translation that waits for a person: <c>releases/{id}~/drafts/{language}.json</c>, where nothing publishes it. Its segments are not
/// paid for again when it is made anew.
/// </summary>
public sealed record StoredDraft : IFormatted
{
    /// <summary>The form of the stored document; a newer one than this program knows is refused.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The original's wording that it follows, by fingerprint.</summary>
    public required string Source { get; init; }

    /// <summary>Where the words come from.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>Why it waits, one sentence each.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Whether some of it has lost its tags, so that nobody can approve it as it is.</summary>
    public bool IsBroken { get; init; }

    /// <summary>The sentences that files of the translation memory do not have, with their translations.</summary>
    public IReadOnlyList<TranslatedSegment> Segments { get; init; } = [];

    /// <summary>The whole text.</summary>
    public required Manuscript Text { get; init; }

    internal static StoredDraft Of(HeldTranslation held, Manuscript original) => new()
    {
        Source = original.Wording(),
        Provenance = held.Provenance,
        Reasons = held.Reasons,
        IsBroken = held.IsBroken,
        Segments = held.Segments,
        Text = held.Text,
    };
}
