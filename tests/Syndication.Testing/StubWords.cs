using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Testing;

/// <summary>Translations that a machine without a dictionary can make: every word another, in the right script, as long as before.</summary>
internal static partial class StubWords
{
    private const string Latin = "abcdefghijklmnopqrstuvwxyz";
    private const string Shifted = "ebcdifghojklmnupqrstavwxyz";
    private const string Accented = "àâäáãéèêëîïíôöóõùûüúçñœæ";
    private const string Bare = "aaaaaeeeeiiioooouuuucnoa";
    private const string Arabic = "ابسدهفغحيجكلمنوبقرستعفوكيز";

    public static string Translate(string text, string to, bool isHtml, IReadOnlyDictionary<(string Name, string Language), string> names)
    {
        var translated = new StringBuilder();
        var at = 0;
        foreach (Match kept in (isHtml ? HtmlKept() : Kept()).Matches(text))
        {
            translated.Append(Words(text[at..kept.Index], to, names)).Append(kept.Value);
            at = kept.Index + kept.Length;
        }

        return translated.Append(Words(text[at..], to, names)).ToString();
    }

    private static string Words(string text, string to, IReadOnlyDictionary<(string Name, string Language), string> names)
    {
        var translated = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var name = i == 0 || !char.IsLetter(text[i - 1])
                ? names.Where(pair => pair.Key.Language == to && string.CompareOrdinal(text, i, pair.Key.Name, 0, pair.Key.Name.Length) == 0 &&
                    (i + pair.Key.Name.Length == text.Length || !char.IsLetter(text[i + pair.Key.Name.Length]))).OrderByDescending(pair => pair.Key.Name.Length).FirstOrDefault()
                : default;
            if (name.Value is not null)
            {
                translated.Append(name.Value);
                i += name.Key.Name.Length;
                continue;
            }

            // Vowel signs and punctuation of Arabic have no place in another script.
            var c = text[i++];
            if (to == "ar" || c is not (>= '\u064B' and <= '\u065F'))
                translated.Append(to == "ar" ? Letter(c, true) : c switch { '،' => ',', '؛' => ';', '؟' => '?', _ => Letter(c, false) });
        }

        return translated.ToString();
    }

    private static char Letter(char c, bool toArabic)
    {
        if (!char.IsLetter(c))
            return c;
        var plain = char.ToLowerInvariant(c);
        plain = Accented.IndexOf(plain, StringComparison.Ordinal) is >= 0 and var accented ? Bare[accented] : plain;
        var latin = Latin.IndexOf(plain, StringComparison.Ordinal);
        if (toArabic)
            return latin >= 0 ? Arabic[latin] : c;
        if (latin >= 0)
            return char.IsUpper(c) ? char.ToUpperInvariant(Shifted[latin]) : Shifted[latin];
        return Arabic.IndexOf(c, StringComparison.Ordinal) is >= 0 and var at ? Latin[at] : c is >= '\u0600' and <= '\u06FF' ? 'o' : c;
    }

    // Addresses, anything with a digit in it, and in html tags, entities and what is not to be translated.
    [GeneratedRegex("\\S*(?:@|://|[0-9\u0660-\u0669])\\S*", RegexOptions.CultureInvariant)]
    private static partial Regex Kept();

    [GeneratedRegex("<span class=[\"']notranslate[\"']>[^<]*</span>|<[^>]*>|&[#a-zA-Z0-9]+;|[^\\s<>]*(?:@|://|[0-9\u0660-\u0669])[^\\s<>]*", RegexOptions.CultureInvariant)]
    private static partial Regex HtmlKept();
}
