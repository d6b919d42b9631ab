using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>
/// The paragraphs of a plain text: lines that a program broke at its right margin are put together again, those that somebody broke stay.
/// It is told for each run of lines between blank ones, since a letterhead, a list and wrapped paragraphs stand in one file.
/// </summary>
internal static partial class Wrapping
{
    // Lines shorter than this are short on purpose, those longer than that are not wrapped.
    private const int Short = 45;
    private const int Widest = 100;

    /// <summary>The paragraphs, each on one line.</summary>
    public static List<string> Paragraphs(IReadOnlyList<string> lines)
    {
        lines = [.. lines.Select(line => Furniture().IsMatch(line) ? "" : line.Replace("\t", "    ", StringComparison.Ordinal))];

        // A text copied from a page has no blank lines, and each of its lines is a paragraph.
        var margin = lines.Any(string.IsNullOrWhiteSpace) ? Margin(lines) : null;
        var words = new Lazy<HashSet<string>>(() => [.. Word().Matches(string.Join(' ', lines)).Select(match => match.Value)]);
        var paragraphs = new List<string>();
        foreach (var run in Runs(lines))
        {
            var isWrapped = margin is { } known && (known.IsOfAll || IsRun(run));
            for (var i = 0; i < run.Count; i++)
            {
                if (i > 0 && (GoesOnItem(run, i) || (isWrapped && GoesOn(run, i, margin!.Value.Width))))
                    paragraphs[^1] = Join(paragraphs[^1], run[i].Trim(), words);
                else
                    paragraphs.Add(run[i].Trim());
            }
        }

        return paragraphs;
    }

    /// <summary>Whether a line is an item of a list.</summary>
    public static bool IsItem(string line) =>
        line.Length > 2 && (line[0] is '•' or '·' || line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("* ", StringComparison.Ordinal));

    // Where the lines of the file are broken; null where nothing says that they are. Where no line is longer than lines are wrapped, that
    // goes for all of it.
    private static (int Width, bool IsOfAll)? Margin(IReadOnlyList<string> lines)
    {
        var width = 0;
        foreach (var run in Runs(lines).Where(IsRun))
            width = Math.Max(width, run.Take(run.Count - 1).Where(line => line.Length <= Widest).Select(line => line.Length).DefaultIfEmpty().Max());
        var many = lines.Zip(lines.Skip(1)).Count(pair => pair.First.Length is > Short and < Widest && pair.Second.Length > 0 && !IsItem(pair.Second.Trim())) > lines.Count / 4;
        return width == 0 && !many ? null : (width, many || lines.All(line => line.Length <= Widest + 10));
    }

    private static List<List<string>> Runs(IReadOnlyList<string> lines)
    {
        var runs = new List<List<string>>();
        var inRun = false;
        foreach (var line in lines)
        {
            var isText = !string.IsNullOrWhiteSpace(line);
            if (isText && !inRun)
                runs.Add([]);
            if (isText)
                runs[^1].Add(line);
            inRun = isText;
        }

        return runs;
    }

    // Lines of one length that end anywhere, or one that goes on with a small letter.
    private static bool IsRun(List<string> run)
    {
        for (var i = 1; i < run.Count; i++)
        {
            if (run[i - 1].Length is > Short and <= Widest && IsUnfinished(run[i - 1]) && char.IsLower(run[i].TrimStart()[0]))
                return true;
        }

        // Letters that are neither small nor capital: no line had room for what stands on the next.
        if (run.Count < 3 || run.Sum(line => line.Count(char.IsLower)) * 5 > run.Sum(line => line.Length))
            return false;
        var full = run.GetRange(0, run.Count - 1);
        var longest = full.Max(line => line.Length);
        var isIdeographic = full[0].Count(c => c >= '\u2E80') > full[0].Length / 2;
        return longest <= Widest && longest > (isIdeographic ? 20 : Short) && full.TrueForAll(line => !IsItem(line.Trim()) && !ContactReader.Holds(line)) &&
            Enumerable.Range(0, full.Count).All(i => isIdeographic ? run[i].Length >= longest - 3 : run[i].Length + 1 + FirstWord(run[i + 1].Trim()) > longest) && full.Count(IsUnfinished) > full.Count / 2;
    }

    // Below an item and further in than its mark.
    private static bool GoesOnItem(List<string> run, int at)
    {
        var first = at - 1;
        while (first > 0 && !IsItem(run[first].Trim()) && Indent(run[first]) == Indent(run[at]))
            first--;
        return IsItem(run[first].Trim()) && !IsItem(run[at].Trim()) && Indent(run[at]) > Indent(run[first]);
    }

