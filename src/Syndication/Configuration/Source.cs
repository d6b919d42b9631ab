using Syndication.Releases;

namespace Syndication.Configuration;

/// <summary>A feed that is polled: an outline of <c>config/sources.opml</c>.</summary>
public sealed record Source
{
    /// <summary>Its id: lower-case letters, digits, hyphens; part of the ids of its releases.</summary>
    public required string Id { get; init; }

    /// <summary>The name that readers see beside its releases.</summary>
    public required string Name { get; init; }

    /// <summary>Where the feed is: http or https.</summary>
    public required Uri Address { get; init; }

    /// <summary>The language of its items; null where the feed, the item or the text says it.</summary>
    public Language? Language { get; init; }

    /// <summary>Ids of topics that every item of it has.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];

    /// <summary>Ids of regions that every item of it has.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>Rights in words; null where the feed's or the site's own apply.</summary>
    public string? Rights { get; init; }

    /// <summary>Whether the text of an item that is only summed up is read from the page it links to.</summary>
    public bool FullText { get; init; }

    /// <summary>Hosts that may be reached although their address is private or this machine's.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>How many items are taken when the feed is read for the first time, the newest; 20 by default.</summary>
    public int FirstItems { get; init; } = 20;

    /// <summary>How old an item may be to be taken when the feed is read for the first time; 30 days by default.</summary>
    public TimeSpan FirstAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a changed text must have stood before it is a correction; zero by default.</summary>
    public TimeSpan Quiet { get; init; }
}
