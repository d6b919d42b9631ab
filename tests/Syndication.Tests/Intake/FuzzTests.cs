using System.Text;
using CsCheck;
using Syndication.Intake;
using Syndication.Tests.Intake.Word;

namespace Syndication.Tests.Intake;

/// <summary>
/// Every reader on documents that were good until something cut, flipped, doubled or nested them: a reading or a problem comes of each,
/// soon, and without using up the memory.
/// </summary>
public sealed class FuzzTests
{
    private static readonly string Fixtures = Path.Combine(AppContext.BaseDirectory, "Intake", "Fixtures");

    public static TheoryData<string> Cases() => [.. Directory.GetFiles(Fixtures, "*.input.*").Select(Path.GetFileName).Order(StringComparer.Ordinal).Select(file => file!)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_damaged_upload_is_read_or_refused(string file)
    {
        var whole = File.ReadAllBytes(Path.Combine(Fixtures, file));
        var name = UploadName.Parse("2026/" + file.Replace(".input", "", StringComparison.Ordinal));
        Damage.Changes.Sample(change => Bounded(() => Reader.Read(name, change(whole), null, null, new())), iter: Damage.Times, threads: 1);
    }

    // Damage to the archive hardly ever reaches the XML; damage to the XML, packed well, does.
    [Fact]
    public void A_damaged_part_of_a_word_document_is_read_or_refused()
    {
        var docx = Docx.Of(
            Docx.Title + Docx.Text + "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Item</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:tcPr><w:gridSpan w:val=\"3\"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" +
            "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK \"https://x.example/\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
            "<w:footnote w:id=\"1\"><w:p><w:r><w:t>Note</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p></w:footnote>");
        docx.ToBytes();
        var parts = docx.Parts.ToList();
        string[] pieces = ["<w:p>", "</w:p>", "<w:tbl>", "<w:tr>", "<w:tc>", "</w:tc>", "<w:ins>", "<w:del>", "<w:sdt><w:sdtContent>", "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>", "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>", "w:val=\"-1\"", "w:val=\"99999999999\"", "r:embed=\"rId9\"", "<w:numId w:val=\"1\"/>", "<mc:AlternateContent>", "<w:footnoteReference w:id=\"1\"/>"];
        var swaps = Gen.Select(Gen.OneOf(pieces), Gen.OneOf(pieces), Gen.Int[0, 1 << 16]).List[0, 4];
        Gen.Select(Gen.Int[0, parts.Count - 1], swaps, Damage.Changes, Gen.Bool).Sample(
            (at, exchanged, change, isRaw) =>
            {
                var content = parts[at].Value;
                foreach (var (from, to, place) in exchanged)
                {
                    var text = Encoding.UTF8.GetString(content);
                    var found = text.IndexOf(from, Math.Min(text.Length, place % (text.Length + 1)), StringComparison.Ordinal);
                    content = Encoding.UTF8.GetBytes(found < 0 ? text.Insert(place % (text.Length + 1), "") : text[..found] + to + text[(found + from.Length)..]);
                }

                var bytes = Docx.Zip(parts.Select((part, i) => (part.Key, i == at ? isRaw ? change(content) : content : part.Value)));
                Bounded(() => Reader.Read(UploadName.Parse("a.docx"), bytes, null, null, new()));
            },
            iter: Damage.Times * 4,
            threads: 1);
    }

    [Fact]
    public void A_damaged_sidecar_is_read_or_refused()
    {
        var good = Encoding.UTF8.GetBytes("{ \"title\": \"x\", \"topics\": [\"a\", \"b\"], \"embargo\": \"2030-01-01T00:00:00Z\", \"original\": true }");
        var text = File.ReadAllBytes(Path.Combine(Fixtures, "wrapped-mail.input.txt"));
        Damage.Changes.Sample(change => Bounded(() => Reader.Read(UploadName.Parse("a.fr.txt"), text, change(good), change(good), new())), iter: Damage.Times * 4, threads: 1);
    }

    [Theory]
    [InlineData("a.html", "<div>")]
    [InlineData("a.html", "<tr>")]
    [InlineData("a.html", "<option>")]
    [InlineData("a.html", "<b><p>")]
    [InlineData("a.html", "<table><tr><td>")]
    [InlineData("a.html", "<a href=x>")]
    [InlineData("a.html", "<p title=\"")]
    [InlineData("a.html", "<svg><p>")]
    [InlineData("a.html", "<svg><tr>")]
    [InlineData("a.html", "<math><td>")]
    [InlineData("a.html", "<ul><li>")]
    [InlineData("a.md", "> ")]
    [InlineData("a.md", "[")]
    [InlineData("a.md", "![")]
    [InlineData("a.md", "*_")]
    [InlineData("a.md", "`a")]
    [InlineData("a.md", "- ")]
    [InlineData("a.md", "<b>")]
    [InlineData("a.md", "| a ")]
    [InlineData("a.txt", "a, b – ")]
    [InlineData("a.txt", "a@")]
    [InlineData("a.txt", "+1 2")]
    [InlineData("a.txt", "contact: ")]
    [InlineData("a.txt", "---\na: ")]
    [InlineData("a.txt", "---\n[")]
    [InlineData("a.eml", "Message-ID: a\nContent-Type: multipart/mixed; boundary=a\n\n--a\n")]
    [InlineData("a.eml", "Message-ID: a\nMIME-Version: 1.0\n\n> From: a\n")]
    [InlineData("a.eml", "Message-ID: a\nSubject: =?utf-8?q?a?= ")]
    public void The_same_again_and_again_is_read_or_refused(string name, string again)
    {
        foreach (var (count, first) in new[] { (10, ""), (250, ""), (4_000, ""), (4_000, "<svg>") })
            Bounded(() => Reader.Read(UploadName.Parse(name), Encoding.UTF8.GetBytes(first + string.Concat(Enumerable.Repeat(again, count))), null, null, new()));
    }

    // What is open when a paragraph ends is opened again in the next, all of it: some KB ask for millions of elements.
    [Theory]
    [InlineData("<p>x")]
    [InlineData("<div>x</div>")]
    [InlineData("<li>x")]
    public void What_is_opened_again_and_again_is_read_or_refused(string again) =>
        Bounded(() => Reader.Read(UploadName.Parse("a.html"), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 250).Select(i => $"<b id=a{i}>")) + string.Concat(Enumerable.Repeat(again, 8_000))), null, null, new()));

    private static void Bounded(Func<Reading> read) => Damage.Bounded(read, reading => reading.Manuscript is not null || reading.Problems.Count > 0);
}
