using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Translation.Checks;

/// <summary>Numbers: in any digits, grouped as any language does, with "million" and 万 reckoned out, small ones also as words.</summary>
internal static partial class NumberCheck
{
    // Between thousands.
    private const string Separators = " \u00A0\u202F\u2009'’٬.,";

    public static IEnumerable<Finding> Of(SegmentPair pair)
    {
        var (source, target) = (Plain(pair.PlainSource, pair.To.Primary), Plain(pair.PlainTarget, null));
        foreach (var number in Numbers.MissingIn(target, source, wordsAllowed: !pair.IsMachine).Where(number => !IsThere(number, target, pair.To.Primary)))
            yield return pair.Found(Check.Numbers, $"The number {number} is not in: {pair.Quoted}");
        foreach (var misread in Misread(pair))
            yield return pair.Found(Check.Numbers, $"{misread} reads as another number in {pair.To} than in the source, in: {pair.Quoted}");
    }

    // Digits western, "2.5 million" as 2500000, dates of three numbers as three numbers, the month of 3月 left to the dates.
    private static string Plain(string text, string? to)
    {
        text = Numbers.WithWesternDigits(text);
        text = DateOfNumbers().Replace(text, date => string.Join(" ; ", date.Groups.Values.Skip(1).Where(group => group.Success).Select(group => group.Value.TrimStart('0'))));
        text = Scaled().Replace(text, Reckoned);
        return to is null or "zh" or "ja" ? text : MonthInChinese().Replace(text, " ");
    }

    private static string Reckoned(Match match)
    {
        var digits = match.Groups["number"].Value.Trim();
        var last = digits.AsSpan().LastIndexOfAny('.', ',', '٫');
        var isDecimal = last > 0 && digits.Length - last - 1 is not 3;
        var whole = string.Concat((isDecimal ? digits[..last] : digits).Where(char.IsAsciiDigit));
        var parts = isDecimal ? string.Concat(digits[(last + 1)..].Where(char.IsAsciiDigit)) : "";
        if (!decimal.TryParse(parts.Length > 0 ? $"{whole}.{parts}" : whole, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000)
            return match.Value;
        var scale = NumberWords.Scale(match.Groups["scale"].Value);
        return $" {number * scale:0.##########} ".Replace(',', '.');
    }

    private static bool IsThere(string number, string target, string to)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return false;
        if (value == 0 && Clock().IsMatch(target) || value == 0 && AfterNoon().IsMatch(target))
            return true;
        if (value <= 12 && NumberWords.Has(target, value, to))
            return true;

        // The hours of the afternoon, which half of the world counts from one again.
        if (value is >= 13 and <= 23 && AfterNoon().IsMatch(target) || value is >= 1 and <= 11 && Clock().IsMatch(target))
            return Digits().Matches(target).Any(digits => int.TryParse(digits.ValueSpan, out var other) && Math.Abs(other - value) == 12);

        // A month by its name.
        return value <= 12 && Months.In(target).Contains(value);
    }

    // "1.500" is one thousand five hundred in Spanish and one and a half in English: of the same number the group may be one or the other.
    private static IEnumerable<string> Misread(SegmentPair pair)
    {
        var strange = pair.To.Primary switch { "en" or "zh" or "ja" => '.', "fr" or "ru" or "uk" or "es" or "de" or "it" or "pt" => ',', _ => '\0' };
        if (strange == '\0')
            yield break;
        var source = Numbers.WithWesternDigits(pair.PlainSource);
        var sign = pair.From.Primary is "en" or "zh" or "ja" ? '.' : ',';
        foreach (Match match in GroupOfThree().Matches(Numbers.WithWesternDigits(pair.PlainTarget)))
        {
            if (match.Value[match.Groups["whole"].Length] != strange || source.Contains(match.Value, StringComparison.Ordinal) && pair.From.Primary is "ar")
                continue;
            var (whole, rest) = (match.Groups["whole"].Value, match.Groups["rest"].Value);
            if (!Holds(source, whole, sign, rest) && (source.Contains(whole + rest, StringComparison.Ordinal) || Separators.Any(separator => Holds(source, whole, separator, rest))))
                yield return match.Value;
        }
    }

    private static bool Holds(string text, string whole, char separator, string rest) => text.Contains($"{whole}{separator}{rest}", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![0-9])([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})(?![0-9])|(?<![0-9])([0-9]{4})-([0-9]{2})-([0-9]{2})(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex DateOfNumbers();

    [GeneratedRegex(@"(?<number>[0-9]+(?:[.,٫ \u00A0\u202F][0-9]+)*)[ \u00A0\u202F]*(?:de )?(?<scale>" + NumberWords.Scales + @")(?![\p{L}])|(?<number>[0-9]+(?:[.,][0-9]+)*)[ ]?(?<scale>万亿|亿|千万|百万|十万|万|千)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Scaled();

    [GeneratedRegex("[0-9]{1,2}[ ]?月", RegexOptions.CultureInvariant)]
    private static partial Regex MonthInChinese();

    [GeneratedRegex(@"\b[pP]\.? ?[mM]\b|مساء|بعد الظهر|ظهرا|下午|晚上|傍晚|вечера|дня|de la tarde|de la noche|du soir|de l[’']après-midi|in the (?:afternoon|evening)", RegexOptions.CultureInvariant)]
    private static partial Regex AfterNoon();

    [GeneratedRegex(@"(?<![0-9])(?:1[3-9]|2[0-3])(?:[ \u00A0\u202F]?[hH:]|[.:][0-9]{2}|时|点)", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"(?<![0-9.,])(?<whole>[1-9][0-9]{0,2})[.,](?<rest>[0-9]{3})(?![0-9.,][0-9]|[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex GroupOfThree();
}
