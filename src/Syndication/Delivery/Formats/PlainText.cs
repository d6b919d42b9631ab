using System.Text;
using AngleSharp.Dom;
using Syndication.Releases;

namespace Syndication.Delivery.Formats;

/// <summary>A body as plain text: blocks apart by an empty line, lists with their marks, addresses of links after their words.</summary>
internal static class PlainText
{
    /// <summary>The text, its lines not wrapped.</summary>
    public static string Of(CleanHtml html, Language language) =>
        string.Concat(Blocks(html, language).Select(block => (block.Close ? "\n" : "\n\n") + block.Prefix + block.Text)).TrimStart('\n');

    /// <summary>The blocks in order.</summary>
    public static IReadOnlyList<TextBlock> Blocks(CleanHtml html, Language language)
    {
        var document = Intake.HtmlParsers.OfThisThread.ParseDocument("<body>" + html.Markup);
        var blocks = new List<TextBlock>();
        Walk(document.Body!, "", CopyWords.In(language).Image, blocks);
        return blocks;
    }

    private static void Walk(IElement parent, string prefix, string image, List<TextBlock> blocks)
    {
        var line = new StringBuilder();
        foreach (var node in parent.ChildNodes)
        {
            if (node is IElement element && IsBlock(element))
            {
                Flush(line, prefix, blocks);
                Block(element, prefix, image, blocks);
            }
            else
            {
                Inline(node, line, image);
            }
        }

        Flush(line, prefix, blocks);
    }

    private static void Block(IElement element, string prefix, string image, List<TextBlock> blocks)
    {
        switch (element.LocalName)
        {
            case "blockquote":
                Walk(element, prefix + "> ", image, blocks);
                break;
            case "ul" or "ol":
                var number = 0;
                foreach (var item in element.Children)
                {
                    var mark = element.LocalName == "ol" ? $"{++number}. " : "- ";
                    var first = blocks.Count;
                    Walk(item, prefix + new string(' ', mark.Length), image, blocks);
                    if (first < blocks.Count)
                        blocks[first] = blocks[first] with { Prefix = prefix + mark, Close = item != element.FirstElementChild };
                }

                break;
            case "tr":
                var above = blocks.Count;
                var row = new StringBuilder();
                foreach (var cell in element.Children)
                {
                    row.Append(row.Length > 0 ? " | " : "");
                    Inline(cell, row, image);
                }

                Flush(row, prefix, blocks);
                if (above < blocks.Count && (element.PreviousElementSibling ?? element.ParentElement?.PreviousElementSibling) is { LocalName: "tr" or "thead" })
                    blocks[above] = blocks[above] with { Close = true };
                break;
            case "hr":
                blocks.Add(new(prefix, "* * *"));
                break;
            default:
                Walk(element, prefix, image, blocks);
                break;
        }
    }

    private static void Inline(INode node, StringBuilder line, string image)
    {
        if (node is IText text)
        {
            line.Append(text.Data);
            return;
        }

        if (node is not IElement element)
            return;
        if (element.LocalName == "br")
            line.Append('\u2028');
        if (element.LocalName == "img" && element.GetAttribute("alt") is { Length: > 0 } alt)
            line.Append($"[{image}: {alt}]");
        var start = line.Length;
        foreach (var child in element.ChildNodes)
            Inline(child, line, image);
        if (element.LocalName == "a" && element.GetAttribute("href") is { } address && address.StartsWith("http", StringComparison.Ordinal) &&
            !line.ToString(start, line.Length - start).Contains(address.TrimEnd('/'), StringComparison.Ordinal))
        {
            line.Append($" <{address}>");
        }
    }

    private static void Flush(StringBuilder line, string prefix, List<TextBlock> blocks)
    {
        var lines = line.ToString().Split('\u2028').Select(Squeeze).ToList();
        line.Clear();
        var text = string.Join('\n', lines).Trim('\n');
        if (text.Length > 0)
            blocks.Add(new(prefix, text));
    }

    private static string Squeeze(string text) =>
        string.Join(' ', text.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries));

    private static bool IsBlock(IElement element) => element.LocalName is
        "p" or "div" or "section" or "article" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "ul" or "ol" or "li" or "blockquote" or "figure" or
        "figcaption" or "table" or "caption" or "thead" or "tbody" or "tfoot" or "tr" or "pre" or "hr" or "dl" or "dt" or "dd" or "address" or
        "header" or "footer" or "aside" or "details" or "summary" or "main" or "nav";
}

/// <summary>A block of text.</summary>
/// <param name="Prefix">What its first line begins with; the others begin with as much, marks of lists as blanks.</param>
/// <param name="Text">Its text; a line feed only where its author broke the line.</param>
internal sealed record TextBlock(string Prefix, string Text)
{
    /// <summary>Whether it follows the block above it without an empty line, as the next item of a list does.</summary>
    public bool Close { get; init; }
}
