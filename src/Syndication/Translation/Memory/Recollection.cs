using Syndication.Translation.Segments;

namespace Syndication.Translation.Memory;

/// <summary>What the learned memory, and the draft of an edition that waits, know of a manuscript's sentences.</summary>
/// <param name="contexts">The context of every sentence, by its number.</param>
/// <param name="known">What was learned of a sentence, by its number, in the order of learning.</param>
/// <param name="draft">The segments of a draft, made before and not accepted; null where there is none.</param>
public sealed class Recollection(
    IReadOnlyDictionary<int, string> contexts, IReadOnlyDictionary<int, IReadOnlyList<TranslatedSegment>> known, IReadOnlyList<TranslatedSegment>? draft = null)
{
    private readonly Dictionary<string, TranslatedSegment> drafted = (draft ?? []).DistinctBy(segment => segment.Source).ToDictionary(segment => segment.Source);

    /// <summary>The same, with a draft: its segments are used where nothing accepted is known, so that no engine is paid for them again.</summary>
    public Recollection With(IReadOnlyList<TranslatedSegment>? segments) => new(contexts, known, segments);

    /// <summary>The context of a sentence.</summary>
    public string ContextOf(Segment sentence) => contexts[sentence.Number];

    /// <summary>A person's translation of the same words between the same neighbours.</summary>
    public TranslatedSegment? InContext(Segment sentence) =>
        Usable(sentence).LastOrDefault(segment => segment.Origin == SegmentOrigin.Human && segment.Context == ContextOf(sentence));

    /// <summary>
    /// The best there is: human before reviewed before machine; of the same, the one between the same neighbours, else the newest; last the
    /// draft's.
    /// </summary>
    public TranslatedSegment? Best(Segment sentence)
    {
        var best = Usable(sentence).Select((segment, at) => (segment, at))
            .OrderByDescending(pair => pair.segment.Origin).ThenByDescending(pair => pair.segment.Context == ContextOf(sentence)).ThenByDescending(pair => pair.at)
            .Select(pair => pair.segment).FirstOrDefault();
        return best ?? (drafted.TryGetValue(sentence.Text, out var segment) && sentence.FaultOf(segment.Text) is null ? segment : null);
    }

    // A text that does not have the tags of this place is of no use here.
    private IEnumerable<TranslatedSegment> Usable(Segment sentence) =>
        known.TryGetValue(sentence.Number, out var all) ? all.Where(segment => sentence.FaultOf(segment.Text) is null) : [];
}
