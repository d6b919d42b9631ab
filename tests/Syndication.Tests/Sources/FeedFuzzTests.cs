using System.Text;
using System.Xml.Linq;
using CsCheck;
using Syndication.Configuration;
using Syndication.Network.Sources;

namespace Syndication.Tests.Sources;

/// <summary>Feeds, and lists of feeds, that something cut, flipped, doubled or nested: a feed or a problem comes of each, soon, and without using up the memory.</summary>
public sealed class FeedFuzzTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Sources", "Fixtures");

    private static readonly Uri Address = new("https://feeds.example/office/feed");

    private static readonly byte[] List = Encoding.UTF8.GetBytes("""
        <?xml version="1.0" encoding="utf-8"?>
        <opml version="2.0"><head><title>Sister organisations</title></head><body>
        <outline text="Observatory"><outline type="rss" text="Observatory – news" xmlUrl="https://observatory.example/feed" language="fr" category="migration,health"/></outline>
        <outline type="rss" text="Agency" xmlUrl="https://agency.example/rss.xml"/>
        </body></opml>
        """);

    public static TheoryData<string> Cases() => [.. Directory.GetFiles(Folder, "*.input.*").Select(Path.GetFileName).Order(StringComparer.Ordinal).Select(file => file!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_damaged_feed_is_read_or_refused(string file)
    {
        var whole = File.ReadAllBytes(Path.Combine(Folder, file));
        Damage.Changes.Sample(change => ReadFeed(change(whole)), iter: Damage.Times, threads: 1);
    }

    [Fact]
    public void A_damaged_list_of_sources_is_read_or_refused() =>
        Damage.Changes.Sample(change => ReadList(change(List)), iter: Damage.Times * 4, threads: 1);

    [Theory]
    [InlineData("<rss><channel>", "<item>")]
    [InlineData("<rss><channel><item><description>", "&lt;div>")]
    [InlineData("<rss><channel><item><description>", "<b>")]
    [InlineData("<rss><channel><item><description><![CDATA[", "<table><tr><td>")]
    [InlineData("<rss><channel><item><title>", "&amp;amp;")]
    [InlineData("<rss><channel>", "<item><guid>a</guid></item>")]
    [InlineData("<rss ", "xmlns:a='b' ")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'>", "<link href='../a' rel='alternate'/>")]
    [InlineData("<feed xmlns='http://www.w3.org/2005/Atom'><entry><content type='xhtml'>", "<div xml:base='a/'>")]
    [InlineData("<rdf:RDF>", "<item rdf:about='a'><title>x</title></item>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a \"b\">", "<!ENTITY c \"&a;&a;&a;&a;&a;&a;&a;&a;\">")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "{\"id\":\"a\",\"content_html\":\"<p>\"},")]
    [InlineData("", "[")]
    [InlineData("", "{\"a\":")]
    [InlineData("", "<")]
    [InlineData("", "<?xml version='1.0'?>")]
    [InlineData("", "<![CDATA[")]
    [InlineData("", "&#x110000;")]
    public void The_same_again_and_again_is_read_or_refused(string first, string again)
    {
        foreach (var count in new[] { 10, 250, 4_000, 60_000 })
            ReadFeed(Encoding.UTF8.GetBytes(first + string.Concat(Enumerable.Repeat(again, count))));
    }

    [Theory]
    [InlineData("<outline text='a'>")]
    [InlineData("<outline type='rss' text='a' xmlUrl='https://a.example/'/>")]
    [InlineData("<!ENTITY a 'b'>")]
    [InlineData("<a ")]
    public void A_list_that_says_the_same_again_and_again_is_read_or_refused(string again)
    {
        foreach (var count in new[] { 10, 250, 4_000, 60_000 })
            ReadList(Encoding.UTF8.GetBytes("<opml version='2.0'><body>" + string.Concat(Enumerable.Repeat(again, count))));
    }

    [Theory]
    [InlineData("<rss><channel>", "<item><guid>a</guid></item>", "</channel></rss>")]
    [InlineData("<rdf:RDF>", "<item rdf:about='a'><title>x</title></item>", "</rdf:RDF>")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[", "{\"id\":\"a\"},", "{\"id\":\"a\"}]}")]
    public void A_feed_of_more_items_than_any_feed_has_is_refused_with_what_to_do(string first, string item, string last)
    {
        var (feed, _, problem) = FeedDocument.Read(Encoding.UTF8.GetBytes(first + string.Concat(Enumerable.Repeat(item, 5_001)) + last), null, Address);

        Assert.Null(feed);
        Assert.Matches("^It has 500[12] items; more than 5000 are not read: put the address of a shorter feed into sources.opml.$", problem);
        Assert.Equal(4_999, FeedDocument.Read(Encoding.UTF8.GetBytes(first + string.Concat(Enumerable.Repeat(item, last[0] == '{' ? 4_998 : 4_999)) + last), null, Address).Feed!.Items.Count);
    }

    // The reader of .NET throws something else than it promises at the longer ones.
    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(3_000)]
    public void A_list_whose_declaration_says_something_else_is_refused(int count) => Assert.StartsWith(
        "config/sources.opml: line 1: is no well-formed XML",
        Assert.Single(ReadList(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(List).Replace("1.0", "1.0" + new string('Ж', count), StringComparison.Ordinal)))).ToString(),
        StringComparison.Ordinal);

    // Each entity is ten of the one before: some hundred bytes ask for gigabytes.
    [Fact]
    public void Entities_made_of_entities_are_refused()
    {
        var entities = string.Concat(Enumerable.Range(1, 12).Select(i => $"<!ENTITY e{i} \"{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}\">"));
        var bomb = Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><!DOCTYPE opml [<!ENTITY e0 \"laugh\">{entities}]><opml version=\"2.0\"><body><outline text=\"&e12;\" xmlUrl=\"https://a.example/\"/></body></opml>");

        Assert.NotEmpty(ReadList(bomb));
        ReadFeed(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bomb).Replace("opml", "rss", StringComparison.Ordinal).Replace("<body><outline text=\"&e12;\" xmlUrl=\"https://a.example/\"/></body>", "<channel><title>&e12;</title><item><title>&e12;</title></item></channel>", StringComparison.Ordinal)));
    }

    private static void ReadFeed(byte[] bytes) =>
        Damage.Bounded(() => FeedDocument.Read(bytes, null, Address), read => read.Feed is not null ^ !string.IsNullOrEmpty(read.Problem));

    private static List<ConfigProblem> ReadList(byte[] bytes)
    {
        var problems = new List<ConfigProblem>();
        Damage.Bounded(() => SourcesFile.Read("config/sources.opml", bytes, null, problems), sources => sources.Count > 0 || problems.Count > 0 || IsEmptyList(bytes));
        return problems;
    }

    // A list in which no source is left is a list of none, and no mistake.
    private static bool IsEmptyList(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return !XDocument.Load(stream).Descendants().Any(element => element.Name.LocalName == "outline" && element.Attribute("xmlUrl") is not null);
    }
}
