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
        var paragraphs = Paragraphs(lines);
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
        return new(title, Elements([.. between, .. Kept(paragraphs, first)]), null)
        {
            Notices = notices,
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

    // Lines that belong together: a hard-wrapped text has blank lines between its paragraphs, one copied from a page has none.
    private static List<string> Paragraphs(List<string> lines)
    {
        var wrapped = lines.Any(string.IsNullOrWhiteSpace) &&
            lines.Zip(lines.Skip(1)).Count(pair => pair.First.Length is > 45 and < 100 && pair.Second.Length > 0 && !IsItem(pair.Second)) > lines.Count / 4;
        if (!wrapped)
            return [.. lines.Select(line => line.Trim()).Where(line => line.Length > 0)];

        var paragraphs = new List<List<string>>();
        var joins = false;
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (line.Length > 0 && joins && !IsItem(line))
                paragraphs[^1].Add(line);
            else if (line.Length > 0)
                paragraphs.Add([line]);
            joins = line.Length > 0 && !ContactReader.Holds(line) && !Landmarks.IsEnd(line);
        }

        return [.. paragraphs.Select(Joined)];
    }

    // Ideographs stand without spaces, also where a line was broken.
    private static string Joined(List<string> lines)
    {
        var text = new System.Text.StringBuilder(lines[0]);
        foreach (var line in lines.Skip(1))
            text.Append(text[^1] >= '\u2E80' && line[0] >= '\u2E80' ? "" : " ").Append(line);
        return text.ToString();
    }

    // After the contacts, the end mark and the last whole sentence comes what the page had below the release; notes for editors and a
    // word about the organisation are still of it.
    private static List<string> Kept(List<string> paragraphs, int first)
    {
        var end = End(paragraphs, first);
        var kept = paragraphs[first..end];
        var notes = paragraphs.FindIndex(end, line => Landmarks.BeginsNotes(line) || Landmarks.BeginsAbout(line, isHeading: false) || ContactReader.Announces(line));
        while (notes >= 0 && notes < paragraphs.Count)
        {
            var isContacts = ContactReader.Announces(paragraphs[notes]);
            var stop = notes + 1;
            while (stop < paragraphs.Count && (isContacts ? ContactReader.IsPart(paragraphs[stop]) && !Landmarks.BeginsNotes(paragraphs[stop]) && !Landmarks.BeginsAbout(paragraphs[stop], isHeading: false) : IsLong(paragraphs[stop]) || EndsSentence(paragraphs[stop]) || IsItem(paragraphs[stop])))
                stop++;
            kept.AddRange(paragraphs[notes..stop]);
            notes = stop < paragraphs.Count ? paragraphs.FindIndex(stop, line => Landmarks.BeginsNotes(line) || Landmarks.BeginsAbout(line, isHeading: false) || ContactReader.Announces(line)) : -1;
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
            while (end < paragraphs.Count && end - contacts <= 16 && ContactReader.IsPart(paragraphs[end]) && !Landmarks.BeginsNotes(paragraphs[end]) && !Landmarks.BeginsAbout(paragraphs[end], isHeading: false))
                end++;
            while (end > contacts + 1 && !ContactReader.EndsIn(paragraphs[(end - 2)..end]))
                end--;
            return end;
        }

        var last = paragraphs.FindLastIndex(paragraph => IsLong(paragraph) || IsItem(paragraph) || EndsSentence(paragraph) || ContactReader.Holds(paragraph));
        return Math.Max(last + 1, first + 1);
    }

    private static bool EndsSentence(string paragraph) =>
        paragraph.Length > (paragraph[0] >= '\u2E80' ? 8 : 25) && paragraph.TrimEnd('»', '"', '”', ')', ' ', '\u00A0')[^1] is '.' or '!' or '?' or '؟' or '。' or '…';

    private static bool IsItem(string line) => line.Length > 2 && (line[0] is '•' or '·' || line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal));

    private static List<IElement> Elements(List<string> paragraphs)
    {
        var document = HtmlParsers.OfThisThread.ParseDocument("");
        var blocks = new List<IElement>();
        var hasList = paragraphs.Count(IsItem) > 1;
        foreach (var paragraph in paragraphs)
        {
            if (IsItem(paragraph) && hasList)
            {
                if (blocks.Count == 0 || blocks[^1].LocalName != "ul")
                    blocks.Add(document.CreateElement("ul"));
                Add(document, blocks[^1].AppendElement(document.CreateElement("li")), paragraph[1..]);
            }
            else
            {
                var isHeading = Landmarks.BeginsNotes(paragraph) && paragraph.Length < 60 || Landmarks.BeginsAbout(paragraph, isHeading: false);
                var element = document.CreateElement(isHeading ? "h2" : "p");
                Add(document, element, paragraph);
                blocks.Add(element);
            }
        }

        return blocks;
    }

    private static void Add(IDocument document, IElement element, string text) => element.AppendChild(document.CreateTextNode(Words.OnOneLine(text)));
}
