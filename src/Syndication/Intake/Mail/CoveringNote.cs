using System.Text.RegularExpressions;

namespace Syndication.Intake.Mail;

/// <summary>
/// What a sender writes before a release in the body of a message: a greeting, “please find below”, a closing. It ends before the line that
/// the subject names, else before the dateline, and is no part of the release.
/// </summary>
internal static partial class CoveringNote
{
    private const int Longest = 1_000;
    private const int LongestSentence = 300;

    /// <summary>Whether a line can be nothing else: a greeting, a sentence that hands a release over, a closing.</summary>
    public static bool Is(string line) => line.Length is > 0 and <= LongestSentence && (Greeting().IsMatch(line) || HandsOver().IsMatch(line) || Closes(line));

    /// <summary>Whether a line hands over something that is attached.</summary>
    public static bool SaysAttached(string line) => line.Length <= LongestSentence && HandsOver().IsMatch(line) && Attached().IsMatch(line);

    /// <summary>Whether a line is the closing of a letter, with the name below it or without.</summary>
    public static bool Closes(string line) => line.Length <= 80 && Closing().IsMatch(line);

    /// <summary>Whether a line is the headline that a subject names.</summary>
    public static bool IsNamed(string line, string? subject)
    {
        if (!IsHeadline(subject) || line.Length is 0 or > 400 || Is(line))
            return false;
        var (letters, named) = (Letters(line), Letters(subject));
        return letters == named || (letters.Length > 11 && letters.Length >= named.Length * 0.7 && named.Contains(letters, StringComparison.Ordinal));
    }

    /// <summary>Whether a subject can be a headline, and is no “Press release”.</summary>
    public static bool IsHeadline([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? subject) =>
        subject is not null && !Labels.IsLabel(subject) && Letters(subject) is var letters && letters.Length >= (letters.Any(c => c >= '\u2E80') ? 4 : 8);

    /// <summary>Finds the note at the top of a body.</summary>
    /// <param name="texts">The lines or blocks of the body, in order, a block without words being empty.</param>
    /// <param name="subject">What the subject says; null where it says nothing.</param>
    /// <returns>How many of them are the note, and which is the headline that the subject names; -1 for none.</returns>
    public static (int Length, int Headline) Find(IReadOnlyList<string> texts, string? subject)
    {
        var (top, length) = (0, 0);
        while (top < texts.Count && length <= Longest && !IsDatelined(texts[top]))
            length += texts[top++].Length;
        var isDatelined = top < texts.Count && length <= Longest;
        for (var i = 0; i < top; i++)
        {
            if (IsNamed(texts[i], subject))
                return (i, i);
        }

        // A greeting alone may open a letter that is the release itself; before a dateline, and with a sentence that hands over, it does not.
        var head = texts.Take(top).ToList();
        var last = head.FindLastIndex(Is);
        if (last < 0 || !(isDatelined || head.Exists(text => HandsOver().IsMatch(text))))
            return (0, -1);
        var closing = Closes(texts[last]);
        for (last++; last < top && IsHeadline(subject) && !IsNoPart(texts[last]) && (EndsSentence(texts[last]) || closing && IsName(texts[last], isLast: last + 1 == top)); last++)
            closing = false;
        return (last, -1);
    }

    /// <summary>Takes the note off a plain text.</summary>
    /// <returns>The text, and the note; what says only a day or speaks only of an embargo stays with the text.</returns>
    public static (string Text, string Note) Cut(string text, string? subject)
    {
        if (text.AsSpan().TrimStart().StartsWith("---"))
            return (text, "");
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var units = Units(lines, subject);
        var (length, _) = Find([.. units.Select(unit => unit.Text)], subject);
        if (length == 0 || length == units.Count && string.IsNullOrWhiteSpace(string.Concat(lines[units[^1].End..])))
            return (text, "");
        var kept = units[..length].Where(unit => IsNoPart(unit.Text)).SelectMany(unit => lines[unit.Start..unit.End].Append("")).ToList();
        var note = units[..length].Where(unit => !IsNoPart(unit.Text)).SelectMany(unit => lines[unit.Start..unit.End]);
        var start = length < units.Count ? units[length].Start : lines.Length;
        return (string.Join('\n', [.. kept, .. lines[start..]]), string.Join('\n', note));
    }

    // Paragraphs; where a note, headline and text follow each other without an empty line, the lines.
    private static List<(string Text, int Start, int End)> Units(string[] lines, string? subject)
    {
        var units = new List<(string Text, int Start, int End)>();
        var (start, length) = (0, 0);
        while (start < lines.Length && length <= 2 * Longest)
        {
            if (string.IsNullOrWhiteSpace(lines[start]))
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < lines.Length && !string.IsNullOrWhiteSpace(lines[end]))
                end++;
            var group = lines[start..end].Select(Words.OnOneLine).ToList();
            length += group.Sum(line => line.Length);
            if (!group.Exists(line => Is(line) || IsNamed(line, subject) || IsDatelined(line)))
            {
                units.Add((string.Join(' ', group), start, end));
                start = end;
                continue;
            }

            for (var i = 0; i < group.Count; i++)
            {
                // Below a closing stand a name and an office.
                var isSigned = Closes(group[i]) && !group.Skip(i).Any(line => IsNamed(line, subject) || IsDatelined(line));
                units.Add((group[i], start + i, isSigned ? end : start + i + 1));
                if (isSigned)
                    break;
            }

            start = end;
        }

        return units;
    }

