using AngleSharp.Dom;

namespace Syndication.Intake.Mail;

/// <summary>The page in a message: mail programs lay it out with tables, and put the head of a message passed on at its top.</summary>
internal static class MailPage
{
    private const int FirstBlocks = 14;
    private const int LongestPreface = 700;

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

    // All of it in one block, or a field in each of several.
    private static bool IsHead(List<string> words, int i) => Forwarded.IsHead(words[i]) ||
        (Forwarded.IsField(words[i]) && ((i > 0 && Forwarded.IsField(words[i - 1])) || (i + 1 < words.Count && Forwarded.IsField(words[i + 1]))));
}
