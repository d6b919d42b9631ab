using AngleSharp.Dom;

namespace Syndication.Intake;

/// <summary>Plain text, often copied from a page with its menus: the release is where the dateline is, or where the long paragraphs are.</summary>
internal static class PlainText
{
    private const int Long = 90;

    /// <summary>Finds the release in a text.</summary>
    /// <param name="text">The text, without front matter.</param>
    /// <param name="knowsTitle">Whether the file says its headline itself.</param>
    public static Draft Read(string text, bool knowsTitle)
    {
        var paragraphs = Paragraphs(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        var dateline = paragraphs.FindIndex(paragraph => Dateline.Of(Words.OnOneLine(paragraph)) is not null && paragraph.Length >= Long);
        var first = dateline >= 0 ? dateline : paragraphs.FindIndex(paragraph => paragraph.Length >= Long);
        if (first < 0)
            first = knowsTitle || paragraphs.Count < 2 ? 0 : 1;

        // The headline is the line before the text; what stands before it is a menu, unless the text begins there.
        string? title = null;
        if (first > 0 && !knowsTitle)
            title = paragraphs[first - 1].TrimStart('#', ' ');
        else if (knowsTitle && dateline < 0)
            first = 0;

        var end = End(paragraphs, first);
        return new(title, Elements(paragraphs[first..end]), null);
    }

    // Lines that belong together: a hard-wrapped text has blank lines between its paragraphs, one copied from a page has none.
    private static List<string> Paragraphs(string text)
    {
        var lines = text.Split('\n').Select(line => line.TrimEnd()).ToList();
        var wrapped = lines.Any(string.IsNullOrWhiteSpace) &&
            lines.Zip(lines.Skip(1)).Count(pair => pair.First.Length is > 45 and < 100 && pair.Second.Length > 0 && !IsItem(pair.Second)) > lines.Count / 4;
        if (!wrapped)
            return [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0)];

        var paragraphs = new List<string>();
        var joins = false;
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line.Length > 0 && joins && !IsItem(line))
                paragraphs[^1] += " " + line;
            else if (line.Length > 0)
                paragraphs.Add(line);
            joins = line.Length > 0;
        }

        return paragraphs;
    }

    // After the contacts, and after the last whole sentence, comes what the page had below the release.
    private static int End(List<string> paragraphs, int first)
    {
        var contacts = paragraphs.FindIndex(first, paragraph => ContactReader.Announces(paragraph));
        if (contacts >= 0)
        {
            var end = contacts + 1;
            while (end < paragraphs.Count && ContactReader.Holds(paragraphs[end]))
                end++;
            return end;
        }

        var last = paragraphs.FindLastIndex(paragraph => paragraph.Length >= Long || IsItem(paragraph) || EndsSentence(paragraph) || ContactReader.Holds(paragraph));
        return Math.Max(last + 1, first + 1);
    }

    private static bool EndsSentence(string paragraph) =>
        paragraph.Length > 25 && paragraph.TrimEnd('»', '"', '”', ')', ' ', '\u00A0')[^1] is '.' or '!' or '?' or '؟' or '。' or '…';

    private static bool IsItem(string line) => line.Length > 2 && (line[0] is '•' or '·' || line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal));

    private static List<IElement> Elements(List<string> paragraphs)
    {
        var document = HtmlParsers.OfThisThread.ParseDocument("");
        var blocks = new List<IElement>();
        foreach (var paragraph in paragraphs)
        {
            if (IsItem(paragraph) && paragraphs.Count(IsItem) > 1)
            {
                if (blocks.Count == 0 || blocks[^1].LocalName != "ul")
                    blocks.Add(document.CreateElement("ul"));
                Add(document, blocks[^1].AppendElement(document.CreateElement("li")), paragraph[1..]);
            }
            else
            {
                var element = document.CreateElement("p");
                Add(document, element, paragraph);
                blocks.Add(element);
            }
        }

        return blocks;
    }

    private static void Add(IDocument document, IElement element, string text) => element.AppendChild(document.CreateTextNode(Words.OnOneLine(text)));
}
