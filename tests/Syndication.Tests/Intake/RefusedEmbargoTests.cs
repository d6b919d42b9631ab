using System.Text;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Tests.Intake;

/// <summary>An upload that is refused for something else, and the embargo that it states all the same.</summary>
public sealed class RefusedEmbargoTests
{
    private const string Nine = "2027-03-14T09:00:00+00:00";
    private const string Open = "9999-01-01T00:00:00+00:00";

    [Theory]
    [InlineData("r.md", "---\ntitle: A\nembargo: 2027-03-14T10:00:00+01:00\ntopcis: [a]\n---\nText.\n", "key-not-known", Nine)]
    [InlineData("r.md", "---\ntitle: A\nembrago: 2027-03-14T09:00:00Z\n---\nText.\n", "key-not-known", Nine)]
    [InlineData("r.md", "---\ntitle: A\nembargoed: Wednesday\n---\nText.\n", "key-not-known", Open)]
    [InlineData("r.md", "---\ntitle: [A\nembargo: 2027-03-14T09:00:00Z\n---\nText.\n", "front-matter-not-understood", Nine)]
    [InlineData("r.md", "---\nembargo: 2027-03-14T09:00:00Z\nembargo: 2027-03-13T09:00:00Z\n---\nText.\n", "front-matter-not-understood", Nine)]
    [InlineData("r.md", "----\ntitle: A\nembargo: 2027-03-14T09:00:00Z\n----\nText.\n", "front-matter-not-understood", Nine)]
    [InlineData("r.md", "---\ndate: yesterday\n---\nEMBARGOED UNTIL 09:00 GMT 14 March 2027\n\n# A headline\n\nText.\n", "date-not-understood", Nine)]
    [InlineData("r.md", "---\ndate: yesterday\n---\nEMBARGOED UNTIL\n09:00 GMT 14 March 2027\n\n# A headline\n\nText.\n", "date-not-understood", Nine)]
    [InlineData("r.fr.md", "---\nlanguage: en\n---\nEmbargo : 14 mars 2027 à 10 h (heure de Genève)\n\n# Un titre\n\nLe texte.\n", "language-contradiction", Nine)]
    [InlineData("r.md", "---\nstatus: draft\nembargo: none\n---\nEMBARGOED UNTIL 09:00 GMT 14 March 2027\n\n# A headline\n\nText.\n", "status-not-known", null)]
    [InlineData("r.md", "---\nstatus: draft\n---\nFOR IMMEDIATE RELEASE\n\n# A headline\n\nText of the release.\n", "status-not-known", null)]
    [InlineData("r.md", "---\nstatus: draft\n---\n# Council extends the arms embargo\n\nThe arms embargo until 14 March 2027 was extended.\n", "status-not-known", null)]
    [InlineData("r.txt", "محظور النشر حتى الساعة 09:00 بتوقيت غرينتش، 14 مارس 2027\n", "no-text", Nine)]
    [InlineData("r.txt", "SOUS EMBARGO JUSQU'À MERCREDI\n", "no-text", Open)]
    [InlineData("r.html", "<html><head><meta content='2027-03-14T09:00:00Z' name='syndication.embargo'><meta name='syndication.titel' content='A'></head><body><p>Text</p></body></html>", "key-not-known", Nine)]
    [InlineData("r.html", "---\nembargo: 2027-03-14T09:00:00Z\n---\n<html><body><p>Text</p></body></html>", "front-matter-not-understood", Nine)]
    [InlineData("r.html", "<html><head><meta name='syndication.status' content='draft'><style>p { a: b }</style></head><body><div><p><b>EMBARGOED</b> until 09:00&nbsp;GMT <i>14 March 2027</i></p><p>Text</p></div></body></html>", "status-not-known", Nine)]
    [InlineData("r.fr.doc", "<html><body><p>Sous embargo jusqu’au 14 mars 2027, 9h00 GMT</p><p>Le texte.</p></body></html>", "name-not-its-format", Nine)]
    [InlineData("r.text", "EMBARGOED UNTIL 09:00 GMT 14 March 2027\n\nA headline\n\nText of the release.\n", "format-not-known", Nine)]
    public void What_is_refused_says_until_when(string name, string text, string code, string? until)
    {
        var reading = Read(name, Encoding.UTF8.GetBytes(text));
        Assert.Null(reading.Manuscript);
        Assert.Equal(code, Assert.Single(reading.Problems).Code);
        Assert.Equal(until is null ? null : DateTimeOffset.Parse(until, null), reading.StatedEmbargo);
        Assert.Equal(until is not null, reading.Problems[0].Message.Contains("embargo (“", StringComparison.Ordinal));
    }

