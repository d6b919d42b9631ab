using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>Tells the language of a text by its script and its commonest words; says nothing where it is not sure.</summary>
internal static class LanguageGuess
{
    private static readonly Dictionary<string, HashSet<string>> Common = new()
    {
        ["fr"] = Set("le la les des du et est dans pour que qui sur une au aux avec par ce cette ont été sont plus nous leur ses d l qu"),
        ["en"] = Set("the of and to in is for that on with was as are by at from this it has have will its be an said who their"),
        ["es"] = Set("el la los las de del y en que es para con por una un se al su sus más como ha han son este esta entre"),
        ["pt"] = Set("o a os as de do da dos das e em que é para com por uma um no na nos nas ao não mais seu sua são pelo pela foi"),
        ["de"] = Set("der die das und ist in den von zu mit für auf dem ein eine nicht sich des im auch werden wird hat sind bei nach"),
        ["it"] = Set("il lo la i gli le di del della e è che in per con un una non si sono dei delle al alla nel nella più da ha"),
        ["ru"] = Set("и в на не что с по для это к из о как за от был при его а также был году или они мы"),
        ["uk"] = Set("і в на не що з по для це до із про як за від був при його а також року або вони ми та у є"),
        ["ar"] = Set("في من على إلى أن التي الذي عن مع هذا هذه كما بين ما لا كان قد بعد أو وقد خلال"),
        ["fa"] = Set("و در به از که این را با است برای آن یک خود تا بر هم نیز شد می کرد های"),
        ["ur"] = Set("کے میں کی ہے اور سے کا کو پر نے ہیں کہ یہ اس بھی کر تھا ایک لیے گیا"),
    };

    /// <summary>The language of a text; null where it is not sure.</summary>
    public static Language? Of(string text)
    {
        var sample = text.Length > 20_000 ? text[..20_000] : text;
        var han = sample.Count(c => c is >= '\u4E00' and <= '\u9FFF');
        var letters = sample.Count(char.IsLetter);
        if (letters < 20)
            return null;
        if (han > letters / 3)
            return sample.Any(c => c is >= '\u3040' and <= '\u30FF') ? null : Language.Parse("zh");

        var words = sample.ToLowerInvariant().Split([' ', '\n', '\t', '\r', '\u00A0', '.', ',', ';', ':', '!', '?', '(', ')', '«', '»', '"', '“', '”', '\'', '’', '،', '؛', '؟', '-', '–'],
            StringSplitOptions.RemoveEmptyEntries);
        var scores = Common.Select(pair => (Tag: pair.Key, Score: words.Count(pair.Value.Contains))).OrderByDescending(pair => pair.Score).ToList();
        var (best, next) = (scores[0], scores[1]);
        var sure = best.Score >= 3 && best.Score >= words.Length * 0.06 && best.Score > next.Score * 1.15;
        return sure ? Language.Parse(best.Tag) : null;
    }

    /// <summary>Whether a text is plainly not in a language, for its script alone.</summary>
    public static bool Contradicts(Language language, string text)
    {
        var letters = text.Count(char.IsLetter);
        if (letters < 40)
            return false;
        var arabic = text.Count(c => c is >= '\u0600' and <= '\u06FF');
        return language.IsRightToLeft && language.Primary is not ("he" or "yi" or "dv") ? arabic < letters / 4 : !language.IsRightToLeft && arabic > letters / 2;
    }

    private static HashSet<string> Set(string words) => [.. words.Split(' ')];
}
