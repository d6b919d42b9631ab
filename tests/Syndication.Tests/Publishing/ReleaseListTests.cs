using System.Text;
using AngleSharp.Html.Parser;
using Syndication.Publishing;
using Syndication.Publishing.Pages;

namespace Syndication.Tests.Publishing;

public sealed class ReleaseListTests
{
    private const int MostBytes = 60_000;
    private const string Sentence = "أعلنت المنظمة اليوم عن برنامج جديد للتعاون مع المدن الواقعة على الساحل يشمل اثنتي عشرة مدينة ويستمر خمسة أعوام، ";

    [Fact]
    public void Fifty_releases_in_letters_of_two_bytes_are_light_with_their_style_and_script()
    {
        var entries = Enumerable.Range(1, 50).Select(n => Long(n)).ToList();
        var files = Assets.Style.Length + Assets.RightToLeftStyle.Length + Assets.SearchScript.Length;

        var page = ListPages.WriteIndex(Printed.Site, Printed.Arabic, entries);

        Assert.InRange(page.Length + files, 30_000, MostBytes);
    }

    [Fact]
    public void A_long_summary_ends_with_a_word_in_lists_and_is_whole_elsewhere()
    {
        var entry = Long(1);

        var shown = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(ListPages.WriteIndex(Printed.Site, Printed.Arabic, [entry]).Span)).QuerySelector(".releases div > p")!.TextContent;

        Assert.EndsWith("…", shown, StringComparison.Ordinal);
        Assert.StartsWith(shown[..^1], entry.Summary, StringComparison.Ordinal);
        Assert.Contains(entry.Summary[shown.Length - 1], " ،");
        Assert.Equal(entry.Summary, EntryText.PlainSummary(entry, Printed.Site));
    }

    private static Entry Long(int n) => Printed.Entry(n, Printed.Arabic, title: Sentence[..90], topics: ["climate", "data"]) with
    {
        Summary = string.Concat(Enumerable.Repeat(Sentence, 4))[..400],
        Regions = ["mena"],
    };
}
