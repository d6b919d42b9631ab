using System.Globalization;
using System.Text;

namespace Syndication.Intake;

/// <summary>
/// Which of the old encodings bytes are in, by the text that each would make of them: letters of one script that stand together as
/// they do in words, capitals only where words begin, and none of the signs that wrong readings are full of. Where every reading is
/// full of them, nobody can tell.
/// </summary>
public static class EncodingGuess
{
    private const int Sample = 16 * 1024;

    // A reading below this is believed only where nothing in it stands where it cannot: signs may be many in a good text.
    private const double Plain = 0.7;

    // In order of precedence, should two be equal; what is less likely than a chance reading of another encoding needs a score of its own.
    private static readonly (string Name, double Least)[] Candidates =
    [
        ("windows-1252", double.MinValue), ("windows-1256", double.MinValue), ("windows-1251", double.MinValue), ("gb18030", double.MinValue), ("koi8-r", double.MinValue),
        ("iso-8859-6", double.MinValue), ("big5", double.MinValue), ("shift_jis", double.MinValue), ("iso-8859-15", double.MinValue), ("windows-1253", double.MinValue),
        ("windows-1255", double.MinValue), ("windows-1254", double.MinValue), ("windows-1250", double.MinValue),
        ("koi8-u", 0.7), ("ibm866", 0.95), ("iso-8859-5", 0.95), ("x-mac-cyrillic", 0.95),
    ];

    // Their accents are where windows-1252 has quotation marks and dashes, so they are thought of only where its reading is none.
    private static readonly (string Name, double Least)[] Western = [("macintosh", 0.6), ("ibm850", 0.6)];

    /// <summary>The text that the bytes most likely are.</summary>
    /// <returns>Null where no reading is like a text.</returns>
    public static string? Text(ReadOnlySpan<byte> bytes)
    {
        // A few broken bytes in UTF-8 are a cut or joined file, or half a character that was pasted, not another encoding: in any other nearly
        // every letter beyond ASCII would be broken.
        var lenient = System.Text.Encoding.UTF8.GetString(bytes);
        var broken = lenient.Count(c => c == '\uFFFD');
        var whole = lenient.Count(c => c >= '\u0080' && c != '\uFFFD');
        if (whole >= 3 && (broken <= 3 || broken * 20 < whole))
            return lenient;
        return Of(bytes) is { } name ? Encoding(name).GetString(bytes) : null;
    }

    /// <summary>The name of the likeliest; null where no reading is like a text.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes)
    {
        var (name, text, score) = Likeliest(bytes);

        // Chinese is made of anything, and Arabic of the Macintosh's own Arabic, but not of common letters.
        var least = name switch { "gb18030" => 1.0, "iso-8859-6" => 0.93, _ => double.MinValue };
        return score >= least && (score >= Plain || Odd(text) < 0.1) ? name : null;
    }

    /// <summary>The score of the likeliest.</summary>
    public static double Best(ReadOnlySpan<byte> bytes) => Likeliest(bytes).Score;

    /// <summary>How much a text looks like one, for each letter outside ASCII; 1 is as good as can be.</summary>
    public static double Score(string text)
    {
        var (points, count) = (0.0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < '\u0080')
                continue;
            count++;
            var before = i > 0 ? text[i - 1] : ' ';
            points += c switch
            {
                '\uFFFD' or (>= '\uF700' and < '\uF900') => -4,
                < '\u00A0' => -3,
                '\u00A0' or '«' or '»' or '°' or '’' or '‘' or '“' or '”' or '–' or '—' or '…' or '€' or '№' or '•' => 0.4,
                '،' or '؛' or '؟' => 0.8,
                '。' or '，' or '、' or '：' or '；' or '（' or '）' or '“' or '”' or '《' or '》' => 1,
                _ when IsLetter(c) => Letter(c, before, i + 1 < text.Length ? text[i + 1] : ' '),
                _ => -0.8,
            };
        }

