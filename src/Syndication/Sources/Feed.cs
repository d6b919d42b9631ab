namespace Syndication.Sources;

/// <summary>A feed as it was read, in whatever format it came.</summary>
public sealed record Feed
{
    /// <summary>Its title; empty where it has none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The page it belongs to; null where it does not say.</summary>
    public Uri? Home { get; init; }

    /// <summary>The language it says it is in, as written; null where it does not.</summary>
    public string? Language { get; init; }

    /// <summary>Rights in words; null where it says none.</summary>
    public string? Rights { get; init; }

    /// <summary>Its items, in its order.</summary>
    public IReadOnlyList<FeedEntry> Items { get; init; } = [];
}

/// <summary>An item of a feed.</summary>
public sealed record FeedEntry
{
    /// <summary>What its source calls it; null where it has no name of its own.</summary>
    public string? Guid { get; init; }

    /// <summary>Where it can be read; null where it does not say, or says nothing usable.</summary>
    public Uri? Link { get; init; }

    /// <summary>The headline, plain text; empty where there is none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The text, html, its addresses absolute and nothing of it trusted; empty where there is none.</summary>
    public string Html { get; init; } = "";

    /// <summary>The summary beside the text, html; null where there is none, or it is all there is.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether the text is said to be the whole of it, and not a summary.</summary>
    public bool IsWhole { get; init; }

    /// <summary>When it was published; null where it does not say.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>When it was changed, as it says; null where it does not.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Its language, as written; null where the feed's applies.</summary>
    public string? Language { get; init; }

    /// <summary>Its subjects, as written.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Rights in words; null where the feed's apply.</summary>
    public string? Rights { get; init; }
}
