using System.Text;
using System.Text.RegularExpressions;
using Syndication.Releases;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Glossaries;

/// <summary>
/// Agreed names on their way through an engine: put in before it is asked, in an element that engines leave alone
/// (<c>&lt;span class="notranslate"&gt;</c>), and taken out of what it answers. Whether they came back, the check of names tells.
/// </summary>
internal static partial class ProtectedNames
{
    private const string Open = "<span class=\"notranslate\">";
    private const string Close = "</span>";

    /// <summary>A canonical text with the agreed names of the other language in place of its own.</summary>
    public static string Protect(string canonical, Glossary glossary, Language from, Language to)
    {
        var text = new StringBuilder();
        foreach (var token in Placeholders.Read(canonical))
        {
            if (token.Kind != TokenKind.Text)
            {
                text.Append(token.Text);
                continue;
            }

            var at = 0;
            foreach (var found in glossary.Find(token.Text, from, to))
            {
                text.Append(Placeholders.Escape(token.Text[at..found.Start]));
                text.Append(Placeholders.Escape(Before(found, from.Primary)));
                text.Append(Open).Append(Placeholders.Escape(found.Agreed)).Append(Close);
                at = found.Start + found.Text.Length;
            }

            text.Append(Placeholders.Escape(token.Text[at..]));
        }

        return text.ToString();
    }

    /// <summary>An engine's answer without the elements, its small words joined to the names as the language wants it.</summary>
    public static string Unprotect(string answer, Language to)
    {
        if (!answer.Contains("notranslate", StringComparison.Ordinal))
            return answer;
        var text = Element().Replace(answer, "\uE000$1\uE001");
        text = to.Primary switch
        {
            "fr" => Lower().Replace(MeltedFrench().Replace(text, melted => Melted(melted.Groups[1].Value, melted.Groups[2].Value) + " \uE000"), "$1l’\uE000"),
            "ar" => ArabicArticle().Replace(ArabicPrefix().Replace(text, "$1\uE000"), "$1لل"),
            _ => text,
        };
        return text.Replace("\uE000", "", StringComparison.Ordinal).Replace("\uE001", "", StringComparison.Ordinal);
    }

    // What was melted with the name, or written onto it, and is no part of it: the engine still has to see it.
    private static string Before(FoundName found, string primary)
    {
        var written = FoldedText.Of(found.Text)[0].Key;
        var name = FoldedText.Of(found.Name)[0].Key;
        if (written == name)
            return "";
        if (primary is "fr" or "es")
            return written switch { "au" or "aux" => "à ", "al" => "a ", "du" or "des" or "del" => "de ", _ => "" };
        if (primary != "ar")
            return "";
        var core = name.StartsWith("ال", StringComparison.Ordinal) ? name[2..] : name;
        var at = written.IndexOf(core, StringComparison.Ordinal);
        var prefix = at < 0 ? "" : written[..at];
        prefix = prefix.EndsWith("ال", StringComparison.Ordinal) ? prefix[..^2] : prefix.EndsWith("لل", StringComparison.Ordinal) ? prefix[..^1] : prefix;
        return prefix.Length == 0 ? "" : prefix + " ";
    }

    private static string Melted(string word, string article) => (word.ToLowerInvariant(), article) switch
    {
        ("à", "Le") => word == "À" ? "Au" : "au",
        ("de", "Le") => word == "De" ? "Du" : "du",
        ("à", _) => word == "À" ? "Aux" : "aux",
        _ => word == "De" ? "Des" : "des",
    };

    [GeneratedRegex("""<span[^<>]*\bclass=["']?notranslate["']?[^<>]*>(.*?)</span>""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Element();

    [GeneratedRegex(@"\b([Dd]e|[Àà]) \uE000(Les?) ", RegexOptions.CultureInvariant)]
    private static partial Regex MeltedFrench();

    // "le OIM", "la OIM": before a vowel the article is cut short.
    [GeneratedRegex(@"(^|[^\p{L}])l[ea] \uE000(?=[AEIOUÉÈÊaeiouéèê])", RegexOptions.CultureInvariant)]
    private static partial Regex Lower();

    [GeneratedRegex(@"(?<!\p{L})([وف]?[بلك]|[وف]) \uE000", RegexOptions.CultureInvariant)]
    private static partial Regex ArabicPrefix();

    [GeneratedRegex(@"((?<!\p{L})[وف]?)ل\uE000ال", RegexOptions.CultureInvariant)]
    private static partial Regex ArabicArticle();
}

/// <summary>An agreed name at a place of a text.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="Text">As it stands in the text.</param>
/// <param name="Name">As the glossary has it in that language.</param>
/// <param name="Agreed">What it is called in the other.</param>
internal sealed record FoundName(int Start, string Text, string Name, string Agreed);
