using Syndication.Configuration;
using Syndication.Publishing.Words;

namespace Syndication.Publishing;

/// <summary>The list of all feeds as OPML 2.0, for a reader to take in at once.</summary>
internal static class OpmlList
{
    public static ReadOnlyMemory<byte> Write(Site site)
    {
        var opml = new Markup();
        var title = site.InLanguage(site.Title, site.Languages[0]);
        opml.Add($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<opml version=\"2.0\">\n<head><title>{title}</title></head>\n<body>\n");
        foreach (var language in site.Languages)
        {
            opml.Add($"<outline text=\"{PageWords.Of(language).Name}\">\n");
            Add(opml, new() { Site = site, Language = language, Entries = [] });
            foreach (var subject in Subject.Of(site))
                Add(opml, new() { Site = site, Language = language, Subject = subject, Entries = [] });
            opml.Add($"</outline>\n");
        }

        return opml.Add($"</body>\n</opml>\n").Content;
    }

    private static void Add(Markup opml, Feed feed) => opml.Add(
        $"<outline type=\"rss\" version=\"ATOM\" text=\"{feed.Title}\" title=\"{feed.Title}\" language=\"{feed.Language}\" xmlUrl=\"{feed.Address("atom.xml")}\" htmlUrl=\"{feed.Page}\"/>\n");
}
