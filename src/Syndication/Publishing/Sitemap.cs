using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>The sitemap (sitemaps.org): an index over one part a language and month, so that a publication rewrites one small part.</summary>
internal static class Sitemap
{
    public static ReadOnlyMemory<byte> WriteIndex(Site site, IEnumerable<(Language Language, string Month)> parts)
    {
        var map = new Markup();
        map.Add($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        map.Add($"<sitemap><loc>{Addresses.Of(site, Addresses.SitemapOfLists)}</loc></sitemap>\n");
        foreach (var (language, month) in parts)
            map.Add($"<sitemap><loc>{Addresses.Of(site, Addresses.SitemapPart(language, month))}</loc></sitemap>\n");
        return map.Add($"</sitemapindex>\n").Content;
    }

    /// <summary>The part with the pages that list: the start, and of each language the newest, its months, its feeds, its topics and regions.</summary>
    public static ReadOnlyMemory<byte> WriteLists(Site site)
    {
        var map = new Markup();
        map.Add($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n<url><loc>{Addresses.Of(site, Addresses.Start)}</loc></url>\n");
        foreach (var language in site.Languages)
        {
            var subjects = Subject.Of(site).Select(subject => Addresses.SubjectPage(language, subject));
            foreach (var path in subjects.Prepend(Addresses.FeedsPage(language)).Prepend(Addresses.MonthsPage(language)).Prepend(Addresses.Index(language)))
                map.Add($"<url><loc>{Addresses.Of(site, path)}</loc></url>\n");
        }

        return map.Add($"</urlset>\n").Content;
    }

    /// <summary>A part: the month's list and its releases; what was withdrawn is left out.</summary>
    public static ReadOnlyMemory<byte> WritePart(Site site, Language language, string month, IEnumerable<Entry> entries)
    {
        var map = new Markup();
        map.Add($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n<url><loc>{Addresses.Of(site, Addresses.MonthPage(language, month))}</loc></url>\n");
        foreach (var entry in entries.Where(entry => entry.Withdrawal is null))
        {
            map.Add($"<url><loc>{Addresses.OfPage(site, entry.Language, entry.Release)}</loc><lastmod>{entry.Updated}</lastmod>");
            foreach (var other in entry.Alternates.Where(other => other.HasPage))
                map.Add($"<xhtml:link rel=\"alternate\" hreflang=\"{other.Language}\" href=\"{Addresses.OfPage(site, other.Language, entry.Release)}\"/>");
            map.Add($"</url>\n");
        }

        return map.Add($"</urlset>\n").Content;
    }
}
