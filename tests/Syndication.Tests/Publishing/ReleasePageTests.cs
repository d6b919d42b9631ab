using System.Text;
using System.Text.Json;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Syndication.Publishing;
using Syndication.Publishing.Pages;
using Syndication.Releases;

namespace Syndication.Tests.Publishing;

public sealed class ReleasePageTests
{
    private const string Name = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.png";

    [Fact]
    public void Structured_data_says_what_it_is_and_cannot_break_out_of_its_element()
    {
        const string title = "</script><script>alert(1)</script> <!-- \" \\ é ع";
        var page = Page(Printed.Entry(1, title: title, topics: "climate") with { Images = [new(Name, 9, 40, 30) { Alternative = "La salle" }] });

        var script = Assert.Single(page.Scripts);
        Assert.Equal("application/ld+json", script.Type);
        var data = JsonDocument.Parse(script.Text).RootElement;
        Assert.Equal("NewsArticle", data.GetProperty("@type").GetString());
        Assert.Equal(title, data.GetProperty("headline").GetString());
        Assert.Equal(["Climat"], data.GetProperty("articleSection").EnumerateArray().Select(topic => topic.GetString()!));
        Assert.Equal($"https://news.example.org/press/media/{Name}", data.GetProperty("image")[0].GetProperty("url").GetString());
        Assert.Equal($"https://news.example.org/press/media/{Name}", page.QuerySelector("meta[property='og:image']")!.GetAttribute("content"));
        Assert.Equal("La salle", page.QuerySelector("meta[property='og:image:alt']")!.GetAttribute("content"));
        Assert.Equal("https://news.example.org/press/fr/2026/communiqu%C3%A9%201.html", Data(Printed.Entry(1, Printed.Arabic)).GetProperty("translationOfWork").GetProperty("@id").GetString());
    }

    [Theory]
    [InlineData("", "3", "2026")]
    [InlineData("arab", "\u0663", "\u0662\u0660\u0662\u0666")]
    [InlineData("arabext", "\u06F3", "\u06F2\u06F0\u06F2\u06F6")]
    public void Dates_have_the_digits_that_the_site_writes_on_pages_and_in_feeds(string numerals, string day, string year)
    {
        var site = numerals.Length == 0 ? Printed.Site : Printed.Site with { Numerals = new Dictionary<Language, string> { [Printed.Arabic] = numerals } };
        var entry = Printed.Entry(1, Printed.Arabic) with { Corrections = [Printed.Start] };

        var shown = Parse(ReleasePage.Write(site, entry)).QuerySelector("time")!;
        var feed = Encoding.UTF8.GetString(EntryText.WriteBody(new Markup(), entry, site).Content.Span);

        Assert.StartsWith("2026-11-03", shown.GetAttribute("datetime"), StringComparison.Ordinal);
        Assert.StartsWith(day + " ", shown.TextContent, StringComparison.Ordinal);
        Assert.EndsWith(" " + year, shown.TextContent, StringComparison.Ordinal);
        Assert.Contains(year, feed, StringComparison.Ordinal);
        Assert.Contains(year, EntryText.Summary(entry with { Withdrawal = new("", Printed.Start) }, site), StringComparison.Ordinal);
        Assert.Equal("3 novembre 2026", Parse(ReleasePage.Write(site, Printed.Entry(1))).QuerySelector("time")!.TextContent);
    }

    [Fact]
    public void Of_several_numbers_the_first_is_dialled() =>
        Assert.Equal("tel:+41225550102", Page(Printed.Entry(1) with { Contacts = [new("Jane Doe", Phone: "+41 22 555 01 02 / +41 79 555 01 02")] }).QuerySelector("a[href^='tel:']")!.GetAttribute("href"));

