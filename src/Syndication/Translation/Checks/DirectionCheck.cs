using System.Text.RegularExpressions;
using Syndication.Releases;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Checks;

/// <summary>
/// Text of both directions. Marks that open must close; overrides are never needed. Among right-to-left words a Latin name with a sign or
/// bracket at its edge, and a telephone number, are shown torn apart (UAX 9) unless they are isolated with U+2068 and U+2069.
/// </summary>
internal static partial class DirectionCheck
{
    public static IEnumerable<Finding> Of(SegmentPair pair)
    {
        var text = pair.PlainTarget;
        if (text.AsSpan().IndexOfAny('\u202D', '\u202E') >= 0 && pair.PlainSource.AsSpan().IndexOfAny('\u202D', '\u202E') < 0)
            yield return pair.Found(Check.Direction, $"It overrides the direction of characters (U+202D or U+202E): {pair.Quoted}");
        else if (!IsBalanced(text))
            yield return pair.Found(Check.Direction, $"A mark of direction is opened and not closed, or closed and not opened: {pair.Quoted}");
        if (!pair.To.IsRightToLeft || !text.Any(IsRightToLeft))
            yield break;
        foreach (var naked in Torn().Matches(text).Select(match => match.Groups["torn"]).Where(group => group.Success))
            yield return pair.Found(Check.Direction, $"“{naked.Value}” is shown torn apart among right-to-left words; isolate it, in: {pair.Quoted}");
    }

    /// <summary>A canonical text with those parts isolated that are shown torn apart otherwise.</summary>
    public static string Isolated(string canonical, Language to)
    {
        if (!to.IsRightToLeft || !canonical.Any(IsRightToLeft))
            return canonical;
        return string.Concat(Placeholders.Read(canonical).Select(token => token.Kind != TokenKind.Text ? token.Text : Placeholders.Escape(Torn().Replace(
            token.Text, match => match.Groups["torn"].Success ? $"\u2068{match.Value}\u2069" : match.Value))));
    }

    private static bool IsBalanced(string text)
    {
        var (isolates, embeddings) = (0, 0);
        foreach (var c in text)
        {
            isolates += c is '\u2066' or '\u2067' or '\u2068' ? 1 : c == '\u2069' ? -1 : 0;
            embeddings += c is '\u202A' or '\u202B' or '\u202D' or '\u202E' ? 1 : c == '\u202C' ? -1 : 0;
            if (isolates < 0 || embeddings < 0)
                return false;
        }

        return isolates == 0 && embeddings == 0;
    }

    private static bool IsRightToLeft(char c) => Scripts.Of(c) is Script.Arabic or Script.Hebrew;

    // What is isolated already is passed over whole; addresses hold together by themselves.
    [GeneratedRegex(@"[\u2066-\u2068][^\u2069]*\u2069|\u200E[^\u200E]*\u200E|[\u202A\u202B][^\u202C]*\u202C|[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+|https?://\S+|" +
        @"(?<torn>\+[0-9][0-9 ().\u00A0\u202F-]{5,18}[0-9]|[A-Za-z][A-Za-z0-9.&'’-]*(?: [A-Za-z][A-Za-z0-9.&'’-]*)*(?: ?\([A-Za-z0-9][A-Za-z0-9 .&'’-]*\)|[!+#]{1,2})(?![A-Za-z0-9]))", RegexOptions.CultureInvariant)]
    private static partial Regex Torn();
}
