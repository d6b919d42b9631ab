using System.Buffers;
using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>The place, and often the day, before the first sentence of a release: <c>Le Caire, 22 octobre 2026 – …</c>.</summary>
/// <param name="Place">The place as written.</param>
/// <param name="Date">The day, where one is given.</param>
/// <param name="Length">How many characters of the paragraph it takes, separator and all.</param>
internal sealed partial record Dateline(string Place, DateTimeOffset? Date, int Length)
{
    private static readonly SearchValues<char> Sentence = SearchValues.Create(".!?:;«»\"“”");

    private static readonly HashSet<string> Particles =
        [.. "de la le les du des d l el al los las of the and et y e da do dos am an der bei upon sur en sous".Split(' ')];

    /// <summary>Reads the beginning of a paragraph on one line; null where it is no dateline.</summary>
    public static Dateline? Of(string paragraph)
    {
        if (Separated().Match(paragraph) is not { Success: true } match || paragraph.Length == match.Length)
            return null;
        var head = match.Groups["head"].Value.Trim().Trim('(', ')').Trim();
        var source = head.IndexOf('(', StringComparison.Ordinal);
        var text = source > 0 ? head[..source].Trim() : head;

        // What follows the first comma is a day, or more of the place: “Port-au-Prince, Haïti, 3 mars 2026”.
        DateTimeOffset? date = null;
        var parts = text.Split([',', '،'], StringSplitOptions.TrimEntries);
        for (var i = 1; i < parts.Length && date is null; i++)
        {
            var rest = string.Join(", ", parts[i..]);
            if ((date = Dates.Read(rest)) is not null || YearLess().IsMatch(rest))
                text = string.Join(", ", parts[..i]);
        }

        // A place alone could be half of a headline; with a day it is a dateline before however short a text.
        return IsPlace(text) && (date is not null || paragraph.Length - match.Length >= 20) ? new(text, date, match.Length) : null;
    }

    // Every word but the small ones begins with a capital, where the script has any; a sentence does not.
    private static bool IsPlace(string text)
    {
        var words = text.Split([' ', '\u00A0', ',', '،', '/'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 6 || text.Length > 60 || (text.AsSpan().ContainsAny(Sentence) && !text.StartsWith("St.", StringComparison.Ordinal)))
            return false;
        var cased = words.Any(word => char.IsUpper(word[0]));
        return cased
            ? words.All(word => char.IsUpper(word[0]) || Particles.Contains(word.ToLowerInvariant()) || Particles.Contains(word.Split('\'', '’')[0].ToLowerInvariant()))
            : words.Length <= 4 && words.All(word => char.IsLetter(word[0]) && !char.IsLower(word[0]));
    }

    [GeneratedRegex(@"^(?<head>[^\n]{2,90}?)\s*(?:\s[-–—]+\s|[–—]\s|\s[–—])\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Separated();

    [GeneratedRegex(@"^\d{1,2}(?:er|st|nd|rd|th)?\s+\p{L}+\.?$|^\p{L}+\.?\s+\d{1,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex YearLess();
}
