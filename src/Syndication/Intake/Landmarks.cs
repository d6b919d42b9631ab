using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>The lines that part a release from what stands below it: its end, notes for editors, a word about the organisation.</summary>
internal static partial class Landmarks
{
    /// <summary>Whether a line is an end mark and nothing else: ###, -30-, ENDS, FIN, انتهى.</summary>
    public static bool IsEnd(string line) => End().IsMatch(line);

    /// <summary>Whether a line begins the notes for editors.</summary>
    public static bool BeginsNotes(string line) => Notes().IsMatch(line);

    /// <summary>Whether a line begins what stands below a release and is of it: the notes for editors, or a heading such as Background.</summary>
    public static bool BeginsBelow(string line) => BeginsNotes(line) || (line.Length <= 60 && Further().IsMatch(line));

    /// <summary>Whether a text ends as a sentence does, and is long enough for one.</summary>
    public static bool EndsSentence(string text) =>
        text.Length > (text.Any(c => c >= '\u2E80') ? 8 : 25) && Ends(text);

    /// <summary>Whether a text ends as a sentence does.</summary>
    public static bool Ends(string text) =>
        text.TrimEnd('»', '"', '”', ')', ' ', '\u00A0') is [.., '.' or '!' or '?' or '؟' or '。' or '…'];

    /// <summary>
    /// The doubt that something was left out which may have been the release's. What a page has below a release is no sentence, or says
    /// what such pages say; null where all is of that kind.
    /// </summary>
    public static Problem? LeftOut(IEnumerable<string> texts)
    {
        var sentences = texts.Where(text => EndsSentence(text) && !OfPage().IsMatch(text)).ToList();
        if (sentences.Count == 0)
            return null;
        var first = sentences[0].Length <= 120 ? sentences[0] : sentences[0][..119] + "…";
        var more = sentences.Count == 1 ? "" : $" and {sentences.Count - 1} more";
        return new("text-left-out", $"Below its end this was left out: “{first}”{more}. If it belongs to the release, put it above the end mark, or under a heading such as “Notes to editors” or “Background”.");
    }

    /// <summary>Whether a line begins what every release says about its organisation.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isHeading">Whether it is marked as a heading; a bare line must be short.</param>
    public static bool BeginsAbout(string line, bool isHeading) =>
        line.Length <= (isHeading ? 120 : 90) && line.Length > 2 && About().IsMatch(line) && line[^1] is not ('.' or '!' or '?' or '؟' or '。' or ',');

