using System.Text;
using Syndication.Intake;
using Syndication.Tests.Intake.Word;

namespace Syndication.Tests.Intake;

public sealed class RecognitionTests
{
    private const string Page = "<!DOCTYPE html><html><body><h1>A centre opens in Tunis</h1><p>Tunis, 3 March 2026 – The Tunisian authorities, with their partners, today opened a centre that offers those who return legal advice.</p></body></html>";
    private const string Plain = "A centre opens in Tunis\n\nTunis, 3 March 2026 – The Tunisian authorities, with their partners, today opened a centre that offers those who return legal advice.\n";
    private const string Message = "From: a@office.example\nMessage-ID: <1@office.example>\nSubject: x\nMIME-Version: 1.0\n\n" + Plain;

    [Fact]
    public void The_help_of_preview_names_every_format_that_is_read()
    {
        var file = Assert.Single(App.Commands.PreviewCommand.Create().Arguments);

        Assert.All(UploadName.Readable, extension => Assert.Contains($" {extension}", file.Description, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a.html")]
    [InlineData("a.txt")]
    [InlineData("a.eml")]
    [InlineData("a.docx")]
    public void A_file_is_read_as_what_it_is_whatever_it_is_called(string name)
    {
        foreach (var content in new[] { Docx.With(""), Encoding.UTF8.GetBytes(Page), Encoding.UTF8.GetBytes(Message), Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Page)).ToArray() })
            Assert.Equal(("A centre opens in Tunis", "Tunis"), (Read(name, content).Manuscript?.Title, Read(name, content).Manuscript?.Dateline));
    }

    [Theory]
    [InlineData("a.docx")]
    [InlineData("a.eml")]
    public void Plain_text_that_is_called_a_document_is_plain_text(string name) => Assert.Equal("A centre opens in Tunis", Read(name, Encoding.UTF8.GetBytes(Plain)).Manuscript?.Title);

    public static TheoryData<string, byte[], string> Others() => new()
    {
        { "an RTF document", "{\\rtf1\\ansi Hello}"u8.ToArray(), "format-not-read" },
        { "a PDF document", "%PDF-1.7\n"u8.ToArray(), "format-not-read" },
        { "an OpenDocument file", Docx.Zip([("mimetype", "application/vnd.oasis.opendocument.text"u8.ToArray()), ("content.xml", [])]), "format-not-read" },
        { "an Excel workbook", Docx.Zip([("xl/workbook.xml", [])]), "format-not-read" },
        { "a PowerPoint presentation", Docx.Zip([("ppt/presentation.xml", [])]), "format-not-read" },
        { "a packed archive", Docx.Zip([("release.html", Encoding.UTF8.GetBytes(Page))]), "format-not-read" },
        { "a packed archive", [0x1F, 0x8B, 8, 0], "format-not-read" },
        { "an old Word", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("WordDocument")], "format-not-read" },
        { "Outlook saves it", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("__properties_version1.0")], "format-not-read" },
        { "password", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("EncryptedPackage")], "protected" },
        { "winmail.dat", [0x78, 0x9F, 0x3E, 0x22, 0, 0], "format-not-read" },
        { "an image", Pictures.Png(1, 1), "format-not-read" },
        { "a drawing", "<?xml version=\"1.0\"?><svg onload=\"alert(1)\"/>"u8.ToArray(), "format-not-read" },
        { "a program", "\u007FELF\u0002"u8.ToArray(), "format-not-read" },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void What_cannot_be_read_is_told_by_its_own_name(string what, byte[] content, string code)
    {
        foreach (var name in new[] { "a.html", "a.docx", "a.txt", "a.pdf", "a.eml", "a" })
        {
            var problem = Assert.Single(Read(name, content).Problems);
            Assert.Equal(code, problem.Code);
            Assert.Contains(what, problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("a.doc")]
    [InlineData("a.pdf")]
    [InlineData("a")]
    public void A_document_under_another_formats_name_is_to_be_renamed(string name)
    {
        var problem = Assert.Single(Read(name, Docx.With("")).Problems);

        Assert.Equal("name-not-its-format", problem.Code);
        Assert.Contains("a.docx", problem.Message, StringComparison.Ordinal);
    }

    private static Reading Read(string name, byte[] content) => Reader.Read(UploadName.Parse(name), content, null, null, new());
}
