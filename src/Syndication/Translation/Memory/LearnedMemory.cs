using System.Collections.Concurrent;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Memory;

/// <summary>
/// What the newsroom's own editions taught: every segment that was accepted, by a hash of its source. A look-up reads one small part of
/// 4,096, however many there are. Learning the same again changes nothing.
/// </summary>
/// <param name="store">The newsroom's store.</param>
public sealed class LearnedMemory(IBlobStore store)
{
    /// <summary>Where it is kept.</summary>
    public const string Root = "releases/~memory/";

    private const int AtOnce = 8;

    // A newsroom that has learned nothing yet, as those without an engine, is not asked for every sentence.
    private volatile bool hasLearned;

    /// <summary>What is known of a manuscript's sentences.</summary>
    /// <param name="source">The manuscript.</param>
    /// <param name="from">Its language.</param>
    /// <param name="to">The language wanted.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Recollection> RecallAsync(SegmentedManuscript source, Language from, Language to, CancellationToken cancel)
    {
        var contexts = SegmentContext.Of(source);
        if (!hasLearned && !await HasAnyAsync(cancel))
            return new(contexts, new Dictionary<int, IReadOnlyList<TranslatedSegment>>());
        var places = source.Blocks.SelectMany(block => block.Sentences).ToDictionary(sentence => sentence.Number, sentence => LearnedShard.Of(sentence.Text, from));
        var known = new ConcurrentDictionary<int, IReadOnlyList<TranslatedSegment>>();
        await Parallel.ForEachAsync(places.GroupBy(pair => pair.Value.Path), Bounded(cancel), async (part, stop) =>
        {
            if (await store.ReadAsync(part.Key, stop) is not { } blob)
                return;
            foreach (var (number, place) in part)
            {
                if (LearnedShard.Find(blob.Content, place.Hash, to).ToList() is { Count: > 0 } found)
                    known[number] = found;
            }
        });
        return new(contexts, known);
    }

    /// <summary>Learns accepted segments.</summary>
    /// <param name="segments">The segments.</param>
    /// <param name="from">The language of their sources.</param>
    /// <param name="to">The language of the translations.</param>
    /// <param name="cancel">Stops it; what was learned so far stays.</param>
    public async Task LearnAsync(IEnumerable<TranslatedSegment> segments, Language from, Language to, CancellationToken cancel)
    {
        var placed = segments.Select(segment => (Place: LearnedShard.Of(segment.Source, from), Segment: segment)).ToList();
        await Parallel.ForEachAsync(placed.GroupBy(pair => pair.Place.Path), Bounded(cancel), async (part, stop) =>
        {
            while (true)
            {
                var blob = await store.ReadAsync(part.Key, stop);
                var before = blob?.Content ?? default;
                var after = LearnedShard.With(before, part.Select(pair => (pair.Place.Hash, pair.Segment)), to);
                if (after.Equals(before) || await store.WriteAsync(part.Key, after, WriteCondition.Unchanged(blob), stop) is not null)
                    return;
            }
        });
    }

    private async Task<bool> HasAnyAsync(CancellationToken cancel)
    {
        await foreach (var _ in store.ListAsync(Root, cancel))
            return hasLearned = true;
        return false;
    }

    private static ParallelOptions Bounded(CancellationToken cancel) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
}
