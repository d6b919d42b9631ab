using System.Buffers;
using System.Globalization;
using System.Text;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>
/// Keeps texts readable where a reader ignores direction (UAX #9): what would turn round the text after it is left out, and in right-to-left
/// text a run of Latin letters with what belongs to it is isolated (U+2068 … U+2069), led by a right-to-left mark (U+200F) at the beginning.
/// </summary>
internal static class Bidi
{
    private static readonly SearchValues<char> Controls = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    /// <summary>The text as plain-text elements of feeds carry it; given again, it stays as it is.</summary>
    public static string Plain(string text, Language language) => language.IsRightToLeft ? Isolated(Closed(text)) : Closed(text);

    /// <summary>The text without embeddings and overrides (U+202A … U+202E), every isolate in it closed.</summary>
    public static string Closed(string text)
    {
        if (!text.AsSpan().ContainsAny(Controls))
            return text;
        var kept = new StringBuilder(text.Length + 2);
        var open = 0;
        foreach (var c in text)
        {
            var isKept = c switch
            {
                >= '\u202A' and <= '\u202E' => false,
                '\u2069' => open > 0,
                _ => true,
            };
            if (!isKept)
                continue;
            kept.Append(c);
            open += Opens(c);
        }

        return kept.Append('\u2069', open).ToString();
    }

    private static string Isolated(string text)
    {
        var marked = new StringBuilder(text.Length + 8);
        var (done, open) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            // What stands in an isolate of its own is left as it is.
            open += Opens(text[i]);
            if (open > 0 || !IsLeftToRight(text[i]))
                continue;

            var start = RunStart(text, done, i);
            var end = RunEnd(text, i);
            if (done == 0 && !HasRightToLeft(text.AsSpan(0, start)))
                marked.Append('\u200F');
            marked.Append(text, done, start - done).Append('\u2068').Append(text, start, end - start).Append('\u2069');
            done = end;
            i = end - 1;
        }

        return marked.Append(text, done, text.Length - done).ToString();
    }

    // What touches the first letter: the digits of 5G and 1.5M, the signs of $5M, #COP30 and @UNmigration, the minus of -5 °C.
    private static int RunStart(string text, int from, int letter)
    {
        var start = letter;
        while (start > from)
        {
            var c = text[start - 1];
            var before = start - 2 < from ? ' ' : text[start - 2];
            var belongs = IsSign(c) || char.IsAsciiDigit(c) || (c is '.' or ',' or '-' or '/' or ':' && char.IsAsciiDigit(before)) ||
                (c is '-' or '\u2212' && char.IsAsciiDigit(text[start]) && char.IsWhiteSpace(before));
            if (!belongs)
                break;
            start--;
        }

        return start;
    }

    // A run goes on over spaces and punctuation as long as another Latin letter or a digit follows, and takes along what touches its end:
    // the signs of C++, marks upon the last letter, a bracket that was opened within.
    private static int RunEnd(string text, int start)
    {
        var end = start + 1;
        for (var i = end; i < text.Length && !IsRightToLeft(text[i]) && Opens(text[i]) == 0; i++)
        {
            if (IsLeftToRight(text[i]) || char.IsAsciiDigit(text[i]))
                end = i + 1;
        }

        while (end < text.Length && (IsSign(text[end]) || IsMark(text[end]) || IsClosing(text[end], text.AsSpan(start, end - start))))
            end++;
        return end;
    }

    private static bool IsClosing(char c, ReadOnlySpan<char> run) => c switch
    {
        ')' => run.Count('(') > run.Count(')'),
        ']' => run.Count('[') > run.Count(']'),
        _ => false,
    };

    private static bool IsSign(char c) => c is '#' or '@' or '+' or '%' or '\u2030' or '°' or '&' or '_' or '*' || char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol;

    private static bool IsMark(char c) => !IsRightToLeft(c) && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static int Opens(char c) => c switch
    {
        >= '\u2066' and <= '\u2068' => 1,
        '\u2069' => -1,
        _ => 0,
    };

    private static bool HasRightToLeft(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (IsRightToLeft(c))
                return true;
        }

        return false;
    }

    private static bool IsLeftToRight(char c) => char.IsLetter(c) && !IsRightToLeft(c);

    private static bool IsRightToLeft(char c) => c is '\u200F' or (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');
}
