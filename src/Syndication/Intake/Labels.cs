using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>Lines above a release that say what it is and nothing of what it says: PRESS RELEASE, a number, “Home”.</summary>
internal static partial class Labels
{
    /// <summary>Whether a line is one.</summary>
    public static bool IsLabel(string line) => line.Length <= 60 && Label().IsMatch(line);

    [GeneratedRegex(
        @"^\W*(?:(?:press|news|media)\s+(?:release|statement|advisory|note|briefing)s?|press|news|statement|communiqué(?:s)?(?: de presse)?|presse|actualités?|dossier de presse|nota de (?:prensa|imprensa)|comunicado(?: de (?:prensa|imprensa))?|noticias?|notícias?|pressemitteilung(?:en)?|medienmitteilung|بيان(?:ات)? (?:صحفي(?:ة)?|إعلامي)|خبر صحفي|أخبار|الأخبار|تصريح صحفي|пресс-релиз(?:ы)?|новости|заявление|新闻稿|新闻|新闻发布|新闻公报|公告|home|accueil|inicio|главная|الرئيسية|首页)(?:\s*(?:n[°ºo.]|no\.|№|#|رقم|第)?\s*[\dA-Z/\-–.]*号?)?\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
