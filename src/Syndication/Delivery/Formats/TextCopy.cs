using System.Text;

namespace Syndication.Delivery.Formats;

/// <summary>
/// A copy as plain text, wrapped at 72 columns. Every line of a language written from right to left begins with a right-to-left mark
/// (U+200F), so that programs that judge a line by its first letter show it the right way round.
/// </summary>
internal static class TextCopy
{
    private const int Width = 72;
    private const char RightToLeftMark = '\u200F';
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Write(Copy copy)
    {
        var text = new StringBuilder();
        foreach (var line in Lines(copy))
        {
            if (copy.Language.IsRightToLeft && line.Length > 0)
                text.Append(RightToLeftMark);
            text.Append(string.Concat(line.Where(c => !char.IsControl(c)))).Append('\n');
        }

        return Strict.GetBytes(text.ToString());
    }

    private static IEnumerable<string> Lines(Copy copy) => copy.Edition is { } edition
        ? [.. Head(copy), .. Body(copy), .. Foot(copy, edition.Text.Contacts.Select(contact => CopyNotes.Line(contact, copy.Language)))]
        : [.. CopyNotes.Withdrawal(copy).SelectMany(Wrapped), "", copy.Uri];

    private static IEnumerable<string> Head(Copy copy)
    {
        var text = copy.Edition!.Text;
        foreach (var line in CopyNotes.Above(copy).SelectMany(Wrapped))
            yield return line;
        if (CopyNotes.Above(copy).Any())
            yield return "";
        foreach (var line in Wrapped(text.Title))
            yield return line;
        yield return "";
        var date = Instants.Readable(CopyNotes.Date(copy));
        foreach (var line in Wrapped(text.Dateline is { } place ? place + CopyWords.In(copy.Language).Comma + date : date))
            yield return line;
    }

    private static IEnumerable<string> Body(Copy copy)
    {
        foreach (var block in PlainText.Blocks(copy.Edition!.Text.Html, copy.Language))
        {
            if (!block.Close)
                yield return "";
            // A quotation's mark stands before every line, a list's before the first.
            var rest = string.Concat(block.Prefix.Select(c => c == '>' ? c : ' '));
            foreach (var line in Wrap.Lines(block.Text, block.Prefix, rest, Width))
                yield return line;
        }
    }

    private static IEnumerable<string> Foot(Copy copy, IEnumerable<string> contacts)
    {
        var lines = contacts.ToList();
        if (lines.Count > 0)
        {
            yield return "";
            yield return CopyWords.In(copy.Language).Contacts;
            foreach (var line in lines.SelectMany(contact => Wrap.Lines(contact, "- ", "  ", Width)))
                yield return line;
        }

        yield return "";
        yield return "--";
        foreach (var line in Wrapped(copy.Rights ?? ""))
            yield return line;
        var words = CopyWords.In(copy.Language);
        yield return $"{words.Release}{words.Colon}{copy.Release}";
        yield return $"{words.Version}{words.Colon}{copy.Version}{words.Comma}{Instants.Readable(copy.At)}";
        yield return copy.Page.AbsoluteUri;
    }

    private static IEnumerable<string> Wrapped(string text) => text.Length == 0 ? [] : Wrap.Lines(text, "", "", Width);
}
