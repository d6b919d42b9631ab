namespace Syndication.Publishing.Atom;

/// <summary>Atom (RFC 4287): the feed of the newest releases, and the archive documents of the months (RFC 5005).</summary>
public static class AtomFeed
{
    /// <summary>Writes the feed that readers subscribe to.</summary>
    /// <param name="feed">What is in it.</param>
    /// <param name="archive">The archive document that goes on from here, such as <c>2026-11.xml?until=20261114</c>; null where there is none, as for a topic.</param>
    public static ReadOnlyMemory<byte> Write(Feed feed, string? archive)
    {
        var atom = Begin(feed, feed.Address("atom.xml"));
        if (feed.Site.HubUrl is { } hub)
            atom.Add($"<link rel=\"hub\" href=\"{hub}\"/>\n");
        if (archive is not null)
            atom.Add($"<link rel=\"prev-archive\" href=\"{Addresses.Of(feed.Site, Addresses.ArchiveFolder(feed.Language) + archive)}\"/>\n");
        return End(atom, feed);
    }

    /// <summary>Writes the archive document of a month.</summary>
    /// <param name="feed">The month's entries.</param>
    /// <param name="month">The month, such as <c>2026-11</c>.</param>
    /// <param name="before">The month before in which something was published; null where there is none.</param>
    /// <param name="after">The month after; null where there is none.</param>
    public static ReadOnlyMemory<byte> WriteArchive(Feed feed, string month, string? before, string? after)
    {
        var atom = Begin(feed, Addresses.Of(feed.Site, Addresses.Archive(feed.Language, month)));

        // No hub: it would be asked for this document's own address (WebSub, section 4), and nobody is told of an archive.
        atom.Add($"<fh:archive/>\n<link rel=\"current\" href=\"{feed.Address("atom.xml")}\"/>\n");
        if (before is not null)
            atom.Add($"<link rel=\"prev-archive\" href=\"{Addresses.Of(feed.Site, Addresses.Archive(feed.Language, before))}\"/>\n");
        if (after is not null)
            atom.Add($"<link rel=\"next-archive\" href=\"{Addresses.Of(feed.Site, Addresses.Archive(feed.Language, after))}\"/>\n");
        return End(atom, feed);
    }

    private static Markup Begin(Feed feed, Uri self)
    {
        var (site, language) = (feed.Site, feed.Language);
        var atom = new Markup(feed.ExpectedSize);
        atom.Add($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:fh=\"http://purl.org/syndication/history/1.0\" xml:lang=\"{language}\" xml:base=\"{site.BaseUrl}\">\n");
        atom.Add($"<id>{Addresses.FeedTag(site, language, feed.Subject)}</id>\n<title>{feed.Title}</title>\n<updated>{feed.Updated ?? feed.Since}</updated>\n");
        atom.Add($"<author><name>{feed.Newsroom}</name></author>\n");
        atom.AddIf(feed.Rights is not null, $"<rights>{feed.Rights}</rights>\n");
        atom.Add($"<link rel=\"self\" type=\"application/atom+xml\" href=\"{self}\"/>\n<link rel=\"alternate\" type=\"text/html\" hreflang=\"{language}\" href=\"{feed.Page}\"/>\n");
        return atom;
    }

    private static ReadOnlyMemory<byte> End(Markup atom, Feed feed)
    {
        for (var i = 0; i < feed.Entries.Count; i++)
            Add(atom, feed.Entries[i], feed.Bodies.Of(i), feed);
        return atom.Add($"</feed>\n").Content;
    }

    private static void Add(Markup atom, Entry entry, ReadOnlySpan<byte> body, Feed feed)
    {
        var site = feed.Site;
        var page = Addresses.OfPage(site, entry.Language, entry.Release);
        atom.Add($"<entry>\n<id>{Addresses.Tag(site, entry.Language, entry.Release)}</id>\n<title>{EntryText.Title(entry)}</title>\n");
        atom.Add($"<published>{entry.Released}</published>\n<updated>{entry.Updated}</updated>\n");

        // Some readers take the first alternate for the entry's own address (rss-parser), others the last (feedparser): it stands at both ends,
        // once without its language, since no two may have both type and language in common (RFC 4287, section 4.1.2).
        atom.Add($"<link rel=\"alternate\" type=\"text/html\" href=\"{page}\"/>\n");
        foreach (var other in entry.Alternates)
            atom.AddIf(other.HasPage && other.Language != entry.Language, $"<link rel=\"alternate\" type=\"text/html\" hreflang=\"{other.Language}\" href=\"{Addresses.OfPage(site, other.Language, entry.Release)}\"/>\n");
        atom.Add($"<link rel=\"alternate\" type=\"text/html\" hreflang=\"{entry.Language}\" href=\"{page}\"/>\n");
        foreach (var image in entry.Images ?? [])
        {
            atom.Add($"<link rel=\"enclosure\" type=\"{image.MediaType}\" length=\"{(int)image.Length}\" href=\"{Addresses.Of(site, PublicImages.Path(image.Name))}\"");
            atom.AddIf(image.Alternative is not null, $" title=\"{image.Alternative}\"");
            atom.Add($"/>\n");
        }

        foreach (var topic in entry.Topics)
            atom.AddIf(site.HasTopic(topic), $"<category term=\"{topic}\" scheme=\"{feed.TopicScheme}\" label=\"{site.TopicName(topic, entry.Language)}\"/>\n");
        foreach (var region in entry.Regions)
            atom.AddIf(site.HasRegion(region), $"<category term=\"{region}\" scheme=\"{feed.RegionScheme}\" label=\"{site.RegionName(region, entry.Language)}\"/>\n");
        atom.AddIf(entry.Withdrawal is null, $"<category term=\"{EntryText.Word(entry.Provenance)}\" scheme=\"{feed.ProvenanceScheme}\"/>\n");
        atom.AddIf(entry is { Withdrawal: null, Reviewed: not null }, $"<category term=\"reviewed\" scheme=\"{feed.ProvenanceScheme}\"/>\n");
        atom.AddIf(entry.Rights is not null, $"<rights>{entry.Rights}</rights>\n");
        if (entry is { Source: { } source, Withdrawal: null })
        {
            atom.AddIf(source.Link is not null, $"<link rel=\"via\" href=\"{source.Link ?? source.Feed}\"/>\n");
            atom.Add($"<source><id>{source.Feed}</id><title>{Bidi.Plain(source.Name, entry.Language)}</title><updated>{entry.Updated}</updated><link rel=\"self\" href=\"{source.Feed}\"/></source>\n");
        }

        atom.Add($"<summary>{EntryText.Summary(entry, site)}</summary>\n<content type=\"html\">").AddCharacterData(body);
        atom.Add($"</content>\n</entry>\n");
    }
}
