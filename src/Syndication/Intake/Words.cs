using System.Text;
using AngleSharp.Dom;

namespace Syndication.Intake;

/// <summary>Plain text out of what people write.</summary>
internal static class Words
{
    /// <summary>The text on one line: white space collapsed, characters that no reader can show left out.</summary>
    public static string OnOneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\u00A0' or '\u202F')
                line.Append(c);
            else if (char.IsWhiteSpace(c))
                Space(line);
            else if (!char.IsControl(c) && c is not ('\uFEFF' or '\u200B' or '\u00AD'))
                line.Append(c);
        }

        return line.ToString().Trim();
    }

    /// <summary>The words of an element, a line break within it being a space; the numbers that lead to notes are none.</summary>
    public static string Of(INode node)
    {
        var text = new StringBuilder();
        Add(node, text);
        return OnOneLine(text.ToString());
    }

    /// <summary>The words of a headline, without those of scripts and styles in it, which are taken out.</summary>
    public static string OfHeadline(IElement headline)
    {
        foreach (var element in headline.QuerySelectorAll("script, style, template, noscript").ToList())
            element.Remove();
        return Of(headline);
    }

    /// <summary>Whether an element is the number that leads to a note.</summary>
    public static bool IsReference(IElement element) =>
        element is { LocalName: "sup", ChildElementCount: 1, FirstElementChild: { LocalName: "a" } link } && link.GetAttribute("href")?.StartsWith("#note-", StringComparison.Ordinal) == true && link.TextContent == element.TextContent;

    private static void Add(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words)
                text.Append(words.Data);
            else if (child is IElement { LocalName: "br" or "p" or "li" or "div" or "td" or "th" or "tr" } line)
                Add(line, text.Append(' '));
            else if (child is IElement element && !IsReference(element))
                Add(child, text);
        }
    }

    private static void Space(StringBuilder line)
    {
        if (line.Length > 0 && line[^1] is not (' ' or '\u00A0'))
            line.Append(' ');
    }
}
