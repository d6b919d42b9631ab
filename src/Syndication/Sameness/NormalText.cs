using System.Text;
using System.Text.RegularExpressions;
using Syndication.Intake;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Sameness;

/// <summary>
/// What is left of a text when everything goes that ways of arriving change: white space, quotation marks, dashes, case, the marks of
/// letters, and what stands around a release. Two texts are the same where this is, to the letter; nothing is ever near enough.
/// </summary>
public static partial class NormalText
{
    // A shorter text, such as “See the attached file.”, may be that of many releases.
    private const int Least = 120;

    // A text of so many letters is told by itself and the figures of its headline; a shorter one has the same headline too.
    private const int Long = 600;

    /// <summary>The key that texts which are the same have in common; null where a text is too short to tell it by.</summary>
    public static string? Key(Manuscript manuscript)
    {
        if (!manuscript.HasText)
            return null;
        var blocks = Blocks.Of(manuscript.Html).Where(block => block.Kind != BlockKind.Image).Select(block => block.Text).ToList();
        var all = string.Concat(blocks.Select(Letters));
        var body = string.Concat(WithoutAround(blocks).Select(Letters));

        // What stands around it is left out only where it stands around something.
        var text = body.Length >= all.Length / 2 ? body : all;
        if (text.Length < Least)
            return null;

        // What comes every week says the same, and only its headline tells the weeks apart.
        var title = Letters(Kind().Replace(manuscript.Title, ""));
        if (text.Length >= Long)
            title = string.Concat(title.Where(char.IsDigit));
        return Fingerprints.Of($"{manuscript.Language.Primary}\n{title}\n{text}")[..32];
    }

    /// <summary>Letters and digits alone, all of one kind; what stands between digits counts.</summary>
    internal static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        var composed = Composition.Compose(text);
        for (var i = 0; i < composed.Length; i++)
        {
            var c = Plain(composed[i]);
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
                letters.Append(char.ToLowerInvariant(Composition.Letter(c)));
            else if (c is '%' or '‰' or '+' or '€' or '$' or '£' or '=' or '<' or '>' or '°')
                letters.Append(c);
            else if (c is '-' or '−' or '–' && i + 1 < composed.Length && char.IsDigit(composed[i + 1]) && (i == 0 || !char.IsLetterOrDigit(composed[i - 1])))
                letters.Append('-');
            else if (i > 0 && i + 1 < composed.Length && char.IsDigit(composed[i - 1]) && char.IsDigit(composed[i + 1]) && !char.IsWhiteSpace(c))
                letters.Append('.');
        }

        return letters.ToString();
    }

    private static IEnumerable<string> WithoutAround(List<string> blocks)
    {
        for (var i = 0; i < blocks.Count; i++)
        {
            if (i > 0 && Ends().IsMatch(blocks[i]))
                yield break;
            if (!Around().IsMatch(blocks[i]))
                yield return blocks[i];
        }
    }

    private static char Plain(char c) => c switch
    {
        >= '٠' and <= '٩' => (char)('0' + c - '٠'),
        >= '۰' and <= '۹' => (char)('0' + c - '۰'),
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        'ی' => 'ي',
        'ک' => 'ك',
        _ => c,
    };

    [GeneratedRegex(
        @"^\W*(?:ends?|fin|fim|ende|-?30-?|###+|notes? to (?:the )?editors?|notes? aux (?:rédactions|rédacteurs|éditeurs|journalistes)|note aux .{0,30}|notas? (?:para|a) .{0,30}(?:editores|redactores|redacción|prensa)|ملاحظ(?:ات|ة) (?:إلى|ل).{0,40}|نبذة عن .{0,60}|حول .{0,40}|编(?:辑|者)(?:注|按)|关于.{0,30}|примечани[ея] .{0,40}|о (?:нас|компании|организации)|about .{1,60}|à propos .{0,60}|acerca de .{1,60}|sobre .{1,40}|über .{1,40}|[*•–—-]{3,})\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ends();

    [GeneratedRegex(
        @"^\W*(?:for immediate release|press release|communiqué de presse|communiqué|comunicado de prensa|comunicado|pressemitteilung|пресс-релиз|بيان صحفي|新闻稿)\s*[|:–—-]\s*",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    [GeneratedRegex(
        @"^\W*(?:(?:for immediate release|press release|communiqué de presse|comunicado de prensa|comunicado|pressemitteilung|пресс-релиз|بيان صحفي|新闻稿)\W*|the post .{1,300} (?:appeared|first appeared) first on .{1,200}|the post .{1,300} appeared first on .{1,200}|read (?:more|the full .{1,60})\W*|lire (?:la suite|plus)\W*|leer más\W*|اقرأ المزيد\W*|continue reading\b.{0,300}|cet article .{1,300} est apparu en premier sur .{1,200}|share (?:this|on) .{0,60}|partager .{0,40})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Around();
}
