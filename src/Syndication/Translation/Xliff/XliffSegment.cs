namespace Syndication.Translation.Xliff;

/// <summary>A <c>segment</c> of XLIFF 2.1 as it was read.</summary>
/// <param name="Line">Where it stands, from 1.</param>
/// <param name="Unit">The id of its unit.</param>
/// <param name="Id">Its own id; null where a tool left it out.</param>
/// <param name="State"><c>initial</c>, <c>translated</c>, <c>reviewed</c> or <c>final</c> (4.3.1.30).</param>
/// <param name="Source">In the canonical form of <see cref="Segments.Placeholders"/>.</param>
/// <param name="Target">Likewise, with the numbers of the source's placeholders; null where there is none.</param>
/// <param name="Fault">What is wrong with its inline elements; null where nothing is.</param>
public sealed record XliffSegment(int Line, string Unit, string? Id, string State, string Source, string? Target, string? Fault)
{
    /// <summary>As messages name it.</summary>
    public string Name => $"Segment {Id ?? Unit} (line {Line})";
}
