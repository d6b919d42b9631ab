using Syndication.Intake;
using Syndication.Translation.Glossaries;

namespace Syndication.Translation.Checks;

/// <summary>The script of the language; and, where a text is long enough to tell, the language.</summary>
internal static class ScriptCheck
{
    private const int EnoughToGuess = 60;

    public static IEnumerable<Finding> Of(SegmentPair pair)
    {
        var expected = Scripts.Of(pair.To);
        if (expected != Script.Other && IsInAnother(pair, expected))
            yield return pair.Found(Check.Script, $"It is not written in the script of {pair.To}: {pair.Quoted}");
        else if (pair.PlainTarget.Count(char.IsLetter) >= EnoughToGuess && LanguageGuess.Of(pair.PlainTarget) is { } guess && IsAnother(guess, pair.To))
            yield return pair.Found(Check.Script, $"It reads as {guess}, not {pair.To}: {pair.Quoted}");
    }

    /// <summary>Looks at all of a translation, for the language of short sentences is seldom sure.</summary>
    public static IEnumerable<Finding> Whole(IReadOnlyList<SegmentPair> pairs)
    {
        if (pairs.Count > 1 && LanguageGuess.Of(string.Join('\n', pairs.Select(pair => pair.PlainTarget))) is { } guess && IsAnother(guess, pairs[0].To))
            yield return new(Check.Script, null, $"The text as a whole reads as {guess}, not {pairs[0].To}.");
    }

    private static bool IsAnother(Releases.Language guess, Releases.Language to) =>
        guess.Primary != to.Primary && to.Primary is "fr" or "en" or "es" or "pt" or "de" or "it" or "ru" or "uk" or "ar" or "fa" or "ur" or "zh";

    // What stands in the source as it is, names and acronyms, is in the script of the source rightly.
    private static bool IsInAnother(SegmentPair pair, Script expected)
    {
        var kept = FoldedText.Of(pair.PlainSource).Select(word => word.Written).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isForeign = Scripts.Of(pair.From) != expected;
        var (right, wrong) = (0, 0);
        foreach (var word in FoldedText.Of(ContactCheck.Without(pair.PlainTarget)))
        {
            var letter = word.Written.FirstOrDefault(char.IsLetter);
            if (letter == default)
                continue;
            var letters = word.Written.Count(char.IsLetter);
            if (Scripts.Of(letter) == expected)
                right += letters;
            else if (!kept.Contains(word.Written) || isForeign && char.IsLower(letter) && letters > 3)
                wrong += letters;
        }

        return wrong >= 5 && wrong > right;
    }
}
