using System.Collections.Frozen;

namespace Syndication.Configuration;

/// <summary>Digits of dates and counts, by the names that the Unicode CLDR has for systems of them (the “nu” of BCP 47).</summary>
public static class Numerals
{
    private static readonly FrozenDictionary<string, char> Zeros = new Dictionary<string, char>
    {
        ["latn"] = '0',
        ["arab"] = '\u0660',
        ["arabext"] = '\u06F0',
        ["beng"] = '\u09E6',
        ["deva"] = '\u0966',
        ["khmr"] = '\u17E0',
        ["laoo"] = '\u0ED0',
        ["mymr"] = '\u1040',
        ["nkoo"] = '\u07C0',
        ["thai"] = '\u0E50',
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The systems there are, such as <c>arab</c>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Zeros.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The digit zero of a system; the others follow it.</summary>
    /// <exception cref="KeyNotFoundException">It is none of <see cref="Names"/>.</exception>
    public static char ZeroOf(string name) => Zeros[name];

    /// <summary>A number with the digits that begin with a zero.</summary>
    public static string Write(int number, char zero) => Write(number.ToString(System.Globalization.CultureInfo.InvariantCulture), zero);

    /// <summary>A text whose digits 0 to 9 become those that begin with a zero.</summary>
    public static string Write(string text, char zero) =>
        zero == '0' ? text : string.Create(text.Length, (text, zero), static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = char.IsAsciiDigit(from.text[i]) ? (char)(from.text[i] - '0' + from.zero) : from.text[i];
        });
}
