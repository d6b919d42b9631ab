using System.Collections.Frozen;
using System.Text;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>The names of months as press offices write them: nominative and genitive, Levantine, Maghrebi and Gulf Arabic, short and long.</summary>
internal static class Months
{
    private static readonly string[] Names =
    [
        "janvier janv january jan enero ene janeiro januar jänner gennaio januari styczeń ocak|يناير|كانون الثاني|جانفي|ژانویه|جنوری|января январь янв|січня січень",
        "février févr fév february feb febrero fevereiro fev februar feber febbraio|فبراير|شباط|فيفري|فوریه|فروری|февраля февраль февр фев|лютого лютий",
        "mars march mar marzo março märz marz|مارس|آذار|مارچ|марта март мар|березня березень",
        "avril avr april apr abril abr aprile|أبريل|إبريل|نيسان|أفريل|آوریل|اپریل|апреля апрель апр|квітня квітень",
        "mai may mayo maio mag maggio mei|مايو|أيار|ماي|مه|مئی|мая май|травня травень",
        "juin june jun junio juni junho giugno|يونيو|يونيه|حزيران|جوان|ژوئن|جون|июня июнь июн|червня червень",
        "juillet juil july jul julio juli julho luglio|يوليو|يوليه|يوليوز|تموز|جويلية|ژوئیه|جولائی|июля июль июл|липня липень",
        "août aout august aug agosto ago augustus|أغسطس|غشت|آب|أوت|اوت|اگست|августа август авг|серпня серпень",
        "septembre sept september sep septiembre setiembre setembro set settembre|سبتمبر|شتنبر|أيلول|سپتامبر|ستمبر|сентября сентябрь сент сен|вересня вересень",
        "octobre oct october octubre oktober okt outubro out ottobre|أكتوبر|تشرين الأول|اکتبر|اکتوبر|октября октябрь окт|жовтня жовтень",
        "novembre nov november noviembre novembro|نوفمبر|نونبر|تشرين الثاني|نوامبر|نومبر|ноября ноябрь нояб|листопада листопад",
        "décembre déc december dec diciembre dic dezember dez dezembro dicembre|ديسمبر|دجنبر|كانون الأول|دسامبر|دسمبر|декабря декабрь дек|грудня грудень",
    ];

    private static readonly string[] Persian = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".Split(' ');

    private static readonly FrozenDictionary<string, int> ByName = Names
        .SelectMany((names, index) => names.Split('|').SelectMany((group, i) => i == 0 || group[0] is >= '\u0400' and < '\u0530' ? group.Split(' ') : [group])
            .Select(name => (Name: Fold(name), Month: index + 1)))
        .DistinctBy(pair => pair.Name).ToFrozenDictionary(pair => pair.Name, pair => pair.Month);

    private static readonly FrozenDictionary<string, int> PersianByName =
        Persian.Select((name, index) => (Name: Fold(name), Month: index + 1)).ToFrozenDictionary(pair => pair.Name, pair => pair.Month);

    /// <summary>The number of a month; 0 where the name is none.</summary>
    public static int Of(string name) => ByName.GetValueOrDefault(Fold(name.Trim().TrimEnd('.')));

    /// <summary>The number of a month of the Solar Hijri calendar; 0 where the name is none.</summary>
    public static int OfPersian(string name) => PersianByName.GetValueOrDefault(Fold(name.Trim()));

    /// <summary>
    /// The text in lower case, letters without their marks, digits of every script as 0–9, Persian letters as the Arabic ones; vowel signs and
    /// marks of direction left out.
    /// </summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not ((>= '\u064B' and <= '\u0652') or '\u0640' or '\u0670' or (>= '\u0300' and <= '\u036F') or '\u200B' or '\u200C' or '\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF' or '\u00AD'))
                folded.Append(Fold(char.ToLowerInvariant(c)));
        }

        return folded.ToString();
    }

    private static char Fold(char c) => c switch
    {
        >= '\u0660' and <= '\u0669' => (char)(c - '\u0660' + '0'),
        >= '\u06F0' and <= '\u06F9' => (char)(c - '\u06F0' + '0'),
        >= '\uFF10' and <= '\uFF19' => (char)(c - '\uFF10' + '0'),
        '\u06CC' or '\u0649' => 'ي',
        '\u06A9' => 'ك',
        '\u00A0' or '\u202F' or '\u2009' or '\u3000' or '\t' or '\n' or '\r' => ' ',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        '，' or '،' or '、' => ',',
        '’' or '‘' or 'ʼ' => '\'',
        'й' => c,
        _ => Composition.Letter(c),
    };
}
