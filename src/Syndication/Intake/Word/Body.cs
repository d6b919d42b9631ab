using AngleSharp.Dom;
using DocumentFormat.OpenXml;

namespace Syndication.Intake.Word;

/// <summary>
/// The paragraphs, lists and tables of a document as html elements, with tracked changes as if they were accepted (ECMA-376, part 1,
/// 17.13.5) and without comments. Text boxes stand after the paragraph that they hang on.
/// </summary>
internal sealed class Body(IDocument html, Styles styles, Numbering numbering, Pictures pictures, Notes notes)
{
    private readonly Fields fields = new();
    private Line? carried;

    /// <summary>The element of the document's title; null where it has none.</summary>
    public IElement? Title { get; private set; }

    /// <summary>Reads what stands in a part, in order.</summary>
    public List<IElement> Read(OpenXmlElement container, string part)
    {
        var blocks = new BlockList(html);
        Children(container, part, blocks);
        return blocks.Blocks;
    }

    private void Children(OpenXmlElement container, string part, BlockList blocks)
    {
        for (var child = container.FirstChild; child is not null; child = child.NextSibling())
            Block(child, part, blocks);
    }

    private void Block(OpenXmlElement element, string part, BlockList blocks)
    {
        switch (element.LocalName)
        {
            case "p":
                Paragraph(element, part, blocks);
                break;
            case "tbl":
                blocks.EndLists();
                new Table(html, this, part).Read(element, blocks);
                break;
            case "sdt" when IsContents(element):
            case "del" or "moveFrom":
                break;
            case "sdt":
                if (element.Child("sdtContent") is { } content)
                    Children(content, part, blocks);
                break;
            case "ins" or "moveTo" or "customXml" or "smartTag":
                Children(element, part, blocks);
                break;
            case "AlternateContent":
                if (Alternative(element) is { } alternative)
                    Children(alternative, part, blocks);
                break;
        }
    }

    private static bool IsContents(OpenXmlElement sdt) =>
        sdt.Child("sdtPr").Child("docPartObj").Child("docPartGallery").Value() is "Table of Contents" or "Page Numbers (Top of Page)" or "Page Numbers (Bottom of Page)" or "Watermarks" or "Cover Pages" or "Bibliographies";

    private static OpenXmlElement? Alternative(OpenXmlElement element) =>
        element.ChildElements.FirstOrDefault(child => child.LocalName == "Choice" && child.HasChildren) ?? element.Child("Fallback");

    private void Paragraph(OpenXmlElement paragraph, string part, BlockList blocks)
    {
        var properties = paragraph.Child("pPr");
        var id = properties.Child("pStyle").Value();
        var style = styles.Of(id);
        var own = properties.Child("numPr");
        var heading = style.Heading ?? (properties.Child("outlineLvl").Number() is >= 0 and < 9 and var outline ? outline + 1 : null);
        var isRightToLeft = properties.Switch("bidi") ?? style.RightToLeft ?? false;

        // Where the end of the paragraph before was deleted, this one goes on with it.
        var line = carried ?? new Line(html.CreateElement(style.Kind == ParagraphKind.Title ? "h1" : heading is { } level ? $"h{Math.Min(level, 6)}" : "p"));
        var isEndDeleted = properties.Child("rPr") is { } mark && (mark.Child("del") ?? mark.Child("moveFrom")) is not null;
        var beside = new Beside();
        if (style.Kind != ParagraphKind.Contents)
            Inlines(paragraph, new(line, part, style, isRightToLeft, IsPlain: heading is not null || style.Kind == ParagraphKind.Title, beside));
        else
            Inlines(paragraph, new(new(html.CreateElement("p")), part, style, isRightToLeft, IsPlain: true, new()));
        carried = isEndDeleted ? line : null;
        if (isEndDeleted)
            return;

        var item = heading is null && style.Kind != ParagraphKind.Title && line.HasText
            ? numbering.Next(own.Child("numId").Value() ?? style.List, own.Child("ilvl").Number() ?? style.Level, id)
            : null;
        if (line.HasText && isRightToLeft != pictures.IsRightToLeft && isRightToLeft == HasRightToLeft(line.Element.TextContent))
            line.Element.SetAttribute("dir", isRightToLeft ? "rtl" : "ltr");
        if (line.HasText && style.Kind == ParagraphKind.Title)
            AddTitle(line, blocks);
        else if (line.HasText && item is not null)
            blocks.AddItem(line.Element, item);
        else if (line.HasText)
            blocks.Add(line.Element, style.Kind);
        foreach (var image in beside.Images)
            blocks.AddImage(image);
        foreach (var box in beside.Boxes)
            Children(box, part, blocks);
    }

