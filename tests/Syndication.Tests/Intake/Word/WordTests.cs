using Syndication.Intake;

namespace Syndication.Tests.Intake.Word;

public sealed class WordTests
{
    private const string Begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>";
    private const string Separate = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    private const string End = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";

    [Theory]
    [InlineData("<w:p><w:r><w:t xml:space=\"preserve\">One </w:t></w:r><w:ins><w:r><w:t>two</w:t></w:r></w:ins><w:del><w:r><w:delText>three</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>four</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t xml:space=\"preserve\"> five.</w:t></w:r></w:moveTo></w:p>", "<p>One two five.</p>")]
    [InlineData("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">First half, </w:t></w:r></w:p><w:p><w:r><w:t>second half.</w:t></w:r></w:p>", "<p>First half, second half.</p>")]
    [InlineData("<w:p><w:r><w:t>Soft</w:t></w:r><w:r><w:softHyphen/></w:r><w:r><w:t>en­ing</w:t><w:tab/><w:t>and</w:t><w:br/><w:t>hard</w:t><w:br w:type=\"page\"/><w:noBreakHyphen/><w:t>line</w:t></w:r></w:p>", "<p>Softening and<br />hard\u2011line</p>")]
    [InlineData("<w:p><w:smartTag><w:r><w:t>Tag </w:t></w:r></w:smartTag><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>control</w:t></w:r></w:sdtContent></w:sdt><w:r><w:commentReference w:id=\"1\"/></w:r></w:p>", "<p>Tag control</p>")]
    [InlineData("<w:p><w:pPr><w:pStyle w:val=\"HH\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Heading</w:t></w:r></w:p>", "<h2>Heading</h2>")]
    [InlineData("<w:p><w:pPr><w:pStyle w:val=\"Loop\"/></w:pPr><w:r><w:t>Based on itself.</w:t></w:r></w:p>", "<p>Based on itself.</p>")]
    [InlineData("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>A</w:t></w:r><w:r><w:rPr><w:b w:val=\"1\"/></w:rPr><w:t>B</w:t></w:r><w:r><w:rPr><w:b w:val=\"0\"/></w:rPr><w:t>C</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"subscript\"/></w:rPr><w:t>2</w:t></w:r></w:p>", "<p><strong>AB</strong>C<sub>2</sub></p>")]
    [InlineData("<w:p><w:r><w:t xml:space=\"preserve\">He said </w:t></w:r><w:r><w:rPr><w:rtl/></w:rPr><w:t>شكرا</w:t></w:r></w:p>", "<p>He said <span dir=\"rtl\">شكرا</span></p>")]
    [InlineData("<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>شكرا لكم</w:t></w:r></w:p>", "<p dir=\"rtl\">شكرا لكم</p>")]
    [InlineData("<w:p>" + Begin + "<w:r><w:instrText>HYPER</w:instrText></w:r><w:r><w:instrText>LINK \"https://x.example/\"</w:instrText></w:r>" + Separate + "<w:r><w:t>Here</w:t></w:r>" + End + "<w:r><w:t>.</w:t></w:r></w:p>", "<p><a href=\"https://x.example/\">Here</a>.</p>")]
    [InlineData("<w:p>" + Begin + "<w:r><w:instrText>HYPERLINK \"javascript:alert(1)\"</w:instrText></w:r>" + Separate + "<w:r><w:t>Here.</w:t></w:r>" + End + "</w:p>", "<p>Here.</p>")]
    [InlineData("<w:p>" + Begin + "<w:r><w:instrText>TOC \\o</w:instrText></w:r>" + Separate + "<w:r><w:t>Contents</w:t></w:r></w:p><w:p><w:r><w:t>A page ... 3</w:t></w:r>" + End + "</w:p><w:p><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>3</w:t></w:r></w:fldSimple><w:fldSimple w:instr=\" DATE \"><w:r><w:t>3 March</w:t></w:r></w:fldSimple></w:p>", "<p>3 March</p>")]
    [InlineData("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>An end that had no beginning.</w:t></w:r></w:p>", "<p>An end that had no beginning.</p>")]
    [InlineData("<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>Over two</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>Down</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<table><tbody><tr><td colspan=\"2\">Over two</td></tr><tr><td rowspan=\"2\">Down</td><td>1</td></tr><tr><td>2</td></tr></tbody></table>")]
    [InlineData("<w:p><w:r><w:pict><v:shape><v:textpath string=\"DRAFT\"/></v:shape></w:pict><w:t>No watermark.</w:t></w:r></w:p>", "<p>No watermark.</p>")]
    [InlineData("<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:t>Chosen.</w:t></mc:Choice><mc:Fallback><w:t>Fallen back.</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>", "<p>Chosen.</p>")]
    public void It_is_read_as_word_shows_it(string body, string html) => Assert.EndsWith("advice.</p>\n" + html, Html(Docx.With(body)), StringComparison.Ordinal);

    [Fact]
    public void Lists_go_on_where_they_were_and_begin_again_where_they_say_so()
    {
        var item = (string list, int level, string text) => $"<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>";

        var html = Html(Docx.With(item("1", 0, "a") + item("1", 1, "b") + item("1", 0, "c") + "<w:p><w:r><w:t>Between.</w:t></w:r></w:p>" + item("1", 0, "d") + item("2", 0, "e") + item("9", 0, "No list.")));

        Assert.EndsWith("<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>\n<p>Between.</p>\n<ol start=\"3\"><li>d</li></ol>\n<ol><li>e</li></ol>\n<p>No list.</p>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_stand_at_the_end_in_the_order_of_their_numbers_and_are_led_to()
    {
        var html = Html(Docx.With(
            "<w:p><w:r><w:t>One</w:t><w:footnoteReference w:id=\"7\"/><w:t>, two</w:t><w:footnoteReference w:id=\"3\"/><w:t>, one again</w:t><w:footnoteReference w:id=\"7\"/></w:r></w:p>",
            "<w:footnote w:id=\"3\"><w:p><w:r><w:footnoteRef/><w:t xml:space=\"preserve\"> Second.</w:t></w:r></w:p></w:footnote><w:footnote w:id=\"7\"><w:p><w:r><w:t>First.</w:t></w:r></w:p></w:footnote>"));

        Assert.EndsWith(
            "<p>One<sup><a href=\"#note-1\">1</a></sup>, two<sup><a href=\"#note-2\">2</a></sup>, one again<sup><a href=\"#note-1\">1</a></sup></p>\n<ol><li id=\"note-1\">First.</li><li id=\"note-2\">Second.</li></ol>",
            html,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_a_note_is_no_word_of_headline_dateline_and_summary()
    {
        const string Note = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
        var docx = Docx.Of(
            $"<w:p><w:pPr><w:pStyle w:val=\"T\"/></w:pPr><w:r><w:t>Health centre opens in Gulu</w:t></w:r><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p><w:p><w:r><w:t>GENEVA</w:t></w:r>{Note}<w:r><w:t>, 10 March 2027 – The Office opened a centre in Uganda today</w:t></w:r>{Note}<w:r><w:t>. It will serve many people, and it will train nurses of the region as well.</w:t></w:r></w:p>",
            "<w:footnote w:id=\"1\"><w:p><w:r><w:t>On the headline.</w:t></w:r></w:p></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t>On the text.</w:t></w:r></w:p></w:footnote>");

        var release = Read(docx.ToBytes()).Manuscript!;

        Assert.Equal(("Health centre opens in Gulu", "GENEVA"), (release.Title, release.Dateline));
        Assert.Equal("The Office opened a centre in Uganda today. It will serve many people, and it will train nurses of the region as well.", Blocks.Beginning(release.Html, 400));
        Assert.Contains("today<sup><a href=\"#note-2\">2</a></sup>. It will", release.Html.Markup, StringComparison.Ordinal);
        Assert.EndsWith("<ol><li id=\"note-1\">On the headline.</li><li id=\"note-2\">On the text.</li></ol>", release.Html.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Images_go_along_with_what_they_show()
    {
        var docx = Docx.Of(Docx.Title + Docx.Text + "<w:p><w:r><w:drawing><wp:inline><wp:extent cx=\"900000\" cy=\"900000\"/><wp:docPr id=\"1\" name=\"x\" descr=\"The centre\"/><a:graphic><a:graphicData><a:blip r:embed=\"rIdI\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>");
        docx.Relationships["rIdI"] = "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"media/i.png\"";
        docx.Parts["word/media/i.png"] = Pictures.Png(4, 3);

        var reading = Read(docx.ToBytes());

        var image = Assert.Single(reading.Manuscript!.Images!);
        Assert.Equal((4, 3, (long)reading.Images[image.Name].Length), (image.Width, image.Height, image.Length));
        Assert.EndsWith($"<figure><img src=\"media/{image.Name}\" alt=\"The centre\" width=\"4\" height=\"3\" /></figure>", reading.Manuscript.Html.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_without_styles_and_lists_is_read_all_the_same()
    {
        var docx = Docx.Of("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>A centre opens in Tunis</w:t></w:r></w:p>" + Docx.Text);
        docx.Parts.Remove("word/styles.xml");
        docx.Parts.Remove("word/numbering.xml");
        docx.Relationships["rIdL"] = "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"http://[not an address\" TargetMode=\"External\"";

        Assert.Equal("A centre opens in Tunis", Read(docx.ToBytes()).Manuscript?.Title);
    }

    [Fact]
    public void Front_matter_that_word_cannot_hold_is_refused()
    {
        var bytes = Docx.Of("<w:p><w:r><w:t>---</w:t></w:r></w:p><w:p><w:r><w:t>embargo: 2030-01-01T00:00:00Z</w:t></w:r></w:p><w:p><w:r><w:t>---</w:t></w:r></w:p>" + Docx.Title + Docx.Text).ToBytes();

        Assert.Equal("front-matter-not-understood", Assert.Single(Read(bytes).Problems).Code);
    }

    private static string Html(byte[] bytes) => Read(bytes).Manuscript!.Html.Markup;

    private static Reading Read(byte[] bytes) => Reader.Read(UploadName.Parse("2026/centre.docx"), bytes, null, null, new());
}
