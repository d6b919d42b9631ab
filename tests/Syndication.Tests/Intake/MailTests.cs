using System.Text;
using Syndication.Intake;
using Syndication.Tests.Intake.Word;

namespace Syndication.Tests.Intake;

public sealed class MailTests
{
    private const string Text = "Tunis, 3 March 2026 – The Tunisian authorities, with their partners, today opened a centre that offers those who return legal advice and health care in the first days after they arrive.\n\n" +
        "The centre has twelve staff from the region and a room for children. It is open every day of the week, and costs those who come nothing at all, whatever their papers say about them.\n\n" +
        "Its doors stay open at night in the cold months. The people who work there speak four languages, and have a nurse among them who comes from the next town, as the town had asked for when it was planned.\n\n" +
        "A second centre is to follow in the south before the end of the year, and a third one a year later, as the authorities said when they opened the first of the three in the morning.\n";

    [Theory]
    [InlineData("Fwd: TR: WG: A centre opens")]
    [InlineData("Re: [press] Tr : A centre opens")]
    [InlineData("=?utf-8?q?RV=3A_A_centre_opens?=")]
    public void The_subject_is_the_headline_of_last_resort(string subject) => Assert.Equal("A centre opens", Read(Message(subject, Text)).Manuscript?.Title);

    [Fact]
    public void Nothing_of_the_head_goes_out()
    {
        var manuscript = Read(Message("A centre opens", $"See below.\n\n-----Original Message-----\nFrom: Inner Sender <inner@office.example>\nSent: Monday\nTo: somebody@office.example\nSubject: x\n\nA centre opens\n\n{Text}\n-- \nMy signature\n")).Manuscript!;

        Assert.DoesNotContain("ender", manuscript.Html.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("office.example", manuscript.Html.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("signature", manuscript.Html.Markup, StringComparison.Ordinal);
        Assert.Equal("Tunis", manuscript.Dateline);
    }

    [Fact]
    public void An_embargo_in_what_is_left_out_stays_with_the_release()
    {
        var manuscript = Read(Mixed("Please find attached. UNDER EMBARGO until 3 March 2030, 09:00 GMT.", Part("a.docx", Docx.With("")))).Manuscript!;

        Assert.Equal(new DateTimeOffset(2030, 3, 3, 9, 0, 0, TimeSpan.Zero), manuscript.Embargo);
    }

    [Fact]
    public void Which_of_two_documents_is_the_release_is_asked() =>
        Assert.Equal("several-releases", Assert.Single(Read(Mixed("See attached.", Part("a.docx", Docx.With("")), Part("b.docx", Docx.With("")))).Problems).Code);

    [Fact]
    public void A_document_beside_a_whole_release_is_left_out_and_told()
    {
        var reading = Read(Mixed("A centre opens in Tunis\n\n" + Text, Part("a.docx", Docx.With(""))));

        Assert.Equal("A centre opens in Tunis", reading.Manuscript?.Title);
        Assert.Equal("attachments-left-out", Assert.Single(reading.Problems).Code);
    }

    [Theory]
    [InlineData("release.pdf", "application/pdf", "%PDF-1.4", "PDF")]
    [InlineData("winmail.dat", "application/ms-tnef", "x", "winmail.dat")]
    [InlineData("release.rtf", "application/rtf", "{\\rtf1}", "RTF")]
    public void An_attachment_that_cannot_be_read_is_told(string name, string type, string content, string what)
    {
        var problem = Assert.Single(Read(Mixed("See attached.", Part(name, Encoding.ASCII.GetBytes(content), type))).Problems);

        Assert.Equal("attachment-not-read", problem.Code);
        Assert.Contains(what, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_within_a_message_is_opened_and_not_for_ever()
    {
        var inner = Message("A centre opens", Text);
        Assert.Equal("A centre opens", Read(Mixed("FYI", $"--m\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n")).Manuscript?.Title);

        for (var i = 0; i < 12; i++)
            inner = $"Message-ID: <{i}@x.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b{i}\"\r\n\r\n--b{i}\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n--b{i}--\r\n";
        Assert.Equal("nested-too-deep", Assert.Single(Read(inner).Problems).Code);
    }

    [Theory]
    [InlineData("windows-1256", "windows-1256")]
    [InlineData("utf-8", "utf-8")]
    public void Charsets_are_understood(string declared, string used)
    {
        const string Arabic = "تونس، ٣ مارس – افتتحت السلطات التونسية بالتعاون مع شركائها اليوم مركزا جديدا لاستقبال العائدين، يقدم لهم المشورة القانونية في الأيام الأولى بعد وصولهم إلى البلد.";
        var head = $"Message-ID: <1@x.example>\r\nSubject: =?utf-8?B?{Convert.ToBase64String("مركز جديد في تونس"u8)}?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset={declared}\r\nContent-Transfer-Encoding: base64\r\n\r\n";
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(used) ?? Encoding.UTF8;

        var manuscript = Read(head + Convert.ToBase64String(encoding.GetBytes(Arabic.Replace("٣ مارس", "3 مارس", StringComparison.Ordinal)))).Manuscript!;

        Assert.Equal("مركز جديد في تونس", manuscript.Title);
        Assert.Contains("افتتحت السلطات", manuscript.Html.Markup, StringComparison.Ordinal);
    }

    private static string Message(string subject, string text) => $"From: A Sender <sender@office.example>\r\nSubject: {subject}\r\nMessage-ID: <1@office.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}";

    private static string Mixed(string text, params string[] parts) =>
        $"From: sender@office.example\r\nSubject: Press\r\nMessage-ID: <1@office.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"m\"\r\n\r\n--m\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n{string.Concat(parts)}--m--\r\n";

    private static string Part(string name, byte[] content, string type = "application/octet-stream") =>
        $"--m\r\nContent-Type: {type}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks)}\r\n";

    private static Reading Read(string message) => Reader.Read(UploadName.Parse("2026/centre.eml"), Encoding.UTF8.GetBytes(message), null, null, new());
}
