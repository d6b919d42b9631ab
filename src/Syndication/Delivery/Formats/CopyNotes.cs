using Syndication.Releases;

namespace Syndication.Delivery.Formats;

/// <summary>What stands above and below the text in the forms that people read, one sentence or line each.</summary>
internal static class CopyNotes
{
    /// <summary>Above the text: embargo, correction, where the words come from.</summary>
    public static IEnumerable<string> Above(Copy copy)
    {
        var words = CopyWords.In(copy.Language);
        if (copy.Embargo is { } embargo)
            yield return $"{words.Embargo} {Instants.Readable(embargo)}";
        if (copy.Kind == CopyKind.Corrected)
            yield return words.Corrected;
        if (copy.Edition is { } edition && words.Origin(edition) is { } origin)
            yield return origin;
        if (copy.Edition?.Text.Source is { } source)
            yield return $"{words.Source}{words.Colon}{source.Name}{(source.Link is null ? "" : $" ({source.Link.AbsoluteUri})")}";
    }

    /// <summary>A withdrawal, which says nothing of the text: the text, and the headline too, may be what was wrong.</summary>
    public static IEnumerable<string> Withdrawal(Copy copy)
    {
        var words = CopyWords.In(copy.Language);
        yield return $"{words.Withdrawn} {words.DoNotUse}";
        if (copy.Reason is { } reason)
            yield return $"{words.Reason}{words.Colon}{reason}";
        yield return $"{words.Release}{words.Colon}{copy.Release}";
        yield return $"{words.Version}{words.Colon}{copy.Version}";
        yield return $"{words.Date}{words.Colon}{Instants.Readable(copy.At)}";
    }

    /// <summary>A contact on one line of plain text.</summary>
    public static string Line(Contact contact, Language language)
    {
        // Between Arabic words a number with blanks in it is shown back to front, unless it is fenced with left-to-right marks.
        var phone = contact.Phone is { } number && language.IsRightToLeft ? $"\u200E{number}\u200E" : contact.Phone;
        var parts = new[] { contact.Name, contact.Organisation, contact.Address, contact.Email, phone };
        return string.Join(CopyWords.In(language).Comma, parts.Where(part => !string.IsNullOrEmpty(part)));
    }

    /// <summary>The date the release bears.</summary>
    public static DateTimeOffset Date(Copy copy) => copy.Edition?.Text.Date ?? copy.FirstSeen;
}
