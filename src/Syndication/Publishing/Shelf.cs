using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>
/// Entries kept together with all they show, so that a page of many is written from one document: the newest of a language, the newest of
/// one of its topics or regions, or everything first published in a month or a part of one. Stored below <c>releases/~shelves/</c>.
/// </summary>
public sealed record Shelf : IFormatted
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The entries, newest first.</summary>
    public IReadOnlyList<Entry> Entries { get; init; } = [];

    /// <summary>Whether older entries were left off, so that there are more than stand here.</summary>
    public bool IsCut { get; init; }

    /// <summary>The part of the month that goes on from here, once this one is full; what was first public then or later stands there. Null while it is open.</summary>
    public MonthPart? Next { get; init; }

    /// <summary>On the shelf of a language's newest, the last part of a month in which any of it stands, which the feed leads to; null on others.</summary>
    public MonthPart? Last { get; init; }

    /// <summary>
    /// Where older entries were left off, those of them that changed since the oldest that stands here was first public, the last changed ones:
    /// the feed tells of them. Null where there are none.
    /// </summary>
    public IReadOnlyList<Entry>? Changed { get; init; }

    /// <summary>
    /// What a feed tells: the newest, and after them the older ones that changed since the oldest of those was first public. So whoever reads the
    /// feed learns of every correction and withdrawal, and need not look into the archive again (RFC 5005, section 4).
    /// </summary>
    /// <param name="most">How many of either.</param>
    internal IReadOnlyList<Entry> Told(int most)
    {
        if (Entries.Count < most || (Entries.Count == most && Changed is null))
            return Entries;
        return [.. Entries.Take(most), .. LastChanged(Entries.Skip(most).Concat(Changed ?? []), Entries[most - 1].Released, most)];
    }

    /// <summary>The entry of a release; null where it is not here.</summary>
    public Entry? Of(ReleaseId id) => Entries.FirstOrDefault(entry => entry.Release == id);

    /// <summary>The shelf with some entries put in, in their order, and others taken out.</summary>
    /// <param name="put">What is put in, in the place of what was there of the same release.</param>
    /// <param name="taken">What is taken out.</param>
    /// <param name="most">How many are kept; the newest are.</param>
    internal Shelf With(IReadOnlyCollection<Entry> put, IReadOnlySet<ReleaseId> taken, int most)
    {
        // What is older than all that stands here, where more was left off, has its place among what was left off.
        var changed = put.Select(entry => entry.Release).Concat(taken).ToHashSet();
        var oldest = IsCut && Entries.Count > 0 ? Entries[^1].Released : (DateTimeOffset?)null;
        var known = Entries.Select(entry => entry.Release).ToHashSet();
        var all = Ordered(Entries.Concat(Changed ?? []).Where(entry => !changed.Contains(entry.Release)).Concat(put)).ToLookup(entry => oldest is null || entry.Released >= oldest || known.Contains(entry.Release));
        List<Entry> here = [.. all[true].Take(most)];
        var isCut = IsCut || all[true].Skip(most).Any();
        List<Entry> later = isCut && here.Count > 0 ? [.. LastChanged(all[true].Skip(most).Concat(all[false]), here[^1].Released, most)] : [];
        return this with { Entries = here, IsCut = isCut, Changed = later.Count > 0 ? later : null };
    }

    // Of what changed in the same instant the newest.
    private static IOrderedEnumerable<Entry> LastChanged(IEnumerable<Entry> entries, DateTimeOffset since, int most) => Ordered(
        entries.Where(entry => entry.Updated > since).OrderByDescending(entry => entry.Updated).ThenByDescending(entry => entry.Released).ThenBy(entry => entry.Release).Take(most));

    private static IOrderedEnumerable<Entry> Ordered(IEnumerable<Entry> entries) =>
        entries.OrderByDescending(entry => entry.Released).ThenByDescending(entry => entry.Date).ThenBy(entry => entry.Release);
}
