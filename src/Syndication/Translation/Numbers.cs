using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Translation;

/// <summary>The numbers of a text, in whatever digits and with whatever separators a language writes them.</summary>
internal static partial class Numbers
{
    /// <summary>The numbers of a source that its translation does not have.</summary>
    /// <param name="translation">Plain text.</param>
    /// <param name="source">Plain text.</param>
    /// <param name="wordsAllowed">Whether numbers up to twelve may have become words, as people write them.</param>
    public static IReadOnlyList<string> MissingIn(string translation, string source, bool wordsAllowed)
    {
        var (from, to) = (WithWesternDigits(source), WithWesternDigits(translation));
        if (!from.Any(char.IsAsciiDigit))
            return [];

        // "5ème" may be "fifth": ordinals are words as often as not.
        from = Ordinal().Replace(from, " ");
        // "1 234" and "1,234" are the same number, "2013, 150" are two, "8.30" may be 8:30: where it is in doubt, either reading will do.
        var whole = Missing(Wholes(from), Wholes(to)).Where(number => !number.Contains('.', StringComparison.Ordinal) || !StandsInParts(number, to)).ToList();
        var parts = whole.Count == 0 ? whole : Missing(Groups(from), Groups(to));
        return [.. whole.Where(number => number.Contains('.', StringComparison.Ordinal) || parts.Count > 0 && (!wordsAllowed || number.Length > 2 || int.Parse(number) > 12))];
    }

    // 8.30 as 8:30 or 8 h 30; 5.3 is no 3.5.
    private static bool StandsInParts(string number, string text)
    {
        var parts = number.Split('.');
        var groups = Digits().Matches(text);
        for (var i = 1; i < groups.Count; i++)
        {
            if (Bare(groups[i - 1].Value) == Bare(parts[0]) && Bare(groups[i].Value) == Bare(parts[1]) && groups[i].Index - groups[i - 1].Index - groups[i - 1].Length <= 4)
                return true;
        }

        return false;
    }

    private static List<string> Missing(IEnumerable<string> source, IEnumerable<string> translation)
    {
        var there = translation.ToList();
        return [.. source.Where(number => !there.Remove(number)).Distinct()];
    }

    // With thousands together, and a full stop before decimals.
    private static IEnumerable<string> Wholes(string text) =>
        Decimal().Matches(Thousands().Replace(text, number => string.Concat(number.Value.Where(char.IsAsciiDigit))))
            .Select(match => Bare(match.Value.Replace(',', '.').Replace('٫', '.')));

    private static IEnumerable<string> Groups(string text) => Digits().Matches(text).Select(match => Bare(match.Value));

    // 05 is 5, and 3.0 another precision than 3.
    private static string Bare(string number) => number.TrimStart('0') is { Length: > 0 } bare && char.IsAsciiDigit(bare[0]) ? bare : number.Contains('.', StringComparison.Ordinal) ? "0." + number.TrimStart('0').TrimStart('.') : "0";

    /// <summary>The text with the digits of any script as 0 to 9.</summary>
    public static string WithWesternDigits(string text)
    {
        var western = new StringBuilder(text.Length);
        foreach (var c in text)
            western.Append(char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c);
        return western.ToString();
    }

    [GeneratedRegex(@"(?<![0-9])[0-9]{1,2}(?:ère|ere|er|ème|eme|es|e|nde|nd|de|d|st|rd|th|º|ª|°|o|a|-?(?:й|я|е|го|му|м|х|ой|ая|ое|ые|ых))(?![\p{L}0-9])|第[0-9]{1,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Ordinal();

    [GeneratedRegex(@"(?<![0-9])[0-9]{1,3}(?:[ .,'’\u00A0\u202F\u2009٬][0-9]{3})+(?![0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex Thousands();

    [GeneratedRegex("[0-9]+(?:[.,٫][0-9]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
