using System.Collections.Frozen;
using Syndication.Releases;

namespace Syndication.Translation.Memory;

/// <summary>Languages as translators' tools spell them: <c>fr-FR</c>, <c>FR</c>, <c>fr_CH</c>, <c>fra</c>, <c>fre</c>.</summary>
public static class TmxLanguage
{
    // ISO 639-2, both the bibliographic and the terminological codes, to ISO 639-1.
    private static readonly FrozenDictionary<string, string> ThreeLetters = (
        "aar:aa abk:ab afr:af aka:ak alb:sq amh:am ara:ar arb:ar arg:an arm:hy asm:as aym:ay aze:az bak:ba bam:bm baq:eu bel:be ben:bn bis:bi " +
        "bod:bo bos:bs bre:br bul:bg bur:my cat:ca ces:cs cha:ch che:ce chi:zh chv:cv cmn:zh cor:kw cos:co cym:cy cze:cs dan:da deu:de div:dv " +
        "dut:nl dzo:dz ell:el eng:en epo:eo est:et eus:eu ewe:ee fao:fo fas:fa fij:fj fin:fi fra:fr fre:fr fry:fy ful:ff geo:ka ger:de gla:gd " +
        "gle:ga glg:gl glv:gv gre:el grn:gn guj:gu hat:ht hau:ha heb:he hin:hi hrv:hr hun:hu hye:hy ibo:ig ice:is ind:id isl:is ita:it jav:jv " +
        "jpn:ja kal:kl kan:kn kas:ks kat:ka kau:kr kaz:kk khm:km kik:ki kin:rw kir:ky kor:ko kur:ku lao:lo lat:la lav:lv lin:ln lit:lt ltz:lb " +
        "lub:lu lug:lg mac:mk mah:mh mal:ml mao:mi mar:mr may:ms mkd:mk mlg:mg mlt:mt mon:mn mri:mi msa:ms mya:my nau:na nav:nv nde:nd nep:ne " +
        "nld:nl nno:nn nob:nb nor:no nya:ny oci:oc ori:or orm:om oss:os pan:pa per:fa pes:fa pol:pl por:pt pus:ps que:qu roh:rm ron:ro rum:ro " +
        "run:rn rus:ru sag:sg san:sa sin:si slk:sk slo:sk slv:sl smo:sm sna:sn snd:sd som:so sot:st spa:es sqi:sq srd:sc srp:sr ssw:ss sun:su " +
        "swa:sw swe:sv tah:ty tam:ta tat:tt tel:te tgk:tg tgl:tl tha:th tib:bo tir:ti ton:to tsn:tn tso:ts tuk:tk tur:tr twi:tw uig:ug ukr:uk " +
        "urd:ur uzb:uz ven:ve vie:vi wel:cy wln:wa wol:wo xho:xh yid:yi yor:yo zha:za zho:zh zul:zu")
        .Split(' ').Select(pair => pair.Split(':')).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Reads a code; what a tool adds to language, script and region is left out.</summary>
    /// <returns>False where it is the code of no language that is known here.</returns>
    public static bool TryParse(string? code, out Language language)
    {
        language = Language.None;
        if (string.IsNullOrWhiteSpace(code))
            return false;
        var parts = code.Trim().Replace('_', '-').Split('-');
        parts[0] = ThreeLetters.GetValueOrDefault(parts[0].ToLowerInvariant(), parts[0]);
        for (var count = parts.Length; count > 0; count--)
        {
            if (Language.TryParse(string.Join('-', parts[..count]), out language))
                return true;
        }

        return false;
    }

    /// <summary>
    /// Languages whose texts serve for each other: those with the same primary subtag, unless they are written in different scripts,
    /// as Chinese in Taipei and in Beijing.
    /// </summary>
    internal static string Family(Language language)
    {
        var script = language.Tag.Split('-').FirstOrDefault(part => part.Length == 4) ?? "";
        if (language.Primary == "zh")
            script = script == "Hant" || script.Length == 0 && language.Tag.Split('-')[^1] is "TW" or "HK" or "MO" ? "Hant" : "";
        if (language.Primary == "sr" && script == "Cyrl" || language.Primary is not ("zh" or "sr" or "az" or "uz" or "kk" or "ky" or "pa" or "ku"))
            script = "";
        return script.Length == 0 ? language.Primary : $"{language.Primary}-{script}";
    }
}
