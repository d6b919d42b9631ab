using System.Text;
using Syndication.Intake;

namespace Syndication.Tests.Intake;

/// <summary>What public pages taught the reader of pages; the pages themselves are not ours to keep, so these are made after them.</summary>
public sealed class WholePageTests
{
    private const string First = "The two lakes rose by a metre and a half within a week, the water authority announced, and some four hundred families had to leave their houses on the shore.";
    private const string Last = "The authority will open the second gate on Monday and expects the water to fall by twenty centimetres a day until the end of the month.";

    private const string Text = $"<p>{First}</p><p>Boats of the fire brigade brought the last of them to a school on the hill, where there are beds for six hundred people and a kitchen.</p><p>{Last}</p>";

    private static readonly string More = string.Concat(Enumerable.Range(1, 6).Select(i => $"<p>On day {i} the gauge at the old bridge was read every hour, and every hour it stood higher than the hour before, as it had in the spring of the great flood.</p>"));

    private static readonly string Menu = $"<ul>{string.Concat(Enumerable.Range(1, 40).Select(i => $"<li><a href='/section/{i}'>Section {i}</a></li>"))}</ul>";

    private static readonly string Teasers = $"<div class='teaser-list'>{string.Concat(Enumerable.Range(1, 8).Select(i => $"<div><a href='/other/{i}'>Ten ways to cross a river, part {i}, with all that you need for it</a></div>"))}</div>";

    [Fact]
    public void A_comment_called_an_article_is_not_the_text()
    {
        var comment = $"<article><p>{new string('a', 40)} I was there and saw how it rose, hour by hour, and we carried everything up to the attic before we left, my brother and I, and then the lights went out in the whole street and we waited until the morning.</p></article>";
        Assert.Equal([First, Last], Paragraphs($"<div class=text><h1>The lakes rise</h1>{Text}{More}</div><div>{comment}</div>").Where(text => text == First || text == Last));
    }

    [Fact]
    public void A_word_above_the_text_does_not_end_it() =>
        Assert.Equal([First, Last], Paragraphs($"<article><h1>The lakes rise</h1><figure><img src=a.jpg alt=Lake><figcaption>The lake on Sunday.</figcaption></figure><p>Share</p>{Text}</article>").Where(text => text == First || text == Last));

    [Fact]
    public void The_same_word_below_the_text_ends_it() =>
        Assert.DoesNotContain(Paragraphs($"<article><h1>The lakes rise</h1>{Text}<p>Related</p><p>A bridge is closed for the winter.</p></article>"), text => text.Contains("bridge", StringComparison.Ordinal));

    [Fact]
    public void What_news_sites_tell_search_engines_is_no_key_of_ours()
    {
        var reading = Read($"<meta name=syndication-source content='https://news.example/1'><article><h1>The lakes rise</h1>{Text}</article>");
        Assert.NotNull(reading.Manuscript);
    }

    [Fact]
    public void Teasers_among_the_text_of_a_site_s_page_are_left_out_and_its_links_stay_as_they_were()
    {
        var html = Read($"{Menu}<div class=story><h1>The lakes rise</h1><p>{First} <a href='/map.html'>A map</a> shows the shore.</p>{Teasers}{More}<p>{Last}</p></div>").Manuscript!.Html.ToString();

        Assert.Contains(First, html, StringComparison.Ordinal);
        Assert.Contains(Last, html, StringComparison.Ordinal);
        Assert.DoesNotContain("Ten ways", html, StringComparison.Ordinal);
        Assert.DoesNotContain("page.invalid", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_release_among_the_menus_of_a_site_is_read_as_a_release()
    {
        var html = Read($"{Menu}<div class=story><h1>The lakes rise</h1><p>BERN, 3 March 2026 – {First}</p>{Text}<h3>Media contact</h3><p>Press office, press@water.example</p></div>").Manuscript!;

        Assert.Equal("BERN", html.Dateline);
        Assert.Equal("press@water.example", Assert.Single(html.Contacts).Email);
    }

    [Fact]
    public void An_embargo_in_a_site_s_page_is_obeyed_wherever_it_stands()
    {
        var reading = Read($"{Menu}<p>EMBARGOED UNTIL 09:00 GMT 14 March 2099</p><div class=story><h1>The lakes rise</h1>{Text}{More}</div>");

        Assert.Equal(new DateTimeOffset(2099, 3, 14, 9, 0, 0, TimeSpan.Zero), reading.Manuscript!.Embargo);
    }

    private static List<string> Paragraphs(string body) => [.. Blocks.Of(Read(body).Manuscript!.Html).Where(block => block.Kind == BlockKind.Paragraph).Select(block => block.Text)];

    private static Reading Read(string body) => Reader.Read(UploadName.Parse("a.en.html"), Encoding.UTF8.GetBytes($"<!DOCTYPE html><title>The lakes rise</title>{body}"), null, null, new());
}