    [Fact]
    public void Letters_in_no_encoding_that_can_be_told_do_not_hide_it()
    {
        byte[] noise = [.. Enumerable.Range(0, 400).Select(i => (byte)(i % 8))];
        var reading = Read("r.md", [.. "---\nembargo: 2027-03-14T09:00:00Z\n---\n"u8, .. noise]);
        Assert.Equal("not-text", reading.Problems[0].Code);
        Assert.Equal(DateTimeOffset.Parse(Nine, null), reading.StatedEmbargo);
    }

    [Theory]
    [InlineData("{ \"embargo\": \"2027-03-14T09:00:00Z\", }}", Nine)]
    [InlineData("{ 'embargo': 'Wednesday' }", Open)]
    [InlineData("{ \"embrago\": \"2027-03-14T09:00:00Z\" }", Nine)]
    [InlineData("{ \"title\": \"A\" }}", null)]
    public void A_sidecar_that_cannot_be_used_says_it_too(string sidecar, string? until)
    {
        var reading = Reader.Read(UploadName.Parse("r.md"), "# A headline\n\nText of the release.\n"u8.ToArray(), Encoding.UTF8.GetBytes(sidecar), null, new IntakeOptions());
        Assert.Null(reading.Manuscript);
        Assert.Equal(until is null ? null : DateTimeOffset.Parse(until, null), reading.StatedEmbargo);
    }

    [Fact]
    public void A_message_with_two_documents_waits_for_what_its_note_or_either_of_them_says()
    {
        var note = Mail("Please hold it, it is still under embargo.", "A headline\n\nText of the release in words enough.\n");
        Assert.True(OpenEmbargo.Is(Read("r.eml", note).StatedEmbargo));
        var attached = Mail("Please find the release attached.", "EMBARGOED UNTIL 09:00 GMT 14 March 2027\n\nA headline\n\nText of the release in words enough.\n");
        var reading = Read("r.eml", attached);
        Assert.Equal("several-releases", reading.Problems[0].Code);
        Assert.Equal(DateTimeOffset.Parse(Nine, null), reading.StatedEmbargo);
    }

    [Fact]
    public void What_hostile_markup_holds_is_looked_through_once()
    {
        var text = "---\nstatus: draft\n---\n" + string.Concat(Enumerable.Repeat("<script <style <!-- embargo until ", 5_000));
        Assert.Null(Read("r.html", Encoding.UTF8.GetBytes(text)).Manuscript);
    }

    private static byte[] Mail(string note, string document) => Encoding.UTF8.GetBytes(
        "From: a@example.org\r\nTo: b@example.org\r\nSubject: Release\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" +
        $"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{note}\r\n" +
        $"--x\r\nContent-Type: text/plain; charset=utf-8; name=one.txt\r\nContent-Disposition: attachment; filename=one.txt\r\n\r\n{document}\r\n" +
        $"--x\r\nContent-Type: text/plain; charset=utf-8; name=two.txt\r\nContent-Disposition: attachment; filename=two.txt\r\n\r\nAnother headline\n\nAnother text, in words enough.\r\n--x--\r\n");

    private static Reading Read(string name, byte[] content) => Reader.Read(UploadName.Parse(name), content, null, null, new IntakeOptions());
}
