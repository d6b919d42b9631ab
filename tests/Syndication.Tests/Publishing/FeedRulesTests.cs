using System.Text.Json;
using System.Xml.Linq;
using CsCheck;
using Syndication.Publishing;
using Syndication.Publishing.Atom;
using Syndication.Publishing.JsonFeed;
using Syndication.Publishing.Pages;
using Syndication.Publishing.Rss;
using Syndication.Releases;

namespace Syndication.Tests.Publishing;

/// <summary>What RFC 4287, RSS 2.0, JSON Feed 1.1 and XML 1.0 ask of the feeds.</summary>
public sealed class FeedRulesTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";
    private static readonly XNamespace History = "http://purl.org/syndication/history/1.0";

    private static readonly Gen<string> Nasty = Gen.OneOf(
        "Un titre", "<b>", "&amp;", "& ", "]]>", "\"'", "\u0000", "\u000B", "\u001F", "\uD83D\uDE00", "\uD83D", "\uDE00", "\uFFFE", "\uFFFF", "المنظمة", "IOM", "\u202E", "\t\n").List[1, 6].Select(string.Concat);

    [Fact]
    public void Whatever_an_editor_pastes_every_feed_stays_well_formed_and_says_it() => Nasty.Sample(
        text =>
        {
            foreach (var language in new Language?[] { null, Printed.Arabic })
            {
                var entry = Printed.Entry(1, language, text, $"<p>{text.Replace("<b>", "", StringComparison.Ordinal)}</p><p>fin</p>", "climate") with { Summary = text, Dateline = text, Rights = text };
                var feed = Printed.Feed(entry);
                var atom = Parse(AtomFeed.Write(feed, "2026-11"));
                var rss = Parse(RssFeed.Write(feed));
                using var json = JsonDocument.Parse(JsonFeedWriter.Write(feed));
                Parse(AtomFeed.WriteArchive(feed, "2026-11", "2026-10", null));
                Assert.EndsWith("<p>fin</p></div>", atom.Root!.Element(Atom + "entry")!.Element(Atom + "content")!.Value, StringComparison.Ordinal);
                Assert.EndsWith("<p>fin</p></div>", rss.Descendants(Content + "encoded").Single().Value, StringComparison.Ordinal);
                Assert.EndsWith("<p>fin</p></div>", json.RootElement.GetProperty("items")[0].GetProperty("content_html").GetString(), StringComparison.Ordinal);
                var page = System.Text.Encoding.UTF8.GetString(ReleasePage.Write(Printed.Site, entry).Span);
                Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
            }
        },
        iter: 500);

    [Fact]
    public void An_atom_feed_has_what_readers_must_find()
    {
        var feed = Parse(AtomFeed.Write(Printed.Feed(Printed.Entry(2, topics: "climate"), Printed.Entry(1)), "2026-11")).Root!;

        Assert.Equal("tag:example.org,2026:feeds/fr", feed.Element(Atom + "id")!.Value);
        Assert.Equal("2026-11-03T13:00:00Z", feed.Element(Atom + "updated")!.Value);
        Assert.Equal("fr", feed.Attribute(XNamespace.Xml + "lang")!.Value);
        Assert.Equal("https://news.example.org/press/feeds/fr/atom.xml", Link(feed, "self"));
        Assert.Equal("https://news.example.org/hub", Link(feed, "hub"));
        Assert.Equal("https://news.example.org/press/feeds/fr/archive/2026-11.xml", Link(feed, "prev-archive"));
        Assert.NotNull(feed.Element(Atom + "author"));

        var entry = feed.Elements(Atom + "entry").First();
        Assert.Equal("tag:example.org,2026:fr/2026/communiqu%C3%A9%202", entry.Element(Atom + "id")!.Value);
        Assert.Equal(("2026-11-03T12:00:00Z", "2026-11-03T13:00:00Z"), (entry.Element(Atom + "published")!.Value, entry.Element(Atom + "updated")!.Value));
        Assert.Equal("html", entry.Element(Atom + "content")!.Attribute("type")!.Value);
        Assert.Equal(["climate", "original"], entry.Elements(Atom + "category").Select(category => category.Attribute("term")!.Value));

        // The first and the last alternate are the entry's own page: well-known parsers take the one or the other.
        Assert.Equal([null, "ar", "fr"], entry.Elements(Atom + "link").Select(link => link.Attribute("hreflang")?.Value));
        Assert.Equal("https://news.example.org/press/fr/2026/communiqu%C3%A9%202.html", entry.Elements(Atom + "link").First().Attribute("href")!.Value);
        Assert.Equal("https://news.example.org/press/fr/2026/communiqu%C3%A9%202.html", entry.Elements(Atom + "link").Last().Attribute("href")!.Value);
    }

    [Fact]
    public void An_archive_document_links_to_its_neighbours_and_to_the_living_feed()
    {
        var archive = Parse(AtomFeed.WriteArchive(Printed.Feed(Printed.Entry(1)), "2026-11", "2026-10", "2026-12")).Root!;

        Assert.NotNull(archive.Element(History + "archive"));
        Assert.Equal("https://news.example.org/press/feeds/fr/archive/2026-10.xml", Link(archive, "prev-archive"));
        Assert.Equal("https://news.example.org/press/feeds/fr/archive/2026-12.xml", Link(archive, "next-archive"));
        Assert.Equal("https://news.example.org/press/feeds/fr/atom.xml", Link(archive, "current"));
        Assert.Equal("https://news.example.org/press/feeds/fr/archive/2026-11.xml", Link(archive, "self"));
    }

    [Fact]
    public void An_rss_feed_has_what_readers_must_find()
    {
        var channel = Parse(RssFeed.Write(Printed.Feed(Printed.Entry(1, topics: "climate")))).Root!.Element("channel")!;

        Assert.All(new[] { "title", "link", "description", "language", "lastBuildDate", "ttl" }, name => Assert.False(string.IsNullOrWhiteSpace(channel.Element(name)!.Value), name));
        var item = channel.Element("item")!;
        Assert.Equal(("false", "tag:example.org,2026:fr/2026/communiqu%C3%A9%201"), (item.Element("guid")!.Attribute("isPermaLink")!.Value, item.Element("guid")!.Value));
        Assert.Equal("Tue, 03 Nov 2026 11:00:00 GMT", item.Element("pubDate")!.Value);
        Assert.Equal("Climat", item.Element("category")!.Value);
    }

    [Fact]
    public void A_json_feed_has_what_readers_must_find()
    {
        using var json = JsonDocument.Parse(JsonFeedWriter.Write(Printed.Feed(Printed.Entry(1, Printed.Arabic))));
        var root = json.RootElement;

        Assert.Equal("https://jsonfeed.org/version/1.1", root.GetProperty("version").GetString());
        Assert.Equal(("ar", "WebSub"), (root.GetProperty("language").GetString(), root.GetProperty("hubs")[0].GetProperty("type").GetString()));
        var item = root.GetProperty("items")[0];
        Assert.Equal("tag:example.org,2026:ar/2026/communiqu%C3%A9%201", item.GetProperty("id").GetString());
        Assert.Contains("dir=\"rtl\"", item.GetProperty("content_html").GetString(), StringComparison.Ordinal);
        Assert.Equal("machine", item.GetProperty("_syndication").GetProperty("provenance").GetString());
    }

    [Fact]
    public void A_withdrawn_release_stays_under_its_id_as_a_notice_without_its_text()
    {
        var entry = Printed.Entry(1, html: "<p>secret words</p>") with { Summary = "secret summary", Withdrawal = new("Une erreur", Printed.Start.AddDays(1)) };
        var feed = Printed.Feed(entry);
        foreach (var bytes in new[] { AtomFeed.Write(feed, null), RssFeed.Write(feed), JsonFeedWriter.Write(feed), ReleasePage.Write(Printed.Site, entry), ListPages.WriteIndex(Printed.Site, Printed.French, [entry]) })
        {
            var text = System.Text.Encoding.UTF8.GetString(bytes.Span);
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
            Assert.Contains("Une erreur", text, StringComparison.Ordinal);
        }

        Assert.Equal("tag:example.org,2026:fr/2026/communiqu%C3%A9%201", Parse(AtomFeed.Write(feed, null)).Root!.Element(Atom + "entry")!.Element(Atom + "id")!.Value);
    }

    private static string? Link(XElement feed, string rel) => feed.Elements(Atom + "link").SingleOrDefault(link => link.Attribute("rel")!.Value == rel)?.Attribute("href")?.Value;

    private static XDocument Parse(ReadOnlyMemory<byte> bytes) => XDocument.Load(new MemoryStream(bytes.ToArray()));
}
