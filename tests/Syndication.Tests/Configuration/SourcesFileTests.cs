using System.Text;
using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Tests.Configuration;

public sealed class SourcesFileTests
{
    private static (IReadOnlyList<Source> Sources, List<string> Problems) Read(string outlines, string head = "<opml version=\"2.0\"><head><title>Sources</title></head><body>", string tail = "</body></opml>")
    {
        var problems = new List<ConfigProblem>();
        var site = new Site
        {
            Title = new Dictionary<Language, string>(),
            Authority = "example.org,2026",
            BaseUrl = new("https://example.org/"),
            Languages = [Language.Parse("fr")],
            Topics = [new("health", new Dictionary<Language, string>())],
        };
        var sources = SourcesFile.Read("config/sources.opml", Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?>\n{head}\n{outlines}\n{tail}"), site, problems);
        return (sources, [.. problems.Select(problem => problem.ToString())]);
    }

    [Fact]
    public void Outlines_with_addresses_are_sources_wherever_they_stand_and_the_others_are_groups()
    {
        var (sources, problems) = Read("""
            <outline text="Sisters"><outline text="Health office" type="rss" id="health-office" xmlUrl="https://health.example/feed?a=1&amp;b=2" htmlUrl="https://health.example/"
              language="ar" topics="health" regions="africa, asia" rights="© Health" fullText="link" allow="10.0.0.7 feeds.internal" firstItems="5" firstDays="7" quietMinutes="30"/></outline>
            <outline text="Plain" id="plain" xmlUrl="http://plain.example/"/>
            """);

        Assert.Empty(problems);
        Assert.Equal(["health-office", "plain"], sources.Select(source => source.Id));
        Assert.Equal(("ar", true, 5, TimeSpan.FromDays(7), TimeSpan.FromMinutes(30)), (sources[0].Language!.Value.Tag, sources[0].FullText, sources[0].FirstItems, sources[0].FirstAge, sources[0].Quiet));
        Assert.Equal(["africa", "asia"], sources[0].Regions);
        Assert.Equal(["10.0.0.7", "feeds.internal"], sources[0].Allow);
        Assert.Equal((20, TimeSpan.FromDays(30), false), (sources[1].FirstItems, sources[1].FirstAge, sources[1].FullText));
    }

    [Fact]
    public void Every_mistake_is_told_at_once_with_its_line()
    {
        var (_, problems) = Read("""
            <outline text="A" id="a" xmlUrl="ftp://a.example/"/>
            <outline text="B" id="B!" xmlurl="x" xmlUrl="https://b.example/" topics="helth" langauge="fr"/>
            <outline xmlUrl="https://user:pw@c.example/" id="own" fullText="yes" firstItems="-1"/>
            <outline text="Relief Web" xmlUrl="https://d.example/"/>
            """);

        Assert.Equal(
            [
                "config/sources.opml: line 3: xmlUrl: “ftp://a.example/” is no address; write it like https://example.org/feed.xml.",
                "config/sources.opml: line 4: xmlurl is no attribute here. Did you mean “xmlUrl”?",
                "config/sources.opml: line 4: langauge is no attribute here. Did you mean “language”?",
                "config/sources.opml: line 4: id: “B!” must be of lower-case letters, digits and hyphens, at most 60.",
                "config/sources.opml: line 4: topics: “helth” is no topic of site.json. Did you mean “health”?",
                "config/sources.opml: line 5: id: “own” means your own uploads; choose another.",
                "config/sources.opml: line 5: xmlUrl must not hold a name or password; secrets never stand in a file.",
                "config/sources.opml: line 5: fullText: “yes” must be “link”: the text is then read from the page an item links to.",
                "config/sources.opml: line 5: firstItems: “-1” must be a whole number from 0 to 1000.",
                "config/sources.opml: line 5: text is missing: the name that readers see beside its releases.",
                "config/sources.opml: line 6: id is missing: it stands in the addresses of its releases, such as id=\"relief-web\".",
            ],
            problems);
    }

    [Fact]
    public void What_stands_twice_is_told_with_both_lines()
    {
        var (_, problems) = Read("<outline text=\"A\" id=\"a\" xmlUrl=\"https://a.example/\"/>\n<outline text=\"B\" id=\"a\" xmlUrl=\"https://a.example/\"/>");

        Assert.Equal(["config/sources.opml: line 4: id: “a” stands in line 3 already; keep one.", "config/sources.opml: line 4: xmlUrl: “https://a.example/” stands in line 3 already; keep one."], problems);
    }

    [Fact]
    public void A_document_type_is_refused_so_that_nothing_grows()
    {
        var (sources, problems) = Read("<outline text=\"&b;\"/>", "<!DOCTYPE opml [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><opml><body>");

        Assert.Empty(sources);
        Assert.Contains("document type", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<outline text=\"A", "line 4")]
    [InlineData("<outline text=\"A & B\"/>", "&amp;")]
    public void What_is_not_well_formed_is_told_with_its_line(string outlines, string said) =>
        Assert.Contains(said, Assert.Single(Read(outlines).Problems), StringComparison.Ordinal);

    [Fact]
    public void What_is_nested_without_end_or_too_large_is_refused()
    {
        Assert.Contains("nested", Assert.Single(Read(string.Concat(Enumerable.Repeat("<outline text=\"x\">", 5000))).Problems), StringComparison.Ordinal);
        Assert.Contains("KB", Assert.Single(Read(new string(' ', 2 << 20)).Problems), StringComparison.Ordinal);
        Assert.Contains("<html>", Assert.Single(Read("", "<html>", "</html>").Problems), StringComparison.Ordinal);
    }
}
