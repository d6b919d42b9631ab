using DocumentFormat.OpenXml;

namespace Syndication.Intake.Word;

/// <summary>The styles of a document, each with what it has from the styles it is based on.</summary>
internal sealed class Styles
{
    private const int DeepestBase = 20;
    private readonly Dictionary<string, OpenXmlElement> elements = [];
    private readonly Dictionary<string, Style> known = [];
    private readonly string? usual;

    public Styles(OpenXmlElement? root)
    {
        foreach (var style in root?.ChildElements.Where(child => child.LocalName == "style") ?? [])
        {
            if (style.Value("styleId") is not { } id)
                continue;
            elements.TryAdd(id, style);
            if (style.Value("type") == "paragraph" && style.Value("default") is "1" or "true")
                usual ??= id;
        }
    }

    /// <summary>A style by its id; the usual one's where the id is null or not there.</summary>
    public Style Of(string? id)
    {
        id = id is not null && elements.ContainsKey(id) ? id : usual ?? "";
        if (!known.TryGetValue(id, out var style))
            known[id] = style = Make(id);
        return style;
    }

    private Style Make(string id)
    {
        var style = new Style();
        for (var depth = 0; depth < DeepestBase && elements.TryGetValue(id, out var element); depth++)
        {
            var (paragraph, run) = (element.Child("pPr"), element.Child("rPr"));
            var numbering = paragraph.Child("numPr");
            var name = (element.Child("name").Value() ?? "").Trim().ToLowerInvariant();
            style = style with
            {
                Kind = style.Kind ?? KindOf(name),
                Heading = style.Heading ?? HeadingOf(name) ?? (paragraph.Child("outlineLvl").Number() is >= 0 and < 9 and var level ? level + 1 : null),
                List = style.List ?? numbering.Child("numId").Value(),
                Level = style.Level ?? numbering.Child("ilvl").Number(),
                Bold = style.Bold ?? run.Switch("b"),
                Italic = style.Italic ?? run.Switch("i"),
                Hidden = style.Hidden ?? run.Switch("vanish"),
                RightToLeft = style.RightToLeft ?? paragraph.Switch("bidi"),
            };
            if (element.Child("basedOn").Value() is not { } basis)
                break;
            id = basis;
        }

        return style;
    }

    // The names of the styles that every Word has are English in the file, whatever language the program speaks.
    private static ParagraphKind? KindOf(string name) => name switch
    {
        "title" => ParagraphKind.Title,
        "quote" or "intense quote" or "block text" or "quotations" => ParagraphKind.Quote,
        "caption" or "illustration" or "figure" or "drawing" => ParagraphKind.Caption,
        _ when name.StartsWith("toc", StringComparison.Ordinal) || name.StartsWith("contents ", StringComparison.Ordinal) || name.StartsWith("table of ", StringComparison.Ordinal) || name.StartsWith("index ", StringComparison.Ordinal) => ParagraphKind.Contents,
        _ => null,
    };

    private static int? HeadingOf(string name) =>
        name.StartsWith("heading ", StringComparison.Ordinal) && int.TryParse(name.AsSpan("heading ".Length), out var level) && level is > 0 and < 10 ? level : null;
}

/// <summary>What a style says of the paragraphs and runs that have it; null where it says nothing.</summary>
internal sealed record Style
{
    public ParagraphKind? Kind { get; init; }

    public int? Heading { get; init; }

    public string? List { get; init; }

    public int? Level { get; init; }

    public bool? Bold { get; init; }

    public bool? Italic { get; init; }

    public bool? Hidden { get; init; }

    public bool? RightToLeft { get; init; }
}

/// <summary>What a paragraph is, where it is more than text.</summary>
internal enum ParagraphKind
{
    /// <summary>The headline.</summary>
    Title,

    /// <summary>A quotation set off from the text.</summary>
    Quote,

    /// <summary>What an image shows.</summary>
    Caption,

    /// <summary>A table of contents or an index: of no use where there are no pages.</summary>
    Contents,
}
