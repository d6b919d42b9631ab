using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>Days as people write them, in the languages' own ways. A day that there is not, such as 31 April, is none.</summary>
internal static partial class Dates
{
    private const string Digits = "〇零一二三四五六七八九";

    private static readonly HashSet<string> Beside =
    [
        .. Months.Fold(
            "on the of dated date published posted monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun le la du date publié lundi mardi mercredi jeudi vendredi samedi dimanche " +
            "el del a fecha publicado lunes martes miércoles jueves viernes sábado domingo em data segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta feira den der am vom montag dienstag mittwoch donnerstag freitag samstag sonntag " +
            "г года год р року дата понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа четвер п'ятниця субота неділя يوم في التاريخ بتاريخ م هـ الموافق الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد " +
            "نشر نشرت опубликовано 发布于 发布时间 发布日期 شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه 日期 星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日")
            .Split(' '),
    ];

    private static readonly PersianCalendar Persian = new();

    /// <summary>A day found in a text.</summary>
    /// <param name="Year">Null where the text leaves it to the reader.</param>
    /// <param name="Month">1 to 12.</param>
    /// <param name="Day">1 to 31; there is such a day in that month.</param>
    /// <param name="Index">Where it begins, in characters.</param>
    /// <param name="Length">How many characters it takes.</param>
    public readonly record struct Found(int? Year, int Month, int Day, int Index, int Length)
    {
        /// <summary>The day at midnight UTC; null where it has no year.</summary>
        public DateTimeOffset? Instant => Year is { } year ? new DateTimeOffset(year, Month, Day, 0, 0, 0, TimeSpan.Zero) : null;
    }

    /// <summary>Reads a text that is a day and nothing else but its weekday; null where it is not.</summary>
    public static DateTimeOffset? Read(string text)
    {
        var plain = Months.Fold(text.Trim());
        foreach (var found in Find(plain))
        {
            if (found.Year is not null && IsBesides(plain[..found.Index]) && IsBesides(plain[(found.Index + found.Length)..]))
                return found.Instant;
        }

        return null;
    }

    /// <summary>The days in a text that was folded (<see cref="Months.Fold(string)"/>), those without a year too.</summary>
    public static IReadOnlyList<Found> Find(string folded)
    {
        var all = new List<Found>();
        var text = folded.ToCharArray();
        foreach (var shape in new[] { Chinese(), Iso(), Numbers(), DayFirst(), MonthFirst() })
        {
            var at = 0;
            while (shape.Match(new string(text), at) is { Success: true } match)
            {
                at = match.Index + 1;
                if (Make(match) is not { } found)
                    continue;
                all.Add(found);
                Array.Fill(text, '\n', match.Index, match.Length);
                at = match.Index + match.Length;
            }
        }

        return [.. all.OrderBy(found => found.Index)];
    }

    private static Found? Make(Match match)
    {
        var name = match.Groups["name"];
        var (persian, month) = (0, 0);
        if (name.Success)
        {
            // “كانون الثاني/يناير” names one month twice; words after the month are not part of it.
            foreach (var part in name.Value.Split('/', StringSplitOptions.TrimEntries))
            {
                month = month == 0 ? Months.Of(part) : month;
                persian = persian == 0 ? Months.OfPersian(part) : persian;
            }
        }
        else
        {
            month = Number(match.Groups["month"].Value);
        }

        int? year = match.Groups["year"].Success ? Number(match.Groups["year"].Value) : null;
        var day = Number(match.Groups["day"].Value);
        if (persian > 0 && year is > 1300 and < 1500 && day >= 1 && day <= Persian.GetDaysInMonth(year.Value, persian))
        {
            var gregorian = Persian.ToDateTime(year.Value, persian, day, 0, 0, 0, 0);
            return new(gregorian.Year, gregorian.Month, gregorian.Day, match.Index, match.Length);
        }

        if (match.Groups["either"].Success && month > 12)
            (day, month) = (month, day); // Only one order is possible: 03/14/2026.
        else if (match.Groups["either"].Success && day <= 12 && day != month)
            return null; // 03/04/2026 is a day in March to some and in April to others.
        return month is >= 1 and <= 12 && year is null or (> 1900 and < 2200) && day >= 1 && day <= DateTime.DaysInMonth(year ?? 2024, month == 0 ? 1 : month) && month > 0
            ? new(year, month, day, match.Index, match.Length)
            : null;
    }

    private static int Number(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        if (!text.Contains('十', StringComparison.Ordinal))
            return text.Aggregate(0, (sum, c) => (sum * 10) + Digit(c));
        var ten = text.IndexOf('十', StringComparison.Ordinal);
        return ((ten == 0 ? 1 : Digit(text[ten - 1])) * 10) + (ten + 1 < text.Length ? Digit(text[ten + 1]) : 0);

        static int Digit(char c) => c is '〇' or '零' or '○' ? 0 : Math.Max(Digits.IndexOf(c, StringComparison.Ordinal) - 1, 0);
    }

    // A weekday, “le”, “on the”, “Date:”; a place or a sentence is more than a day.
    private static bool IsBesides(string text) => text.Split([' ', ',', '.', ':', '(', ')', '-', '–'], StringSplitOptions.RemoveEmptyEntries).All(Beside.Contains);

    [GeneratedRegex(@"(?:(?<year>\d{4}|[〇○零一二三四五六七八九]{4})\s*年\s*)?(?<month>\d{1,2}|[一二三四五六七八九十]{1,3})\s*月\s*(?<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*[日号號]", RegexOptions.CultureInvariant)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"(?<![\d/.-])(?<year>\d{4})[-/](?<month>\d{2})[-/](?<day>\d{2})(?![\d/-])", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(@"(?<![\d/.-])(?:(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})|(?<either>)(?<day>\d{1,2})[/-](?<month>\d{1,2})[/-](?<year>\d{4}))(?![\d/-])", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(
        @"(?<![\d:./-])(?<day>\d{1,2})(?:er|st|nd|rd|th|º|ª|°|\.|-?го|-?е)?[ ]*(?:(?:de|of|من)[ ]+|[ -])?(?<name>\p{L}+\.?(?:[ ](?:الثاني|الاول|ثاني|اول))?(?:[ ]?/[ ]?\p{L}+(?:[ ](?:الثاني|الاول))?)?)(?:,?(?:[ ]+(?:de|del|في|عام|سنة)[ ]+|[ -]*)(?<year>\d{4})(?!\d|[ ]?(?:h|hrs?|hours|gmt|utc)\b|:)(?:[ ]?г\.?(?!\p{L})|[ ]?م(?!\p{L}))?)?(?![\p{L}\p{M}])",
        RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"(?<!\p{L})(?<name>\p{L}+\.?)[ ]+(?<day>\d{1,2})(?:st|nd|rd|th)?(?:,?[ ]+(?<year>\d{4})(?!\d|[ ]?(?:h|hrs?|hours|gmt|utc)\b|:))?(?![\d:]|\.\d|[ ]?(?:h|am|pm|a\.m|p\.m)\b)", RegexOptions.CultureInvariant)]
    private static partial Regex MonthFirst();
}
