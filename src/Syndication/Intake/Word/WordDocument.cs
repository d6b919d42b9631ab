using System.Text.RegularExpressions;
using System.Xml;
using AngleSharp.Dom;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;

namespace Syndication.Intake.Word;

/// <summary>A Word document: the text as Word shows it once all changes are accepted, without what stands on every page.</summary>
internal sealed partial record WordDocument
{
    /// <summary>The blocks of it.</summary>
    public required List<IElement> Blocks { get; init; }

    /// <summary>The lines on the edges of its pages, and behind its text, that speak of an embargo.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>The headline that is marked as such; one of the blocks, or null.</summary>
    public IElement? Headline { get; init; }

    /// <summary>The title in its properties; null where it has none that a person wrote.</summary>
    public string? Title { get; init; }

    /// <summary>Its images by the addresses in the blocks.</summary>
    public required Func<string, ReadOnlyMemory<byte>?> Images { get; init; }

    /// <summary>Reads one.</summary>
    public static (WordDocument? Document, Problem? Problem) Read(ReadOnlyMemory<byte> content, IntakeOptions options)
    {
        var (unpacked, problem) = Package.Unpack(content, options);
        if (unpacked is null)
            return (null, problem);
        try
        {
            using var document = WordprocessingDocument.Open(unpacked.Archive, isEditable: false);
            return document.MainDocumentPart?.Document?.Body is { } body ? (Read(document, document.MainDocumentPart, body, unpacked.Links), null) : (null, Package.Damaged());
        }
        catch (Exception e) when (e is OpenXmlPackageException or XmlException or InvalidDataException or FileFormatException or FormatException or ArgumentException
            or InvalidOperationException or NotSupportedException or IOException or KeyNotFoundException or OverflowException or InvalidCastException or NullReferenceException or IndexOutOfRangeException)
        {
            return (null, Package.Damaged()); // What the library makes of a document that is none.
        }
    }

    private static WordDocument Read(WordprocessingDocument document, MainDocumentPart main, OpenXmlElement body, IReadOnlyDictionary<(string, string), string> links)
    {
        var html = HtmlParsers.OfThisThread.ParseDocument("");
        OpenXmlPart?[] parts = [main, main.FootnotesPart, main.EndnotesPart, .. main.HeaderParts, .. main.FooterParts];
        var byName = parts.OfType<OpenXmlPart>().DistinctBy(NameOf).ToDictionary(NameOf);
        var paragraphs = body.Descendants().Where(element => element.LocalName == "p" && element.InnerText.Length > 0).ToList();
        var styles = new Styles(main.StyleDefinitionsPart?.Styles);
        var pictures = new Pictures(byName, links)
        {
            IsRightToLeft = paragraphs.Count(paragraph => (paragraph.Child("pPr").Switch("bidi") ?? styles.Of(paragraph.Child("pPr").Child("pStyle").Value()).RightToLeft) == true) > paragraphs.Count / 2,
        };
        var notes = new Notes(html);
        var reader = new Body(html, styles, new(main.NumberingDefinitionsPart?.Numbering, styles), pictures, notes);
        var blocks = reader.Read(body, NameOf(main));
        if (notes.Write(main.FootnotesPart?.Footnotes, main.EndnotesPart?.Endnotes, (note, isFootnote) => reader.Read(note, NameOf(isFootnote ? main.FootnotesPart! : main.EndnotesPart!))) is { } list)
            blocks.Add(list);

        // What stands on every page is no part of the release; an embargo there counts all the same.
        var edges = new List<string>(Watermarks(body));
        foreach (var edge in main.HeaderParts.Concat<OpenXmlPart>(main.FooterParts))
        {
            if (edge.RootElement is not { } root)
                continue;
            edges.AddRange(reader.Read(root, NameOf(edge)).SelectMany(Manuscripts.Lines));
            edges.AddRange(Watermarks(root));
        }

        return new() { Blocks = blocks, Notices = [.. Embargoes.Beside(edges).Distinct()], Headline = reader.Title, Title = TitleOf(document), Images = pictures.Find };
    }

    private static string NameOf(OpenXmlPart part) => part.Uri.OriginalString[(part.Uri.OriginalString.LastIndexOf('/') + 1)..];

    // The words written across a page (VML, v:textpath).
    private static IEnumerable<string> Watermarks(OpenXmlElement root) => root.Descendants().Where(element => element.LocalName == "textpath")
        .Select(element => element.GetAttributes().FirstOrDefault(attribute => attribute.LocalName == "string").Value).OfType<string>();

    // Programs put their own there: a template's title, a file name.
    private static string? TitleOf(WordprocessingDocument document)
    {
        try
        {
            var title = Words.OnOneLine(document.PackageProperties.Title ?? "");
            return title.Length is > 10 and < 250 && title.Contains(' ', StringComparison.Ordinal) && !OfProgram().IsMatch(title) ? title : null;
        }
        catch (Exception e) when (e is XmlException or InvalidOperationException or FormatException or ArgumentException or FileFormatException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?:Microsoft Word|Untitled|Document|Press release|Template)\b|\.(?:docx?|dotx?|odt|rtf)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfProgram();
}
