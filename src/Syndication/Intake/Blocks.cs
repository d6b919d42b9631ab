using AngleSharp.Dom;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>A body taken apart into blocks.</summary>
public static class Blocks
{
    private static readonly char[] SentenceEnds = ['.', '!', '?', '…', '؟', '。', '！', '？', '۔'];

    /// <summary>The blocks of a body, in order.</summary>
    public static IReadOnlyList<Block> Of(CleanHtml html) => Of(HtmlParsers.OfThisThread.ParseDocument(html.Markup));

    private static List<Block> Of(IDocument document)
    {
        var body = document.Body!;
        var part = BlockPart.Text;
        return [.. body.Children.Select(Of).Where(block => block.Text.Length > 0).Select(Placed)];

        // Notes and boilerplate begin with a line of their own and go on to the next, or to the end.
        Block Placed(Block block)
        {
            if (block.Kind is BlockKind.Heading or BlockKind.Paragraph && Landmarks.BeginsNotes(block.Text))
                part = BlockPart.Notes;
            else if (block.Kind is BlockKind.Heading or BlockKind.Paragraph && Landmarks.BeginsAbout(block.Text, block.Kind == BlockKind.Heading) && (block.Kind == BlockKind.Heading || part != BlockPart.Text || block.Text.Length < 60))
                part = BlockPart.About;
            return block with { Part = part };
        }
    }

    /// <summary>How the text begins: its first paragraph, cut at the end of a sentence or a word where it is longer.</summary>
    /// <param name="html">The body.</param>
    /// <param name="most">At most so many characters.</param>
    public static string Beginning(CleanHtml html, int most)
    {
        // What is struck out is no longer said, and a line cannot show that it was.
        var document = HtmlParsers.OfThisThread.ParseDocument(html.Markup);
        foreach (var struck in document.QuerySelectorAll("del, s").ToList())
            struck.Remove();
        var blocks = Of(document);
        var text = (blocks.FirstOrDefault(block => block.Kind == BlockKind.Paragraph && block.Part == BlockPart.Text) ?? blocks.FirstOrDefault(block => block.Kind != BlockKind.Image))?.Text ?? "";
        return Beginning(Words.OnOneLine(text), most);
    }

    /// <summary>How a line begins, cut at the end of a sentence or a word where it is longer.</summary>
    public static string Beginning(string text, int most)
    {
        if (text.Length <= most)
            return text;

        var sentence = text.LastIndexOfAny(SentenceEnds, most - 1);
        if (sentence >= most / 3)
            return text[..(sentence + 1)];
        var space = text.LastIndexOf(' ', most - 2);
        var end = space > most / 2 ? space : char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end].TrimEnd(' ', ',', ';', ':', '،', '–') + "…";
    }

    private static Block Of(IElement element) => element.LocalName switch
    {
        "h1" or "h2" or "h3" or "h4" or "h5" or "h6" => new(BlockKind.Heading, Text(element)),
        "ul" or "ol" or "dl" => new(BlockKind.List, Lines(element.QuerySelectorAll("li, dt, dd"))),
        "blockquote" => new(BlockKind.Quote, Text(element)),
        "table" => new(BlockKind.Table, string.Join('\n', element.QuerySelectorAll("tr").Select(row => string.Join(" | ", row.Children.Select(Text))))),
        "figure" or "img" => new(BlockKind.Image, string.Join(" ", new[] { Alternative(element), Text(element) }.Where(text => text.Length > 0))),
        "p" when Text(element).Length == 0 && element.QuerySelector("img") is not null => new(BlockKind.Image, Alternative(element)),
        _ => new(BlockKind.Paragraph, Text(element)),
    };

    private static string Lines(IEnumerable<IElement> items) =>
        string.Join('\n', items.Select(item => Words.OnOneLine(string.Concat(item.ChildNodes.Where(node => node is not IElement { LocalName: "ul" or "ol" or "dl" }).Select(node => node.TextContent)))));

    private static string Alternative(IElement element) =>
        Words.OnOneLine((element.LocalName == "img" ? element : element.QuerySelector("img"))?.GetAttribute("alt") ?? "");

    private static string Text(IElement element) => Words.Of(element);
}
