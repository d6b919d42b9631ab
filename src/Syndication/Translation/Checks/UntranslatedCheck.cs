using Syndication.Translation.Glossaries;

namespace Syndication.Translation.Checks;

/// <summary>What was left as it was: a run of the source's words, names aside.</summary>
internal static class UntranslatedCheck
{
    private const int InOneScript = 6;
    private const int AcrossScripts = 3;
    private const int HanCharacters = 6;

    public static IEnumerable<Finding> Of(SegmentPair pair)
    {
        var (source, target) = (Words(pair.PlainSource), Words(pair.PlainTarget));
        if (source.Count == 0 || target.Count == 0)
            yield break;
        var sameScript = Scripts.Of(pair.From) == Scripts.Of(pair.To);
        var bound = Scripts.Of(pair.From) == Script.Han ? HanCharacters : sameScript ? InOneScript : Scripts.Of(pair.From) == Script.Arabic ? AcrossScripts + 1 : AcrossScripts;
        var (at, length) = LongestRun(source, target);
        var run = target.GetRange(at, length);
        var isAll = length == target.Count && length == source.Count && length >= 3;
        if ((length >= bound || isAll) && run.Count(IsPlainWord) >= (isAll || !sameScript ? 2 : 3))
            yield return pair.Found(Check.Untranslated, $"“{SegmentPair.Short(string.Join(' ', run.Select(word => word.Written)))}” is not translated, in: {pair.Quoted}");
    }

    private static List<Word> Words(string text) => [.. FoldedText.Of(ContactCheck.Without(text)).Where(word => word.Written.Any(char.IsLetter))];

    // No name: in small letters, or in a script that has none.
    private static bool IsPlainWord(Word word) =>
        word.Written[0] is var first && (char.IsLower(first) && word.Written.Length >= 3 || char.GetUnicodeCategory(first) == System.Globalization.UnicodeCategory.OtherLetter);

    private static (int At, int Length) LongestRun(List<Word> source, List<Word> target)
    {
        var (at, longest) = (0, 0);
        var before = new int[source.Count + 1];
        for (var i = 0; i < target.Count; i++)
        {
            var runs = new int[source.Count + 1];
            for (var j = 0; j < source.Count; j++)
            {
                if (string.Equals(target[i].Written, source[j].Written, StringComparison.OrdinalIgnoreCase))
                    runs[j + 1] = before[j] + 1;
                if (runs[j + 1] > longest)
                    (at, longest) = (i - runs[j + 1] + 1, runs[j + 1]);
            }

            before = runs;
        }

        return (at, longest);
    }
}
