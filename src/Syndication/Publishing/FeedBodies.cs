using Syndication.Configuration;

namespace Syndication.Publishing;

/// <summary>The bodies of a feed's entries as UTF-8, one after the other: RSS, Atom and JSON Feed show the same ones.</summary>
internal sealed class FeedBodies
{
    private readonly ReadOnlyMemory<byte> all;
    private readonly int[] ends;

    public FeedBodies(Site site, IReadOnlyList<Entry> entries)
    {
        ends = new int[entries.Count];

        // One byte a character and an eighth more is enough for Latin letters; for others the writer makes room.
        var html = new Markup(1024 + entries.Sum(entry => entry.Html.Markup.Length + entry.Html.Markup.Length / 8 + 256));
        for (var i = 0; i < ends.Length; i++)
            ends[i] = EntryText.WriteBody(html, entries[i], site).Content.Length;
        all = html.Content;
    }

    /// <summary>How many bytes there are in all.</summary>
    public int Length => all.Length;

    /// <summary>The body of an entry, by its place in the feed.</summary>
    public ReadOnlySpan<byte> Of(int place) => all.Span[(place == 0 ? 0 : ends[place - 1])..ends[place]];
}
