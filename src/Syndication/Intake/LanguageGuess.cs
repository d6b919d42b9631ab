using System.Collections.Frozen;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>
/// Tells the language of a text by its script, its commonest words, endings and letters; says nothing where it is not sure. Why it is a
/// table of our own: <c>docs/decisions/2026-11-24-language-by-table.md</c>.
/// </summary>
internal static class LanguageGuess
{
    private const int Sample = 20_000;
    private const double LeastScore = 1.2;
    private const double LeastShare = 0.1;
    private const double LeastLead = 1.25;

    private static readonly Family[] Families =
    [
        new(Script.Latin, Tongue.Latin), new(Script.Cyrillic, Tongue.Cyrillic), new(Script.Arabic, Tongue.Arabic), new(Script.Devanagari, Tongue.Devanagari),
        new(Script.Hebrew, Tongue.Hebrew), new(Script.Ethiopic, Tongue.Ethiopic),
    ];

    // Scripts that press releases of one language alone come in.
    private static readonly FrozenDictionary<Script, string> Alone = new Dictionary<Script, string>
    {
        [Script.Hangul] = "ko",
        [Script.Greek] = "el",
        [Script.Armenian] = "hy",
        [Script.Georgian] = "ka",
        [Script.Thai] = "th",
        [Script.Lao] = "lo",
        [Script.Khmer] = "km",
        [Script.Myanmar] = "my",
        [Script.Bengali] = "bn",
        [Script.Tamil] = "ta",
        [Script.Telugu] = "te",
        [Script.Sinhala] = "si",
        [Script.Gujarati] = "gu",
        [Script.Gurmukhi] = "pa",
        [Script.Malayalam] = "ml",
        [Script.Kannada] = "kn",
    }.ToFrozenDictionary();

    // Languages that are so near that a table of words takes one for the other now and then.
    private static readonly string[] Near = ["da nb nn no sv", "id ms", "sr bs hr mk bg", "ca es", "cs sk", "fa prs tg", "ar arz apc ary", "ky kk", "ru be uk"];

    /// <summary>The language of a text; null where it is not sure.</summary>
    public static Language? Of(string text)
    {
        var sample = text.Length > Sample ? text[..Sample] : text;
        var counts = new int[Enum.GetValues<Script>().Length];
        var letters = 0;
        foreach (var c in sample)
        {
            if (!char.IsLetter(c))
                continue;
            letters++;
            counts[(int)Of(c)]++;
        }

        var (han, kana) = (counts[(int)Script.Han], counts[(int)Script.Kana]);
        if (han + kana > letters / 3 && han + kana >= 6)
            return kana * 12 > han + kana ? Language.Parse("ja") : counts[(int)Script.Hangul] > han ? Language.Parse("ko") : Language.Parse("zh");
        if (letters < 12)
            return null;

        var script = (Script)Array.IndexOf(counts, counts.Max());
        if (counts[(int)script] < letters * 0.6)
            return null;
        if (Alone.TryGetValue(script, out var only))
            return Language.Parse(only);
        return Array.Find(Families, family => family.Script == script)?.Of(sample);
    }

    /// <summary>Whether a text is plainly not in a language, for its script alone.</summary>
    public static bool Contradicts(Language language, string text)
    {
        if (ScriptOf(language) is not { } own)
            return false;
        var (letters, of) = (0, 0);
        foreach (var c in text)
        {
            if (!char.IsLetter(c))
                continue;
            letters++;
            if (Of(c) is var script && (script == own || (own == Script.Han && script == Script.Kana) || (own == Script.Hangul && script == Script.Han)))
                of++;
        }

        return letters >= (own == Script.Han ? 20 : 40) && of < letters / 4;
    }

    /// <summary>Whether two languages are unlike enough for one not to be taken for the other.</summary>
    public static bool AreUnlike(Language one, Language other) =>
        one.Primary != other.Primary && !Near.Any(near => near.Split(' ') is var tags && tags.Contains(one.Primary) && tags.Contains(other.Primary)) &&
        (ScriptOf(one) is null || Families.Any(family => family.Knows(one.Primary)) || Alone.Values.Contains(one.Primary) || one.Primary is "zh" or "ja");

