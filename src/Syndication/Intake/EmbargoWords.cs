using System.Buffers;
using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>
/// The ways in which a line of its own keeps a text back, beyond “embargoed until”: “[EMBARGOED FOR 09:00 GMT …]”, “Please do not publish
/// before …”, “FOR RELEASE: Monday …”, “DRAFT – NOT FOR PUBLICATION”. Each begins the line, after what such lines begin with: a sentence of the
/// text that speaks of embargoes or of publishing is none of them.
/// </summary>
internal static partial class EmbargoWords
{
    /// <summary>Where a line goes on after such words.</summary>
    /// <param name="folded">The line, folded.</param>
    /// <returns>Null where it begins with none.</returns>
    public static int? EndIn(string folded)
    {
        foreach (var shape in new[] { English(), Romance(), Russian(), Arabic() })
        {
            if (shape.Match(folded) is { Success: true } match)
                return match.Index + match.Length;
        }

        return null;
    }

    /// <summary>A line whose letters stand apart, “E M B A R G O E D until …”, as it is read.</summary>
    public static string Together(string folded) => Apart().Replace(folded, match => match.Value.Replace(" ", "", StringComparison.Ordinal), 1);

    /// <summary>The line in simplified characters, as far as such lines use them.</summary>
    public static string Simplified(string folded)
    {
        if (!folded.AsSpan().ContainsAny(TraditionalOnes))
            return folded;
        return string.Create(folded.Length, folded, (to, from) =>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = Traditional.IndexOf(from[i], StringComparison.Ordinal) is >= 0 and var at ? Simple[at] : from[i];
        });
    }

    private static readonly SearchValues<char> TraditionalOnes = SearchValues.Create(Traditional);

    private const string Traditional = "聞發佈報導時間點嚴體於運勿請後刊載對開";
    private const string Simple = "闻发布报导时间点严体于运勿请后刊载对开";

    // A day, an hour or the name of a day comes next; a number alone is as often one of countries or of per cent.
    private const string Time =
        @"(?=\W*(?:\d{1,2}(?:st|nd|rd|th|er|º)?\s(?:of\s|de\s)?(?:jan|ene|feb|fev|mar|apr|avr|abr|may|mai|jun|jui|jul|aug|aou|ago|sep|set|oct|out|nov|dec|dic|dez)|\d{1,2}[./:h-]\d|\d{4}-\d|\d{1,4}\s?(?:a\.?\s?m|p\.?\s?m|h\b|hrs\b|hours|heures|horas|gmt|utc)|" +
        @"noon\b|midnight\b|midi\b|minuit\b|mediodia\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo))";

    // What may stand between “do not publish” and “before”: more of what is not to be done, and where. “Do not use vaccines before …” is a headline.
    private const string More =
        @"(?:[\s,/]+(?:or|and|nor|for|be|to|in|on|by|the|any|this|it|press|release[d]?|statement|report(?:ed)?|text|material|contents?|media|print(?:ed)?|publish(?:ed)?|publication|broadcast|electronic|online|social|distribut\p{L}+|quot\p{L}+|summari\p{L}+|used?|cited?|circulat\p{L}+|part|whole|form))*";

    // Of what it is said: “The prisoners will not be released before …” is a headline too.
    private const string OfIt =
        @"(?:(?:(?:the\s)?(?:full\s)?contents?\sof\s(?:this|the)|this|these|the(?=\s(?:press|news|media|attached|enclosed|following)\s))\s(?:[\p{L}'-]+\s){0,3}?(?:release|statement|report|document|information|material|text|story|advisory|study|speech|communique|copy)s?\s(?:is|are|must|may|should|can|cannot|remains?|will)\s(?:also\s|strictly\s)?)";

    [GeneratedRegex(
        @"^[\W_]*(?:(?:draft|internal|confidential|restricted|advance(?:d)?(?:\s(?:copy|version|text))?|attention|important|urgent|reminder|media|press|news|please|kindly|note|notice|that|nb|advisory|release|statement|copy|strictly|all)\W+)*(?:" +
        OfIt + @"?(?:(?:under|strict|strictly|publication|press|media|news|release|global|worldwide|total)\W+)*(?<!\p{L})embargo(?:ed)?(?:\W+(?:(?:for|to|through|at|on|from|lifts?|lifted|ends?|expires?|date|time)\b(?:\W+(?:(?:for|on|at|to|is|be|will|until|till|release|publication|use|broadcast|all|media)\b)\W*)*" + Time + @"|(?:until|till?)\b|(?=[\d(]))|[\W_]*$)|" +
        @"(?:(?:do\snot|don't)\s(?:release|publish|broadcast|distribute|quote|use|circulate|print|share|cite|report)|not\s(?:for|to\sbe)\s(?:any\s)?(?:released?|publication|published|broadcast|distribut(?:ion|ed)|quot(?:ation|ed)|used?|circulat(?:ion|ed)|printed|shared|cited)|" +
        OfIt + @"(?:not\s)?(?:be\s)?(?:released|published|broadcast|distributed|quoted|used|circulated|printed|shared|cited|appear))(?:" + More + @"\W+(?:before|until|till|prior\sto|ahead\sof|earlier\sthan|in\sadvance\sof)(?!\p{L})|(?:[\s,/]+(?:or|and|nor)\s(?:for\s|be\s)?\p{L}+)*[\W_]*$)|" +
        @"no\s(?:publication|distribution|quotation|broadcast)" + More + @"\W+(?:before|until|till)" + Time + @"|" +
        @"(?:for|to\sbe)\s(?:release|released|publication|published|use|used|broadcast|distribution)(?:\s(?:or|and)\s\p{L}+)*\W+(?:(?:on|at|from|after|only|not|before|date|time)\W+)*" + Time + @"|" +
        @"hold\s(?:(?:for|until|till|it|this|back|release|publication)\W+)+" + Time + @"|free\sfor\s(?:publication|release|use)\W+(?:on|from|after|at)\b|confidential\s(?:until|before)\b)",
        RegexOptions.CultureInvariant)]
    private static partial Regex English();

    // French, Spanish and Portuguese.
    [GeneratedRegex(
        @"^[\W_]*(?:(?:document|documento|information|informacion|informacao|communique(?:\sde\spresse)?|comunicado(?:\sde\sprensa)?|nota(?:\sde\sprensa)?|note|noticia|material|contenido|texte|texto|important|importante|attention|atencion|rappel|confidentiel|confidencial|brouillon|borrador)\W+)*(?:" +
        @"(?:(?:sous|bajo|sob|con|strict|stricte|strictement|estricto|estrito|rigoureux)\W+)*(?<!\p{L})embargo(?:\W+(?:strict|estricto|estrito|de\spresse|presse))?(?:\W+(?:jusqu'?\s?(?:au|a|en)?|hasta(?:\sel|\slas)?|ate(?:\s[ao]s?)?)(?!\p{L})|\W+(?:le|au|du|el|del|al|a|as|leve\sle|sera\sleve\sle)\W+" + Time + @"|\W{0,3}(?=\d)|[\W_]*$)|" +
        @"embargad[oa]s?\W+(?:hasta|al?|ate)(?!\p{L})|" +
        @"(?:l'|la\s|el\s)?(?:(?:levee|fin)\sde\sl'embargo|embargo\ssera\sleve|(?:fecha|hora|fin|levantamiento)\sde(?:l)?\sembargo|date\s(?:de\sl'|d')embargo|fim\sdo\sembargo)\W+(?:(?:le|au|el|a|al)\W+)?" + Time + @"|" +
        @"(?:(?:merci|priere|veuillez|prie|nous\svous\s(?:prions|demandons)|vous\setes\spries|se\s(?:ruega|solicita|pide)|rogamos|solicitamos|por\sfavor|favor|a)\W+(?:de\s|d')?)?(?:(?:ne\s(?:pas|rien|peut\s(?:pas\s)?etre|doit\s(?:pas\s)?etre)|no|nao|interdit\sde|interdiction\sde)\s(?:etre\s)?(?:publi(?:er|ee?)|diffus(?:er|ee?)|utilis(?:er|ee?)|divulgu(?:er|ee?)|reprodui(?:re|te?)|relay(?:er|ee?)|publicar|difundir|divulgar|usar|utilizar|reproducir)(?:\W+(?:ni|ou|et|o|y|e|ou)\s(?:ne\s(?:pas\s)?)?\p{L}+)*(?:\W+(?:avant|antes\sd[eao]l?|hasta|ate)(?!\p{L})|[\W_]*$))|" +
        @"(?:a\s|para\s(?:su\s)?)?(?:publier|diffuser|publiable|publicacion|difusion|publicar|difundir)\W+(?:(?:seulement|uniquement|solo|unicamente)\W+)?(?:apres|a\spartir\sd[ue]l?|pas\savant|le|despues\sdel?|(?:no\s)?antes\sdel?|el)\W+(?:(?:le|el)\W+)?" + Time + @"|" +
        @"prohibid[ao]s?\s(?:la|su)?\s?(?:difusion|publicacion|reproduccion)\W+(?:antes|hasta)(?!\p{L}))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Romance();

    private const string Date = @"(?:\d{1,2}\s(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)|\d{1,2}[.:]\d)";

    [GeneratedRegex(
        @"^[\W_]*(?:(?:данный|этот|весь|внимание|важно|пресс-релиз|релиз|материал\p{L}*|информаци\p{L}+|текст|сообщение|черновик)\W+)*(?:(?:находится|строго|строгим)\s)?(?:" +
        @"под\s(?:строгим\s)?эмбарго(?:\W+до(?!\p{L})|[\W_]*$)|(?:срок|дата|время|окончани[ея]|сняти[ея]|конец)\s(?:действия\s|снятия\s)?эмбарго(?=\W+" + Date + @")|" +
        @"(?:(?:просьба|просим|пожалуйста|убедительн\p{L}+\sпросьба)\W+)?(?:не\s(?:публиковать|распространять|использовать|разглашать|цитировать|для\s(?:публикации|печати|распространения)|подлежит\s(?:публикации|распространению|разглашению))(?:\W+(?:и|или)\s(?:не\s)?\p{L}+)*(?:\W+(?:до|ранее|раньше)(?!\p{L})|[\W_]*$))|" +
        @"(?:публиковать|публикация|разрешен\p{L}*\s(?:к\s)?публикаци\p{L}+|для\sпубликации)\s(?:можно\s|разрешена\s|только\s)*(?:не\sранее|после|с)(?=\W+" + Date + @")|запрет\sна\s(?:публикацию|распространение)\W+до(?!\p{L}))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Russian();

    [GeneratedRegex(
        @"^[\W_]*(?:(?:تنبيه|هام|ملاحظة|مسودة|سري)\W+)*(?:(?:هذا|هذه)\s\p{L}+\s(?:\p{L}+\s)?)?(?:(?:خاضع[ةه]?|يخضع|تخضع)\s(?:لل|ل)حظر(?:\s(?:النشر|نشر|الاعلامي|الإعلامي))?(?:\s(?:حتي|الي|قبل|لغاية)(?!\p{L})|[\W_]*$)|(?:ال)?حظر\s(?:علي\s|عن\s)?(?:ال)?نشر\s?(?:حتي|الي|قبل|لغاية|:)|تحت\sالحظر(?:\s\p{L}+)?\s(?:حتي|الي|لغاية)(?!\p{L})|" +
        @"(?:(?:الرجاء|يرجي|رجاء|نرجو|نرجوكم)\s)?(?:عدم|دون)\s(?:ال)?(?:نشر|توزيع|تداول|بث)\p{L}*(?:\s(?:او|أو|و)\s?\p{L}+)*\s(?:قبل|حتي)(?!\p{L})|(?:ليس|ليست|غير\s\p{L}+)\s(?:لل|ل)نشر(?:\s(?:قبل|حتي)(?!\p{L})|[\W_]*$)|(?:يرفع|رفع|ينتهي|انتهاء)\s(?:ال)?حظر(?:\s(?:عن\s)?النشر)?\s(?:(?:في|يوم|عند|اعتبارا\sمن)\s)*(?=\d|الساعة)|(?:امبارغو|إمبارغو)\s?(?:حتي|:)|لا\s(?:ينشر|تنشر|يجوز\s(?:ال)?نشر\p{L}*)\s(?:قبل|حتي)(?!\p{L}))",
        RegexOptions.CultureInvariant)]
    private static partial Regex Arabic();

    [GeneratedRegex(@"(?<![\p{L}\d])(?:\p{L} ){5,}\p{L}(?![\p{L}\d])", RegexOptions.CultureInvariant)]
    private static partial Regex Apart();
}
