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

    private static List<string> Paragraphs(string body) => [.. Blocks.Of(Read(body).Manuscript!.Html).Where(block => block.Kind == BlockKind.Paragraph).Select(block => block.Text)];

    private static Reading Read(string body) => Reader.Read(UploadName.Parse("a.en.html"), Encoding.UTF8.GetBytes($"<!DOCTYPE html><title>The lakes rise</title>{body}"), null, null, new());
}
