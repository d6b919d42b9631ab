namespace Syndication.Publishing;

/// <summary>The bounds of publishing.</summary>
public sealed record PublishingOptions
{
    /// <summary>How many releases a feed and a list of the newest show; 50 by default.</summary>
    public int Shown { get; init; } = 50;

    /// <summary>How many are kept at hand, so that a removal leaves no gap; 80 by default.</summary>
    public int Kept { get; init; } = 80;

    /// <summary>
    /// With how many releases a month's document, or a part of it, takes none that come later; 500 by default. What is published together
    /// stands together, so that there may be more in it.
    /// </summary>
    public int Part { get; init; } = 500;
}
