namespace Syndication.Publishing.Rss;

/// <summary>RSS 2.0 (RSS Advisory Board), with the whole text in <c>content:encoded</c>, and what RSS lacks from Atom and Dublin Core.</summary>
public static class RssFeed
{
    private const int MinutesToLive = 15;

    /// <summary>Writes the feed.</summary>
    public static ReadOnlyMemory<byte> Write(Feed feed)
    {
        var (site, language) = (feed.Site, feed.Language);
        var rss = new Markup(feed.ExpectedSize);
        rss.Add($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n");
        rss.Add($"<title>{feed.Title}</title>\n<link>{feed.Page}</link>\n<description>{feed.Description}</description>\n<language>{language}</language>\n");
        rss.AddIf(feed.Rights is not null, $"<copyright>{feed.Rights}</copyright>\n");
        rss.AddIf(feed.Updated is not null, $"<lastBuildDate>{(feed.Updated ?? default):r}</lastBuildDate>\n");
        rss.Add($"<docs>https://www.rssboard.org/rss-specification</docs>\n<ttl>{MinutesToLive}</ttl>\n");
        rss.Add($"<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{feed.Address("rss.xml")}\"/>\n");
        if (site.HubUrl is { } hub)
            rss.Add($"<atom:link rel=\"hub\" href=\"{hub}\"/>\n");
        for (var i = 0; i < feed.Entries.Count; i++)
            Add(rss, feed.Entries[i], feed.Bodies.Of(i), feed);
        return rss.Add($"</channel>\n</rss>\n").Content;
    }

    private static void Add(Markup rss, Entry entry, ReadOnlySpan<byte> body, Feed feed)
    {
        var site = feed.Site;
        rss.Add($"<item>\n<title>{EntryText.Title(entry)}</title>\n<link>{Addresses.OfPage(site, entry.Language, entry.Release)}</link>\n");
        rss.Add($"<guid isPermaLink=\"false\">{Addresses.Tag(site, entry.Language, entry.Release)}</guid>\n<pubDate>{entry.Released:r}</pubDate>\n");
        rss.Add($"<dc:creator>{feed.Newsroom}</dc:creator>\n<dc:language>{entry.Language}</dc:language>\n");
        if (entry is { Source: { } source, Withdrawal: null })
            rss.Add($"<source url=\"{source.Feed}\">{Bidi.Plain(source.Name, entry.Language)}</source>\n");
        rss.AddIf(entry.Rights is not null, $"<dc:rights>{entry.Rights}</dc:rights>\n");
        foreach (var topic in entry.Topics)
            rss.AddIf(site.HasTopic(topic), $"<category domain=\"{feed.TopicScheme}\">{site.TopicName(topic, entry.Language)}</category>\n");
        foreach (var region in entry.Regions)
            rss.AddIf(site.HasRegion(region), $"<category domain=\"{feed.RegionScheme}\">{site.RegionName(region, entry.Language)}</category>\n");
        rss.AddIf(entry.Withdrawal is null, $"<category domain=\"{feed.ProvenanceScheme}\">{EntryText.Word(entry.Provenance)}</category>\n");
        rss.AddIf(entry is { Withdrawal: null, Reviewed: not null }, $"<category domain=\"{feed.ProvenanceScheme}\">reviewed</category>\n");
        for (var at = 0; at < (entry.Images?.Count ?? 0); at++)
        {
            var image = entry.Images![at];

            // RSS has one enclosure an item; the others are Media RSS alone, whose name stands here because most feeds need none.
            var address = Addresses.Of(site, PublicImages.Path(image.Name));
            rss.AddIf(at == 0, $"<enclosure url=\"{address}\" length=\"{(int)image.Length}\" type=\"{image.MediaType}\"/>\n");
            rss.Add($"<media:content xmlns:media=\"http://search.yahoo.com/mrss/\" url=\"{address}\" fileSize=\"{(int)image.Length}\" type=\"{image.MediaType}\" medium=\"image\" width=\"{image.Width}\" height=\"{image.Height}\">");
            rss.AddIf(image.Alternative is not null, $"<media:description type=\"plain\">{image.Alternative}</media:description>");
            rss.Add($"</media:content>\n");
        }

        rss.Add($"<description>{EntryText.HtmlSummary(entry, site)}</description>\n<content:encoded>").AddCharacterData(body);
        rss.Add($"</content:encoded>\n<atom:updated>{entry.Updated}</atom:updated>\n</item>\n");
    }
}
