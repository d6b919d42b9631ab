using System.Buffers;
using System.Text.RegularExpressions;
using Syndication.Releases;

namespace Syndication.Translation.Segments;

/// <summary>Where sentences end, by the rules of a language.</summary>
internal static partial class Sentences
{
    /// <summary>Stands in the text for a line break; two of them end a sentence whatever it says.</summary>
    public const char LineBreak = '\n';

    /// <summary>Stands in the text for an image or the like.</summary>
    public const char Object = '\uFFFC';

    private const string Terminators = ".!?…؟۔。！？｡‼⁇⁈⁉।";
    private const string Closers = "\"'”’»)]}›」』）》】〉";
    private const string Openers = "\"'“‘«‹([{¿¡„‚–—-•*「『（《【〈";

    private static readonly SearchValues<char> WideMarks = SearchValues.Create("。！？｡");
    private static readonly SearchValues<char> CallMarks = SearchValues.Create("!?؟‼⁇⁈⁉");

    // How far apart two brackets may be, in UTF-16 units; bounds the work on text that is none.
    private const int Nearby = 2000;

    // Parts of names such as "J. Le Goff": after an initial they begin no sentence.
    private static readonly string[] Particles = ["le", "la", "les", "l", "de", "du", "des", "d", "el", "los", "las", "a", "al", "о", "о'"];

    /// <summary>Where one sentence ends and the next begins, in UTF-16 units; between the two is white space.</summary>
    public static IReadOnlyList<(int End, int Start)> Boundaries(string text, Language language)
    {
        var rules = SentenceRules.For(language);
        var boundaries = new List<(int, int)>();
        var (start, i) = (SkipSpace(text, 0), 0);
        while (i < text.Length)
        {
            if (!Terminators.Contains(text[i]))
            {
                var after = char.IsWhiteSpace(text[i]) ? SkipSpace(text, i) : i + 1;
                if (after < text.Length && i > start && text.AsSpan(i, after - i).Count(LineBreak) > 1)
                {
                    boundaries.Add((i, after));
                    start = after;
                }

                i = after;
                continue;
            }

            var marks = i;
            while (marks < text.Length && Terminators.Contains(text[marks]))
                marks++;
            var end = SkipClosers(text, marks);
            var next = SkipSpace(text, end);
            if (next < text.Length && Ends(text, rules, start, i, marks, end, next))
            {
                boundaries.Add((end, next));
                start = next;
                i = next;
            }
            else
            {
                i = end;
            }
        }

        return boundaries;
    }

    private static bool Ends(string text, SentenceRules rules, int start, int mark, int marks, int end, int next)
    {
        var written = text.AsSpan(mark, marks - mark);
        if (text.AsSpan(end, next - end).Count(LineBreak) > 1)
            return true;
        if (IsInBrackets(text, start, mark))
            return false;
        if (written.ContainsAny(WideMarks))
            return !"，、；：,;:".Contains(text[next]);
        if (next == end)
            return false;

        var first = SkipOpeners(text, next);
        if (first >= text.Length || !Begins(text, first))
            return false;
        if (!written.ContainsAny(CallMarks) && (written.Contains('…') || written.Length > 1))
            return char.IsUpper(text[first]);
        return written is not "." || !GoesOn(text, rules, start, mark, first);
    }

    // A digit, a capital, a letter of a script that has none, or a brand such as eBay.
    private static bool Begins(string text, int at) =>
        char.IsDigit(text[at]) || char.IsLetter(text[at]) && (!char.IsLower(text[at]) || at + 1 < text.Length && char.IsUpper(text[at + 1]));

    // Whether a full stop belongs to an abbreviation, an initial or the number of a list.
    private static bool GoesOn(string text, SentenceRules rules, int start, int stop, int next)
    {
        if (Enumerator().IsMatch(text.AsSpan(start, stop - start)))
            return true;

        var from = stop;
        while (from > start && IsOfWord(text[from - 1]))
            from--;
        var word = text[from..stop].TrimStart('.', '-');
        if (word.Length == 0)
            return false;

        var lower = word.ToLowerInvariant();
        var following = FollowingWord(text, next);
        if (rules.BeforeNumber.Contains(lower) && (char.IsDigit(text[next]) || Roman().IsMatch(text.AsSpan(next))))
            return true;
        var begins = rules.Starters.Contains(following);
        var afterNumber = from >= 2 && char.IsDigit(text[SkipSpaceBack(text, from)]);
        if (word.Length == 1 && char.IsLetter(word[0]) && !char.IsLower(word[0]))
            return !afterNumber && !(begins && !Particles.Contains(following));
        if (rules.Joining.Contains(lower))
            return true;
        return (rules.Either.Contains(lower) || Initials().IsMatch(word)) && !begins;
    }

    // A sentence within brackets that opened in the middle of another ends nothing.
    private static bool IsInBrackets(string text, int start, int mark)
    {
        var (depth, from) = (0, SkipOpeners(text, start));
        for (var i = mark - 1; i >= Math.Max(from, mark - Nearby); i--)
        {
            if (text[i] is ')' or ']' or '）')
                depth++;
            else if (text[i] is '(' or '[' or '（' && depth-- == 0)
                return text.AsSpan(mark, Math.Min(Nearby, text.Length - mark)).IndexOfAny(')', ']', '）') >= 0;
        }

        return false;
    }

    private static string FollowingWord(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsLetter(text[end]) || text[end] == '-' && end > at))
            end++;
        return text[at..end].ToLowerInvariant();
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or 'ـ';

    private static int SkipSpace(string text, int i)
    {
        while (i < text.Length && char.IsWhiteSpace(text[i]))
            i++;
        return i;
    }

    private static int SkipSpaceBack(string text, int i)
    {
        i--;
        while (i > 0 && char.IsWhiteSpace(text[i]))
            i--;
        return i;
    }

    // French sets a space before the closing quotation mark.
    private static int SkipClosers(string text, int i)
    {
        while (i < text.Length)
        {
            var quote = SkipSpace(text, i);
            if (Closers.Contains(text[i]))
                i++;
            else if (quote < text.Length && quote - i == 1 && text[quote] is '»' or '›')
                i = quote + 1;
            else
                break;
        }

        return i;
    }

    private static int SkipOpeners(string text, int i)
    {
        while (i < text.Length && (Openers.Contains(text[i]) || text[i] == Object || char.IsWhiteSpace(text[i])))
            i++;
        return i;
    }

    [GeneratedRegex(@"^(?:[0-9]{1,3}(?:\.[0-9]{1,3})*|[ivxIVX]{1,5}|\p{L})$", RegexOptions.CultureInvariant)]
    private static partial Regex Enumerator();

    [GeneratedRegex(@"^[IVXLCM]+(?![\p{L}\p{N}])", RegexOptions.CultureInvariant)]
    private static partial Regex Roman();

    [GeneratedRegex(@"^(?:[\p{Lu}\p{Lo}]\p{L}?[.-]+)+[\p{Lu}\p{Lo}]\p{L}?$", RegexOptions.CultureInvariant)]
    private static partial Regex Initials();
}
