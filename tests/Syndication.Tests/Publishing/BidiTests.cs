using System.Text;
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

public sealed class BidiTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Dublin = "http://purl.org/dc/elements/1.1/";

    [Theory]
    [InlineData("المنظمة IOM اليوم", "المنظمة \u2068IOM\u2069 اليوم")]
    [InlineData("IOM تعلن", "\u200F\u2068IOM\u2069 تعلن")]
    [InlineData("لقاء International Organization for Migration 2026 في", "لقاء \u2068International Organization for Migration 2026\u2069 في")]
    [InlineData("كلام فقط", "كلام فقط")]
    public void Latin_runs_in_arabic_plain_text_are_isolated(string text, string marked) => Assert.Equal(marked, Bidi.Plain(text, Printed.Arabic));

    [Theory]
    [InlineData("شبكة 5G جديدة", "شبكة \u20685G\u2069 جديدة")]
    [InlineData("منحة $5M اليوم", "منحة \u2068$5M\u2069 اليوم")]
    [InlineData("منحة 1.5M€ اليوم", "منحة \u20681.5M€\u2069 اليوم")]
    [InlineData("لغة C++ و C#.", "لغة \u2068C++\u2069 و \u2068C#\u2069.")]
    [InlineData("تابع @UNmigration و#COP30، الآن", "تابع \u2068@UNmigration\u2069 و\u2068#COP30\u2069، الآن")]
    [InlineData("بلغت -5°C ليلا", "بلغت \u2068-5°C\u2069 ليلا")]
    [InlineData("منظمة Organization (IOM) هنا", "منظمة \u2068Organization (IOM)\u2069 هنا")]
    [InlineData("منظمة (IOM) هنا", "منظمة (\u2068IOM\u2069) هنا")]
    [InlineData("مقهى Cafe\u0301 هنا", "مقهى \u2068Cafe\u0301\u2069 هنا")]
    [InlineData("في 2026 و5% فقط", "في 2026 و5% فقط")]
    public void What_touches_latin_letters_stays_with_them_and_digits_alone_stay_as_they_are(string text, string marked) => Assert.Equal(marked, Bidi.Plain(text, Printed.Arabic));

    [Theory]
    [InlineData("5G تصل", "\u200F\u20685G\u2069 تصل")]
    [InlineData("$5M للإغاثة", "\u200F\u2068$5M\u2069 للإغاثة")]
    [InlineData("«IOM» تعلن", "\u200F«\u2068IOM\u2069» تعلن")]
    [InlineData("5 ملايين من IOM", "5 ملايين من \u2068IOM\u2069")]
    public void A_text_that_begins_with_a_run_is_led_by_a_mark_whatever_the_run_begins_with(string text, string marked) => Assert.Equal(marked, Bidi.Plain(text, Printed.Arabic));

    [Theory]
    [InlineData("Prix \u202Eevil\u202C net", "Prix evil net")]
    [InlineData("\u202ATitre", "Titre")]
    [InlineData("Titre \u2067nu", "Titre \u2067nu\u2069")]
    [InlineData("Titre\u2069 nu", "Titre nu")]
    [InlineData("Un \u2067mot\u2069 ici", "Un \u2067mot\u2069 ici")]
    public void Direction_ends_with_the_text_that_changed_it(string text, string closed)
    {
        Assert.Equal(closed, Bidi.Plain(text, Printed.French));

        var entry = Printed.Entry(1, title: text) with { Summary = text, Dateline = text };
        var feed = Printed.Feed(entry);
        var atom = XDocument.Load(new MemoryStream(AtomFeed.Write(feed, null).ToArray())).Root!.Element(Atom + "entry")!;
        var rss = XDocument.Load(new MemoryStream(RssFeed.Write(feed).ToArray())).Descendants("item").Single();
        var json = JsonDocument.Parse(JsonFeedWriter.Write(feed)).RootElement.GetProperty("items")[0];
        Assert.All(
            [atom.Element(Atom + "title")!.Value, atom.Element(Atom + "summary")!.Value, rss.Element("title")!.Value, rss.Element("description")!.Value, json.GetProperty("title").GetString(), json.GetProperty("summary").GetString()],
            shown => Assert.Equal(closed, shown));

        var page = Parse(ReleasePage.Write(Printed.Site, entry));
        Assert.Equal($"{closed} – Salle de presse", page.Title);
        Assert.Equal([closed, closed, closed], new[] { page.QuerySelector("h1")!.TextContent, page.QuerySelector(".dateline")!.TextContent, page.QuerySelector("meta[property='og:title']")!.GetAttribute("content") });
        Assert.Equal(closed, JsonDocument.Parse(page.Scripts.Single().Text).RootElement.GetProperty("headline").GetString());
        var listed = Parse(ListPages.WriteIndex(Printed.Site, Printed.French, [entry]));
        Assert.Equal([closed, closed, closed], new[] { ".releases h2", ".releases .place", ".releases div > p" }.Select(part => listed.QuerySelector(part)!.TextContent));
    }

    [Fact]
    public void The_newsrooms_name_is_isolated_wherever_it_stands_alone()
    {
        var site = Printed.Site with { Title = new Dictionary<Language, string> { [Printed.French] = "Salle", [Printed.Arabic] = "UN أخبار" } };
        var feed = new Feed { Site = site, Language = Printed.Arabic, Entries = [Printed.Entry(1, Printed.Arabic)] };

        const string name = "\u200F\u2068UN\u2069 أخبار";
        Assert.Equal(name, XDocument.Load(new MemoryStream(AtomFeed.Write(feed, null).ToArray())).Root!.Element(Atom + "author")!.Element(Atom + "name")!.Value);
        Assert.Equal(name, XDocument.Load(new MemoryStream(RssFeed.Write(feed).ToArray())).Descendants(Dublin + "creator").Single().Value);
        Assert.Equal(name, JsonDocument.Parse(JsonFeedWriter.Write(feed)).RootElement.GetProperty("authors")[0].GetProperty("name").GetString());
        Assert.Equal(name, feed.Title);
    }

    // What was marked stays as it is, nothing but marks comes or goes, and every isolate is closed.
    [Fact]
    public void Marks_are_balanced_and_change_no_word() => Gen.Char["aé5 $+#.()-،عم٣\u0301\u200F\u2066\u2067\u2068\u2069\u202B\u202C\u202E"].Array[0, 16].Select(letters => new string(letters)).Sample(text =>
    {
        var marked = Bidi.Plain(text, Printed.Arabic);

        Assert.Equal(Words(text), Words(marked));
        Assert.Equal(marked, Bidi.Plain(marked, Printed.Arabic));
        Assert.Equal(marked, Bidi.Closed(marked));
    });

    private static string Words(string text) => string.Concat(text.Where(c => c is not ('\u200F' or (>= '\u2066' and <= '\u2069') or (>= '\u202A' and <= '\u202E'))));

    private static AngleSharp.Html.Dom.IHtmlDocument Parse(ReadOnlyMemory<byte> page) => new HtmlParser().ParseDocument(Encoding.UTF8.GetString(page.Span));
}
