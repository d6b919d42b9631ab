using System.Globalization;
using System.Text.RegularExpressions;
using Syndication.Translation.Glossaries;

namespace Syndication.Translation.Checks;

/// <summary>The months that a text names.</summary>
internal static partial class Months
{
    private static readonly string[] Russian = ["январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"];

    /// <summary>The months, 1 to 12, in whatever language.</summary>
    public static HashSet<int> In(string text)
    {
        var months = new HashSet<int>();
        foreach (var (month, _) in Named(text))
            months.Add(month);
        foreach (Match match in Numeric().Matches(Numbers.WithWesternDigits(text)))
        {
            foreach (var group in match.Groups.Values.Skip(1).Where(group => group.Success))
                months.Add(int.Parse(group.ValueSpan, CultureInfo.InvariantCulture));
        }

        return months;
    }

    /// <summary>The months that stand in a date: beside a number.</summary>
    public static HashSet<int> InDates(string text)
    {
        var western = Numbers.WithWesternDigits(text);
        var months = new HashSet<int>();
        foreach (var (month, word) in Named(western))
        {
            if (NumberBefore().IsMatch(western[..word.Start]) || NumberAfter().IsMatch(western[word.End..]))
                months.Add(month);
        }

        foreach (Match match in Chinese().Matches(western))
            months.Add(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        return months;
    }

    private static IEnumerable<(int Month, Word Word)> Named(string text)
    {
        foreach (var word in FoldedText.Of(text))
        {
            var written = word.Written.ToLowerInvariant();
            if (written.Length < 2 || !char.IsLetter(written[0]))
                continue;
            foreach (var month in Of(written))
                yield return (month, word);
        }

        // Names of two words: the months of the Levant.
        foreach (var (name, month) in TwoWords)
        {
            if (text.IndexOf(name, StringComparison.Ordinal) is >= 0 and var at)
                yield return (month, new(name, null, name, at, at + name.Length));
        }
    }

    private static readonly (string, int)[] TwoWords = [("كانون الثاني", 1), ("كانون الأول", 12), ("تشرين الأول", 10), ("تشرين الثاني", 11)];

    private static IEnumerable<int> Of(string word)
    {
        if (Intake.Months.Of(word) is > 0 and var month)
            yield return month;
        else if (word[0] is 'و' or 'ب' or 'ف' or 'ل' && Intake.Months.Of(word[1..]) is > 0 and var prefixed)
            yield return prefixed;
        else if (word[0] is >= 'а' and <= 'я')
        {
            for (var i = 0; i < 12; i++)
            {
                if (i == 4 ? word is "май" or "мая" or "мае" or "маю" or "маем" : word.StartsWith(Russian[i], StringComparison.Ordinal) && word.Length - Russian[i].Length <= 2)
                    yield return i + 1;
            }
        }
    }

    [GeneratedRegex(@"(?<![0-9])(1[0-2]|[1-9])[ ]?月|(?<![0-9])[0-9]{1,2}[/.](0?[1-9]|1[0-2])[/.][0-9]{2,4}|(?<![0-9])(0?[1-9]|1[0-2])/[0-9]{1,2}/[0-9]{4}|[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}", RegexOptions.CultureInvariant)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"(?<![0-9])(1[0-2]|[1-9])[ ]?月", RegexOptions.CultureInvariant)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"[0-9](?:er|st|nd|rd|th|º|\.|-?[её])?[ \u00A0\u202F]*(?:de |of |من |-е )?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberBefore();

    [GeneratedRegex(@"^\.?,?[ \u00A0\u202F]*(?:de |del |of |/ )?[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex NumberAfter();
}
