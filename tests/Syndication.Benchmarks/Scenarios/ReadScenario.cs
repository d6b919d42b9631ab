using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Syndication.Benchmarks.Measuring;
using Syndication.Intake;
using Syndication.Intake.Images;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>How fast uploads are read, a format after the other: the same release of some pages in each, from bytes to manuscript.</summary>
internal static class ReadScenario
{
    private const string Paragraph =
        "Les autorités et leurs partenaires ont présenté aujourd’hui un plan commun pour les villes du littoral, où les inondations de printemps touchent chaque année des milliers de familles, et où des dépôts de matériel seront ouverts avant la saison des pluies.";

    public static void Run(Setting setting, int paragraphs, Report report)
    {
        report.Begin($"Reading uploads of {paragraphs:#,0} paragraphs", $"read --paragraphs {paragraphs} --rounds {setting.Rounds}");
        var texts = Enumerable.Range(0, paragraphs).Select(i => $"{i + 1}. {Paragraph}").ToList();
        const string Title = "Un plan commun pour les villes du littoral";
        var html = $"<!DOCTYPE html><html><body><main><h1>{Title}</h1>{string.Concat(texts.Select(text => $"<p>{text}</p>"))}</main></body></html>";
        (string Name, byte[] Bytes)[] uploads =
        [
            ("a.fr.html", Encoding.UTF8.GetBytes(html)),
            ("a.fr.md", Encoding.UTF8.GetBytes($"# {Title}\n\n{string.Join("\n\n", texts)}\n")),
            ("a.fr.txt", Encoding.UTF8.GetBytes($"{Title}\n\n{string.Join("\n\n", texts)}\n")),
            ("a.fr.docx", Word(Title, texts)),
            ("a.fr.eml", Encoding.UTF8.GetBytes($"Message-ID: <1@newsroom.example>\r\nSubject: Fwd: {Title}\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.UTF8.GetBytes(html), Base64FormattingOptions.InsertLineBreaks)}\r\n")),
        ];

        var table = new Table("format", "KB uploaded", "KB of text", "ms", "MB/s uploaded", "MB/s of text", "MB allocated");
        var size = texts.Sum(Encoding.UTF8.GetByteCount) / 1024d;
        foreach (var (name, bytes) in uploads)
        {
            var upload = UploadName.Parse(name);
            var times = new List<double>();
            var allocated = 0L;
            for (var round = 0; round < 5 + Math.Max(7, setting.Rounds); round++)
            {
                GC.Collect();
                var before = GC.GetAllocatedBytesForCurrentThread();
                var watch = Stopwatch.StartNew();
                if (Reader.Read(upload, bytes, null, null, new()).Manuscript is null)
                    throw new InvalidOperationException($"{name} was not read.");
                watch.Stop();
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                if (round >= 5)
                    times.Add(watch.Elapsed.TotalMilliseconds);
            }

            var median = times.Order().ElementAt(times.Count / 2);
            table.Add(upload.Extension, $"{bytes.Length / 1024d:0}", $"{size:0}", $"{median:0.0}", $"{bytes.Length / 1048.576 / median:0.0}", $"{size / 1.024 / median:0.0}", $"{allocated / 1048576d:0.0}");
        }

        report.Tell(table);
        Images(setting, report);
    }

    // Photographs as a camera makes them: told what they are, freed of what they tell of people and places, hashed.
    private static void Images(Setting setting, Report report)
    {
        var table = new Table("image", "KB", "ms", "MB/s");
        foreach (var (name, bytes) in new[] { ("jpeg", Jpeg(4_000_000)), ("png", Png(4_000_000)) })
        {
            var times = new List<double>();
            for (var round = 0; round < 5 + Math.Max(7, setting.Rounds); round++)
            {
                GC.Collect();
                var watch = Stopwatch.StartNew();
                if (ImageFile.Read(bytes) is not { } image || SHA256.HashData(image.Content.Span).Length == 0)
                    throw new InvalidOperationException($"{name} was not read.");
                if (round >= 5)
                    times.Add(watch.Elapsed.TotalMilliseconds);
            }

            var median = times.Order().ElementAt(times.Count / 2);
            table.Add(name, $"{bytes.Length / 1024d:0}", $"{median:0.0}", $"{bytes.Length / 1048.576 / median:0}");
        }

        report.Tell(table);
    }

    private static byte[] Jpeg(int size)
    {
        var data = new byte[size];
        new Random(1).NextBytes(data);
        byte[] exif = [0xFF, 0xE1, 0x40, 0x00, .. "Exif\0\0MM\0*\0\0\0\b\0\0"u8, .. new byte[0x4000 - 18]];
        byte[] frame = [0xFF, 0xC0, 0, 17, 8, 0x0F, 0xA0, 0x0F, 0xA0, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0];
        byte[] scan = [0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0];
        return [0xFF, 0xD8, .. exif, .. frame, .. scan, .. data.SelectMany(value => value == 0xFF ? new byte[] { 0xFF, 0 } : [value]), 0xFF, 0xD9];
    }

    private static byte[] Png(int size)
    {
        var data = new byte[size];
        new Random(2).NextBytes(data);
        byte[] header = [0, 0, 0x0F, 0xA0, 0, 0, 0x0F, 0xA0, 8, 2, 0, 0, 0];
        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("eXIf"u8, new byte[1000]), .. data.Chunk(65_536).SelectMany(part => Chunk("IDAT"u8, part)), .. Chunk("IEND"u8, [])];

        static byte[] Chunk(ReadOnlySpan<byte> type, byte[] content) => [(byte)(content.Length >> 24), (byte)(content.Length >> 16), (byte)(content.Length >> 8), (byte)content.Length, .. type, .. content, 0, 0, 0, 0];
    }

    private static byte[] Word(string title, List<string> texts)
    {
        const string Names = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Put("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            Put("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            Put("word/document.xml", $"<w:document {Names}><w:body><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{title}</w:t></w:r></w:p>{string.Concat(texts.Select(text => $"<w:p w:rsidR=\"00A1B2C3\"><w:r w:rsidRPr=\"00A1B2C3\"><w:t xml:space=\"preserve\">{text[..40]}</w:t></w:r><w:r><w:t xml:space=\"preserve\">{text[40..]}</w:t></w:r></w:p>"))}</w:body></w:document>");

            void Put(string name, string text)
            {
                using var to = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
                to.Write(text);
            }
        }

        return stream.ToArray();
    }
}
