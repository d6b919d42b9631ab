using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>What a feed document is made of, whatever its format.</summary>
public sealed record Feed
{
    /// <summary>The newsroom.</summary>
    public required Site Site { get; init; }

    /// <summary>The language of everything in it.</summary>
    public required Language Language { get; init; }

    /// <summary>The topic it is narrowed to; null for all.</summary>
    public string? Topic { get; init; }

    /// <summary>The entries, newest release first.</summary>
    public required IReadOnlyList<Entry> Entries { get; init; }
}
