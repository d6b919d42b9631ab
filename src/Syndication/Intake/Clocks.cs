using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>Times of day as people write them, on both clocks. What could be morning or evening is none.</summary>
internal static partial class Clocks
{
    private static readonly string[] ArabicHours =
        [.. "الواحدة الثانية الثالثة الرابعة الخامسة السادسة السابعة الثامنة التاسعة العاشرة الحادية_عشرة الثانية_عشرة".Split(' ').Select(word => Months.Fold(word.Replace('_', ' ')))];

    /// <summary>A time found in a text.</summary>
    /// <param name="Time">Since the beginning of the day; 24 hours for the midnight at its end.</param>
    /// <param name="IsMidnight">Whether the text says midnight in words, which could be either end of the day.</param>
    /// <param name="Index">Where it stands.</param>
    /// <param name="Length">How many characters it takes.</param>
    public readonly record struct Found(TimeSpan Time, bool IsMidnight, int Index, int Length);

    /// <summary>The times in a folded text, in order; null where something looks like one and cannot be told.</summary>
    public static IReadOnlyList<Found>? Find(string folded)
    {
        var all = new List<Found>();
        var text = folded;
        foreach (Match match in Hours().Matches(folded))
        {
            var word = match.Groups["word"];
            var hour = word.Success ? Array.IndexOf(ArabicHours, word.Value) + 1 : int.Parse(match.Groups["hour"].ValueSpan);
            var minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].ValueSpan) : match.Groups["half"].Success ? 30 : 0;
            var half = Half(match.Groups["part"].Value + match.Groups["before"].Value);
            var isSure = match.Groups["minute"].Success || match.Groups["sure"].Success || hour is > 12 or 0;
            if (hour > 24 || minute > 59 || (hour == 24 && minute > 0) || (half == Part.None && (!isSure || word.Success)) || (half != Part.None && hour == 0 && half != Part.Morning))
                return null;

            // Twelve at night is midnight, at noon it is noon; and the midnight that a 12-hour clock names could be either end of the day.
            var isMidnight = hour == 12 && half is (Part.Morning or Part.Night);
            var time = (hour, half) switch
            {
                (12, Part.Morning or Part.Night) => 24,
                (12, _) => 12,
                ( < 12, Part.Afternoon) => hour + 12,
                ( < 12, Part.Night) => hour >= 6 ? hour + 12 : hour,
                _ => hour,
            };
            all.Add(new(new TimeSpan(time, minute, 0), isMidnight, match.Index, match.Length));
            text = Without(text, match);
        }

        foreach (Match match in Noon().Matches(text))
        {
            var isMidnight = match.Groups["midnight"].Success;
            all.Add(new(TimeSpan.FromHours(isMidnight ? 24 : 12), isMidnight, match.Index, match.Length));
        }

        return [.. all.OrderBy(found => found.Index)];
    }

    private static string Without(string text, Match match) => text[..match.Index] + new string('\n', match.Length) + text[(match.Index + match.Length)..];

    private static Part Half(string words) =>
        words.Length == 0 ? Part.None
        : MorningWords().IsMatch(words) ? Part.Morning
        : NightWords().IsMatch(words) ? Part.Night
        : NoonWords().IsMatch(words) ? Part.Noon
        : Part.Afternoon;

    private enum Part
    {
        None,
        Morning,
        Noon,
        Afternoon,
        Night,
    }

    private const string PartOfDay =
        @"(?<part>a\.?\s?m\b\.?|p\.?\s?m\b\.?|du matin|de l'apres-midi|du soir|de la manana|de la tarde|de la noche|da manha|da tarde|da noite|in the morning|in the afternoon|in the evening|утра|дня|вечера|ночи|صباحا|مساء|ظهرا|عصرا|ليلا|بعد الظهر|ص(?!\p{L})|م(?!\p{L})|morgens|vormittags|nachmittags|abends)";

    [GeneratedRegex(
        @"(?:(?<before>上午|早上|凌晨|清晨|下午|晚上|中午|晚)\s?)?(?<![\d.:/])(?:" +
        @"(?<hour>\d{1,2})\s?(?:[:٫](?<minute>\d{2})(?::\d{2})?|\.(?<minute>\d{2})(?!\d)|(?<sure>(?:h(?:oras?|rs?|eures?)?|uhr|час(?:ов|а)?)(?!\p{L})|时|時)\s?(?:(?<minute>\d{2})(?!\d))?分?|点(?:钟|整)?(?:(?<half>半)|(?<minute>\d{1,2})分)?|點)(?:\s?(?:h|hrs|hours|heures|horas|uhr|часов)(?!\p{L}))?(?:\s?" + PartOfDay + ")?" +
        @"|(?<hour>\d{1,2})\s?" + PartOfDay +
        @"|(?<hour>[012]\d)(?<minute>[0-5]\d)(?:\s?(?:h|hrs|hours)\b|(?=\s?(?:gmt|utc|z\b|cet|cest|est|edt|bst|\(|local)))" +
        @"|(?:الساعة|ساعة)\s?(?<word>الواحدة|الحادية عشرة|الثانية عشرة|الثانية|الثالثة|الرابعة|الخامسة|السادسة|السابعة|الثامنة|التاسعة|العاشرة)(?<half> والنصف)?(?:\s(?:من\s)?)?" + PartOfDay + "?" +
        @"|(?:الساعة|a las|as|at|um|в)\s(?<hour>\d{1,2})(?![\d:.٫/]|\s?(?:de |du |of |in the|er\b|st\b|th\b|nd\b|rd\b|h(?:oras?|eures?|ours?|rs?)?\b|uhr|час|a\.?m\b|p\.?m\b|утра|дня|вечера|صباح|مساء|ظهر|عصر|من |بعد |ص(?!\p{L})|م(?!\p{L})|morgens|vormittags|nachmittags|abends))" +
        @")(?!\d)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Hours();

    [GeneratedRegex(@"(?<!\p{L})(?:(?<midnight>midnight|minuit|medianoche|meia-noite|mitternacht|منتصف الليل|полуноч\p{L}*|полночь|mezzanotte)|12 noon|noon|midday|midi|mediodia|del mediodia|meio-dia|mittag|الظهر|منتصف النهار|полдень|полудня)(?!\p{L})|(?<midnight>午夜|零点|零时|子夜)|中午|正午", RegexOptions.CultureInvariant)]
    private static partial Regex Noon();

    [GeneratedRegex(@"^a|matin|manana|manha|morning|утра|صباحا|^ص|上午|早上|凌晨|清晨|morgens|vormittags", RegexOptions.CultureInvariant)]
    private static partial Regex MorningWords();

    [GeneratedRegex(@"ночи|ليلا|noche|noite", RegexOptions.CultureInvariant)]
    private static partial Regex NightWords();

    [GeneratedRegex(@"ظهرا|中午", RegexOptions.CultureInvariant)]
    private static partial Regex NoonWords();
}
