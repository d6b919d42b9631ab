using Syndication.Configuration;

namespace Syndication.Delivery.Formats;

/// <summary>The forms a copy can have.</summary>
public static class CopyFormats
{
    /// <summary>Puts a copy into a form. Pure: the same copy gives the same bytes.</summary>
    /// <exception cref="ArgumentException">A text in it holds what no document can, such as half a surrogate pair.</exception>
    public static Payload Write(Copy copy, CopyFormat format) => format switch
    {
        CopyFormat.Ninjs => new(NinjsCopy.Write(copy), "application/json", "json"),
        CopyFormat.Html => new(HtmlCopy.Write(copy), "text/html; charset=utf-8", "html"),
        CopyFormat.Atom => new(AtomCopy.Write(copy), "application/atom+xml;type=entry;charset=utf-8", "xml"),
        CopyFormat.Text => new(TextCopy.Write(copy), "text/plain; charset=utf-8", "txt"),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };

    /// <summary>
    /// What a copy is about, on one line, as the subject of a message. Of a withdrawal nothing of the text: the headline too may be what was
    /// wrong.
    /// </summary>
    public static string Headline(Copy copy)
    {
        var words = CopyWords.In(copy.Language);
        if (copy.Edition is not { } edition)
            return $"{words.Withdrawn} {copy.Release}";
        var embargo = copy is { Ahead: true, Embargo: { } end } ? $"[{words.Embargo} {Instants.Readable(end)}] " : "";
        return embargo + (copy.Kind == CopyKind.Corrected ? $"{words.Corrected} {edition.Text.Title}" : edition.Text.Title);
    }

    /// <summary>The name of a form as agreements and events have it.</summary>
    public static string Name(CopyFormat format) => format switch
    {
        CopyFormat.Ninjs => "ninjs",
        CopyFormat.Html => "html",
        CopyFormat.Atom => "atom",
        _ => "text",
    };
}