    [Fact]
    public void A_withdrawn_release_says_nothing_for_machines_to_show()
    {
        var page = Page(Printed.Entry(1, topics: "climate") with { Withdrawal = new("Faux.", Printed.Start), Images = [new(Name, 9, 40, 30)] });

        Assert.Empty(page.Scripts);
        Assert.Null(page.QuerySelector("meta[property='og:image']"));
        Assert.DoesNotContain("Texte 1", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Fact]
    public void Topics_and_regions_that_have_pages_are_links_to_them_and_others_are_not_named() =>
        Assert.Equal(
            ["/press/topics/fr/climate.html", "/press/regions/fr/mena.html"],
            Page(Printed.Entry(1, topics: ["climate", "other"]) with { Regions = ["mena", "andes"] }).QuerySelectorAll(".kicker a").Select(link => link.GetAttribute("href")!));

    [Fact]
    public void Every_other_language_is_named_with_what_there_is_in_it()
    {
        var page = Page(Printed.Entry(1) with { Alternates = [new(Printed.French, EditionStatus.Ready), new(Printed.Arabic, EditionStatus.Held)] });
        var other = Assert.Single(page.QuerySelectorAll(".elsewhere li"));
        Assert.Equal("العربية en cours de relecture", other.TextContent);
        Assert.Null(other.QuerySelector("a"));

        var stale = Page(Printed.Entry(1) with { Alternates = [new(Printed.French, EditionStatus.Ready), new(Printed.Arabic, EditionStatus.Stale)] }).QuerySelector(".elsewhere li")!;
        Assert.Equal("/press/ar/2026/communiqu%C3%A9%201.html", stale.QuerySelector("a")!.GetAttribute("href"));
        Assert.Contains("ne suit pas encore", stale.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Corrections_are_listed_with_their_days()
    {
        var page = Page(Printed.Entry(1) with { Corrections = [Printed.Start.AddDays(2), Printed.Start.AddDays(1)] });
        Assert.Equal(["Corrigé le 5 novembre 2026", "Corrigé le 4 novembre 2026"], page.QuerySelectorAll("#corrections time").Select(time => time.TextContent));
    }

    [Fact]
    public void An_image_on_another_host_is_a_link_and_nothing_a_reader_fetches()
    {
        var page = Page(Printed.Entry(1, html: $"<p><img src=\"https://tracker.example/a.gif\" alt=\"La carte\"> <a href=\"https://b.example/\"><img src=\"https://tracker.example/b.gif\" alt=\"\"></a></p><p><img src=\"media/{Name}\" alt=\"La salle\"></p>"));

        var image = Assert.Single(page.Images);
        Assert.Equal(($"/press/media/{Name}", "lazy"), (image.GetAttribute("src"), image.GetAttribute("loading")));
        Assert.Equal(["La carte", "tracker.example"], page.QuerySelectorAll(".text a").Select(link => link.TextContent));
        Assert.Equal("https://tracker.example/a.gif", page.QuerySelector(".text a")!.GetAttribute("href"));
    }

    [Fact]
    public void A_table_stands_in_a_region_with_a_name_that_a_keyboard_can_scroll()
    {
        const string table = "<table><tr><td>1</td></tr></table>";
        var page = Page(Printed.Entry(1, html: $"<p>Un</p>{table}<blockquote><table><tr><td><table><tr><td>2</td></tr></table></td></tr></table></blockquote>"));

        var regions = page.QuerySelectorAll(".text section.wide");
        Assert.Equal([("Tableau", "0"), ("Tableau 2", "0")], regions.Select(region => (region.GetAttribute("aria-label")!, region.GetAttribute("tabindex")!)));
        Assert.Equal(["TABLE", "TABLE"], regions.Select(region => Assert.Single(region.Children).TagName));
        Assert.Equal(3, page.QuerySelectorAll(".text table").Length);

        var site = Printed.Site with { Numerals = new Dictionary<Language, string> { [Printed.Arabic] = "arab" } };
        var arabic = Parse(ReleasePage.Write(site, Printed.Entry(1, Printed.Arabic, html: table + table))).QuerySelectorAll("section.wide");
        Assert.Equal(["جدول", "جدول ٢"], arabic.Select(region => region.GetAttribute("aria-label")!));
    }

    [Theory]
    [InlineData("h4", "h2")]
    [InlineData("h2 h4 h4 h6 h3", "h2 h3 h3 h4 h3")]
    [InlineData("h3 h5 h2 h3", "h2 h3 h2 h3")]
    [InlineData("h2 h3 h4 h2", "h2 h3 h4 h2")]
    public void Headings_skip_no_level(string written, string shown)
    {
        var page = Page(Printed.Entry(1, html: string.Concat(written.Split(' ').Select((level, at) => $"<{level} lang=\"fr\">T{at}</{level}><p>Texte</p>"))));

        var headings = page.QuerySelectorAll(".text :is(h1, h2, h3, h4, h5, h6)");
        Assert.Equal(shown, string.Join(' ', headings.Select(heading => heading.LocalName)));
        Assert.Equal(written.Split(' ').Select((_, at) => $"T{at}"), headings.Select(heading => heading.TextContent));
    }

    [Fact]
    public void What_looks_like_a_table_or_heading_in_words_stays_words()
    {
        var page = Page(Printed.Entry(1, html: "<p><a href=\"https://a.example/\" title=\"&lt;table> &lt;h5> &lt;/h5>\">lien</a> &lt;table> &lt;h5></p>"));

        Assert.Equal("lien <table> <h5>", page.QuerySelector(".text p")!.TextContent);
        Assert.Equal("<table> <h5> </h5>", page.QuerySelector(".text a")!.GetAttribute("title"));
        Assert.Null(page.QuerySelector(".text section"));
    }

    [Fact]
    public void Only_pages_from_right_to_left_ask_for_the_font()
    {
        Assert.NotNull(Page(Printed.Entry(1, Printed.Arabic)).QuerySelector("link[href='/press/assets/right-to-left.css']"));
        Assert.Null(Page(Printed.Entry(1)).QuerySelector("link[href='/press/assets/right-to-left.css']"));
    }

    [Fact]
    public void Only_the_page_with_the_search_may_run_a_script()
    {
        Assert.DoesNotContain("script-src", Policy(Page(Printed.Entry(1))), StringComparison.Ordinal);
        var searching = Parse(ListPages.WriteIndex(Printed.Site, Printed.French, []));
        Assert.Contains("script-src 'self'; connect-src 'self'", Policy(searching), StringComparison.Ordinal);
        Assert.Equal(("Afficher plus de résultats", true), (searching.QuerySelector("button#more[type='button']")!.TextContent, searching.QuerySelector("#more")!.HasAttribute("hidden")));
    }

    [Fact]
    public void The_start_is_for_whoever_reads_none_of_the_languages()
    {
        foreach (var page in new[] { ListPages.WriteStart(Printed.Site), ListPages.WriteIndex(Printed.Site, Printed.Arabic, []) })
            Assert.Equal("https://news.example.org/press/index.html", Parse(page).QuerySelector("link[hreflang='x-default']")!.GetAttribute("href"));
    }

    private static string Policy(IHtmlDocument page) => page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;

    private static JsonElement Data(Entry entry) => JsonDocument.Parse(Assert.Single(Page(entry).Scripts).Text).RootElement;

    private static IHtmlDocument Page(Entry entry) => Parse(ReleasePage.Write(Printed.Site, entry));

    private static IHtmlDocument Parse(ReadOnlyMemory<byte> page) => new HtmlParser().ParseDocument(Encoding.UTF8.GetString(page.Span));
}