    private static Script? ScriptOf(Language language) =>
        language.Tag.Contains("-Latn", StringComparison.Ordinal) ? Script.Latin
        : language.Tag.Contains("-Cyrl", StringComparison.Ordinal) ? Script.Cyrillic
        : language.Tag.Contains("-Arab", StringComparison.Ordinal) ? Script.Arabic
        : language.Primary is "zh" or "ja" ? Script.Han
        : Alone.FirstOrDefault(pair => pair.Value == language.Primary) is { Value: not null } alone ? alone.Key
        : language.Primary is "sr" or "bs" or "kk" or "ky" or "tg" or "mn" or "uz" or "tk" or "az" or "ku" or "ug" or "pa" or "ks" ? null
        : Array.Find(Families, family => family.Knows(language.Primary)) is { } known ? known.Script
        : language.IsRightToLeft ? (language.Primary is "dv" ? null : Script.Arabic) : null;

    private static Script Of(char c) => c switch
    {
        < '\u0250' or (>= '\u1E00' and < '\u1F00') => Script.Latin,
        >= '\u0370' and < '\u0400' or (>= '\u1F00' and < '\u2000') => Script.Greek,
        >= '\u0400' and < '\u0530' => Script.Cyrillic,
        >= '\u0530' and < '\u0590' => Script.Armenian,
        >= '\u0590' and < '\u0600' => Script.Hebrew,
        >= '\u0600' and < '\u0700' or (>= '\u0750' and < '\u0780') or (>= '\uFB50' and <= '\uFEFC') => Script.Arabic,
        >= '\u0900' and < '\u0980' => Script.Devanagari,
        >= '\u0980' and < '\u0A00' => Script.Bengali,
        >= '\u0A00' and < '\u0A80' => Script.Gurmukhi,
        >= '\u0A80' and < '\u0B00' => Script.Gujarati,
        >= '\u0B80' and < '\u0C00' => Script.Tamil,
        >= '\u0C00' and < '\u0C80' => Script.Telugu,
        >= '\u0C80' and < '\u0D00' => Script.Kannada,
        >= '\u0D00' and < '\u0D80' => Script.Malayalam,
        >= '\u0D80' and < '\u0E00' => Script.Sinhala,
        >= '\u0E00' and < '\u0E80' => Script.Thai,
        >= '\u0E80' and < '\u0F00' => Script.Lao,
        >= '\u1000' and < '\u10A0' => Script.Myanmar,
        >= '\u10A0' and < '\u1100' => Script.Georgian,
        >= '\u1200' and < '\u13A0' => Script.Ethiopic,
        >= '\u1780' and < '\u1800' => Script.Khmer,
        >= '\u3040' and < '\u3100' => Script.Kana,
        >= '\u3400' and < '\uA000' or (>= '\uF900' and < '\uFB00') => Script.Han,
        >= '\uAC00' and < '\uD7B0' or (>= '\u1100' and < '\u1200') => Script.Hangul,
        _ => Script.Other,
    };

    private enum Script
    {
        Other,
        Latin,
        Greek,
        Cyrillic,
        Armenian,
        Hebrew,
        Arabic,
        Devanagari,
        Bengali,
        Gurmukhi,
        Gujarati,
        Tamil,
        Telugu,
        Kannada,
        Malayalam,
        Sinhala,
        Thai,
        Lao,
        Myanmar,
        Georgian,
        Ethiopic,
        Khmer,
        Kana,
        Han,
        Hangul,
    }

    /// <summary>The languages of one script, and what each word, ending and letter says for which of them.</summary>
    private sealed class Family
    {
        private readonly Language[] languages;
        private readonly FrozenDictionary<string, double[]>.AlternateLookup<ReadOnlySpan<char>> words;
        private readonly FrozenDictionary<string, double[]>.AlternateLookup<ReadOnlySpan<char>> endings;
        private readonly FrozenDictionary<string, double[]>.AlternateLookup<ReadOnlySpan<char>> beginnings;
        private readonly FrozenDictionary<char, double[]> letters;
        private readonly FrozenDictionary<char, double[]> never;

