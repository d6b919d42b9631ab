using System.IO.Compression;
using System.Text;
using Syndication.Intake;
using Syndication.Tests.Intake.Word;

namespace Syndication.Tests.Intake;

/// <summary>Uploads made to do harm: refused with a problem, or read without what is in them.</summary>
public sealed class HostileTests
{
    private static readonly IntakeOptions Small = new() { LargestArchive = 4 << 20, LargestXmlPart = 2 << 20, MostArchiveFiles = 50, MostXmlElements = 2_000 };

    [Fact]
    public void A_bomb_is_not_unpacked()
    {
        var large = Docx.Of(Docx.Title + Docx.Text);
        large.Parts["word/comments.xml"] = new byte[3 << 20];
        Assert.Equal("unpacks-too-large", Code(large.ToBytes()));

        var many = Docx.Of(Docx.Title + Docx.Text);
        for (var i = 0; i < 60; i++)
            many.Parts[$"word/media/{i}.png"] = [];
        Assert.Equal("unpacks-too-large", Code(many.ToBytes()));

        var crowded = Docx.Of(Docx.Title + Docx.Text + string.Concat(Enumerable.Repeat("<w:p/>", 3_000)));
        Assert.Equal("unpacks-too-large", Code(crowded.ToBytes()));

        var deep = Docx.Of(Docx.Title + Docx.Text + string.Concat(Enumerable.Repeat("<w:sdt><w:sdtContent>", 400)) + string.Concat(Enumerable.Repeat("</w:sdtContent></w:sdt>", 400)));
        Assert.Equal("nested-too-deep", Code(deep.ToBytes()));
    }

    [Fact]
    public void An_archive_that_lies_about_its_sizes_is_not_believed()
    {
        var bytes = Docx.Of(Docx.Title + Docx.Text + $"<w:p><w:r><w:t>{new string('a', 3 << 20)}</w:t></w:r></w:p>").ToBytes();
        for (var at = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8); at >= 0; at = bytes.AsSpan(at + 4).IndexOf("PK\u0001\u0002"u8) is >= 0 and var next ? at + 4 + next : -1)
            BitConverter.TryWriteBytes(bytes.AsSpan(at + 24), 100);

        Assert.NotNull(Code(bytes));
    }

    [Theory]
    [InlineData("<!DOCTYPE w:document [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&e;</w:t></w:r></w:p></w:body></w:document>")]
    [InlineData("no XML at all")]
    [InlineData("<w:other xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>")]
    [InlineData("")]
    public void A_document_type_or_no_document_is_refused(string document)
    {
        var docx = Docx.Of("");
        docx.Put("word/document.xml", document);

        Assert.Equal("damaged", Code(docx.ToBytes()));
    }

    [Fact]
    public void Two_files_of_one_name_are_refused_and_ways_out_are_passed_over()
    {
        var docx = Docx.Of(Docx.Title + Docx.Text);
        docx.ToBytes();
        var parts = docx.Parts.Select(part => (part.Key, part.Value)).ToList();

        Assert.Equal("damaged", Code(Docx.Zip([.. parts, ("WORD/document.xml", docx.Parts["word/document.xml"])])));
        Assert.Null(Code(Docx.Zip([.. parts, ("../../etc/passwd", []), ("/absolute.xml", []), ("word\\..\\x.xml", []), ("C:\\x.xml", [])])));
    }

    [Fact]
    public void What_is_cut_off_or_large_and_none_is_told()
    {
        var whole = Docx.With("");
        Assert.Equal("damaged", Code(whole[..(whole.Length / 2)]));
        Assert.Equal("too-large", Reader.Read(UploadName.Parse("a.docx"), new byte[2048], null, null, new() { LargestUpload = 1024 }).Problems[0].Code);
        Assert.Equal("not-text", Code(Enumerable.Range(0, 5_000).Select(i => (byte)(i * 7919 % 31)).ToArray()));
    }

    [Fact]
    public void A_document_with_an_archive_behind_it_is_still_only_a_document()
    {
        using var stream = new MemoryStream();
        stream.Write("<!DOCTYPE html><html><body><h1>A headline for all</h1><p>Tunis, 3 March 2026 – The Tunisian authorities today opened a centre with their partners.</p></body></html>"u8);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("word/document.xml");

        var reading = Reader.Read(UploadName.Parse("a.docx"), stream.ToArray(), null, null, new());

        Assert.True(reading.Manuscript is null || !reading.Manuscript.Html.Markup.Contains("PK", StringComparison.Ordinal) || reading.Problems.Count == 0);
        Assert.True(reading.Manuscript is null or { Title: "A headline for all" });
    }

    [Fact]
    public void Mail_without_end_is_refused()
    {
        var parts = string.Concat(Enumerable.Repeat("--m\r\nContent-Type: text/plain\r\n\r\nx\r\n", 600));
        var message = $"Message-ID: <1@x.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"m\"\r\n\r\n{parts}--m--\r\n";

        Assert.Equal("unpacks-too-large", Assert.Single(Reader.Read(UploadName.Parse("a.eml"), Encoding.ASCII.GetBytes(message), null, null, new()).Problems).Code);
    }

    private static string? Code(byte[] content) => Reader.Read(UploadName.Parse("a.docx"), content, null, null, Small) is { Manuscript: null } reading ? reading.Problems[0].Code : null;
}
