using Syndication.Releases;
using Syndication.Translation.Checks;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Segments;

namespace Syndication.Translation;

/// <summary>What must hold before an edition may be published.</summary>
internal static class TranslationChecks
{
    /// <summary>What does not, in the order of the checks' importance and then of reading.</summary>
    /// <param name="pairs">Every segment that was translated, in the order of reading.</param>
    /// <param name="joined">What they were put together to.</param>
    /// <param name="glossary">The agreed names.</param>
    /// <param name="original">What was translated.</param>
    public static IEnumerable<Finding> Of(IReadOnlyList<SegmentPair> pairs, Joined joined, Glossary glossary, Manuscript original)
    {
        foreach (var finding in Of(pairs, glossary))
            yield return finding;
        if (joined.Faults.Count == 0)
        {
            foreach (var finding in LinkCheck.Of(original.Html, joined.Text.Html))
                yield return finding;
        }
    }

    /// <summary>The checks of segments, without those of the whole body.</summary>
    public static IEnumerable<Finding> Of(IReadOnlyList<SegmentPair> pairs, Glossary glossary)
    {
        foreach (var pair in pairs)
        {
            var findings = TagCheck.Of(pair).Concat(NameCheck.Of(pair, glossary)).Concat(NumberCheck.Of(pair)).Concat(DateCheck.Of(pair)).Concat(ContactCheck.Of(pair))
                .Concat(MarkupCheck.Of(pair)).Concat(DirectionCheck.Of(pair));

            // A person may say it shorter, leave a quotation as it is, or make one sentence of two.
            if (pair.IsMachine)
                findings = findings.Concat(ScriptCheck.Of(pair)).Concat(UntranslatedCheck.Of(pair)).Concat(LengthCheck.Of(pair)).Concat(SentenceCheck.Of(pair));
            foreach (var finding in findings)
                yield return finding;
        }

        var machine = pairs.Where(pair => pair.IsMachine).ToList();
        foreach (var finding in SentenceCheck.Whole(machine).Concat(ScriptCheck.Whole(machine)))
            yield return finding;
    }
}
