using System.Text;
using Syndication.Translation.Xliff;

namespace Syndication.Tests.Translation.Xliff;

public sealed class XliffReaderTests
{
    private const string Start = "<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"fra\" trgLang=\"EN_gb\"><file id=\"f\" original=\"2026/x\">";

    [Fact]
    public void What_tools_make_of_inline_codes_and_languages_is_understood()
    {
        var (document, problem) = Read(Start + """
            <unit id="u1"><segment id="s1" state="reviewed">
              <source>Un <pc id="1">mot</pc>,<ph id="2"/> &lt;deux&gt;</source>
              <target><mrk id="m" type="comment">A </mrk><sc id="1"/>word<ec startRef="1"/>,<ph id="2"/> &lt;two&gt;<cp hex="0007"/></target>
            </segment></unit></file></xliff>
            """);

        Assert.Null(problem);
        var segment = Assert.Single(document!.Segments);
        Assert.Equal(("fr", "en-GB", "reviewed", null), (document.From.Tag, document.To.Tag, segment.State, segment.Fault));
        Assert.Equal(("Un <g1>mot</g1>,<x2/> &lt;deux&gt;", "A <g1>word</g1>,<x2/> &lt;two&gt;\u0007"), (segment.Source, segment.Target));
    }

    [Theory]
    [InlineData("<tmx/>", "The file is no XLIFF: its first element is “tmx”.")]
    [InlineData("<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\"/>", "The file is XLIFF 1.2; 2.0 or 2.1 is read. Have your tool save it as XLIFF 2.1.")]
    [InlineData("<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"fr\"/>", "The file does not say trgLang. Have your tool save it again.")]
    [InlineData("<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"qqq\" trgLang=\"en\"/>", "“qqq” (srcLang) is no language that is known here, such as fr or fr-FR.")]
    [InlineData("<xliff version=\"2.1\" xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" srcLang=\"fr\" trgLang=\"en\"/>", "The file names no release: it has no “file” element with “original”.")]
    [InlineData(Start + "</file><file id=\"g\" original=\"2026/y\"/></xliff>", "line 1: The file holds more than one release. Import them one by one.")]
    [InlineData("<!DOCTYPE xliff [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xliff/>", "The file has a document type (DOCTYPE), which XLIFF does not need and which is not read. Take it out, or export the file again.")]
    public void A_file_that_cannot_be_used_says_why(string text, string problem)
    {
        var (document, said) = Read(text);

        Assert.Null(document);
        Assert.Equal(problem, said);
    }

    [Fact]
    public void A_file_that_breaks_off_is_refused_with_the_line()
    {
        var (document, problem) = Read(Start + "<unit id=\"u1\">\n<segment><source>Un");

        Assert.Null(document);
        Assert.StartsWith("line 2: The file is broken off or not XML from there on", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_as_long_as_a_book_is_refused() =>
        Assert.Contains("more than 200,000 characters", Read($"{Start}<unit id=\"u1\"><segment><source>{new string('a', 100_000)}<ph id=\"1\"/>{new string('a', 150_000)}<ph id=\"2\"/></source></segment></unit></file></xliff>").Problem, StringComparison.Ordinal);

    private static (XliffDocument? Document, string? Problem) Read(string text) => XliffReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
