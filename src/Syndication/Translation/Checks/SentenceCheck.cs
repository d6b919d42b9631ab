using Syndication.Translation.Glossaries;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Checks;

/// <summary>Sentences that stand twice, are lost or were added; words that go round in a circle, as machines do when they lose the thread.</summary>
internal static class SentenceCheck
{
    private const int LongEnough = 12;

    public static IEnumerable<Finding> Of(SegmentPair pair)
    {
        var (source, target) = (Split(pair.PlainSource, pair.From), Split(pair.PlainTarget, pair.To));
        var doubled = Doubled(target, pair.To.Primary);
        if (doubled is not null && Doubled(source, pair.From.Primary) is null)
        {
            yield return pair.Found(Check.Sentences, $"“{SegmentPair.Short(doubled)}” stands twice in: {pair.Quoted}");
            yield break;
        }

        if (Circle(pair.PlainTarget) is { } circle && Circle(pair.PlainSource) is null)
        {
            yield return pair.Found(Check.Sentences, $"“{SegmentPair.Short(circle)}” comes again and again in: {pair.Quoted}");
            yield break;
        }

        var ratio = LengthCheck.Weight(pair.PlainTarget, pair.To.Primary) / Math.Max(1, LengthCheck.Weight(pair.PlainSource, pair.From.Primary));
        if (source.Count > 1 && target.Count < source.Count && ratio < 0.72)
            yield return pair.Found(Check.Sentences, $"Of {source.Count} sentences there are {target.Count} in: {pair.Quoted}");
        else if (pair.IsMachine && target.Count > source.Count && ratio > 1.6 && LengthCheck.Weight(pair.PlainSource, pair.From.Primary) > 20)
            yield return pair.Found(Check.Sentences, $"Of {source.Count} sentences {target.Count} were made in: {pair.Quoted}");
    }

    /// <summary>Different sentences of the source with the same translation: one of them is lost.</summary>
    public static IEnumerable<Finding> Whole(IReadOnlyList<SegmentPair> pairs)
    {
        foreach (var same in pairs.Where(pair => LengthCheck.Weight(pair.PlainTarget, pair.To.Primary) >= 25).GroupBy(pair => Folded(pair.PlainTarget)))
        {
            var first = same.First();
            var other = same.FirstOrDefault(pair => !AreAlike(pair.PlainSource, first.PlainSource));
            if (other is not null)
                yield return other.Found(Check.Sentences, $"It has the translation of segment {first.Number}, though the sources differ: {other.Quoted}");
        }
    }

    // Sources that differ in a word or two may well come to the same.
    private static bool AreAlike(string one, string other)
    {
        var (a, b) = (FoldedText.Of(one).Select(word => word.Key).ToHashSet(), FoldedText.Of(other).Select(word => word.Key).ToHashSet());
        return a.Count == 0 || b.Count == 0 || a.Intersect(b).Count() >= 0.6 * Math.Max(a.Count, b.Count);
    }

    private static List<string> Split(string text, Releases.Language language)
    {
        var sentences = new List<string>();
        var start = 0;
        foreach (var (end, next) in Sentences.Boundaries(text, language))
        {
            sentences.Add(text[start..end]);
            start = next;
        }

        sentences.Add(text[start..]);
        return [.. sentences.Where(sentence => sentence.Any(char.IsLetter))];
    }

    private static string? Doubled(List<string> sentences, string primary) => sentences
        .Where(sentence => LengthCheck.Weight(sentence, primary) >= LongEnough)
        .GroupBy(Folded).FirstOrDefault(same => same.Count() > 1)?.First();

    private static string Folded(string text) => string.Join(' ', FoldedText.Of(text).Select(word => word.Key));

    // One to six words that stand three times in a row; four times where it is one.
    private static string? Circle(string text)
    {
        var words = FoldedText.Of(text);
        for (var length = 1; length <= 8; length++)
        {
            var times = length == 1 ? 4 : 3;
            for (var at = 0; at + length * times <= words.Count; at++)
            {
                var isCircle = true;
                for (var i = length; isCircle && i < length * times; i++)
                    isCircle = words[at + i].Key == words[at + i - length].Key;
                if (isCircle && words[at].Key.Any(char.IsLetter))
                    return text[words[at].Start..words[at + length - 1].End];
            }
        }

        return null;
    }
}
