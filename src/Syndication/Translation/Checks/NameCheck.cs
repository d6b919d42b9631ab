using Syndication.Translation.Glossaries;

namespace Syndication.Translation.Checks;

/// <summary>The agreed names of <c>config/glossary.csv</c>.</summary>
internal static class NameCheck
{
    public static IEnumerable<Finding> Of(SegmentPair pair, Glossary glossary) =>
        glossary.Check(pair.PlainSource, pair.PlainTarget, pair.From, pair.To).Select(reason => pair.Found(Check.Names, reason));
}
