namespace Syndication.Benchmarks.Pages;

/// <summary>What an extractor found in a page; all of it empty where it found no release.</summary>
internal sealed record Found
{
    /// <summary>Why the page was refused; null where it was read.</summary>
    public string? Refused { get; init; }

    public string? Title { get; init; }

    /// <summary>yyyy-MM-dd.</summary>
    public string? Date { get; init; }

    public string? Place { get; init; }

    public string Text { get; init; } = "";

    public IReadOnlyList<string> Contacts { get; init; } = [];
}
