using AngleSharp.Dom;

namespace Syndication.Intake.Mail;

/// <summary>The page in a message: mail programs lay it out with tables, and put the head of a message passed on at its top.</summary>
internal static class MailPage
{
    private const int FirstBlocks = 14;
    private const int LongestPreface = 700;
    private const int LongestSigned = 60;

    /// <summary>Makes of tables that only place things what browsers make of boxes.</summary>
    public static void Unfold(IDocument page)
    {
        foreach (var table in page.QuerySelectorAll("table").Reverse().ToList())
        {
            var rows = table.QuerySelectorAll("tr").Where(row => row.Closest("table") == table).ToList();
            var places = table.GetAttribute("role") == "presentation" || table.QuerySelector("table, div[data-unfolded], h1, h2") is not null ||
                rows.Count < 2 || rows.TrueForAll(row => row.ChildElementCount < 2) || table.QuerySelectorAll("td").Any(cell => cell.TextContent.Length > 1500);
            if (!places)
                continue;
            var box = page.CreateElement("div");
            box.SetAttribute("data-unfolded", "");
            foreach (var cell in rows.SelectMany(row => row.Children).ToList())
            {
                var inner = page.CreateElement("div");
                while (cell.FirstChild is { } node)
                    inner.AppendChild(node);
                box.AppendChild(inner);
            }

            table.Replace(box);
        }
    }

    /// <summary>Leaves of a page that quotes a message for the greater part what it quotes.</summary>
    /// <returns>The lines around it.</returns>
    public static List<string> Unquote(IDocument page)
    {
        var around = new List<string>();
        while (page.QuerySelector("blockquote[type=cite], blockquote[class*=gmail_quote], blockquote[class*=cite]") is { } quote && Around(page, quote) is var (lines, length) && length <= LongestPreface && length < Words.Of(quote).Length && !lines.Exists(CoveringNote.IsDatelined))
        {
            var box = page.CreateElement("div");
            while (quote.FirstChild is { } node)
                box.AppendChild(node);
            around.AddRange(lines);
            page.Body!.InnerHtml = "";
            page.Body.AppendChild(box);
        }

        return around;
    }

    private static (List<string> Lines, int Length) Around(IDocument page, IElement quote)
    {
        var body = (IElement)page.Body!.Clone();
        body.QuerySelectorAll("blockquote")[page.QuerySelectorAll("blockquote").ToList().IndexOf(quote)].Remove();
        foreach (var element in body.QuerySelectorAll("style, script").ToList())
            element.Remove();
        return ([.. Manuscripts.Lines(body)], Words.Of(body).Length);
    }

    /// <summary>Takes out the head of a message passed on, and what little stands before it.</summary>
    /// <returns>The lines of both.</returns>
    public static List<string> TakeHead(List<IElement> blocks)
    {
        var words = blocks.Take(FirstBlocks + 1).Select(Words.Of).ToList();
        var (head, length) = (-1, 0);
        for (var i = 0; i < Math.Min(words.Count, FirstBlocks) && length <= LongestPreface; i++)
        {
            if (IsHead(words, i))
                head = i;
            else if (head >= 0)
                break;
            else
                length += words[i].Length;
        }

        // A memo has fields too; only a head says from whom it comes.
        if (head < 0 || !words[..(head + 1)].Exists(Forwarded.SaysFrom))
            return [];
        var lines = blocks[..(head + 1)].SelectMany(Manuscripts.Lines).ToList();
        blocks.RemoveRange(0, head + 1);
        return lines;
    }

    /// <summary>Takes out the sender's note before the release, and the closing after it.</summary>
    /// <param name="blocks">The blocks, in order.</param>
    /// <param name="subject">What the subject says; null where it says nothing.</param>
    /// <returns>The headline, where the subject names one of the blocks, and the lines of what was taken out.</returns>
    public static (IElement? Headline, List<string> Lines) TakeNote(List<IElement> blocks, string? subject)
    {
        var words = blocks.Select(Words.Of).ToList();
        var (length, at) = CoveringNote.Find(words, subject);
        var headline = at < 0 ? null : blocks[at];
        var note = blocks[..length].Where((_, i) => words[i].Length > 0 && Dateline.OfLine(words[i]) is null).ToList();

        // The last closing, and the name and office below it, if nothing of the release follows.
        var closing = blocks.FindLastIndex(block => block.LocalName is "p" or "div" && Manuscripts.Lines(block).FirstOrDefault() is { } line && CoveringNote.Closes(line) && Words.Of(block).Length <= LongestPreface);
        if (closing > Math.Max(length, at) && words[length..closing].Sum(text => text.Length) > words[(closing + 1)..].Sum(text => text.Length))
        {
            note.Add(blocks[closing]);
            note.AddRange(blocks.Skip(closing + 1).TakeWhile(block => block.LocalName is "p" or "div" && Words.Of(block) is { Length: <= LongestSigned } text &&
                !ContactReader.Announces(text) && !Landmarks.BeginsNotes(text) && !Landmarks.BeginsAbout(text, isHeading: false) && !Landmarks.IsEnd(text)));
        }

        blocks.RemoveAll(note.Contains);
        return (headline, [.. note.SelectMany(Manuscripts.Lines)]);
    }

    // All of it in one block, or a field in each of several.
    private static bool IsHead(List<string> words, int i) => Forwarded.IsHead(words[i]) ||
        (Forwarded.IsField(words[i]) && ((i > 0 && Forwarded.IsField(words[i - 1])) || (i + 1 < words.Count && Forwarded.IsField(words[i + 1]))));
}
