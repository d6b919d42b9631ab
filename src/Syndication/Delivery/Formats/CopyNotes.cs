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
    }

    /// <summary>A withdrawal, which says nothing of the text: the text, and the headline too, may be what was wrong.</summary>
    public static IEnumerable<string> Withdrawal(Copy copy)
    {
        var words = CopyWords.In(copy.Language);
        yield return $"{words.Withdrawn} {words.DoNotUse}";
        if (copy.Reason is { } reason)
            yield return $"{words.Reason}: {reason}";
        yield return $"{words.Release}: {copy.Release}";
        yield return $"{words.Version}: {copy.Version}";
        yield return $"{words.Date}: {Instants.Readable(copy.At)}";
    }

    /// <summary>A contact on one line.</summary>
    public static string Line(Contact contact) =>
        string.Join(", ", new[] { contact.Name, contact.Organisation, contact.Email, contact.Phone }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>The date the release bears.</summary>
    public static DateTimeOffset Date(Copy copy) => copy.Edition?.Text.Date ?? copy.FirstSeen;
}
