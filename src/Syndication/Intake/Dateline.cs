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
        // 新华社日内瓦3月14日电: the verb of wire services ends it.
        if (Wired().Match(paragraph) is { Success: true } wired && wired.Length < paragraph.Length)
            return new(wired.Groups["place"].Value, Dates.Read(wired.Groups["date"].Value), wired.Length);

        var isFirst = true;
        foreach (var separator in Separators().EnumerateMatches(paragraph.AsSpan(0, Math.Min(paragraph.Length, Longest))))
        {
            var length = separator.Index + separator.Length;
            var mark = paragraph.AsSpan(separator.Index, separator.Length).Trim();
            var isDash = mark.Length > 0 && mark[^1] is '-' or '–' or '—';
            if (separator.Index < 2 || length >= paragraph.Length)
                continue;

            var head = Read(paragraph[..separator.Index]);
            if (head is { Date: null, Place.Length: > 0 } or null && isDash && isFirst && DayAfter(paragraph, separator.Index, length) is { } dated)
                return dated;
            if (head is null && isDash && paragraph.Length - length >= 20)
                head = Unparted(paragraph[..separator.Index]);

            // A place alone could be half of a headline; with a day it is a dateline before however short a text.
            if (head is { Place.Length: > 0 } or { Date: not null } && (head.Place.Length > 0 || Agency().IsMatch(paragraph[..separator.Index])) && (head.Date is not null || (isDash && isFirst && paragraph.Length - length >= 20)))
                return head with { Length = isDash ? length : AfterAgency(paragraph, length) };
            isFirst &= !isDash;
        }

        return null;
    }

    // “Geneva – 14 March 2027 – …”
    private static Dateline? DayAfter(string paragraph, int end, int start)
    {
        foreach (var next in Separators().EnumerateMatches(paragraph.AsSpan(0, Math.Min(paragraph.Length, Longest)), start))
        {
            var length = next.Index + next.Length;
            if (next.Index <= start || length >= paragraph.Length)
                continue;
            if (Dates.Read(WithoutAgency(paragraph[start..next.Index])) is not { } day)
                return null;

            // The full stop of “D.C.” was read as a part of what parts place and day.
            var place = paragraph[..end].Trim();
            place = paragraph[end] == '.' && Initials().IsMatch(place) ? place + "." : place;
            return PlaceIn(place, isDated: true) is { } known ? new(known, day, length) : null;
        }

        return null;
    }

    // “Genève le 14 mars 2027 –”, “جنيف في 14-3-2027 -”: a dash ends it, and no comma parts place and day.
    private static Dateline? Unparted(string text) =>
        PlaceAndDay().Match(text.Trim()) is { Success: true } both && !BeginsSentence().IsMatch(both.Groups["place"].Value) && Dates.Read(both.Groups["date"].Value) is { } day && PlaceIn(both.Groups["place"].Value, isDated: true) is { } place
            ? new(place, day, 0)
            : null;

    // “14 марта 2027 г. (УВКБ) – …”: what follows the day is of the dateline too.
    private static int AfterAgency(string paragraph, int length) =>
        Trailer().Match(paragraph, length) is { Success: true } trailer && trailer.Index + trailer.Length < paragraph.Length ? trailer.Index + trailer.Length : length;

    private static string WithoutAgency(string text) => Agency().Match(text) is { Success: true } agency ? text[..agency.Index] : text;

    /// <summary>Reads a line that is a dateline and nothing else, or a day alone; null where it is not, or names no day.</summary>
    public static Dateline? OfLine(string line) =>
        line.Length <= 90 && Read(line.TrimEnd('-', '–', '—', ':', '.', ' ')) is { Date: not null } head ? head with { Length = line.Length } : null;

    private static Dateline? Read(string text)
    {
        var head = text.Trim().Trim('(', ')', '（', '）', '[', ']', '*', '|').Trim();
        if (Dates.Read(head) is { } alone)
            return new("", alone, 0);

        // “14 March 2027 (UNHCR)”, “March 14, 2027 /PRNewswire/”: whose it is stands after the day.
        if (WithoutAgency(head) is var plain && plain.Length < head.Length && plain.Any(char.IsDigit) && Read(plain) is { } signed)
            return signed;

        // What follows the place is a day, or more of the place: “Port-au-Prince, Haïti, 3 mars 2026”.
        var parts = head.Split([',', '،', '，', '(', ')', '（', '）', '|', '·', '•'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        for (var i = parts.Length - 1; i > 0; i--)
        {
            var (before, after) = (string.Join(", ", parts[..i]), string.Join(", ", parts[i..]));
            if (Dates.Read(after) is { } date)
                return PlaceIn(before, isDated: true) is { } place ? new(place, date, 0) : null;
            if (YearLess().IsMatch(Months.Fold(after)) && Dates.Find(Months.Fold(after)).Count == 1)
                return PlaceIn(before) is { } place ? new(place, null, 0) : null;
        }

        if (parts.Length == 2 && Dates.Read(parts[0]) is { } first)
            return PlaceIn(parts[1], isDated: true) is { } place ? new(place, first, 0) : null;
        if (Chinese().Match(head) is { Success: true } chinese && Dates.Read(chinese.Groups["date"].Value) is { } day)
            return new(chinese.Groups["place"].Value, day, 0);

        var source = head.IndexOf('(', StringComparison.Ordinal);
        return PlaceIn(source > 0 ? head[..source].Trim() : head) is { } only ? new(only, null, 0) : null;
    }

    // Every word but the small ones begins with a capital, where the script has any; a sentence does not.
    private static string? PlaceIn(string text, bool isDated = false)
    {
        text = City().Replace(Weekday().Replace(text, "").Trim(' ', ',', '،'), "");
        var words = text.Split([' ', '\u00A0', ',', '،', '，', '/'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 6 || text.Length > 60 || ((isDated ? Initials().Replace(text, "") : text).AsSpan().ContainsAny(Sentence) && !text.StartsWith("St.", StringComparison.Ordinal)))
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

    // What follows is another word else: 3月14日电影节.
    [GeneratedRegex(@"^[【\[（(]?(?<agency>新华社|中新社|中新网|人民网|法新社|路透社|联合国新闻)?(?<place>\p{IsCJKUnifiedIdeographs}{2,10}?)\s?(?<date>(?:(?:\d{4}|[〇零一二三四五六七八九]{4})年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号])\s?[电電讯訊](?(agency)[】\]）)]?|(?:[】\]）)]|(?=[\s（(—–:：])))\s*(?:[—–:：]+\s*)?", RegexOptions.CultureInvariant)]
    private static partial Regex Wired();

    [GeneratedRegex(@"\s*(?:[(（][^()（）\d]{2,40}[)）]?|/[^/\d]{2,40}/)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Agency();

    [GeneratedRegex(@"\G(?:(?:[(（][^()（）\d]{2,40}[)）]|/[^/\d]{2,40}/)\s*\.?\s?[-–—:：]+|\.\s?[-–—]+|\s?[-–—]+\s)\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"^(?<place>[^\d,،(（]{2,50}?)\s+(?:(?:le|el|den|em|в|في|بتاريخ)\s+)?(?<date>\d.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex PlaceAndDay();

    // “اجتمع المجلس في …”: a verb and who did it; where a town has two names, both have the article or none.
    [GeneratedRegex(@"^(?!ال)[\u0621-\u064A]+\s+ال|^[\u0621-\u064A]+(?:\s+[\u0621-\u064A]+){2,}", RegexOptions.CultureInvariant)]
    private static partial Regex BeginsSentence();

    // D.C., N.Y., St. Louis
    [GeneratedRegex(@"(?<!\p{L})(?:(?:\p{Lu}\.)+(?:\p{Lu}(?!\p{L}))?|Ste?\.(?=\s))", RegexOptions.CultureInvariant)]
    private static partial Regex Initials();

    [GeneratedRegex(@"^(?:г|гор)\.\s?(?=\p{Lu})", RegexOptions.CultureInvariant)]
    private static partial Regex City();

    [GeneratedRegex(@"^(?<place>\p{IsCJKUnifiedIdeographs}{2,10}?)\s?(?<date>(?:\d{4}|[〇零一二三四五六七八九]{4})年.{2,8}[日号])(?:电|讯)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Chinese();

    [GeneratedRegex(@",\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Weekday();
}
