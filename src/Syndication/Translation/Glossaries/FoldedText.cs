using System.Globalization;
using System.Text;
using Syndication.Releases;

namespace Syndication.Translation.Glossaries;

/// <summary>The words of a text with what makes no difference to a name left out.</summary>
internal static class FoldedText
{
    // Endings of nouns and adjectives in the Slavic languages written in Cyrillic, longest first.
    private static readonly string[] CyrillicEndings = (
        "ями ами его ого ему ому ими ыми ией иях иям ием ях ах ов ев ей ой ий ый ая яя ое ее ые ие ия ию ии их ых им ым ую юю ью ом ем ам ям " +
        "ы и а я о е у ю ь й").Replace('й', Composition.Letter('й')).Split(' ').Distinct().ToArray();

    /// <summary>The words in order: runs of letters and digits; of a script that writes no spaces, each character.</summary>
    public static IReadOnlyList<Word> Of(string text)
    {
        var words = new List<Word>();
        var folded = new StringBuilder();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : ' ';
            if (IsSilent(c))
                continue;
            var isPart = char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
            if (start >= 0 && (!isPart || IsAlone(c)))
            {
                words.Add(Of(text, start, i, folded));
                folded.Clear();
                start = -1;
            }

            if (!isPart)
                continue;
            if (start < 0)
                start = i;
            Fold(folded, c);
            if (IsAlone(c))
            {
                words.Add(Of(text, start, i + 1, folded));
                folded.Clear();
                start = -1;
            }
        }

        return words;
    }

    private static Word Of(string text, int start, int end, StringBuilder folded)
    {
        var written = text[start..end];
        var isShort = written.Length is >= 2 and <= 6 && written.All(c => char.IsUpper(c) || char.IsDigit(c)) && written.Any(char.IsUpper);
        var key = folded.ToString();
        if (key.Length > 3 && key[0] is >= 'а' and <= 'я')
            key = Stem(key);
        return new(key, isShort ? written : null, written, start, end);
    }

    private static string Stem(string word)
    {
        var ending = CyrillicEndings.FirstOrDefault(ending => word.Length - ending.Length >= 3 && word.EndsWith(ending, StringComparison.Ordinal));
        return ending is null ? word : word[..^ending.Length];
    }

    private static void Fold(StringBuilder folded, char c)
    {
        var letter = char.ToLowerInvariant(Composition.Letter(c));
        switch (letter)
        {
            case 'œ': folded.Append("oe"); break;
            case 'æ': folded.Append("ae"); break;
            case 'ß': folded.Append("ss"); break;
            case 'ı': folded.Append('i'); break;
            case 'ٱ': folded.Append('ا'); break;
            case 'ى': folded.Append('ي'); break;
            case >= '٠' and <= '٩': folded.Append((char)('0' + letter - '٠')); break;
            case >= '۰' and <= '۹': folded.Append((char)('0' + letter - '۰')); break;
            case >= '\u0300' and <= '\u036F': break;
            default: folded.Append(letter); break;
        }
    }

    // Vowel signs, the lengthening of a line, soft hyphens, marks of direction.
    private static bool IsSilent(char c) =>
        c is (>= '\u064B' and <= '\u065F') or '\u0670' or 'ـ' or '\u00AD' or '\u061C' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF'
            or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static bool IsAlone(char c) => c is (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') or (>= '\u0E00' and <= '\u0EFF');
}

/// <param name="Key">What it is compared by.</param>
/// <param name="Acronym">As written, where it is a short word in capitals: those are names only in capitals.</param>
/// <param name="Written">As written.</param>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct Word(string Key, string? Acronym, string Written, int Start, int End);
