using AngleSharp.Dom;

namespace Syndication.Intake;

/// <summary>What a format's reader found: a headline perhaps, and the blocks that may be the body, still unclean.</summary>
/// <param name="Title">The headline; null where the format does not mark one.</param>
/// <param name="Blocks">Block elements in order, contacts and all.</param>
/// <param name="Language">What the markup says the language is; null where it does not.</param>
internal sealed record Draft(string? Title, List<IElement> Blocks, string? Language)
{
    /// <summary>The lines above and below that the reader left out and that speak of an embargo.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>What the reader was not sure of.</summary>
    public IReadOnlyList<Problem> Doubts { get; init; } = [];

    /// <summary>The day the page says it is from, outside the text; null where it does not.</summary>
    public DateTimeOffset? Date { get; init; }
}
