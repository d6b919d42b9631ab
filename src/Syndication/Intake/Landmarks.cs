using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>The lines that part a release from what stands below it: its end, notes for editors, a word about the organisation.</summary>
internal static partial class Landmarks
{
    /// <summary>Whether a line is an end mark and nothing else: ###, -30-, ENDS, FIN, انتهى.</summary>
    public static bool IsEnd(string line) => End().IsMatch(line);

    /// <summary>Whether a line begins the notes for editors.</summary>
    public static bool BeginsNotes(string line) => Notes().IsMatch(line);

    /// <summary>Whether a line begins what every release says about its organisation.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isHeading">Whether it is marked as a heading; a bare line must be short.</param>
    public static bool BeginsAbout(string line, bool isHeading) =>
        line.Length <= (isHeading ? 120 : 90) && line.Length > 2 && About().IsMatch(line) && line[^1] is not ('.' or '!' or '?' or '؟' or '。' or ',');

    [GeneratedRegex(@"^[\s\W]*(?:#{2,}|[-–—]\s?30\s?[-–—]|[-–—*#\s(]*(?:ends?|fin|fim|ende|конец|انتهى|انتهت|النهاية|完|全文完|结束)[-–—*#\s).。]*|\*{3,}|# # #|xxx)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex End();

    [GeneratedRegex(
        @"^\W*(?:(?:editors?['’]?s?['’]?\s+notes?|notes?\s+(?:to|for)\s+(?:the\s+)?(?:editors?|media|journalists?)|background\s+notes?)|notes?\s+(?:aux|pour les|à l['’]attention des|à l['’]intention des)\s+(?:rédactions?|rédacteurs?|éditeurs?|journalistes|médias)|note de la rédaction|" +
        @"notas?\s+(?:para|a)\s+(?:los\s+|la\s+|as\s+|os\s+)?(?:editor(?:es)?|redac(?:ción|ciones|ções|ção)|periodistas|jornalistas|medios)|nota do editor|anmerkungen? (?:für die|an die|der) redaktion(?:en)?|hinweise? für (?:die )?redaktion(?:en)?|" +
        @"ملاحظات?\s+(?:للمحررين|للمحرر|إلى المحررين|للصحفيين|للإعلاميين)|ملحوظة للمحررين|примечани[ея]\s+(?:для|редактор)\s*\p{L}*|к сведению (?:редакций|редакторов|журналистов)|справка для (?:редакций|журналистов|сми)|致编辑|编者注|编辑注意|编辑须知|致编者|یادداشت برای سردبیران)(?:\s|[:：.）)]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Notes();

    [GeneratedRegex(
        @"^[\s#*]*(?:about\s+\p{L}|à propos d(?:e|u|es|’|')|qui sommes-nous|acerca de|sobre\s+(?:o|a|os|as|el|la|los|las)?\s*\p{Lu}|quiénes somos|über\s+\p{L}|نبذة\s+(?:عن|مختصرة)|حول\s+\p{L}|معلومات عن|عن\s+\p{L}+(?:\s+\p{L}+){0,5}\s*:?$|об?\s+\p{Lu}|справка\s*(?::|$|об?\s)|о нас|关于\S|関于|關於\S|机构简介|درباره\s)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex About();
}
