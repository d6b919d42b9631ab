using AngleSharp.Dom;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>Makes a manuscript of what a format's reader found and what the file says about itself.</summary>
internal static class Manuscripts
{
    /// <summary>Makes it.</summary>
    /// <param name="name">The name of the upload.</param>
    /// <param name="facts">What the file says about itself.</param>
    /// <param name="draft">What its reader found.</param>
    /// <param name="seen">When the release was first seen, for an embargo without a year on a release without a date; null where nobody knows.</param>
    public static Reading Make(UploadName name, Facts facts, Draft draft, DateTimeOffset? seen = null)
    {
        var blocks = draft.Blocks;
        List<string> notices = [.. draft.Notices, .. Notices.Take(blocks)];
        var below = TakeEnd(blocks);
        var contacts = TakeContacts(blocks);
        var dateline = TakeDateline(blocks);
        var html = Sanitiser.Clean(string.Concat(blocks.Select(block => block.OuterHtml)));
        var words = string.Join('\n', Blocks.Of(html).Select(block => block.Text));
        var title = facts.Title ?? (draft.Title is { } found ? Composition.Compose(Words.OnOneLine(found)) : "");

        // “EMBARGOED UNTIL …: the headline”, in the subject of a message.
        notices = [.. notices.Select(line => draft.Title is { Length: > 0 } own && line.Length > own.Length && line.EndsWith(own, StringComparison.Ordinal) ? line[..^own.Length].TrimEnd(' ', ':', '|', '-', '–', '—') : line)];
        if (Notices.IsIn(title) && facts.Title is null)
            notices.Add(title);

        // A file that only takes the release back needs no text, but must say what language it stands for.
        var (language, unsure) = LanguageOf(name, facts, draft, title, words);
        if (facts.Withdrawn && words.Length == 0)
            return new(Empty(facts, language ?? Language.Parse("en")), []) { Held = facts.Held };
        if (words.Length == 0)
            return Reading.Rejected("no-text", "No text of a release was found in the file: is it the right one?");
        if (title.Length == 0)
            return Reading.Rejected("no-title", "No headline was found: put it on a line of its own before the text, or say “title: …” in the front matter.");
        if (language is not { } known)
            return new(null, [unsure!]);

        var date = facts.Date ?? dateline?.Date ?? draft.Date;
        var (until, held, doubts) = facts.SaysEmbargo ? (facts.Embargo, facts.Held, []) : Notices.Understand(notices, date ?? seen);
        doubts.AddRange(draft.Doubts);
        if (Landmarks.LeftOut(below) is { } cut)
            doubts.Add(cut);
        if (Doubt(known, title + "\n" + words) is { } doubt)
            doubts.Add(doubt);
        return new(
            new()
            {
                Language = known,
                Title = title,
                Html = html,
                Dateline = facts.Dateline ?? (dateline is { Place.Length: > 0 } ? dateline.Place : null),
                Date = date,
                Summary = facts.Summary,
                Embargo = until,
                Topics = facts.Topics,
                Regions = facts.Regions,
                Rights = facts.Rights,
                Contacts = contacts,
                Original = facts.Original,
                Withdrawn = facts.Withdrawn,
                Reason = facts.Reason,
            },
            doubts)
        {
            Held = held,
        };
    }

    private static Manuscript Empty(Facts facts, Language language) =>
        new() { Language = language, Title = "", Html = CleanHtml.Empty, Withdrawn = true, Reason = facts.Reason, Embargo = facts.Embargo, Original = facts.Original };

    private static (Language? Language, Problem? Unsure) LanguageOf(UploadName name, Facts facts, Draft draft, string title, string words)
    {
        if ((facts.Language ?? name.Language) is { } said)
            return (said, null);
        var guess = LanguageGuess.Of(title + "\n" + words);
        if (Language.TryParse(draft.Language, out var stated))
        {
            // Pages are often left saying "en" whatever they are in; where the text plainly is in another language, it is believed.
            if (guess is null || guess.Value.Primary == stated.Primary)
                return LanguageGuess.Contradicts(stated, words) ? (null, Unsure($"The page says it is in {stated}, and its letters are not")) : (stated, null);
            return (guess, null);
        }

        return guess is null ? (null, Unsure("The language is not certain")) : (guess, null);

        Problem Unsure(string why) =>
            new("language-unsure", $"{why}: name it in the file name, such as {name.Stem[(name.Stem.LastIndexOf('/') + 1)..]}.fr.{name.Extension}, or say “language: fr” in the front matter.");
    }

