using System.Text;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Tests.Intake;

/// <summary>What people write in Markdown beyond CommonMark.</summary>
public sealed class MarkdownTests
{
    [Fact]
    public void Notes_are_numbers_in_the_text_and_a_list_at_the_end()
    {
        var release = Read("# Headline[^t]\n\nGENEVA, 10 March 2027 – The Office opened a centre[^a]. It serves many[^b].\n\nContact: Jane Doe, jane@relief.example\n\n###\n\n[^a]: According to the *ministry*.\n[^b]: And to others.\n\n    More of it.\n[^t]: On the headline.\n");

        Assert.Equal("Headline", release.Title);
        Assert.Equal(
            "<p>The Office opened a centre<sup><a href=\"#note-2\">2</a></sup>. It serves many<sup><a href=\"#note-3\">3</a></sup>.</p>\n" +
            "<ol><li id=\"note-1\">On the headline.</li><li id=\"note-2\">According to the <em>ministry</em>.</li><li id=\"note-3\">And to others.<br />More of it.</li></ol>",
            release.Html.Markup);
        Assert.Equal("The Office opened a centre. It serves many.", Blocks.Beginning(release.Html, 400));
    }

    [Fact]
    public void Struck_out_text_is_marked_and_not_summed_up()
    {
        var release = Read("# Headline\n\nIt serves ~~30,000~~ 40,000 people, ~ 5 km away.\n");

        Assert.Equal("<p>It serves <del>30,000</del> 40,000 people, ~ 5 km away.</p>", release.Html.Markup);
        Assert.Equal("It serves 40,000 people, ~ 5 km away.", Blocks.Beginning(release.Html, 400));
    }

    [Fact]
    public void An_address_that_is_told_below_a_note_is_none_of_it()
    {
        var markup = Read("# Headline\n\nThe text[^1] of [ours][r].\n\n[^1]: A note.\n[r]: https://relief.example/r\n").Html.Markup;

        Assert.Equal("<p>The text<sup><a href=\"#note-1\">1</a></sup> of <a href=\"https://relief.example/r\">ours</a>.</p>\n<ol><li id=\"note-1\">A note.</li></ol>", markup);
    }

    [Fact]
    public void Tasks_say_whether_they_are_done() =>
        Assert.EndsWith("<ul>\n<li>☑ done</li>\n<li>☐ to do</li>\n</ul>", Read("# Headline\n\nThe text.\n\n- [x] done\n- [ ] to do\n").Html.Markup, StringComparison.Ordinal);

    [Fact]
    public void What_opens_the_rest_of_a_text_is_a_line_of_its_own() =>
        Assert.EndsWith("<p>More</p>\n<p>Hidden words</p>", Read("# Headline\n\nThe text.\n\n<details><summary>More</summary>Hidden words</details>\n").Html.Markup, StringComparison.Ordinal);

    private static Manuscript Read(string text)
    {
        var reading = Reader.Read(UploadName.Parse("a.en.md"), Encoding.UTF8.GetBytes(text), null, null, new());
        Assert.Empty(reading.Problems);
        return reading.Manuscript!;
    }
}
