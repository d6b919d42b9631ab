using System.Text;
using Syndication.Intake;
using Syndication.Releases;
using Syndication.Tests.Intake.Word;

namespace Syndication.Tests.Intake;

/// <summary>An embargo that is said in a Word document or a message, or beside the release in either, holds it.</summary>
public sealed class EmbargoBesideTests
{
    private const string Clear = "EMBARGOED UNTIL 09:00 GMT 14 March 2027";
    private const string Unclear = "EMBARGOED UNTIL WEDNESDAY MORNING";

    private const string Text = "Tunis, 3 March 2026 – The Tunisian authorities, with their partners, today opened a centre that offers those who return legal advice and health care in the first days after they arrive.\n\n" +
        "The centre has twelve staff from the region and a room for children. It is open every day of the week, and costs those who come nothing at all, whatever their papers say about them.\n\n" +
        "Its doors stay open at night in the cold months. The people who work there speak four languages, and have a nurse among them who comes from the next town, as the town had asked for when it was planned.\n\n" +
        "A second centre is to follow in the south before the end of the year, and a third one a year later, as the authorities said when they opened the first of the three in the morning.\n";

    private static readonly DateTimeOffset Until = new(2027, 3, 14, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Places =>
    [
        "line above", "line below", "bold line above", "header", "footer", "header with more", "table above", "below a letterhead", "watermark",
        "subject alone", "subject before the headline", "line in a message", "line in a page in a message", "covering note", "covering sentence",
        "page as covering note", "subject over an attachment", "before a message passed on", "subject of a message passed on", "subject in a page passed on", "signature",
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public void One_that_is_understood_is_obeyed(string place)
    {
        var reading = Read(place, Clear);

        Assert.Null(reading.Held);
        Assert.Equal(Until, reading.Manuscript?.Embargo);
        Assert.Equal("A centre opens in Tunis", reading.Manuscript?.Title);
        Assert.Equal("Tunis", reading.Manuscript?.Dateline);
        if (place != "below a letterhead")
            Assert.DoesNotContain("EMBARGO", reading.Manuscript!.Html.Markup, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void One_that_is_not_holds_the_release(string place)
    {
        foreach (var line in new[] { Unclear, "STRICTLY EMBARGOED", "EMBARGO: 14 March, 9 o'clock local time" })
        {
            var reading = Read(place, line);

            Assert.Equal("embargo-not-understood", reading.Held?.Code);
            Assert.True(OpenEmbargo.Is(reading.Manuscript?.Embargo), line);
        }
    }

    [Theory]
    [InlineData("Please find attached. This is still under embargo, we will tell you until when.")]
    [InlineData("Bonjour, ci-joint le communiqué, à ne pas diffuser avant demain matin.")]
    [InlineData("The embargo of 14 March 2027, 09:00 GMT has been extended.")]
    [InlineData("Not for publication yet!")]
    [InlineData("Attached is today's release. It must not appear before Sunday 14 March, 9 a.m. GMT.")]
    [InlineData("Here is the release; it can go out on the 14th only.")]
    [InlineData("The text is attached, please hold until Monday.")]
    [InlineData("For use on Monday only.")]
    [InlineData("Ci-joint le communiqué. À publier après le 14 mars seulement.")]
    [InlineData("Adjuntamos el comunicado; rogamos no difundan todavía.")]
    [InlineData("Материал во вложении, публиковать только после 14 марта.")]
    [InlineData("البيان مرفق، نرجو عدم النشر الآن.")]
    [InlineData("新闻稿见附件，请勿在周一前发布。")]
    [InlineData("Пожалуйста, соблюдайте эмбарго.")]
    public void A_covering_note_that_speaks_of_one_in_its_own_words_holds_it(string note)
    {
        var reading = Read(Mixed("Press", note, Docx.With("")));

        Assert.Equal("embargo-not-understood", reading.Held?.Code);
        Assert.True(OpenEmbargo.Is(reading.Manuscript?.Embargo));
    }

    [Theory]
    [InlineData("Press", "Please find attached our release on the arms embargo in Libya.")]
    [InlineData("FOR IMMEDIATE RELEASE", "Please find attached our release.")]
    [InlineData("Children must be released from detention", "Please find attached our release.")]
    [InlineData("Twelve prisoners to be released on Monday", "Please find attached our release.")]
    [InlineData("UN calls for release from prison of reporters", "The ceasefire must hold until Monday, says our release, attached.")]
    [InlineData("Le rapport publié avant le sommet", "Ci-joint notre communiqué.")]
    [InlineData("Не распространяйте слухи", "Материал во вложении.")]
    [InlineData("الدعوة إلى عدم نشر الكراهية", "البيان مرفق.")]
    [InlineData("不得发布虚假信息", "新闻稿见附件。")]
    [InlineData("Press", "The director can be reached until Monday; please call before noon.")]
    [InlineData("Press", "The photographs can be used on your pages, with the photographer's name.")]
    [InlineData("Press", "Ci-joint notre communiqué, publié ce matin. Merci de nous répondre avant midi.")]
    [InlineData("Council renews the arms embargo", "For immediate release")]
    public void A_note_that_speaks_of_none_holds_nothing(string subject, string note)
    {
        var reading = Read(Mixed(subject, note, Docx.With("")));

        Assert.Null(reading.Held);
        Assert.Null(reading.Manuscript?.Embargo);
        Assert.Equal("A centre opens in Tunis", reading.Manuscript?.Title);
    }

    [Fact]
    public void The_word_alone_in_a_subject_is_told_by_the_line_in_the_document()
    {
        var reading = Read(Mixed("EMBARGOED: A centre opens in Tunis", "See attached.", Docx.Of(P(Clear) + Docx.Title + Docx.Text).ToBytes()));

        Assert.Null(reading.Held);
        Assert.Equal(Until, reading.Manuscript?.Embargo);
    }

    [Fact]
    public void The_latest_of_those_in_note_and_document_holds()
    {
        var reading = Read(Mixed("Press", "Embargoed until 09:00 GMT 14 March 2027", Docx.Of(P("Embargoed until 09:00 GMT 12 March 2027") + Docx.Title + Docx.Text).ToBytes()));

        Assert.Equal(Until, reading.Manuscript?.Embargo);
    }

    [Fact]
    public void What_the_sidecar_says_goes_before()
    {
        var reading = Reader.Read(
            UploadName.Parse("2026/centre.eml"), Encoding.UTF8.GetBytes(Mixed("Press", "Under embargo, see you soon.", Docx.With(""))), Encoding.UTF8.GetBytes("""{"embargo": "none"}"""), null, new());

        Assert.Null(reading.Held);
        Assert.Null(reading.Manuscript?.Embargo);
    }

    private static Reading Read(string place, string line) => place switch
    {
        "line above" => Word(P(line) + Docx.Title + Docx.Text),
        "line below" => Word(Docx.Title + Docx.Text + P("It opens on Monday.") + P(line)),
        "bold line above" => Word($"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{line}</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>A centre opens in Tunis</w:t></w:r></w:p>" + Docx.Text),
        "header" => Edge("header", P(line)),
        "footer" => Edge("footer", P(line)),
        "header with more" => Edge("header", P("The office") + P(line) + P("Page 1")),
        "table above" => Word($"<w:tbl><w:tr><w:tc>{P("The office")}</w:tc></w:tr><w:tr><w:tc>{P(line)}</w:tc></w:tr></w:tbl>" + Docx.Title + Docx.Text),
        "below a letterhead" => Word(string.Concat(new[] { "The office", "PO Box 1", "Tunis", "Tel. 1", "Fax 2", "To all", "Ref. 3", "Copies: 4" }.Select(P)) + P(line) + Docx.Title + Docx.Text),
        "watermark" => Edge("header", $"<w:p><w:r><w:pict><v:shape><v:textpath string=\"{line}\"/></v:shape></w:pict></w:r></w:p>"),
        "subject alone" => Read(Message(line, "A centre opens in Tunis\n\n" + Text)),
        "subject before the headline" => Read(Message(line + ": A centre opens in Tunis", "A centre opens in Tunis\n\n" + Text)),
        "line in a message" => Read(Message("Press", line + "\n\nA centre opens in Tunis\n\n" + Text)),
        "line in a page in a message" => Read(Page("Press", $"<p>{line}</p><p><b>A centre opens in Tunis</b></p>{Paragraphs}")),
        "covering note" => Read(Mixed("Press", $"Please find attached.\n\n{line}\n\nAnn", Docx.With(""))),
        "covering sentence" => Read(Mixed("Press", $"Dear all, see our release, {line}. Kind regards, Ann", Docx.With(""))),
        "page as covering note" => Read(Mixed("Press", $"<p>Please find attached.</p>\n<p>{line}</p>\n<p>Ann</p>", Docx.With(""), "text/html")),
        "subject over an attachment" => Read(Mixed(line, "See attached.", Docx.With(""))),
        "before a message passed on" => Read(Message("Fwd: A centre opens in Tunis", $"{line}\n\n-----Original Message-----\nFrom: a@office.example\nSent: Monday\nSubject: x\n\nA centre opens in Tunis\n\n{Text}")),
        "subject of a message passed on" => Read(Message("Fwd: A centre", $"See below.\n\n-----Original Message-----\nFrom: a@office.example\nSent: Monday\nSubject: {line}\n\nA centre opens in Tunis\n\n{Text}")),
        "subject in a page passed on" => Read(Page("Fwd: A centre", $"<p>See below.</p><p>From: a@office.example<br>Sent: Monday<br>Subject: {line}</p><p><b>A centre opens in Tunis</b></p>{Paragraphs}")),
        "signature" => Read(Message("Press", $"A centre opens in Tunis\n\n{Text}\n-- \nAnn\n{line}\n")),
        _ => throw new ArgumentOutOfRangeException(nameof(place), place, null),
    };

    private static string Paragraphs => string.Concat(Text.Split("\n\n").Select(text => $"<p>{text}</p>"));

    private static string P(string text) => $"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>";

    private static Reading Word(string body) => Word(Docx.Of(body));

    private static Reading Word(Docx docx) => Reader.Read(UploadName.Parse("2026/centre.docx"), docx.ToBytes(), null, null, new());

    private static Reading Edge(string kind, string content)
    {
        var docx = Docx.Of(Docx.Title + Docx.Text);
        var type = $"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml";
        docx.Put("[Content_Types].xml", Encoding.UTF8.GetString(docx.Parts["[Content_Types].xml"]).Replace("</Types>", $"<Override PartName=\"/word/{kind}1.xml\" ContentType=\"{type}\"/></Types>", StringComparison.Ordinal));
        docx.Relationships["rIdE"] = $"Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{kind}1.xml\"";
        var root = kind == "header" ? "hdr" : "ftr";
        docx.Put($"word/{kind}1.xml", $"<w:{root} {Docx.Names}>{content}</w:{root}>");
        return Word(docx);
    }

    private static string Message(string subject, string text, string type = "text/plain") =>
        $"From: A Sender <sender@office.example>\r\nSubject: {subject}\r\nMessage-ID: <1@office.example>\r\nMIME-Version: 1.0\r\nContent-Type: {type}; charset=utf-8\r\n\r\n{text}";

    private static string Page(string subject, string html) => Message(subject, $"<html><body>{html}</body></html>", "text/html");

    private static string Mixed(string subject, string text, byte[] docx, string type = "text/plain") =>
        $"From: sender@office.example\r\nSubject: {subject}\r\nMessage-ID: <1@office.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"m\"\r\n\r\n--m\r\nContent-Type: {type}; charset=utf-8\r\n\r\n{text}\r\n" +
        $"--m\r\nContent-Type: application/octet-stream; name=\"a.docx\"\r\nContent-Disposition: attachment; filename=\"a.docx\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(docx, Base64FormattingOptions.InsertLineBreaks)}\r\n--m--\r\n";

    private static Reading Read(string message) => Reader.Read(UploadName.Parse("2026/centre.eml"), Encoding.UTF8.GetBytes(message), null, null, new());
}
