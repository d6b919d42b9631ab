using System.Buffers;
using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>The place, and often the day, before the first sentence of a release: <c>Le Caire, 22 octobre 2026 – …</c>.</summary>
/// <param name="Place">The place as written; empty where there is only a day.</param>
/// <param name="Date">The day, where one is given.</param>
/// <param name="Length">How many characters of the paragraph it takes, separator and all.</param>
internal sealed partial record Dateline(string Place, DateTimeOffset? Date, int Length)
{
    private const int Longest = 110;

    private static readonly SearchValues<char> Sentence = SearchValues.Create(".!?:;«»\"“”");

    private static readonly HashSet<string> Particles =
        [.. "de la le les du des d l el al los las of the and et y e da do dos am an der bei upon sur en sous".Split(' ')];

    /// <summary>Reads the beginning of a paragraph on one line; null where it is no dateline.</summary>
    public static Dateline? Of(string paragraph)
    {
        var isFirst = true;
        foreach (var separator in Separators().EnumerateMatches(paragraph.AsSpan(0, Math.Min(paragraph.Length, Longest))))
        {
            var length = separator.Index + separator.Length;
            var mark = paragraph.AsSpan(separator.Index, separator.Length).Trim();
            var isDash = mark.Length > 0 && mark[^1] is '-' or '–' or '—';
            if (separator.Index < 2 || length >= paragraph.Length)
                continue;

            // A place alone could be half of a headline; with a day it is a dateline before however short a text.
            if (Read(paragraph[..separator.Index]) is { Place.Length: > 0 } head && (head.Date is not null || (isDash && isFirst && paragraph.Length - length >= 20)))
                return head with { Length = length };
            isFirst &= !isDash;
        }

        return null;
    }

    /// <summary>Reads a line that is a dateline and nothing else, or a day alone; null where it is not, or names no day.</summary>
    public static Dateline? OfLine(string line) =>
        line.Length <= 90 && Read(line.TrimEnd('-', '–', '—', ':', '.', ' ')) is { Date: not null } head ? head with { Length = line.Length } : null;

    private static Dateline? Read(string text)
    {
        var head = text.Trim().Trim('(', ')', '（', '）', '[', ']', '*', '|').Trim();
        if (Dates.Read(head) is { } alone)
            return new("", alone, 0);

        // What follows the place is a day, or more of the place: “Port-au-Prince, Haïti, 3 mars 2026”.
        var parts = head.Split([',', '،', '，', '(', ')', '（', '）', '|', '·', '•'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var i = parts.Length - 1; i > 0; i--)
        {
            var (before, after) = (string.Join(", ", parts[..i]), string.Join(", ", parts[i..]));
            if (Dates.Read(after) is { } date)
                return PlaceIn(before) is { } place ? new(place, date, 0) : null;
            if (YearLess().IsMatch(Months.Fold(after)) && Dates.Find(Months.Fold(after)).Count == 1)
                return PlaceIn(before) is { } place ? new(place, null, 0) : null;
        }

        if (parts.Length == 2 && Dates.Read(parts[0]) is { } first)
            return PlaceIn(parts[1]) is { } place ? new(place, first, 0) : null;
        if (Chinese().Match(head) is { Success: true } chinese && Dates.Read(chinese.Groups["date"].Value) is { } day)
            return new(chinese.Groups["place"].Value, day, 0);

        var source = head.IndexOf('(', StringComparison.Ordinal);
        return PlaceIn(source > 0 ? head[..source].Trim() : head) is { } only ? new(only, null, 0) : null;
    }

    // Every word but the small ones begins with a capital, where the script has any; a sentence does not.
    private static string? PlaceIn(string text)
    {
        text = Weekday().Replace(text, "").Trim(' ', ',', '،');
        var words = text.Split([' ', '\u00A0', ',', '،', '，', '/'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 6 || text.Length > 60 || (text.AsSpan().ContainsAny(Sentence) && !text.StartsWith("St.", StringComparison.Ordinal)))
            return null;
        var cased = words.Any(word => char.IsUpper(word[0]));
        var isPlace = cased
            ? words.All(word => char.IsUpper(word[0]) || Particles.Contains(word.ToLowerInvariant()) || Particles.Contains(word.Split('\'', '’')[0].ToLowerInvariant()))
            : words.Length <= 4 && (text[0] < '\u2E80' || text.Length <= 12) && words.All(word => char.IsLetter(word[0]) && !char.IsLower(word[0]));
        return isPlace ? text : null;
    }

    [GeneratedRegex(@"\s*(?:\s[-–—]+\s|[–—]+\s?|\s[–—]|\.\s?[-–—]+\s?|\s//\s|\s\|\s(?=\S)|[:：]\s|\.\s|[)）\]]\s*(?:[-–—:：]+)?)\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex(@"^(?:le |el |em |den )?\d{1,2}(?:er|st|nd|rd|th|\.)?\s+(?:de )?\p{L}+\.?$|^\p{L}+\.?\s+\d{1,2}$|^\d{1,2}月\d{1,2}日$", RegexOptions.CultureInvariant)]
    private static partial Regex YearLess();

    [GeneratedRegex(@"^(?<place>\p{IsCJKUnifiedIdeographs}{2,10}?)\s?(?<date>(?:\d{4}|[〇零一二三四五六七八九]{4})年.{2,8}[日号])(?:电|讯)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Chinese();

    [GeneratedRegex(@",\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();
}
