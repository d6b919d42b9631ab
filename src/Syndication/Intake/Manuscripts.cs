using AngleSharp.Dom;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>Makes a manuscript of what a format's reader found and what the file says about itself.</summary>
internal static class Manuscripts
{
    public static Reading Make(UploadName name, Facts facts, Draft draft)
    {
        var blocks = draft.Blocks;
        var contacts = TakeContacts(blocks);
        var dateline = TakeDateline(blocks);
        var html = Sanitiser.Clean(string.Concat(blocks.Select(block => block.OuterHtml)));
        var words = string.Join('\n', Blocks.Of(html).Select(block => block.Text));
        var title = facts.Title ?? (draft.Title is { } found ? Composition.Compose(Words.OnOneLine(found)) : "");

        // A file that only takes the release back needs no text, but must say what language it stands for.
        var language = facts.Language ?? name.Language ?? Stated(draft.Language, words) ?? LanguageGuess.Of(title + "\n" + words);
        if (facts.Withdrawn && words.Length == 0)
            return new(Empty(facts, language ?? Language.Parse("en")), []);
        if (words.Length == 0)
            return Reading.Rejected("no-text", "No text of a release was found in the file: is it the right one?");
        if (title.Length == 0)
            return Reading.Rejected("no-title", "No headline was found: put it on a line of its own before the text, or say “title: …” in the front matter.");
        if (language is not { } known)
            return Reading.Rejected("language-unsure", $"The language is not certain: name it in the file name, such as {name.Stem[(name.Stem.LastIndexOf('/') + 1)..]}.fr.{name.Extension}, or say “language: fr” in the front matter.");

        List<Problem> doubts = LanguageGuess.Contradicts(known, words)
            ? [new("language-doubtful", $"It is said to be in {known.Tag}, but its letters are not: look whether the right file was uploaded.")]
            : [];
        return new(
            new()
            {
                Language = known,
                Title = title,
                Html = html,
                Dateline = facts.Dateline ?? dateline?.Place,
                Date = facts.Date ?? dateline?.Date,
                Summary = facts.Summary,
                Embargo = facts.Embargo,
                Topics = facts.Topics,
                Regions = facts.Regions,
                Rights = facts.Rights,
                Contacts = contacts,
                Original = facts.Original,
                Withdrawn = facts.Withdrawn,
                Reason = facts.Reason,
            },
            doubts);
    }

    private static Manuscript Empty(Facts facts, Language language) =>
        new() { Language = language, Title = "", Html = CleanHtml.Empty, Withdrawn = true, Reason = facts.Reason, Embargo = facts.Embargo, Original = facts.Original };

    // Pages are often left saying "en" whatever they are in; where the text plainly is in another language, it is believed.
    private static Language? Stated(string? tag, string words)
    {
        if (!Language.TryParse(tag, out var stated))
            return null;
        var guess = LanguageGuess.Of(words);
        return guess is { } other && other.Primary != stated.Primary ? other : stated;
    }

    private static List<Contact> TakeContacts(List<IElement> blocks)
    {
        var contacts = new List<Contact>();
        var start = blocks.FindLastIndex(block => block.LocalName is not "table" && ContactReader.Announces(Words.Of(block)));
        if (start < 0)
            return contacts;

        var end = start;
        while (end < blocks.Count && (end == start || ContactReader.Holds(Words.Of(blocks[end]))))
        {
            foreach (var line in Lines(blocks[end]))
                contacts.AddRange(ContactReader.Read(line));
            end++;
        }

        if (contacts.Count > 0)
            blocks.RemoveRange(start, end - start);
        return [.. contacts.Distinct()];
    }

    private static IEnumerable<string> Lines(IElement block) =>
        block.LocalName is "ul" or "ol" or "dl" ? block.Children.Select(Words.Of) : [Words.Of(block)];

    private static Dateline? TakeDateline(List<IElement> blocks)
    {
        if (blocks.FirstOrDefault(block => block.LocalName == "p" && Words.Of(block).Length > 0) is not { } first)
            return null;
        var text = Words.Of(first);
        if (Dateline.Of(text) is not { } dateline)
            return null;

        // So many of the paragraph's characters go, counted as they were read: white space as one space, none at the beginning.
        Cut(first, dateline.Length);
        return dateline with { Place = Composition.Compose(dateline.Place) };
    }

    private static void Cut(IElement paragraph, int length)
    {
        var inSpace = true;
        foreach (var text in paragraph.Descendants<IText>().ToList())
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