    // A paragraph that says a direction its letters do not have was left over from a template.
    private static bool HasRightToLeft(string text) => text.Any(c => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFEFC'));

    // A title may go over several paragraphs.
    private void AddTitle(Line line, BlockList blocks)
    {
        if (Title is not null && blocks.Blocks.Count > 0 && blocks.Blocks[^1] == Title)
        {
            Title.AppendChild(html.CreateTextNode(" "));
            while (line.Element.FirstChild is { } node)
                Title.AppendChild(node);
            return;
        }

        Title ??= line.Element;
        blocks.Add(line.Element, null);
    }

    private void Inlines(OpenXmlElement container, Place place)
    {
        for (var child = container.FirstChild; child is not null; child = child.NextSibling())
        {
            switch (child.LocalName)
            {
                case "r":
                    Run(child, place);
                    break;
                case "hyperlink":
                    var address = child.Value("id") is { } id ? pictures.Links.GetValueOrDefault((place.Part, id)) : null;
                    Inlines(child, place with { Address = address ?? place.Address });
                    break;
                case "fldSimple":
                    fields.Within(child.Value("instr") ?? "", () => Inlines(child, place));
                    break;
                case "ins" or "moveTo" or "smartTag" or "customXml" or "dir" or "bdo" or "sdtContent":
                    Inlines(child, place);
                    break;
                case "sdt" when !IsContents(child):
                    if (child.Child("sdtContent") is { } content)
                        Inlines(content, place);
                    break;
                case "AlternateContent":
                    if (Alternative(child) is { } alternative)
                        Inlines(alternative, place);
                    break;
                case "oMath" or "oMathPara":
                    place.Line.Add(string.Concat(child.Descendants().Where(part => part.LocalName == "t" && part.NamespaceUri.Contains("math", StringComparison.Ordinal)).Select(part => part.InnerText)), Look.Plain);
                    break;
            }
        }
    }

    private void Run(OpenXmlElement run, Place place)
    {
        var properties = run.Child("rPr");
        var character = properties.Child("rStyle").Value() is { } id ? styles.Of(id) : null;
        if (properties.Switch("vanish") ?? character?.Hidden ?? place.Style.Hidden ?? false)
            return;
        var raised = properties.Child("vertAlign").Value();
        var isRightToLeft = properties.Switch("rtl") ?? false;
        var look = new Look
        {
            Address = fields.Address ?? place.Address,
            IsBold = !place.IsPlain && ((properties.Switch("b") ?? character?.Bold ?? place.Style.Bold) == true || (isRightToLeft && properties.Switch("bCs") == true)),
            IsItalic = !place.IsPlain && (properties.Switch("i") ?? character?.Italic ?? place.Style.Italic) == true,
            IsStruck = !place.IsPlain && (properties.Switch("strike") ?? properties.Switch("dstrike")) == true,
            IsRaised = raised == "superscript",
            IsLowered = raised == "subscript",

            // A run says right to left within a text that goes the other way; the other case is every name in an Arabic text, and browsers see it.
            IsRightToLeft = isRightToLeft && !place.IsRightToLeft && !pictures.IsRightToLeft ? true : null,
        };
        Pieces(run, place, look);
    }

    private void Pieces(OpenXmlElement run, Place place, Look look)
    {
        for (var piece = run.FirstChild; piece is not null; piece = piece.NextSibling())
        {
            if (piece.LocalName == "fldChar")
                fields.Mark(piece.Value("fldCharType"));
            else if (piece.LocalName == "instrText")
                fields.Instruct(piece.InnerText);
            else if (fields.IsShown)
                Piece(piece, place, look with { Address = fields.Address ?? place.Address });
        }
    }

    private void Piece(OpenXmlElement piece, Place place, Look look)
    {
        switch (piece.LocalName)
        {
            case "t":
                place.Line.Add(piece.InnerText.Replace("\u00AD", "", StringComparison.Ordinal), look);
                break;
            case "tab" or "ptab":
                place.Line.Add(" ", look);
                break;
            case "br" when piece.Value("type") is not ("page" or "column"):
            case "cr":
                place.Line.Add(html.CreateElement("br"));
                break;
            case "noBreakHyphen":
                place.Line.Add("\u2011", look);
                break;
            case "sym":
                place.Line.Add(Symbols.Of(piece.Value("font"), piece.Value("char")), look);
                break;
            case "footnoteReference" or "endnoteReference":
                if (notes.Refer(piece.LocalName[0] == 'f', piece.Value("id")) is { } reference)
                    place.Line.AddPlain(reference);
                break;
            case "drawing" or "pict" or "object":
                place.Beside.Images.AddRange(pictures.Of(piece, place.Part, html));
                place.Beside.Boxes.AddRange(Boxes(piece));
                break;
            case "AlternateContent":
                if (Alternative(piece) is { } alternative)
                    Pieces(alternative, place, look);
                break;
        }
    }

    private static List<OpenXmlElement> Boxes(OpenXmlElement piece)
    {
        var boxes = new List<OpenXmlElement>();
        var pending = new Stack<OpenXmlElement>([piece]);
        while (pending.TryPop(out var element))
        {
            if (element.LocalName == "txbxContent")
            {
                boxes.Add(element);
                continue;
            }

            var from = element.LocalName == "AlternateContent" ? Alternative(element) : element;
            foreach (var child in from?.ChildElements.Reverse() ?? [])
                pending.Push(child);
        }

        return boxes;
    }

    /// <summary>Where the text of a paragraph goes, and what counts for all of it.</summary>
    private sealed record Place(Line Line, string Part, Style Style, bool IsRightToLeft, bool IsPlain, Beside Beside)
    {
        public string? Address { get; init; }
    }

    /// <summary>What hangs on a paragraph and is no text of it.</summary>
    private sealed class Beside
    {
        public List<IElement> Images { get; } = [];

        public List<OpenXmlElement> Boxes { get; } = [];
    }
}