    private static bool GoesOn(List<string> run, int at, int width)
    {
        var (line, next) = (run[at - 1], run[at].Trim());
        var text = line.Trim();
        if (IsItem(next) || Landmarks.IsEnd(text) || Landmarks.IsEnd(next) || ContactReader.Holds(text) || (text.Length <= Short && Landmarks.BeginsBelow(text)))
            return false;
        var isUnfinished = IsUnfinished(text);
        if (isUnfinished && char.IsLower(next[0]) && text.Length >= 20 && !next.AsSpan(0, FirstWord(next)).Contains('@') && !next.StartsWith("www.", StringComparison.OrdinalIgnoreCase) && !next.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return true;

        // Had the next word had room, somebody broke the line; people who wrap by hand leave more of it.
        var room = width - line.Length - 1 - FirstWord(next);
        if (width > 0 && room < 0 && line.Length <= Widest)
            return true;
        if (text.Length is <= Short or >= Widest)
            return false;
        return run.Count > 2 ? isUnfinished || room <= 12 : width == 0;
    }

    private static bool IsUnfinished(string line) =>
        line.TrimEnd(' ', '\u00A0', '»', '"', '”', ')', '’') is not { Length: > 0 } text || text[^1] is not ('.' or '!' or '?' or '؟' or '。' or '…' or ':' or '：' or ';' or '；' or '！' or '？');

    private static int FirstWord(string line) => line.IndexOf(' ') is > 0 and var space ? space : line.Length;

    private static int Indent(string line) => line.Length - line.TrimStart().Length;

    private static string Join(string text, string next, Lazy<HashSet<string>> words)
    {
        // Ideographs stand without spaces, also where a line was broken.
        if (text[^1] >= '\u2E80' && next[0] >= '\u2E80')
            return text + next;
        if (text[^1] is not ('-' or '\u2010' or '\u00AD') || text.Length < 2 || !char.IsLetter(text[^2]) || !char.IsLetterOrDigit(next[0]))
            return $"{text} {next}";
        return (IsTorn(text, next, words) ? text[..^1] : text) + next;
    }

    // A hyphen at the end of a line may be the word's own: it goes where both halves are small letters and neither is a word.
    private static bool IsTorn(string text, string next, Lazy<HashSet<string>> words)
    {
        var first = text[(text.LastIndexOfAny([' ', '\u00A0', '“', '"', '(', '«']) + 1)..^1];
        var second = Word().Match(next).Value;
        if (first.Length == 0 || second.Length < 2 || !first.All(IsOfWords) || !char.IsLower(first[^1]) || !second.All(IsOfWords) || !char.IsLower(second[0]) || first.Contains('-', StringComparison.Ordinal))
            return false;
        if (words.Value.Contains(first + second))
            return true;
        return !words.Value.Contains(first) && !words.Value.Contains(second) && !Part().IsMatch(first) && !After().IsMatch(second);
    }

    // Latin and Cyrillic: other scripts are not hyphenated so.
    private static bool IsOfWords(char c) => char.IsLetter(c) && c is < '\u0250' or (>= '\u0400' and < '\u0530');

    [GeneratedRegex(@"\p{L}+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    // What stands at the end of one page and the beginning of the next.
    [GeneratedRegex(
        @"^\s*(?:[-–—(*.\[ ]*(?:more(?: follows)?|continued|suite|à suivre|sigue|continúa|segue|продолжение следует|يتبع|未完待续|未完)[-–—)*.\] ]*(?<=[-–—)*.\]]\s*)|[-–—(\[ ]*(?:page|p\.|página|pág\.|seite|страница|стр\.|صفحة)\s*\p{Nd}{1,3}(?:\s*(?:of|/|sur|de|von|из|من)\s*\p{Nd}{1,3})?[-–—)\] ]*|第\s*\d{1,3}\s*页(?:[，,/\s]*共\s*\d{1,3}\s*页)?)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Furniture();

    // First halves of words that have a hyphen of their own.
    [GeneratedRegex(
        "^(?:a|e|x|y|co|ex|non|pre|pro|anti|semi|multi|post|inter|intra|cross|self|half|well|ill|all|long|short|high|low|mid|full|part|new|old|so|by|re|sub|non|vice|sous|mi|demi|quasi|peut|est|celui|celle|ceux|celles|lui|elle|eux|nous|vous|là|ci|par|au|quelques|" +
        "по|во|кое|как|кто|что|где|из|какой|чей|[а-яё]+о)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    // And second ones.
    [GeneratedRegex(
        "^(?:ci|là|être|uns|unes|il|elle|ils|elles|on|même|mêmes|dire|ce|je|tu|moi|toi|nous|vous|leur|year|years|old|based|led|term|wide|free|funded|related|то|либо|нибудь|ка|таки|за|под)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex After();
}
