using AngleSharp.Dom;

namespace Syndication.Intake;

/// <summary>Plain text, often copied from a page with its menus: the release is where the dateline is, or where the long paragraphs are.</summary>
internal static class PlainText
{
    private const int Long = 90;
    private const int LongIdeographs = 36;

    // So many lines from either end are above and below the text.
    private const int Near = 10;

    /// <summary>Finds the release in a text.</summary>
    /// <param name="text">The text, without front matter.</param>
    /// <param name="knowsTitle">Whether the file says its headline itself.</param>
    public static Draft Read(string text, bool knowsTitle)
    {
        var notices = new List<string>();
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n').Select(line => line.TrimEnd()).ToList();
        TakeNotices(lines, notices);
        var paragraphs = Wrapping.Paragraphs(lines);
        if (paragraphs.Count == 0)
            return new(null, [], null) { Notices = notices };

        var dateline = paragraphs.FindIndex(paragraph => Dateline.Of(Words.OnOneLine(paragraph)) is not null && IsLong(paragraph));
        var first = dateline >= 0 ? dateline : paragraphs.FindIndex(IsLong);
        if (first < 0)
            first = knowsTitle || paragraphs.Count < 2 ? 0 : 1;

        // The headline is a line before the text; what stands before it is a menu, unless the text begins there.
        string? title = null;
        var above = first;
        if (first > 0 && !knowsTitle)
        {
            var candidates = Enumerable.Range(0, first).Where(i => IsHeadline(paragraphs[i])).ToList();
            if (candidates.Count == 0)
                candidates = [first - 1];

            // What stands above PRESS RELEASE is whose it is.
            var label = paragraphs.FindLastIndex(first - 1, Labels.IsLabel);
            if (candidates.Exists(i => i > label && IsOfWords(paragraphs[i])))
                candidates.RemoveAll(i => i < label);
            above = first <= 6 ? candidates.Find(i => IsOfWords(paragraphs[i])) is var i && IsOfWords(paragraphs[i]) ? i : candidates[^1] : candidates[^1];
            title = paragraphs[above].TrimStart('#', ' ');
            above++;
        }
        else if (knowsTitle && dateline < 0)
        {
            first = above = 0;
        }

        // Between headline and text stand a second headline, or the place and day.
        var between = paragraphs[above..first].Where(line => Dateline.OfLine(line) is not null || IsOfWords(line)).ToList();
        var kept = Kept(paragraphs, first);
        return new(title, Elements([.. between, .. kept]), null)
        {
            Notices = notices,
            Doubts = Landmarks.LeftOut(paragraphs[first..].Except(kept)) is { } doubt ? [doubt] : [],
            Date = paragraphs[..first].Select(line => Dateline.OfLine(Words.OnOneLine(line))?.Date).LastOrDefault(date => date is not null),
        };
    }

    private static bool IsLong(string paragraph) => paragraph.Length >= Long || (paragraph.Length >= LongIdeographs && paragraph.Count(c => c >= '\u2E80') > paragraph.Length / 2);

    private static bool IsHeadline(string line) => Dateline.OfLine(Words.OnOneLine(line)) is null && !Labels.IsLabel(line) && line.Any(char.IsLetter) && !ContactReader.Holds(line);

    private static bool IsOfWords(string line) => line.Length >= 20 || (line.Length >= 8 && line[0] >= '\u2E80');

    // A line about an embargo that stands by itself, perhaps wrapped; within a paragraph it is the text's.
    private static void TakeNotices(List<string> lines, List<string> notices)
    {
        var texts = lines.Select((line, i) => (Line: line.Trim(), Index: i)).Where(pair => pair.Line.Length > 0).ToList();
        foreach (var at in texts.Take(Near).Concat(texts.Skip(Near).TakeLast(Near).Where(pair => lines[pair.Index - 1].Trim().Length == 0)).Select(pair => pair.Index))
        {
            var line = Words.OnOneLine(lines[at]);
            if (line.Length == 0 || !EmbargoLine.Is(line))
            {
                if (EmbargoLine.Opens(line) is { } opening)
                    notices.Add(opening);
                continue;
            }

            var next = at + 1 < lines.Count ? lines[at + 1].Trim() : "";
            if (next.Length is > 0 and < 100 && EmbargoLine.Of(line, DateTimeOffset.UnixEpoch) is { Kind: EmbargoKind.Unclear } &&
                EmbargoLine.Of($"{line} {next}", DateTimeOffset.UnixEpoch) is { Kind: EmbargoKind.Until })
            {
                line += " " + next;
                lines[at + 1] = "";
            }

            notices.Add(line);
            lines[at] = "";
        }
    }