        public Family(Script script, IReadOnlyList<Tongue> tongues)
        {
            Script = script;
            languages = [.. tongues.Select(tongue => Language.Parse(tongue.Tag))];

            // A word of one letter says little.
            words = Weigh(tongues, tongue => tongue.Words, word => word.Length == 1 ? 0.5 : 1).GetAlternateLookup<ReadOnlySpan<char>>();
            endings = Weigh(tongues, tongue => tongue.Endings, ending => ending.Length >= 4 ? 0.5 : 0.3).GetAlternateLookup<ReadOnlySpan<char>>();
            beginnings = Weigh(tongues, tongue => tongue.Beginnings, _ => 0.4).GetAlternateLookup<ReadOnlySpan<char>>();
            letters = Weigh(tongues, tongue => string.Join(' ', tongue.Letters.ToCharArray()), _ => 0.6).ToFrozenDictionary(pair => pair.Key[0], pair => pair.Value);
            never = Weigh(tongues, tongue => string.Join(' ', tongue.Never.ToCharArray()), _ => -0.8).ToFrozenDictionary(pair => pair.Key[0], pair => pair.Value);
        }

        public Script Script { get; }

        public bool Knows(string primary) => languages.Any(language => language.Primary == primary);

        public Language? Of(string text)
        {
            var scores = new double[languages.Length];
            var (count, i) = (0, 0);
            Span<char> word = stackalloc char[32];
            while (i < text.Length)
            {
                var length = 0;
                for (; i < text.Length && (char.IsLetter(text[i]) || char.GetUnicodeCategory(text[i]) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark); i++)
                {
                    // Vowel signs of Arabic are seldom written, and say nothing of the language.
                    if (length < word.Length && text[i] is not (>= '\u064B' and <= '\u0652'))
                        word[length++] = char.ToLowerInvariant(text[i]);
                }

                i++;
                if (length == 0)
                    continue;
                count++;
                Score(word[..length], scores);
            }

            var best = Array.IndexOf(scores, scores.Max());
            var next = scores.Where((_, at) => at != best).DefaultIfEmpty().Max();
            if (Script == Script.Hebrew && next == 0 && count >= 3)
                return languages[0]; // Yiddish shows itself by its letters.
            return scores[best] >= LeastScore && scores[best] >= count * LeastShare && scores[best] >= next * LeastLead ? languages[best] : null;
        }

        private void Score(ReadOnlySpan<char> word, double[] scores)
        {
            if (words.TryGetValue(word, out var said))
                Add(said, scores);
            double[]? foreign = null;
            foreach (var c in word)
            {
                if (never.TryGetValue(c, out foreign))
                {
                    Add(foreign, scores);
                    break;
                }
            }

            foreach (var c in word)
            {
                if (letters.TryGetValue(c, out var letter))
                {
                    // A word says it once, and not for a language that it cannot be of: ы is Belarusian too where ў stands beside it.
                    for (var i = 0; i < scores.Length; i++)
                        scores[i] += foreign is null || foreign[i] == 0 ? letter[i] : 0;
                    break;
                }
            }

            for (var length = Math.Min(3, word.Length - 2); length >= 2; length--)
            {
                if (beginnings.TryGetValue(word[..length], out var beginning))
                {
                    Add(beginning, scores);
                    break;
                }
            }

            for (var length = Math.Min(6, word.Length - 1); said is null && length >= 2; length--)
            {
                if (endings.TryGetValue(word[^length..], out var ending))
                {
                    Add(ending, scores);
                    break;
                }
            }
        }

        private static void Add(double[] weights, double[] scores)
        {
            for (var i = 0; i < weights.Length; i++)
                scores[i] += weights[i];
        }

        private static FrozenDictionary<string, double[]> Weigh(IReadOnlyList<Tongue> tongues, Func<Tongue, string> list, Func<string, double> weight)
        {
            var all = new Dictionary<string, double[]>(StringComparer.Ordinal);
            for (var i = 0; i < tongues.Count; i++)
            {
                foreach (var part in list(tongues[i]).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct())
                {
                    if (!all.TryGetValue(part, out var weights))
                        all[part] = weights = new double[tongues.Count];
                    weights[i] = weight(part);
                }
            }

            // What several languages share says the less for each of them.
            foreach (var weights in all.Values)
            {
                var shared = Math.Sqrt(weights.Count(of => of > 0));
                for (var i = 0; i < weights.Length && shared > 1; i++)
                    weights[i] /= shared;
            }

            return all.ToFrozenDictionary(StringComparer.Ordinal);
        }
    }
}
