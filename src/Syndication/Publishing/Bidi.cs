using System.Text;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>
/// Keeps right-to-left text readable where a reader ignores direction: a run of Latin letters or digits within it is isolated
/// (U+2068 … U+2069), and a text that begins with one is led by a right-to-left mark (U+200F).
/// </summary>
internal static class Bidi
{
    /// <summary>The text as plain-text elements of feeds carry it; of a left-to-right language, as it is.</summary>
    public static string Plain(string text, Language language)
    {
        if (!language.IsRightToLeft)
            return text;

        var marked = new StringBuilder(text.Length + 8);
        var i = 0;
        while (i < text.Length)
        {
            if (!IsLeftToRight(text[i]))
            {
                marked.Append(text[i++]);
                continue;
            }

            var end = RunEnd(text, i);
            if (i == 0)
                marked.Append('\u200F');
            marked.Append('\u2068').Append(text, i, end - i).Append('\u2069');
            i = end;
        }

        return marked.ToString();
    }

    // A run goes on over spaces and punctuation as long as another Latin letter or a digit follows.
    private static int RunEnd(string text, int start)
    {
        var end = start + 1;
        for (var i = end; i < text.Length && !IsRightToLeft(text[i]); i++)
        {
            if (IsLeftToRight(text[i]) || char.IsAsciiDigit(text[i]))
                end = i + 1;
        }

        return end;
    }

    private static bool IsLeftToRight(char c) => char.IsLetter(c) && !IsRightToLeft(c);

    private static bool IsRightToLeft(char c) => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');
}
