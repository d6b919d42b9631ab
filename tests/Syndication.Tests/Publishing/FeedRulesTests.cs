using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
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
                var atom = Parse(AtomFeed.Write(feed, "2026-11.xml?until=20261101"));
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
        var feed = Parse(AtomFeed.Write(Printed.Feed(Printed.Entry(2, topics: "climate"), Printed.Entry(1)), "2026-11.xml?until=20261101")).Root!;

        Assert.Equal("tag:example.org,2026:feeds/fr", feed.Element(Atom + "id")!.Value);
        Assert.Equal("2026-11-03T13:00:00Z", feed.Element(Atom + "updated")!.Value);
        Assert.Equal("fr", feed.Attribute(XNamespace.Xml + "lang")!.Value);
        Assert.Equal("https://news.example.org/press/feeds/fr/atom.xml", Link(feed, "self"));
        Assert.Equal("https://news.example.org/hub", Link(feed, "hub"));
        Assert.Equal("https://news.example.org/press/feeds/fr/archive/2026-11.xml?until=20261101", Link(feed, "prev-archive"));
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

        // The hub refuses such a document as a topic.
        Assert.Null(Link(archive, "hub"));
    }

    [Theory]
    [InlineData("example.org,2026", "2026-01-01T00:00:00Z")]
    [InlineData("example.org,2026-03", "2026-03-01T00:00:00Z")]
    [InlineData("example.org,2026-03-05", "2026-03-05T00:00:00Z")]
    public void An_empty_feed_has_not_changed_since_the_newsroom_has_its_ids(string authority, string updated) =>
        Assert.Equal(updated, Parse(AtomFeed.Write(new() { Site = Printed.Site with { Authority = authority }, Language = Printed.French, Entries = [] }, null)).Root!.Element(Atom + "updated")!.Value);

    [Theory]
    [InlineData("Rates <5%")]
    [InlineData("Le <video> & l’<audio>")]
    [InlineData("AT&amp;T, AT&T")]
    public void A_summary_reads_the_same_where_a_format_takes_it_for_html(string summary)
    {
        var feed = Printed.Feed(Printed.Entry(1) with { Summary = summary });

        var description = Parse(RssFeed.Write(feed)).Descendants("item").Single().Element("description")!.Value;
        Assert.Equal(summary, new HtmlParser().ParseDocument(description).Body!.TextContent);
        Assert.Equal(summary, Parse(AtomFeed.Write(feed, null)).Descendants(Atom + "summary").Single().Value);
        using var json = JsonDocument.Parse(JsonFeedWriter.Write(feed));
        Assert.Equal(summary, json.RootElement.GetProperty("items")[0].GetProperty("summary").GetString());
    }

    [Fact]
    public void A_feed_of_a_topic_or_region_leads_to_the_page_that_lists_the_same()
    {
        foreach (var (subject, page) in new (Subject?, string)[] { (new Subject(SubjectKind.Topic, "climate"), "topics/fr/climate.html"), (new Subject(SubjectKind.Region, "mena"), "regions/fr/mena.html"), (null, "fr/index.html") })
        {
            var address = "https://news.example.org/press/" + page;
            var feed = new Feed { Site = Printed.Site, Language = Printed.French, Subject = subject, Entries = [Printed.Entry(1, topics: "climate")] };

            Assert.Equal(address, Link(Parse(AtomFeed.Write(feed, null)).Root!, "alternate"));
            Assert.Equal(address, Parse(RssFeed.Write(feed)).Root!.Element("channel")!.Element("link")!.Value);
            using var json = JsonDocument.Parse(JsonFeedWriter.Write(feed));
            Assert.Equal(address, json.RootElement.GetProperty("home_page_url").GetString());
            var outline = Parse(OpmlList.Write(Printed.Site)).Descendants("outline").Single(one => one.Attribute("xmlUrl")?.Value == feed.Address("atom.xml").AbsoluteUri);
            Assert.Equal(address, outline.Attribute("htmlUrl")!.Value);
        }
    }

    [Fact]
    public void The_description_of_a_channel_says_what_it_holds_in_its_language()
    {
        foreach (var (language, said) in new[] { (Printed.French, "Derniers communiqués – Climat"), (Printed.Arabic, "أحدث البيانات الصحفية – المناخ") })
        {
            var feed = new Feed { Site = Printed.Site, Language = language, Subject = new(SubjectKind.Topic, "climate"), Entries = [] };
            Assert.Equal(said, Parse(RssFeed.Write(feed)).Root!.Element("channel")!.Element("description")!.Value);
        }
    }

    [Fact]
    public void A_topic_that_the_site_does_not_name_is_shown_to_nobody()
    {
        foreach (var language in new Language?[] { null, Printed.Arabic })
        {
            var entry = Printed.Entry(1, language, topics: ["former-topic", "climate"]);
            var feed = Printed.Feed(entry);
            foreach (var bytes in new[] { AtomFeed.Write(feed, null), RssFeed.Write(feed), JsonFeedWriter.Write(feed), ReleasePage.Write(Printed.Site, entry) })
            {
                var text = System.Text.Encoding.UTF8.GetString(bytes.Span);
                Assert.DoesNotContain("former-topic", text, StringComparison.Ordinal);
                Assert.Contains(language is null ? "Climat" : "المناخ", text, StringComparison.Ordinal);
            }

            using var json = JsonDocument.Parse(JsonFeedWriter.Write(Printed.Feed(entry with { Topics = ["former-topic"] })));
            Assert.False(json.RootElement.GetProperty("items")[0].TryGetProperty("tags", out _));
        }
    }

    [Theory]
    [InlineData(Provenance.Original, false)]
    [InlineData(Provenance.Human, false)]
    [InlineData(Provenance.Memory, false)]
    [InlineData(Provenance.Machine, true)]
    public void Rss_and_atom_say_the_same_of_where_the_words_come_from(Provenance provenance, bool isReviewed)
    {
        var feed = Printed.Feed(Printed.Entry(1) with { Provenance = provenance, Reviewed = isReviewed ? Printed.Start : null });
        const string scheme = "tag:example.org,2026:provenance";

        var rss = Parse(RssFeed.Write(feed)).Descendants("category").Where(category => category.Attribute("domain")!.Value == scheme).Select(category => category.Value).ToList();

        Assert.Equal(isReviewed ? [provenance.ToString().ToLowerInvariant(), "reviewed"] : [provenance.ToString().ToLowerInvariant()], rss);
        Assert.Equal(rss, Parse(AtomFeed.Write(feed, null)).Descendants(Atom + "category").Where(category => category.Attribute("scheme")!.Value == scheme).Select(category => category.Attribute("term")!.Value));
    }

    [Fact]
    public void The_sitemap_has_the_pages_that_list()
    {
        var map = Parse(Sitemap.WriteLists(Printed.Site)).Root!;

        var paths = map.Descendants(map.Name.Namespace + "loc").Select(loc => loc.Value["https://news.example.org/press/".Length..]).ToList();
        Assert.Equal(["index.html", "fr/index.html", "months/fr/index.html", "feeds/fr/index.html", "topics/fr/climate.html", "topics/fr/data.html", "regions/fr/mena.html"], paths.Take(7));
        Assert.Equal(13, paths.Distinct().Count());
        Assert.Contains("/months/fr/2026-11.html</loc>", System.Text.Encoding.UTF8.GetString(Sitemap.WritePart(Printed.Site, Printed.French, "2026-11", []).Span), StringComparison.Ordinal);
        Assert.Contains("sitemaps/lists.xml", System.Text.Encoding.UTF8.GetString(Sitemap.WriteIndex(Printed.Site, []).Span), StringComparison.Ordinal);
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
