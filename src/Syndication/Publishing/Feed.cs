using System.Globalization;
using Syndication.Configuration;
using Syndication.Publishing.Words;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>What a feed document is made of, whatever its format.</summary>
public sealed class Feed
{
    /// <summary>The newsroom.</summary>
    public required Site Site { get; init; }

    /// <summary>The language of everything in it.</summary>
    public required Language Language { get; init; }

    /// <summary>The topic or region it is narrowed to; null for all.</summary>
    public Subject? Subject { get; init; }

    /// <summary>The entries, newest release first.</summary>
    public required IReadOnlyList<Entry> Entries { get; init; }

    /// <summary>The newsroom's name in the feed's language, as plain-text elements have it.</summary>
    internal string Newsroom => field ??= Bidi.Plain(Name, Language);

    /// <summary>What the feed is called.</summary>
    internal string Title => field ??= Bidi.Plain(Subject is null ? Name : $"{Name} – {Subject.Name(Site, Language)}", Language);

    /// <summary>The rights in words; null where the site says none.</summary>
    internal string? Rights => Site.InLanguage(Site.Rights, Language);

    /// <summary>When anything in it last changed; null while it is empty.</summary>
    internal DateTimeOffset? Updated => field ??= Entries.Count == 0 ? null : Entries.Max(entry => entry.Updated);

    /// <summary>The date in the newsroom's tag ids (RFC 4151, section 2.1), since when it has them: an empty feed has not changed since.</summary>
    internal DateTimeOffset Since => DateTimeOffset.TryParseExact(
        Site.Authority[(Site.Authority.IndexOf(',', StringComparison.Ordinal) + 1)..], ["yyyy", "yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since)
        ? since : DateTimeOffset.UnixEpoch;

    /// <summary>The scheme of topics, for categories.</summary>
    internal string TopicScheme => field ??= $"tag:{Site.Authority}:topics";

    /// <summary>The scheme of regions, for categories.</summary>
    internal string RegionScheme => field ??= $"tag:{Site.Authority}:regions";

    /// <summary>The scheme of provenance, for categories.</summary>
    internal string ProvenanceScheme => field ??= $"tag:{Site.Authority}:provenance";

    /// <summary>About how many bytes a document of it will be, rather more than less: then it is written into one piece of memory.</summary>
    internal int ExpectedSize => 16 * 1024 + Bodies.Length + Entries.Count * 2 * 1024;

    /// <summary>The bodies of the entries, made once for all formats.</summary>
    internal FeedBodies Bodies => field ??= new(Site, Entries);

    /// <summary>What it holds, in words.</summary>
    internal string Description => Bidi.Plain($"{PageWords.Of(Language).Newest} – {Subject?.Name(Site, Language) ?? Name}", Language);

    /// <summary>The page that lists the same.</summary>
    internal Uri Page => Addresses.Of(Site, Subject is null ? Addresses.Index(Language) : Addresses.SubjectPage(Language, Subject));

    /// <summary>Where a format of the feed stands.</summary>
    internal Uri Address(string file) => Addresses.Of(Site, Addresses.Feed(Language, Subject, file));

    private string Name => Site.InLanguage(Site.Title, Language) ?? Site.BaseUrl.Host;
}
