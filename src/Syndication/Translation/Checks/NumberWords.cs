using System.Collections.Frozen;
using Syndication.Translation.Glossaries;

namespace Syndication.Translation.Checks;

/// <summary>Numbers that are written as words, and words that multiply the number before them. Data; a language without it is looked at leniently.</summary>
internal static class NumberWords
{
    /// <summary>Words for thousands, millions and milliards, for a regular expression.</summary>
    public const string Scales =
        @"millions?|millones|mill[oó]n|миллион\p{L}{0,3}|млн\.?|مليون[ا]?|ملايين|мiльйон\p{L}{0,3}|mil millones|miles de millones|" +
        @"milliards?|billions?|bn|миллиард\p{L}{0,3}|млрд\.?|مليار[ا]?|مليارات|тысяч\p{L}{0,3}|тыс\.?|thousand|mille|mil|ألف[ا]?|آلاف|million|Mio\.?|Millionen|Milliarden";

    // The beginnings of the words for one to twelve; in languages whose words bend, the stem.
    private static readonly FrozenDictionary<string, string[]> Words = new Dictionary<string, string[]>
    {
        ["en"] = ["one a an single", "two both twice second", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        ["fr"] = ["un une", "deux second", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"],
        ["es"] = ["un uno una", "dos ambos ambas", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"],
        ["ru"] = ["один одн*", "два две дву* двое оба обе", "три тре* трое", "четыр*", "пят*", "шест*", "сем*", "восем* восьм*", "девят*", "десят*", "одиннадцат*", "двенадцат*"],
        ["ar"] = ["واحد*", "اثن* إثن* كلا", "ثلاث*", "أربع* اربع*", "خمس*", "ست*", "سبع*", "ثمان*", "تسع*", "عشر*", "أحد إحدى", "اثنا اثني اثنتا"],
        ["zh"] = ["一", "二 两 双", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"],
        ["de"] = ["ein*", "zwei* beide*", "drei*", "vier*", "fünf*", "sechs*", "sieben*", "acht*", "neun*", "zehn*", "elf", "zwölf"],
    }.ToFrozenDictionary();

    /// <summary>Whether a text has a number from 1 to 12 as a word.</summary>
    public static bool Has(string text, int number, string primary)
    {
        // A language without words here; Arabic has forms of its nouns for one and two.
        if (!Words.TryGetValue(primary, out var words) || primary == "ar" && number <= 2)
            return true;
        if (number is < 1 or > 12)
            return false;
        var forms = words[number - 1].Split(' ');
        if (primary == "zh")
            return forms.Any(form => text.Contains(form, StringComparison.Ordinal));
        var there = FoldedText.Of(text).Select(word => word.Written.ToLowerInvariant()).ToList();
        return forms.Any(form => form.EndsWith('*')
            ? there.Exists(word => word.StartsWith(form[..^1], StringComparison.Ordinal) || primary == "ar" && word.TrimStart('و', 'ب', 'ل', 'ف', 'ا').StartsWith(form[..^1].TrimStart('ا'), StringComparison.Ordinal))
            : there.Contains(form));
    }

    /// <summary>What a word multiplies by.</summary>
    public static decimal Scale(string word)
    {
        var lower = word.ToLowerInvariant().TrimEnd('.');
        return lower switch
        {
            "万亿" => 1_000_000_000_000,
            "亿" => 100_000_000,
            "千万" => 10_000_000,
            "百万" => 1_000_000,
            "十万" => 100_000,
            "万" => 10_000,
            "千" or "mil" or "mille" or "thousand" or "آلاف" or "ألف" or "ألفا" or "тыс" => 1000,
            "bn" or "млрд" or "mil millones" or "miles de millones" => 1_000_000_000,
            _ when lower.StartsWith("тысяч", StringComparison.Ordinal) => 1000,
            _ when lower.StartsWith("milliard", StringComparison.Ordinal) || lower.StartsWith("billion", StringComparison.Ordinal)
                || lower.StartsWith("миллиард", StringComparison.Ordinal) || lower.StartsWith("مليار", StringComparison.Ordinal) => 1_000_000_000,
            _ => 1_000_000,
        };
    }
}