    /// <summary>Whether a line begins the text: a place and a day, and a sentence after them.</summary>
    public static bool IsDatelined(string text) =>
        Dateline.Of(text) is { } dateline && !Is(text) && text.Length - dateline.Length >= (text[^1] >= '\u2E80' ? 12 : 30) && (dateline.Date is not null || text.Length >= (text[^1] >= '\u2E80' ? 36 : 90));

    private static bool IsNoPart(string text) => Dateline.OfLine(text) is not null || EmbargoLine.Is(text);

    private static bool EndsSentence(string text) => text.Length > 0 && text[^1] is '.' or '!' or '?' or '؟' or '。' or '！' or '？' or ':' or '：' or ',' or '،' or '，';

    private static bool IsName(string text, bool isLast) =>
        text.Length is > 0 and <= 40 && text.Split(' ') is { Length: <= 4 } words && !text.Any(char.IsDigit) && (!isLast || words.All(word => char.IsUpper(word[0])));

    private static string Letters(string text) => string.Concat(Months.Fold(text).Where(char.IsLetterOrDigit));

    [GeneratedRegex(
        @"^(?:(?:dear|hi|hello|hey|greetings|good\s(?:morning|afternoon|evening|day))(?:\s[^.:;?]{1,60})?[,!:，]|(?:dear|hi|hello|hey|good\s(?:morning|afternoon|evening|day)|greetings)(?:\s(?:to|all|both|team|everyone|everybody|colleagues?|friends?|editors?|journalists?|partners?|sirs?|madam|or|and|of|you|there))*\.?|to\swhom\sit\smay\sconcern.?|" +
        @"(?:bonjour|bonsoir|salut|ch[eè]re?s?|mesdames|messieurs|madame|monsieur)(?:[\s,][^.:;?]{1,60})?[,!:]|(?:bonjour|bonsoir)(?:\s(?:à|et|tous|toutes|le|monde))*\.?|(?:estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|prezad[oa]s?|car[oa]s?|buen[oa]?s?\s(?:d[ií]as?|tardes|noches)|bo[am]\s(?:dia|tarde|noite)|hola|ol[aá])(?:\s[^.;?]{1,60})?[,!:]|(?:buenos\sdías|buenas\stardes|hola)(?:\sa\stod[oa]s)?\.?|" +
        @"(?:sehr\sgeehrte|liebe|hallo|guten\stag)[^.:;?]{0,60}[,!]|(?:уважаем|дорог)\p{L}{2,3}\s[^.;?]{1,60}[,!:]|(?:добрый\s(?:день|вечер)|доброе\sутро|здравствуйте|коллеги)(?:,?\s[^.;?]{1,40})?[,!.:]?|" +
        @"(?:السلام\sعليكم|سلام\sعليكم|تحية\sطيبة|مرحبا|مرحباً|صباح\sالخير|مساء\sالخير)(?:\s[^.:؟]{1,50})?[،,:.!]?|(?:السادة|السيدات|الزملاء|الزميلات|حضرات|الإخوة|الأخوة|عزيزي|عزيزتي|أعزائي|الأعزاء)(?:\s[^.:؟]{1,60})?[،,:!]|" +
        @"(?:各位|尊敬的|亲爱的|敬爱的|敬启者)[^。？]{0,30}[：:，,！!]|(?:您好|你好|大家好|早上好|下午好|晚上好)[！!，,。：:]?)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Greeting();

    [GeneratedRegex(
        @"\b(?:please|kindly|pls)\b.{0,40}\b(?:find|see|receive|read)\b.{0,120}\b(?:below|attached|attachment|enclosed|release|statement|advisory|communiqué)\b|^(?:please\s)?(?:see|find)\s(?:below|attached|enclosed|the\s(?:release|statement|attachment))\b|^(?:attached|below|enclosed|herewith)(?:[.:]?$|,?\s(?:is|are|please|you|our|the|a|today)\b)|^here(?:\sis|['’]s|\sare)\b.{0,60}\b(?:release|statement|advisory|communiqué)\b|" +
        @"^(?:i\sam|i['’]m|we\sare|we['’]re|i|we)\s(?:(?:now|also|pleased|happy|glad|to)\s)*(?:attach|send|shar|forward|pass)(?:e|ing)?\b.{0,120}\b(?:release|statement|advisory|communiqué|below|attached)\b|^(?:sending|sharing|forwarding)\b.{0,80}\b(?:release|statement|advisory|communiqué|below|attached)\b|^(?:our|the|today['’]s|a)\b.{0,60}\b(?:release|statement|advisory)\b.{0,60}\b(?:is|follows|are)\b.{0,40}\b(?:below|attached|enclosed|follows)\b|" +
        @"^(?:fyi|f\.y\.i\.|for\syour\s(?:kind\s)?(?:information|attention|use|consideration))(?:\b|[,.:])|^(?:i\s|we\s)?(?:hope|trust)\s(?:you|all|this|that)\b|^(?:many\s)?thanks\s(?:in\sadvance|and\sregards)|" +
        @"\b(?:veuillez|merci\sde|prière\sde|vous\strouverez|vous\strouvez|je\svous|nous\svous|j['’]ai\sle\splaisir|nous\savons\sle\splaisir|voici|trouvez)\b.{0,120}(?:\bcommuniqué|\bci-(?:dessous|joint|après|inclus)|\bpièce\sjointe|\bdéclaration|\bavis\saux\smédias)|^(?:ci-(?:joint|dessous|après)|en\spièce\sjointe)|^j['’]espère\sque\b|^pour\s(?:votre\s)?(?:information|diffusion)[,.]?$|" +
        @"^(?:(?:les?|os|lhes?)\s)?(?:adjunt|enví|remit|compart|encamin|envi|segue)\p{L}*\b.{0,120}\b(?:comunicado|nota|bolet[ií]n|boletim|declaraci[oó]n|adjunto|anexo|abajo|abaixo|continuación)\b|\b(?:a\scontinuación|encontrar(?:á|án|ás)|encuentren?|sírva(?:n)?se|en\sadjunto|reciban?|aquí\stienen)\b.{0,120}\b(?:comunicado|nota\sde\sprensa|bolet[ií]n|declaraci[oó]n|adjunt[oa])\b|^esper(?:o|amos)\sque\b|" +
        @"^(?:anbei|im\sanhang|nachstehend|nachfolgend|untenstehend)\b|(?:^|\s)(?:направля|высыла|пересыла|отправля|посыла|прилага|предлага)(?:ем|ю|ется)(?:\s.{0,120})?(?:релиз|сообщени|заявлени|анонс|текст)|^(?:ниже|во\sвложении|в\sприложении)\s.{0,120}(?:релиз|сообщени|заявлени|анонс|текст)|(?:^|\s)(?:просим|прошу)\s(?:вас\s)?(?:ознакомиться|опубликовать|разместить)|" +
        @"(?:^|\s)(?:تجدون|ستجدون|نرفق|أرفق|مرفق|نرسل|أرسل|نوافيكم|نشارككم|يسرنا|يسعدنا|إليكم|يرجى|نرجو)\s.{0,100}(?:بيان|البيان|بلاغ|البلاغ|الخبر|التصريح|أدناه|المرفق|طيه)|^(?:مرفق|أدناه|طيه)\s|(?:以下是|以下为|附件是|附件为|附上|现附|兹附|现将|随函附|谨附).{0,40}(?:新闻稿|公报|声明|通稿|稿件)|请(?:查收|查阅|参阅|见附件|见下文|审阅)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HandsOver();

    [GeneratedRegex(@"attach|enclos|joint|annexe|adjunt|anex|вложени|прил(?:ага|ож)|مرفق|نرفق|أرفق|طيه|附|anbei|anhang", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Attached();

    [GeneratedRegex(
        @"^(?:(?:(?:with\s)?(?:(?:my|our|very|kind|kindest|best|warm|warmest|many)\s)*(?:regards|wishes|greetings)|(?:best|thanks|many\sthanks|thank\syou|cheers|sincerely|yours\s\p{L}+|cordially|respectfully)|(?:bien\s|très\s)?cordialement|(?:meilleures|cordiales|sincères)\ssalutations|bien\sà\s(?:vous|toi)|(?:un\s)?(?:cordial(?:es)?\s)?saludos?(?:\scordial(?:es)?)?|atentamente|atenciosamente|cordialmente|(?:mit\s)?(?:freundlichen|besten|herzlichen)\sgrüße[n]?)(?:\s?[,.!–-]\s?(?-i:\p{Lu}[\p{L}.’'-]*)(?:\s(?-i:\p{Lu}[\p{L}.’'-]*)){0,3})?|" +
        @"(?:с\s(?:наилучшими\s|искренним\s|глубоким\s)?(?:уважением|пожеланиями)|всего\s(?:доброго|хорошего)|спасибо)(?:,?\s?(?-i:\p{Lu}[\p{L}.-]*)(?:\s(?-i:\p{Lu}[\p{L}.-]*)){0,3})?|(?:مع|و?تفضلوا|و?تقبلوا|تحياتي|تحياتنا|خالص|أطيب|شكرا|شكراً)(?:\s(?:بقبول|فائق|خالص|أطيب|أصدق|وافر|بالغ|التحية|التحيات|تحياتي|تحياتنا|الشكر|الاحترام|التقدير|والتقدير|والاحترام|وشكرا|جزيلا|لكم|سلفا)){0,6}|此致|敬礼|此致敬礼|祝好|顺颂\p{L}{2}|谨启)\s*[,.!،，！。]?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Closing();
}
