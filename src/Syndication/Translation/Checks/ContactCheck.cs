using System.Text.RegularExpressions;

namespace Syndication.Translation.Checks;

/// <summary>Addresses and telephone numbers are the same in every language, in whatever digits and with whatever blanks.</summary>
internal static partial class ContactCheck
{
    public static IEnumerable<Finding> Of(SegmentPair pair)
    {
        var target = Visible(pair.PlainTarget);
        foreach (var address in Addresses(Visible(pair.PlainSource)).Except(Addresses(target), StringComparer.OrdinalIgnoreCase))
            yield return pair.Found(Check.Contacts, $"The address {address} is not in: {pair.Quoted}");
        var digits = string.Concat(Numbers.WithWesternDigits(target).Where(char.IsAsciiDigit));
        foreach (var phone in Phones(pair.PlainSource).Where(phone => !digits.Contains(phone, StringComparison.Ordinal)))
            yield return pair.Found(Check.Contacts, $"The telephone number {phone} is not in: {pair.Quoted}");
    }

    /// <summary>A text without its addresses, which are in no language.</summary>
    public static string Without(string text) => text.AsSpan().IndexOfAny('@', '/', 'w') < 0 ? text : Address().Replace(text, " ");

    private static IEnumerable<string> Addresses(string text) => Address().Matches(text).Select(match => match.Value.TrimEnd('.', ',', ';', ':', ')', '»', '"', '”'));

    private static IEnumerable<string> Phones(string text) => Phone().Matches(Numbers.WithWesternDigits(Visible(text)))
        .Select(match => string.Concat(match.Value.Where(char.IsAsciiDigit)).TrimStart('0')).Where(digits => digits.Length is >= 7 and <= 15).Distinct();

    private static string Visible(string text) => Direction().Replace(text, "");

    [GeneratedRegex(@"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+|(?:https?://|www\.)[^\s<>«»“”""（）。，、]+", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    // With a plus, a double zero or a zero before it; numbers of people and of money have none.
    [GeneratedRegex(@"(?<![0-9.,])(?:\+|\(\+|00|\(0|0)[0-9][0-9 ().\u00A0\u202F-]{5,20}[0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex("[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069\u2060\u00AD]", RegexOptions.CultureInvariant)]
    private static partial Regex Direction();
}
