using System.Text.RegularExpressions;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>Days as people write them: day, month by name, year, or month, day, year.</summary>
internal static partial class Dates
{
    private static readonly string[][] Names =
    [
        ["janvier", "january", "enero", "يناير", "كانون الثاني", "جانفي", "января", "januar", "janeiro", "gennaio", "1月", "jan"],
        ["février", "february", "febrero", "فبراير", "شباط", "فيفري", "февраля", "februar", "fevereiro", "febbraio", "2月", "feb"],
        ["mars", "march", "marzo", "مارس", "آذار", "марта", "märz", "março", "3月", "mar"],
        ["avril", "april", "abril", "أبريل", "إبريل", "ابريل", "نيسان", "أفريل", "апреля", "aprile", "4月", "apr"],
        ["mai", "may", "mayo", "مايو", "أيار", "ماي", "мая", "maio", "maggio", "5月"],
        ["juin", "june", "junio", "يونيو", "حزيران", "جوان", "июня", "juni", "junho", "giugno", "6月", "jun"],
        ["juillet", "july", "julio", "يوليو", "يوليوز", "تموز", "جويلية", "июля", "juli", "julho", "luglio", "7月", "jul"],
        ["août", "august", "agosto", "أغسطس", "غشت", "آب", "أوت", "августа", "8月", "aug"],
        ["septembre", "september", "septiembre", "setiembre", "سبتمبر", "شتنبر", "أيلول", "сентября", "setembro", "settembre", "9月", "sept", "sep"],
        ["octobre", "october", "octubre", "أكتوبر", "تشرين الأول", "октября", "oktober", "outubro", "ottobre", "10月", "oct"],
        ["novembre", "november", "noviembre", "نوفمبر", "نونبر", "تشرين الثاني", "ноября", "novembro", "11月", "nov"],
        ["décembre", "december", "diciembre", "ديسمبر", "دجنبر", "كانون الأول", "декабря", "dezember", "dezembro", "dicembre", "12月", "dec"],
    ];

    private static readonly Dictionary<string, int> Months = Names
        .SelectMany((names, index) => names.Select(name => (Name: Fold(name), Month: index + 1))).DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Month);

    /// <summary>Reads a day; null where the text is none.</summary>
    public static DateTimeOffset? Read(string text)
    {
        var plain = Fold(Digits(text.Trim()));
        if (DayFirst().Match(plain) is { Success: true } dayFirst)
            return Make(dayFirst);
        return MonthFirst().Match(plain) is { Success: true } monthFirst ? Make(monthFirst) : null;
    }

    private static DateTimeOffset? Make(Match match)
    {
        if (!Months.TryGetValue(match.Groups["month"].Value.Trim().TrimEnd('.'), out var month))
            return null;
        var (day, year) = (int.Parse(match.Groups["day"].ValueSpan), int.Parse(match.Groups["year"].ValueSpan));
        return year is > 1900 and < 2200 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new(year, month, day, 0, 0, 0, TimeSpan.Zero) : null;
    }

    private static string Fold(string text) => string.Concat(text.ToLowerInvariant().Select(c => c < '\u0400' ? Composition.Letter(c) : c));

    // Arabic-Indic and Persian digits stand for the same numbers.
    private static string Digits(string text) => string.Concat(text.Select(c => c switch
    {
        >= '\u0660' and <= '\u0669' => (char)(c - '\u0660' + '0'),
        >= '\u06F0' and <= '\u06F9' => (char)(c - '\u06F0' + '0'),
        _ => c,
    }));

    [GeneratedRegex(@"^(?:\p{L}+,?\s+)?(?<day>\d{1,2})(?:er|st|nd|rd|th|º|\.)?\s+(?:de\s+)?(?<month>[\p{L}\p{M} ]+?\.?)(?:\s*/\s*[\p{L} ]+)?,?\s+(?:de\s+|del\s+)?(?<year>\d{4})(?:\s*г\.?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"^(?:\p{L}+,?\s+)?(?<month>\p{L}+\.?)\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex MonthFirst();
}
