namespace Syndication.Translation.Segments;

/// <summary>A paragraph, heading, list item, cell or the like; or one of the texts beside the body.</summary>
public sealed record Block
{
    internal Block(Part part, Segment? whole, IReadOnlyList<Segment> sentences, IReadOnlyList<Piece> lead, IReadOnlyList<Piece> inner, IReadOnlyList<Piece> tail) =>
        (Part, Whole, Sentences, Lead, Inner, Tail) = (part, whole, sentences, lead, inner, tail);

    /// <summary>Which part of the manuscript it belongs to.</summary>
    public Part Part { get; }

    /// <summary>All of it as one segment, for memories kept by paragraph; null where it is but one sentence.</summary>
    public Segment? Whole { get; }

    /// <summary>Its sentences, at least one.</summary>
    public IReadOnlyList<Segment> Sentences { get; }

    internal IReadOnlyList<Piece> Lead { get; }

    internal IReadOnlyList<Piece> Inner { get; }

    internal IReadOnlyList<Piece> Tail { get; }
}
