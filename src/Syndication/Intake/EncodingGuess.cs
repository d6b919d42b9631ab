using System.Text;

namespace Syndication.Intake;

/// <summary>
/// Which of the old encodings bytes are in, by the text that each would make of them: letters of one script that stand together as
/// they do in words, capitals only where words begin, and none of the signs that wrong readings are full of.
/// </summary>
internal static class EncodingGuess
{
    private const int Sample = 16 * 1024;

    // In order of precedence, should two be equal.
    private static readonly string[] Candidates = ["windows-1252", "windows-1256", "windows-1251", "gb18030", "koi8-r", "iso-8859-6", "big5", "shift_jis", "iso-8859-15", "windows-1253", "windows-1255", "windows-1254", "windows-1250"];

    /// <summary>The name of the likeliest.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var (name, most) = (Candidates[0], double.MinValue);
        foreach (var candidate in Candidates)
        {
            if (Score(Text(candidate, bytes)) is var score && score > most)
                (name, most) = (candidate, score);
        }

        return name;
    }

    /// <summary>The score of the likeliest.</summary>
    public static double Best(ReadOnlySpan<byte> bytes) => Score(Text(Of(bytes), bytes));

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
                '\uFFFD' => -4,
                < '\u00A0' => -3,
                '\u00A0' or '«' or '»' or '°' or '’' or '‘' or '“' or '”' or '–' or '—' or '…' or '€' or '№' or '•' => 0.4,
                '،' or '؛' or '؟' => 0.8,
                '。' or '，' or '、' or '：' or '；' or '（' or '）' or '“' or '”' or '《' or '》' => 1,
                _ when char.IsLetter(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.NonSpacingMark => Letter(c, before, i + 1 < text.Length ? text[i + 1] : ' '),
                _ => -0.8,
            };
        }

        return count == 0 ? 0 : points / count;
    }

    private static double Letter(char c, char before, char after)
    {
        // Accented Latin letters stand between plain ones; runs of them are another script read wrongly.
        if (c < '\u0250')
        {
            var alone = !(before >= '\u00A0' && char.IsLetter(before)) && !(after >= '\u00A0' && char.IsLetter(after));
            var frequent = "éèàçêâîôùûëïœáíóúñãõäöüßÉÀÇÊÁÍÓÚÑÃÕÄÖÜåæøığşİ".Contains(c, StringComparison.Ordinal);
            var capital = char.IsUpper(c) && char.IsLower(before);
            return (alone ? 0.9 : -0.5) + (frequent ? 0.1 : -0.5) - (capital ? 1.5 : 0);
        }

        if (c is >= '\u0400' and < '\u0460')
        {
            // KOI8-R and windows-1251 have each other's capitals for small letters.
            var joins = before is (>= '\u0400' and < '\u0460') || after is (>= '\u0400' and < '\u0460');
            return (joins ? 1 : 0.3) - (char.IsUpper(c) && char.IsLower(before) ? 2 : 0) - (char.IsUpper(c) && char.IsUpper(before) ? 0.5 : 0) +
                ("оеаинтсрвл".Contains(c, StringComparison.Ordinal) ? 0.15 : 0) - (c is 'ъ' or 'Ё' or 'ђ' or 'ѓ' or 'ќ' or 'џ' or 'љ' or 'њ' or 'ћ' or 'ѕ' or 'Џ' or 'Ђ' ? 0.5 : 0) - (before < '\u0080' && char.IsLetter(before) ? 1 : 0);
        }

        if (c is >= '\u0600' and < '\u0700')
        {
            var joins = before is (>= '\u0600' and < '\u0700') || after is (>= '\u0600' and < '\u0700');
            return (joins ? 1 : 0.2) + ("اليمنوتر".Contains(c, StringComparison.Ordinal) ? 0.15 : 0) - (before < '\u0080' && char.IsLetter(before) ? 1 : 0);
        }

        if (c is >= '\u4E00' and < '\uA000')
            return Frequent.Contains(c, StringComparison.Ordinal) ? 1.5 : 0.75;
        return c switch
        {
            >= '\u3040' and < '\u3100' => 1.1,
            >= '\u0370' and < '\u0400' => char.IsUpper(c) && char.IsLower(before) ? -1 : 0.9,
            >= '\u0590' and < '\u0600' => 0.85,
            >= '\u3400' and < '\u4E00' or (>= '\uE000' and < '\uF900') or (>= '\uFF61' and <= '\uFF9F') => -1,
            _ => 0,
        };
    }

    private const string Frequent =
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严" +
        "個國這為時來們會發動過說對產種後經學進著電裡點業開還關與數見領導聯單證認權從實現點";

    private static string Text(string name, ReadOnlySpan<byte> bytes) =>
        CodePagesEncodingProvider.Instance.GetEncoding(name)!.GetString(bytes[..Math.Min(bytes.Length, Sample)]);
}