        return count == 0 ? 0 : points / count;
    }

    private static (string Name, string Text, double Score) Likeliest(ReadOnlySpan<byte> bytes)
    {
        // The head of a page, or of a feed, may be plain ASCII for long.
        var first = bytes.IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
        bytes = first > 32 ? bytes[(first - 32)..] : bytes;
        var western = Begun(Candidates[0].Name, bytes);
        var best = (Candidates[0].Name, Text: western, Score: Score(western));
        foreach (var (name, least) in Odd(western) >= 0.25 ? [.. Candidates[1..], .. Western] : Candidates[1..])
        {
            if (Begun(name, bytes) is var text && Score(text) is var score && score >= least && score > best.Score)
                best = (name, text, score);
        }

        return best;
    }

    // The share of what can stand nowhere: no characters, capitals within words, signs between letters.
    private static double Odd(string text)
    {
        var (odd, count) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < '\u0080')
                continue;
            count++;
            var (before, after) = (i > 0 ? text[i - 1] : ' ', i + 1 < text.Length ? text[i + 1] : ' ');
            if (c is '\uFFFD' or < '\u00A0' or (>= '\uF700' and < '\uF900') || (char.IsUpper(c) && char.IsLower(before)) ||
                (!IsLetter(c) && c is not ('’' or 'ʼ' or '·' or '\u00AD' or '–' or '—' or '\u2011' or '\u200C' or '\u200D') && char.IsLetter(before) && char.IsLetter(after)))
            {
                odd++;
            }
        }

        return count == 0 ? 0 : (double)odd / count;
    }

    private static bool IsLetter(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static double Letter(char c, char before, char after)
    {
        var isBesidePlain = char.IsAsciiLetterOrDigit(before) || char.IsAsciiLetterOrDigit(after);

        // Accented Latin letters stand between plain ones; runs of them are another script read wrongly.
        if (c < '\u0250')
        {
            if (char.IsAsciiDigit(before) || char.IsAsciiDigit(after))
                return -0.9;
            var alone = !(before >= '\u00A0' && char.IsLetter(before)) && !(after >= '\u00A0' && char.IsLetter(after));
            var frequent = "éèàçêâîôûëïœáíóúñãõäöüßÉÀÇÊÁÍÓÚÑÃÕÄÖÜåæøığşİ".Contains(c, StringComparison.Ordinal);
            var capital = char.IsUpper(c) && char.IsLower(before);
            return (alone ? 0.9 : -0.5) + (frequent ? 0.1 : -0.5) - (capital ? 1.5 : 0);
        }

        if (IsCyrillic(c))
        {
            // KOI8-R and windows-1251 have each other's capitals for small letters; a pound sign is a letter to others.
            var joins = IsCyrillic(before) || IsCyrillic(after);
            var isGlued = char.IsAsciiLetter(before);
            if (!joins && (isBesidePlain || !"авикосуяієАВИКОСУЯІЄ".Contains(c, StringComparison.Ordinal)))
                return -0.9 - (isGlued ? 1 : 0);
            return (joins ? 1 : 0.3) - (char.IsUpper(c) && char.IsLower(before) ? 2 : 0) - (char.IsUpper(c) && char.IsUpper(before) ? 0.5 : 0) +
                ("оеаинтсрвл".Contains(c, StringComparison.Ordinal) ? 0.15 : 0) - (c is 'ъ' or 'Ё' or 'ђ' or 'ѓ' or 'ќ' or 'џ' or 'љ' or 'њ' or 'ћ' or 'ѕ' or 'Џ' or 'Ђ' ? 0.5 : 0) - (isGlued ? 1 : 0);
        }

        if (c is >= '\u0600' and < '\u0700')
        {
            var joins = before is (>= '\u0600' and < '\u0700') || after is (>= '\u0600' and < '\u0700');
            return (joins ? 1 : 0.2) + ("اليمنوتر".Contains(c, StringComparison.Ordinal) ? 0.15 : 0) - (char.IsAsciiLetter(before) ? 1 : 0);
        }

        if (c is >= '\u4E00' and < '\uA000')
        {
            return char.IsAsciiLetter(before) && char.IsAsciiLetter(after) ? -1
                : Frequent.Contains(c, StringComparison.Ordinal) ? 1.5
                : before < '\u0080' && after < '\u0080' ? 0.2 : 0.75;
        }

        return c switch
        {
            >= '\u3040' and < '\u3100' => before < '\u0080' && after < '\u0080' ? 0.2 : 1.1,
            >= '\u0370' and < '\u0400' => Greek(c, before, after, isBesidePlain),
            >= '\u0590' and < '\u0600' => Hebrew(c, before, after),
            >= '\uAC00' and < '\uD7B0' => 1,
            >= '\u0E00' and < '\u0E80' => 0.9,
            >= '\u3400' and < '\u4E00' or (>= '\uE000' and < '\uF900') or (>= '\uFF61' and <= '\uFF9F') => -1,
            _ => 0,
        };
    }

    // Small letters of windows-1251 are Greek and Hebrew ones elsewhere; those that end words would then stand within them.
    private static double Greek(char c, char before, char after, bool isBesidePlain)
    {
        if (!IsGreek(before) && !IsGreek(after))
            return isBesidePlain ? -1 : 0.3;
        if ((char.IsUpper(c) && char.IsLower(before)) || (c == 'ς' && IsGreek(after) && char.IsLetter(after)))
            return -1;
        return c is 'ΰ' or 'ΐ' ? 0.3 : 0.95 + ("αοιετσνηυρ".Contains(c, StringComparison.Ordinal) ? 0.15 : 0);
    }

    private static double Hebrew(char c, char before, char after)
    {
        if ((!IsHebrew(before) && !IsHebrew(after)) || (c is 'ך' or 'ם' or 'ן' or 'ף' or 'ץ' && IsHebrew(after) && char.IsLetter(after)))
            return -1;
        return char.IsLetter(c) ? 1.1 : 0.85;
    }

    private static bool IsCyrillic(char c) => c is (>= '\u0400' and < '\u0460') or 'ґ' or 'Ґ';

    private static bool IsGreek(char c) => c is >= '\u0370' and < '\u0400';

    private static bool IsHebrew(char c) => c is >= '\u0590' and < '\u0600';

    private const string Frequent =
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严" +
        "個國這為時來們會發動過說對產種後經學進著電裡點業開還關與數見領導聯單證認權從實現點";

    private static string Begun(string name, ReadOnlySpan<byte> bytes) => Encoding(name).GetString(bytes[..Math.Min(bytes.Length, Sample)]);

    // What is no character must show: by itself the library makes a question mark of it in some encodings.
    private static Encoding Encoding(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"))!;
}