    // After the contacts, the end mark and the last whole sentence comes what the page had below the release; notes for editors and a
    // word about the organisation are still of it.
    private static List<string> Kept(List<string> paragraphs, int first)
    {
        var end = End(paragraphs, first);
        var kept = paragraphs[first..end];
        var notes = paragraphs.FindIndex(end, line => Landmarks.BeginsBelow(line) || Landmarks.BeginsAbout(line, isHeading: false) || ContactReader.Announces(line));
        while (notes >= 0 && notes < paragraphs.Count)
        {
            var isContacts = ContactReader.Announces(paragraphs[notes]);
            var stop = notes + 1;
            while (stop < paragraphs.Count && (isContacts ? ContactReader.IsPart(paragraphs[stop]) && !Landmarks.BeginsBelow(paragraphs[stop]) && !Landmarks.BeginsAbout(paragraphs[stop], isHeading: false) : IsLong(paragraphs[stop]) || Landmarks.Ends(paragraphs[stop]) || Wrapping.IsItem(paragraphs[stop]) || paragraphs[stop].Contains("://", StringComparison.Ordinal)))
                stop++;
            kept.AddRange(paragraphs[notes..stop]);
            notes = stop < paragraphs.Count ? paragraphs.FindIndex(stop, line => Landmarks.BeginsBelow(line) || Landmarks.BeginsAbout(line, isHeading: false) || ContactReader.Announces(line)) : -1;
        }

        return kept;
    }

    private static int End(List<string> paragraphs, int first)
    {
        var mark = paragraphs.FindIndex(first, paragraph => Landmarks.IsEnd(paragraph));
        if (mark > first)
            return mark;
        var contacts = paragraphs.FindIndex(first, paragraph => ContactReader.Announces(paragraph));
        if (contacts >= 0)
        {
            var end = contacts + 1;
            while (end < paragraphs.Count && end - contacts <= 16 && ContactReader.IsPart(paragraphs[end]) && !Landmarks.BeginsBelow(paragraphs[end]) && !Landmarks.BeginsAbout(paragraphs[end], isHeading: false))
                end++;
            while (end > contacts + 1 && !ContactReader.EndsIn(paragraphs[(end - 2)..end]))
                end--;
            return end;
        }

        var last = paragraphs.FindLastIndex(paragraph => IsLong(paragraph) || Wrapping.IsItem(paragraph) || Landmarks.EndsSentence(paragraph) || ContactReader.Holds(paragraph));
        return Math.Max(last + 1, first + 1);
    }

    private static List<IElement> Elements(List<string> paragraphs)
    {
        var document = HtmlParsers.OfThisThread.ParseDocument("");
        var blocks = new List<IElement>();
        var hasList = paragraphs.Count(Wrapping.IsItem) > 1;
        foreach (var paragraph in paragraphs)
        {
            if (Wrapping.IsItem(paragraph) && hasList)
            {
                if (blocks.Count == 0 || blocks[^1].LocalName != "ul")
                    blocks.Add(document.CreateElement("ul"));
                Add(document, blocks[^1].AppendElement(document.CreateElement("li")), paragraph[1..]);
            }
            else
            {
                var isHeading = Landmarks.BeginsBelow(paragraph) && paragraph.Length < 60 || Landmarks.BeginsAbout(paragraph, isHeading: false);
                var element = document.CreateElement(isHeading ? "h2" : "p");
                Add(document, element, paragraph);
                blocks.Add(element);
            }
        }

        return blocks;
    }

    private static void Add(IDocument document, IElement element, string text) => element.AppendChild(document.CreateTextNode(Words.OnOneLine(text)));
}