    private static Problem? Doubt(Language known, string words)
    {
        if (LanguageGuess.Contradicts(known, words))
            return new("language-doubtful", $"It is said to be in {known.Tag}, but its letters are not: look whether the right file was uploaded.");
        return LanguageGuess.Of(words) is { } other && LanguageGuess.AreUnlike(known, other)
            ? new("language-doubtful", $"It is said to be in {known.Tag} and reads like {other.Tag}: look whether the right file was uploaded.")
            : null;
    }

    // What stands below the end mark is left out, but for notes, contacts and a word about the organisation.
    private static List<string> TakeEnd(List<IElement> blocks)
    {
        // What the numbers in the text lead to is at the very end.
        var numbered = blocks.Where(IsNumbered).ToList();
        blocks.RemoveAll(IsNumbered);
        var below = CutEnd(blocks);
        blocks.AddRange(numbered);
        return below;
    }

    private static bool IsNumbered(IElement block) => block.LocalName == "ol" && block.FirstElementChild?.GetAttribute("id")?.StartsWith("note-", StringComparison.Ordinal) == true;

    private static List<string> CutEnd(List<IElement> blocks)
    {
        List<string> below = [];
        var end = blocks.FindLastIndex(block => block.LocalName is "p" or "div" or "h2" or "h3" or "h4" or "h5" or "h6" or "pre" && Landmarks.IsEnd(Words.Of(block)));
        if (end < 0)
            return below;

        var next = blocks.FindIndex(end + 1, block => Words.Of(block) is var text && (Landmarks.BeginsBelow(text) || ContactReader.Announces(text) || Landmarks.BeginsAbout(text, block.LocalName[0] == 'h') || ContactReader.Holds(text)));
        if (end >= blocks.Count / 2 || next >= 0)
        {
            var count = (next < 0 ? blocks.Count : next) - end;
            below = [.. blocks.GetRange(end, count).Where(block => block.LocalName is "p" or "div" or "blockquote").Select(Words.Of)];
            blocks.RemoveRange(end, count);
        }

        blocks.RemoveAll(block => block.LocalName is "p" or "div" && Landmarks.IsEnd(Words.Of(block)));
        return below;
    }

    private static List<Contact> TakeContacts(List<IElement> blocks)
    {
        var contacts = new List<Contact>();
        for (var start = blocks.FindLastIndex(Announces); start >= 0; start = start == 0 ? -1 : blocks.FindLastIndex(start - 1, Announces))
        {
            var end = start + 1;
            while (end < blocks.Count && end - start <= 16 && IsPart(blocks[end]))
                end++;
            while (end > start + 1 && !ContactReader.Holds(string.Join('\n', Lines(blocks[end - 1]))) && !ContactReader.EndsIn([.. blocks[(end - 2)..end].SelectMany(Lines)]))
                end--; // A last line that nobody can be reached by is a heading of what follows.
            var found = ContactReader.Read(blocks[start..end].SelectMany(Lines));
            if (found.Count == 0)
                continue;
            contacts.InsertRange(0, found);
            blocks.RemoveRange(start, end - start);
        }

        return [.. contacts.Distinct()];

        static bool Announces(IElement block) => (block.LocalName == "table" ? Lines(block).FirstOrDefault() ?? "" : Words.Of(block)) is { Length: < 600 } text && ContactReader.Announces(text);

        static bool IsPart(IElement block) => !IsNumbered(block) && Words.Of(block) is var text && !Landmarks.BeginsBelow(text) && !Landmarks.BeginsAbout(text, block.LocalName[0] == 'h') && !Landmarks.IsEnd(text) &&
            Lines(block).ToList() is { Count: > 0 and <= 30 } lines && lines.TrueForAll(ContactReader.IsPart);
    }

