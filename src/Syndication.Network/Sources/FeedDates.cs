using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Network.Sources;

/// <summary>The dates of feeds: RFC 822 and 3339 as people's programs write them.</summary>
internal static partial class FeedDates
{
    // Three letters tell a month in every language whose feeds were seen to write it so; English comes first.
    private static readonly string[] Months =
    [
        "jan ene gen янв ian", "feb fév fev fèv фев", "mar mär mrz mrt maa мар", "apr avr abr апр", "may mai mag mei май мая", "jun giu jui июн", "jul lug juil июл",
        "aug aoû aou ago авг", "sep set сен", "oct okt ott out окт", "nov ноя", "dec dez déc dic дек",
    ];

    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["z"] = 0,
        ["ut"] = 0,
        ["utc"] = 0,
        ["gmt"] = 0,
        ["wet"] = 0,
        ["est"] = -300,
        ["edt"] = -240,
        ["cst"] = -360,
        ["cdt"] = -300,
        ["mst"] = -420,
        ["mdt"] = -360,
        ["pst"] = -480,
        ["pdt"] = -420,
        ["bst"] = 60,
        ["cet"] = 60,
        ["met"] = 60,
        ["cest"] = 120,
        ["mest"] = 120,
        ["eet"] = 120,
        ["eest"] = 180,
        ["msk"] = 180,
        ["jst"] = 540,
        ["kst"] = 540,
        ["aest"] = 600,
        ["aedt"] = 660,
        ["ist"] = 330,
        ["hkt"] = 480,
    };

    /// <summary>Reads a date. Without an offset it is UTC.</summary>
    /// <returns>Null where it is none.</returns>
    public static DateTimeOffset? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 100)
            return null;
        text = text.Trim();
        try
        {
            return Iso(text) ?? Mail(text);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null; // The thirtieth of February.
        }
    }

    private static DateTimeOffset? Iso(string text)
    {
        var match = IsoForm().Match(text);
        if (!match.Success)
            return null;
        var (year, month, day) = (Number(match, 1) ?? 0, Number(match, 2) ?? 1, Number(match, 3) ?? 1);
        return Of(year, month, day, Number(match, 4) ?? 0, Number(match, 5) ?? 0, Number(match, 6) ?? 0, match.Groups[7].Value);
    }

    private static DateTimeOffset? Mail(string text)
    {
        if (MailForm().Match(text) is { Success: true } mail && Month(mail.Groups[2].Value) is { } month)
            return Of(Year(mail.Groups[3].Value), month, Number(mail, 1)!.Value, Number(mail, 4) ?? 0, Number(mail, 5) ?? 0, Number(mail, 6) ?? 0, mail.Groups[7].Value);
        if (AmericanForm().Match(text) is { Success: true } american && Month(american.Groups[1].Value) is { } first)
        {
            // Thu Jan 1 19:48:21 [GMT] 2004, and January 1, 2004 [7:48 PM].
            var year = american.Groups[7].Success ? american.Groups[7].Value : american.Groups[3].Value;
            if (year.Length == 0)
                return null;
            var hour = Number(american, 4) ?? 0;
            var after = american.Groups[8].Value.ToLowerInvariant();
            hour = after.StartsWith("pm", StringComparison.Ordinal) && hour < 12 ? hour + 12 : after.StartsWith("am", StringComparison.Ordinal) && hour == 12 ? 0 : hour;
            return Of(Year(year), first, Number(american, 2)!.Value, hour, Number(american, 5) ?? 0, Number(american, 6) ?? 0, american.Groups[9].Value);
        }

        return null;
    }

    private static DateTimeOffset? Of(int year, int month, int day, int hour, int minute, int second, string zone)
    {
        if (year is < 1 or > 9998 || month is < 1 or > 12 || hour > 24 || minute > 59 || second > 61)
            return null;
        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified).AddHours(hour).AddMinutes(minute).AddSeconds(Math.Min(second, 59));
        return new DateTimeOffset(DateTime.SpecifyKind(local.AddMinutes(-Offset(zone)), DateTimeKind.Utc));
    }

    private static int Offset(string zone)
    {
        zone = zone.Trim();
        if (ZoneForm().Match(zone) is { Success: true } match)
        {
            var minutes = Number(match, 2)!.Value * 60 + (Number(match, 3) ?? 0);
            return minutes > 14 * 60 ? 0 : match.Groups[1].Value == "-" ? -minutes : minutes;
        }

        return Zones.GetValueOrDefault(zone);
    }

    private static int Year(string text) => int.Parse(text, CultureInfo.InvariantCulture) is var year && text.Length > 2 ? year : year < 70 ? 2000 + year : 1900 + year;

    private static int? Month(string word)
    {
        word = word.ToLowerInvariant();
        for (var i = 0; i < Months.Length; i++)
        {
            foreach (var beginning in Months[i].Split(' '))
            {
                if (word.StartsWith(beginning, StringComparison.Ordinal) && !(beginning == "jui" && word.StartsWith("juil", StringComparison.Ordinal)))
                    return i + 1;
            }
        }

        return null;
    }

    private static int? Number(Match match, int group) => match.Groups[group].Success && match.Groups[group].Length > 0 ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^(\d{4})(?:[-/.]?(\d{2})(?:[-/.]?(\d{2}))?)?(?:(?:[Tt]|\s+)(\d{2}):?(\d{2})?(?::?(\d{2})(?:[.,:]\d+)?)?)?\s*([A-Za-z]{1,4}|[+-]\d{2}:?\d{0,2})?$", RegexOptions.CultureInvariant)]
    private static partial Regex IsoForm();

    [GeneratedRegex(@"^(?:\p{L}+\.?,?\s*)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:de\s+)?(\p{L}{3,})\.?,?[\s-]+(?:de\s+)?(\d{4}|\d{2})(?:,?\s+(?:at\s+)?(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?)?\s*((?:GMT|UTC)?[+-]\s?\d{1,2}:?\d{0,2}|\p{L}{1,5})?(?:\s*\([^)]*\))?$", RegexOptions.CultureInvariant)]
    private static partial Regex MailForm();

    [GeneratedRegex(@"^(?:\p{L}+,?\s+)?(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4})(?!:))?,?(?:\s+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(?:\p{Lu}{2,4}\s+)?(\d{4})?\s*([AaPp][Mm])?\s*((?:GMT|UTC)?[+-]\d{2}:?\d{0,2}|\p{L}{1,4})?$", RegexOptions.CultureInvariant)]
    private static partial Regex AmericanForm();

    [GeneratedRegex(@"^(?:GMT|UTC)?([+-])\s?(\d{1,2}):?(\d{2})?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ZoneForm();
}
