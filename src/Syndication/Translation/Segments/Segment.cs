namespace Syndication.Translation.Segments;

/// <summary>A sentence, or another stretch of text that is translated as one.</summary>
/// <param name="Number">Its place in the manuscript, from 0; translations are kept under it.</param>
/// <param name="Text">In the canonical form of <see cref="Placeholders"/>, white space as a single space.</param>
/// <param name="Tags">What the placeholders stand for: that of number n is at n − 1.</param>
public sealed record Segment(int Number, string Text, IReadOnlyList<Tag> Tags)
{
    /// <summary>What is wrong with the placeholders of a translation: each must stand once, within the same as in the source.</summary>
    /// <returns>Null where nothing is.</returns>
    public string? FaultOf(string translation) => Shape.Of(Text).FaultOf(Shape.Of(translation));

    /// <summary>Whether a translation without fault has its placeholders in another order, as grammar may demand.</summary>
    public bool IsReorderedIn(string translation) => !Shape.Of(Text).Order.SequenceEqual(Shape.Of(translation).Order);
}

/// <summary>An inline element of the source: the attributes stay here and never travel through a translation.</summary>
public sealed record Tag
{
    internal Tag(IReadOnlyList<Piece> open, string close) => (Open, Close) = (open, close);

    internal IReadOnlyList<Piece> Open { get; }

    internal string Close { get; }
}
