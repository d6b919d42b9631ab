namespace Syndication.Translation.Memory;

/// <summary>A segment of a release with its translation.</summary>
/// <param name="Source">In the canonical form of <see cref="Segments.Placeholders"/>.</param>
/// <param name="Text">The translation, likewise; its placeholders have the numbers of the source's.</param>
/// <param name="Context">What stands around it, by <see cref="SegmentContext"/>.</param>
/// <param name="Origin">Who answers for it.</param>
public sealed record TranslatedSegment(string Source, string Text, string Context, SegmentOrigin Origin);