    [GeneratedRegex(@"^[\s\W]*(?:#{2,}|[-–—]\s?30\s?[-–—]|[-–—*#\s(（【]*(?:ends?|fin|fim|ende|конец|انتهى|انتهت|النهاية|完|全文完|结束)[-–—*#\s).。）】]*|\*{3,}|# # #|xxx)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex End();

    [GeneratedRegex(
        @"^\W*(?:(?:editors?['’]?s?['’]?\s+notes?|notes?\s+(?:to|for)\s+(?:the\s+)?(?:editors?|media|journalists?|broadcasters?|correspondents?|reporters?|newsrooms?|press|producers?)|background\s+notes?)|notes?\s+(?:aux|pour les|à l['’]attention des|à l['’]intention des)\s+(?:rédactions?|rédacteurs?|éditeurs?|journalistes|médias)|note de la rédaction|" +
        @"notas?\s+(?:para|a)\s+(?:los\s+|la\s+|as\s+|os\s+)?(?:editor(?:es)?|redac(?:ción|ciones|ções|ção|tores|tor)|periodistas|jornalistas|medios|prensa|imprensa)|nota do editor|anmerkungen? (?:für die|an die|der) redaktion(?:en)?|hinweise? für (?:die )?redaktion(?:en)?|" +
        @"ملاحظ(?:ات|ة)\s+(?:للمحررين|للمحرر|(?:إلى|الى) المحررين|للصحفيين|للإعلاميين|لرؤساء التحرير|(?:إلى|الى) رؤساء التحرير|لهيئات التحرير)|ملحوظة للمحررين|(?:примечани[ея]|заметк[аи])\s+(?:для|редактор)\s*\p{L}*|к сведению (?:редакций|редакторов|журналистов)|справка для (?:редакций|журналистов|сми)|致编辑(?:的说明)?|编者[注按]|编辑注意|编辑须知|致编者|یادداشت برای سردبیران)(?:\s|[:：.）)]|$)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Notes();

    [GeneratedRegex(
        @"^[\s#*]*(?:about\s+\p{L}|à propos d(?:e|u|es|’|')|qui sommes-nous|acerca de|sobre\s+(?:o|a|os|as|el|la|los|las)?\s*\p{Lu}|quiénes somos|über\s+\p{L}|نبذة\s+(?:عن|مختصرة)|لمحة\s+(?:عن|موجزة)|حول\s+\p{L}|معلومات عن|عن\s+\p{L}+(?:\s+\p{L}+){0,5}\s*:?$|об?\s+\p{Lu}|справка\s*(?::|$|об?\s)|о нас|关于\S|関于|關於\S|机构简介|درباره\s)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex About();

    // Lines of their own; within a text such words begin sentences.
    [GeneratedRegex(
        @"^[\s\W]*(?:background(?:\s+(?:information|notes?|material|facts|details))?|(?:additional|further|supplementary)\s+(?:information|background|resources|material|notes?)|boilerplate|multimedia(?:\s+(?:assets|content|resources|material))?|" +
        @"media\s+(?:resources|assets|materials?|kit|notes?)|press\s+kit|quot(?:es?|ations?)(?:\s+from(?:\s+[\p{L}’'-]+){1,4}|\s+sheet)?|(?:key|quick)\s+(?:facts|figures|messages)|facts?(?:\s+and\s+figures|\s?(?:sheet|box))|[\p{L}’'-]+(?:\s+[\p{L}’'-]+){0,4}\s+at\s+a\s+glance|" +
        @"(?:éléments\s+de\s+)?contexte|rappel(?:\s+des\s+faits|\s+du\s+contexte)?|repères|chiffres[\s-]clés|pour\s+mémoire|informations?\s+(?:générales?|complémentaires?|additionnelles?)|multimédia|ressources\s+(?:multimédias?|pour\s+les\s+médias)|" +
        @"antecedentes|contexto|información\s+(?:adicional|complementaria|general|de\s+(?:referencia|contexto))|datos\s+(?:clave|básicos)|recursos\s+(?:multimedia|para\s+(?:los\s+)?medios)|informaç(?:ão|ões)\s+adiciona(?:l|is)|hintergrund(?:informationen)?|" +
        @"справочн(?:ая\s+информация|ые\s+материалы)|для\s+(?:редакторов|редакций|журналистов)|история\s+вопроса|общая\s+информация|контекст|мультимедиа|факты\s+и\s+цифры|" +
        @"معلومات\s+(?:أساسية|إضافية|عامة)|خلفية(?:\s+(?:عامة|الموضوع|تاريخية))?|وسائط\s+متعددة|حقائق\s+وأرقام|" +
        @"背景(?:资料|信息|介绍|情况|資料|資訊)?|补充(?:信息|资料|说明)|补充|相关(?:资料|背景)|多媒体(?:资料)?|پیشینه)\s*[:：.。\]】）)]*\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Further();

    [GeneratedRegex(
        @"©|\(c\)\s*\d{4}|copyright|all rights reserved|tous droits réservés|reservados todos los derechos|todos los derechos|все права|авторск|جميع الحقوق|حقوق النشر|版权|版權|unsubscribe|se désabonner|désinscri|darse de baja|отписаться|إلغاء الاشتراك|退订|cookie|privacy|confidentialit|privacidad|конфиденциальн|الخصوصية|隐私|newsletter|follow us|suivez-nous|síguenos|подписывайтесь|تابعونا|关注我们|javascript|intended recipient|confidential",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OfPage();
}
