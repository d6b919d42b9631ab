namespace Syndication.Translation.Checks;

/// <summary>Tells scripts.</summary>
internal static class Scripts
{
    /// <summary>The script that a language is written in.</summary>
    public static Script Of(Syndication.Releases.Language language) => language.Tag.Split('-').FirstOrDefault(part => part.Length == 4) switch
    {
        "Latn" => Script.Latin,
        "Cyrl" => Script.Cyrillic,
        "Arab" => Script.Arabic,
        "Hebr" => Script.Hebrew,
        _ => language.Primary switch
        {
            "ar" or "fa" or "ur" or "ps" or "sd" or "ug" or "ckb" or "prs" or "ks" or "arz" or "apc" or "ary" => Script.Arabic,
            "ru" or "uk" or "be" or "bg" or "mk" or "sr" or "kk" or "ky" or "mn" or "tg" or "tt" or "ba" or "cv" or "ce" or "os" or "ab" => Script.Cyrillic,
            "zh" or "ja" => Script.Han,
            "el" => Script.Greek,
            "he" or "yi" or "hbo" => Script.Hebrew,
            "am" or "ti" or "bn" or "bo" or "dz" or "gu" or "hi" or "hy" or "ka" or "km" or "kn" or "ko" or "lo" or "ml" or "mr" or "my" or "ne" or "or" or "pa" or "si"
                or "ta" or "te" or "th" or "zgh" or "tzm" or "dv" or "sa" or "as" or "ii" => Script.Other,
            _ => Script.Latin,
        },
    };

    /// <summary>The script of a letter.</summary>
    public static Script Of(char letter) => letter switch
    {
        <= '\u024F' or (>= '\u1E00' and <= '\u1EFF') => Script.Latin,
        >= '\u0370' and <= '\u03FF' => Script.Greek,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0590' and <= '\u05FF' => Script.Hebrew,
        (>= '\u0600' and <= '\u08FF') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') => Script.Arabic,
        (>= '\u2E80' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF') => Script.Han,
        _ => Script.Other,
    };
}

/// <summary>The scripts that languages are written in, as far as they tell languages apart.</summary>
internal enum Script
{
    Latin,
    Cyrillic,
    Arabic,
    Han,
    Greek,
    Hebrew,
    Other,
}
