using Syndication.Translation.Segments;

namespace Syndication.Translation.Checks;

/// <summary>Placeholders: none lost, doubled, strange or moved into another; from a machine also in the order of the source.</summary>
internal static class TagCheck
{
    public static IEnumerable<Finding> Of(SegmentPair pair)
    {
        var (source, target) = (Shape.Of(pair.Source), Shape.Of(pair.Target));
        if (source.FaultOf(target) is { } fault)
            yield return pair.Found(Check.Tags, $"{fault} In: {pair.Quoted}");

        // A person may have had to turn a sentence round; of a machine it is not known whether it put the links on the right words.
        else if (pair.IsMachine && !source.Order.SequenceEqual(target.Order))
            yield return pair.Found(Check.Tags, $"Links or tags stand in another order than in the source: {pair.Quoted}");
    }
}
