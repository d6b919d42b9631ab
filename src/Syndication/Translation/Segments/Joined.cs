using Syndication.Releases;

namespace Syndication.Translation.Segments;

/// <summary>A manuscript put together again from translated segments.</summary>
/// <param name="Text">
/// The whole of it. Where there are faults it is for a person to look at only: the segments concerned have lost their tags.
/// </param>
/// <param name="Faults">Segments whose placeholders are not those of the source, one sentence each; empty where all is exact.</param>
public sealed record Joined(Manuscript Text, IReadOnlyList<string> Faults);
