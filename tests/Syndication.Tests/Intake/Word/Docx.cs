using System.IO.Compression;
using System.Text;

namespace Syndication.Tests.Intake.Word;

/// <summary>Makes a Word document of parts.</summary>
internal sealed class Docx
{
    public const string Names =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" " +
        "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" " +
        "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:v=\"urn:schemas-microsoft-com:vml\"";

    private const string Types =
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>" +
        "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>" +
        "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>" +
        "<Override PartName=\"/word/numbering.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml\"/>" +
        "<Override PartName=\"/word/footnotes.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml\"/></Types>";

    public const string Title = "<w:p><w:pPr><w:pStyle w:val=\"T\"/></w:pPr><w:r><w:t>A centre opens in Tunis</w:t></w:r></w:p>";

    public const string Text = "<w:p><w:r><w:t>Tunis, 3 March 2026 – The Tunisian authorities, with their partners, today opened a centre that offers those who return legal advice.</w:t></w:r></w:p>";

    public Dictionary<string, byte[]> Parts { get; } = [];

    public Dictionary<string, string> Relationships { get; } = new()
    {
        ["rIdS"] = "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"",
        ["rIdN"] = "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering\" Target=\"numbering.xml\"",
        ["rIdF"] = "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes\" Target=\"footnotes.xml\"",
    };

    /// <summary>A document with a headline, a first paragraph, and this.</summary>
    public static byte[] With(string body, string notes = "") => Of(Title + Text + body, notes).ToBytes();

    public static Docx Of(string body, string notes = "")
    {
        var docx = new Docx();
        docx.Put("[Content_Types].xml", Types);
        docx.Put("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
        docx.Put("word/document.xml", $"<w:document {Names}><w:body>{body}<w:sectPr/></w:body></w:document>");
        docx.Put("word/styles.xml", $"<w:styles {Names}><w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"Title\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"heading 2\"/></w:style>" +
            "<w:style w:type=\"paragraph\" w:styleId=\"HH\"><w:name w:val=\"Ours\"/><w:basedOn w:val=\"H\"/></w:style><w:style w:type=\"paragraph\" w:styleId=\"Loop\"><w:name w:val=\"Loop\"/><w:basedOn w:val=\"Loop\"/></w:style></w:styles>");
        docx.Put("word/numbering.xml", $"<w:numbering {Names}>" +
            "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/></w:lvl></w:abstractNum>" +
            "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num></w:numbering>");
        docx.Put("word/footnotes.xml", $"<w:footnotes {Names}>{notes}</w:footnotes>");
        return docx;
    }

    public void Put(string name, string text) => Parts[name] = Encoding.UTF8.GetBytes(text);

    public byte[] ToBytes()
    {
        Put("word/_rels/document.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
            string.Concat(Relationships.Select(pair => $"<Relationship Id=\"{pair.Key}\" {pair.Value}/>")) + "</Relationships>");
        return Zip(Parts.Select(part => (part.Key, part.Value)));
    }

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var to = entry.Open();
                to.Write(content);
            }
        }

        return stream.ToArray();
    }
}