    // The lines of a block as a reader sees them, with the addresses that its links lead to.
    internal static IEnumerable<string> Lines(IElement block)
    {
        var text = new System.Text.StringBuilder();
        Add(block);
        return text.ToString().Split('\n').Select(Words.OnOneLine).Where(line => line.Length > 0);

        void Add(INode node)
        {
            foreach (var child in node.ChildNodes)
            {
                if (child is IText words)
                    text.Append(words.Data.Replace('\n', ' '));
                if (child is not IElement element)
                    continue;
                var breaks = element.LocalName is "br" or "p" or "div" or "li" or "tr" or "dt" or "h2" or "h3" or "h4" or "h5" or "h6" or "address";
                text.Append(breaks ? "\n" : element.LocalName is "td" or "th" or "dd" ? " , " : "");
                Add(element);
                text.Append(breaks ? "\n" : "");
                if (element.LocalName == "a" && element.GetAttribute("href") is { } address && address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) &&
                    address["mailto:".Length..].Split('?')[0] is var mail && !element.TextContent.Contains(mail, StringComparison.OrdinalIgnoreCase))
                {
                    text.Append(" , ").Append(mail).Append(' ');
                }
                else if (Dialled(element) is { } number)
                {
                    text.Append(" , ").Append(number).Append(' ');
                }
            }
        }
    }

    // RFC 3966: the number that a link dials, where its words do not say it.
    private static string? Dialled(IElement link) =>
        link.LocalName == "a" && link.GetAttribute("href") is { } address && address.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) &&
        Uri.UnescapeDataString(address["tel:".Length..].Split(';', '?')[0]).Trim() is { Length: > 6 and < 30 } number && Digits(number) is var digits &&
        !(Digits(link.TextContent) is { Length: > 5 } shown && digits.EndsWith(shown[^6..], StringComparison.Ordinal)) ? number : null;

    private static string Digits(string text) => string.Concat(Months.Fold(text).Where(char.IsAsciiDigit));

    // Before the first sentence, or on a line of its own above it.
    private static Dateline? TakeDateline(List<IElement> blocks)
    {
        DateTimeOffset? day = null;
        foreach (var block in blocks.Where(block => block.LocalName is "p" or "h2" or "h3" or "h4" or "h5" && Words.Of(block).Length > 0).Take(3).ToList())
        {
            var text = Words.Of(block);
            if (Dateline.OfLine(text) is { } line && blocks.Count > 1)
            {
                blocks.Remove(block);
                if (line.Place.Length > 0)
                    return line with { Place = Composition.Compose(line.Place) };
                day ??= line.Date;
            }
            else if (block.LocalName == "p" && Dateline.Of(text) is { } dateline && (dateline.Date is not null || block == First()))
            {
                // So many of the paragraph's characters go, counted as they were read: white space as one space, none at the beginning.
                Cut(block, dateline.Length);
                return dateline with { Place = Composition.Compose(dateline.Place), Date = dateline.Date ?? day };
            }
        }

        return day is null ? null : new("", day, 0);

        IElement? First() => blocks.FirstOrDefault(block => block.LocalName == "p" && Words.Of(block).Length > 0);
    }

    private static void Cut(IElement paragraph, int length)
    {
        var inSpace = true;
        foreach (var text in paragraph.Descendants<IText>().Where(text => text.ParentElement?.Closest("sup") is not { } raised || !Words.IsReference(raised)).ToList())
        {
            var i = 0;
            for (; i < text.Data.Length && length > 0; i++)
            {
                var c = text.Data[i];
                var isSpace = char.IsWhiteSpace(c) && c is not ('\u00A0' or '\u202F');
                if (!(isSpace && inSpace) && c is not ('\uFEFF' or '\u200B' or '\u00AD'))
                    length--;
                inSpace = isSpace;
            }

            text.Data = length == 0 ? text.Data[i..].TrimStart() : "";
            if (length == 0 && text.Data.Length > 0)
                return;
        }
    }
}
