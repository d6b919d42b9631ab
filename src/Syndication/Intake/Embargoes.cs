using System.Text.RegularExpressions;
using Syndication.Intake.Mail;

namespace Syndication.Intake;

/// <summary>
/// What is said of an embargo beside a release, in a covering note, a subject or the header of a document. Nobody writes a release there, so
/// whatever speaks of an embargo counts, in whatever shape: what is no line that is understood holds the release.
/// </summary>
internal static partial class Embargoes
{
    /// <summary>Whether a line is one about the release's embargo and can be no headline.</summary>
    public static bool IsLine(string text) => EmbargoLine.Of(text, DateTimeOffset.UnixEpoch) is { Kind: not EmbargoKind.Unclear } || EmbargoLine.IsWordAlone(text);

    /// <summary>Whether a text speaks of an embargo, other than of one on arms or trade.</summary>
    public static bool IsSaid(string text) => EmbargoLine.Is(text) || Named().IsMatch(OfTrade().Replace(text, "")) || KeptBack().IsMatch(text);

    /// <summary>The lines and sentences that speak of an embargo.</summary>
    public static IEnumerable<string> Beside(IEnumerable<string> lines)
    {
        foreach (var line in lines.Select(line => Forwarded.WithoutField(Words.OnOneLine(line))).Where(IsSaid))
        {
            if (Shaped(line) is { } whole)
            {
                yield return whole;
                continue;
            }

            foreach (var sentence in SentenceEnd().Split(line).Where(IsSaid))
                yield return Shaped(sentence) ?? sentence;
        }
    }

    // “Please find attached our release, embargoed until …”; but not “The old embargo until …”.
    private static string? Shaped(string text)
    {
        if (EmbargoLine.Of(text, DateTimeOffset.UnixEpoch) is { Kind: not EmbargoKind.Unclear })
            return text;
        var at = Named().Match(text);
        return at.Index > 0 && !Changes().IsMatch(text) && text[at.Index..].TrimEnd(')', ']', ' ', '.') is var rest && EmbargoLine.Of(rest, DateTimeOffset.UnixEpoch) is { Kind: EmbargoKind.Until } ? rest : null;
    }

    [GeneratedRegex(@"(?<=[.!?؟。])(?<![aApP]\.\s?[mM]\.)(?:\s+(?=\P{Ll})|(?<=。))", RegexOptions.CultureInvariant)]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\b(?:not|no|longer|ignore|disregard|moved?|instead|change[sd]?|extend(?:s|ed)?|new|old|previous|earlier|later|lifted|broken|pas|plus|nouvel|ancien|nuevo|anterior|ya)\b|не\b|нов|измен|прежн|جديد|تغيير|تمديد|新|改|延", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Changes();

    [GeneratedRegex(@"\b(?:arms|weapons?|oil|trade|economic|fuel|food|grain|military|diamonds?|timber|travel)\s+embargo(?:e?s)?\b|\bembargo(?:s)?\s+(?:sur\s+les\s+armes|commercial|économique|pétrolier|de\s+armas|comercial|económico)\b|(?:оружейн\p{L}+|торгов\p{L}+|нефтян\p{L}+)\s+эмбарго|эмбарго\s+на\s+(?:поставк\p{L}+|оружи\p{L}+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfTrade();

    [GeneratedRegex(@"\bembarg|not for (?:publication|release|broadcast)|not to be (?:published|released)|эмбарго|محظور|الحظر|حظر النشر|禁发|禁止.{0,8}发布|不得发布(?!\p{L})|Sperrfrist|no publicar antes|ne pas (?:publier|diffuser) avant", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    private const string Day = @"(?:on|at|as\s+of)\s+(?:the\s+)?(?:\d|noon|midnight|(?:mon|tues|wednes|thurs|fri|satur|sun)day)";
    private const string It = @"(?:it|this|(?:the|this|our)\s+(?:(?:press|news|attached|enclosed)\s+)*(?:release|statement|text|story|report))";

    // “It must not appear before Sunday”, “please hold until Monday”, “à publier après le 14 mars”. A subject is often the headline, so that of what
    // it is said counts: “Children must be released from detention”, “Do not spread rumours”.
    [GeneratedRegex(
        @"\b" + It + @"\s+(?:(?:must|may|should|can|is|will)\s*)(?:not\s+(?:to\s+)?(?:appear|run|go\s+out|be\s+(?:published|released|used|quoted|broadcast|shared|distributed))|(?:only\s+)?(?:appear|run|go\s+out|be\s+(?:published|released|used))\s+(?:only\s+)?(?:after|from|once|" + Day + @"))|" +
        @"\b(?:please|kindly|pls)\s+hold\b|^\W*hold\s+(?:for\s+release|until|till)\b|\bhold\s+(?:it|this)\s+(?:back\s+)?(?:until|till|for\s+release)\b|" +
        @"^\W*for\s+(?:use|release|publication)\s+(?:only\s+)?(?:after|" + Day + @")|(?:do\s+not|don['’]t)\s+(?:publish|release|use|broadcast|distribute|post|share)\s+(?:" + It + @"|anything|before|until|till|yet)\b|" +
        @"\bà\s+(?:publier|diffuser)\s+(?:seulement\s+|uniquement\s+)?(?:après|le\s+\d|à\s+partir|pas\s+avant)|\bpas\s+(?:être\s+)?(?:publi|diffus)\p{L}+\s+avant\b|\bne\s+(?:doit|peut)\s+être\s+(?:publi|diffus)\p{L}+\s+avant\b|" +
        @"\b(?:publicar|difundir)(?:se)?\s+(?:solo\s+|únicamente\s+)?(?:a\s+partir|el\s+\d)|\bno\s+(?:publicar|difundir|publiquen|difundan|publique|difunda)\b[^.]{0,40}(?:antes|hasta|todavía|aún)|" +
        @"(?:просьба|просим|пожалуйста)[^.]{0,30}не\s+(?:публику|распростран)\p{L}+|публиковать\s+(?:только\s+)?(?:после|не\s+ранее)|(?:يرجى|نرجو|الرجاء|رجاء)\s+عدم\s+(?:ال)?نشر|لا\s+[تي]نشر\s+(?:قبل|حتى)|للنشر\s+(?:بعد|ابتداء)|(?:请勿|不要|不得|勿)在[^。]{0,16}前(?:发布|发表|刊登)|(?:之后|以后)再(?:发布|发表)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeptBack();
}
