using Syndication.Configuration;
using Syndication.Publishing.Atom;
using Syndication.Publishing.JsonFeed;
using Syndication.Publishing.Pages;
using Syndication.Publishing.Rss;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>
/// Publishes one language: pages, the newest, topics, months. The cost follows the change: a publication touches the shelves that the
/// changed releases stand on and no others. The month's shelf says what is published and is written last, so that a publication cut short
/// and done again does the same; several at once each put their own on the shelf and write what they find there.
/// </summary>
public sealed class Publisher(IBlobStore store, Site site, PublishingOptions options)
{
    private readonly PublicFiles files = new(store);
    private readonly Shelves shelves = new(store);

    /// <summary>What it writes with; a rebuild listens.</summary>
    internal PublicFiles Files => files;

    /// <summary>Brings a language up to date.</summary>
    /// <param name="language">The language.</param>
    /// <param name="changes">What is to be seen of which release.</param>
    /// <param name="cancel">Stops it; done again, it does the same.</param>
    public async Task<Published> PublishAsync(Language language, IReadOnlyList<PublishedChange> changes, CancellationToken cancel)
    {
        var differing = await DifferingAsync(language, changes, cancel);
        if (differing.Count > 0)
        {
            var put = differing.Select(change => change.Entry).OfType<Entry>().ToList();
            var taken = differing.Where(change => change.Entry is null).Select(change => change.Release).ToHashSet();
            await WritePagesAsync(language, put, taken, cancel);
            await WriteNewestAsync(language, put, taken, cancel);
            await WriteTopicsAsync(language, differing, cancel);
            await WriteMonthsAsync(language, differing, cancel);
        }

        await WriteFrameAsync(cancel);
        return new([.. differing.Select(change => change.Release)]);
    }

    // What is to be seen, beside what is seen so far; what is the same is left out.
    private async Task<List<Difference>> DifferingAsync(Language language, IReadOnlyList<PublishedChange> changes, CancellationToken cancel)
    {
        var differing = new List<Difference>();
        var months = await shelves.MonthsAsync(language, cancel);
        var read = new Dictionary<string, Shelf>();
        foreach (var change in changes)
        {
            Entry? before = null;
            if (change.Entry is { } entry)
            {
                before = months.Contains(Shelves.MonthOf(entry)) ? (await MonthAsync(Shelves.MonthOf(entry))).Of(change.Release) : null;
            }
            else
            {
                // Rare: something public is put under embargo again. Which month it was in, only the months know.
                foreach (var month in months.Reverse())
                    before ??= (await MonthAsync(month)).Of(change.Release);
            }

            if (!Shelves.Same(before, change.Entry))
                differing.Add(new(change.Release, before, change.Entry));
        }

        return differing;

        async Task<Shelf> MonthAsync(string month) =>
            read.TryGetValue(month, out var shelf) ? shelf : read[month] = await shelves.ReadAsync(Shelves.Month(language, month), cancel);
    }

    private async Task WritePagesAsync(Language language, List<Entry> put, HashSet<ReleaseId> taken, CancellationToken cancel)
    {
        foreach (var id in taken)
            await files.DeleteAsync(Addresses.Page(language, id), cancel);
        await Parallel.ForEachAsync(put, cancel, async (entry, token) =>
            await files.WriteAsync(Addresses.Page(language, entry.Release), ReleasePage.Write(site, entry), token));
    }

    private Task WriteNewestAsync(Language language, List<Entry> put, HashSet<ReleaseId> taken, CancellationToken cancel) => shelves.ChangeAsync(
        Shelves.Newest(language),
        shelf => FilledAsync(language, null, shelf, put, taken, cancel),
        async shelf =>
        {
            var feed = FeedOf(language, null, shelf);
            var months = await shelves.MonthsAsync(language, cancel);
            var newestMonth = put.Select(Shelves.MonthOf).Concat(months).Max(StringComparer.Ordinal);
            await WriteNewestFilesAsync(feed, newestMonth, cancel);
        },
        cancel);

    internal async Task WriteNewestFilesAsync(Feed feed, string? newestMonth, CancellationToken cancel)
    {
        await WriteFeedsAsync(feed, newestMonth, cancel);
        await files.WriteAsync(Addresses.Index(feed.Language), ListPages.WriteIndex(site, feed.Language, [.. feed.Entries.OrderByDescending(entry => entry.Date)]), cancel);
    }

    // A full shelf that loses an entry, or has one moved down, is filled up from the months: what was pushed off it long ago may be next.
    // So a shelf always holds the newest there are, however they came to be.
    private async Task<Shelf> FilledAsync(Language language, string? topic, Shelf before, List<Entry> put, HashSet<ReleaseId> taken, CancellationToken cancel)
    {
        var after = before.With(put, taken, options.Kept);
        if (before.Entries.Count < options.Kept || (after.Entries.Count == options.Kept && !after.EndsBelow(before)))
            return after;

        var changed = put.Select(entry => entry.Release).Concat(taken).ToHashSet();
        foreach (var month in (await shelves.MonthsAsync(language, cancel)).Reverse())
        {
            var shelf = await shelves.ReadAsync(Shelves.Month(language, month), cancel);
            var more = shelf.Entries.Where(entry => !changed.Contains(entry.Release) && (topic is null || entry.Topics.Contains(topic))).ToList();
            after = after.With(more, new HashSet<ReleaseId>(), options.Kept);
            if (after.Entries.Count == options.Kept && string.CompareOrdinal(Shelves.MonthOf(after.Entries[^1]), month) >= 0)
                break;
        }

        return after;
    }

    private async Task WriteTopicsAsync(Language language, List<Difference> differing, CancellationToken cancel)
    {
        var topics = differing.SelectMany(change => (change.Before?.Topics ?? []).Concat(change.Now?.Topics ?? [])).Distinct();
        foreach (var topic in topics.Where(topic => site.Topics.Any(known => known.Id == topic)))
        {
            var put = differing.Select(change => change.Now).OfType<Entry>().Where(entry => entry.Topics.Contains(topic)).ToList();
            var taken = differing.Where(change => change.Now?.Topics.Contains(topic) != true).Select(change => change.Release).ToHashSet();
            await shelves.ChangeAsync(
                Shelves.Topic(language, topic),
                shelf => FilledAsync(language, topic, shelf, put, taken, cancel),
                shelf => WriteFeedsAsync(FeedOf(language, topic, shelf), null, cancel),
                cancel);
        }
    }

    private async Task WriteMonthsAsync(Language language, List<Difference> differing, CancellationToken cancel)
    {
        foreach (var month in differing.Select(change => Shelves.MonthOf(change.Now ?? change.Before!)).Distinct().Order(StringComparer.Ordinal))
        {
            var there = differing.Where(change => Shelves.MonthOf(change.Now ?? change.Before!) == month).ToList();
            var put = there.Select(change => change.Now).OfType<Entry>().ToList();
            var taken = there.Where(change => change.Now is null).Select(change => change.Release).ToHashSet();
            var months = await shelves.MonthsAsync(language, cancel);
            var isNew = !months.Contains(month);
            var all = months.Append(month).Distinct().Order(StringComparer.Ordinal).ToList();
            var at = all.IndexOf(month);

            // The neighbours of a new month link to it from now on.
            foreach (var neighbour in isNew ? new[] { at - 1, at + 1 }.Where(i => i >= 0 && i < all.Count) : [])
                await WriteArchiveAsync(language, all, neighbour, await shelves.ReadAsync(Shelves.Month(language, all[neighbour]), cancel), cancel);
            await shelves.ChangeAsync(
                Shelves.Month(language, month),
                shelf => Task.FromResult(shelf.With(put, taken, int.MaxValue)),
                async shelf =>
                {
                    await WriteArchiveAsync(language, all, at, shelf, cancel);
                    await files.WriteAsync(Addresses.SitemapPart(language, month), Sitemap.WritePart(site, shelf.Entries), cancel);
                },
                cancel,
                writesLast: true);
        }
    }

    internal Task WriteArchiveAsync(Language language, List<string> months, int at, Shelf shelf, CancellationToken cancel) => files.WriteAsync(
        Addresses.Archive(language, months[at]),
        AtomFeed.WriteArchive(
            new() { Site = site, Language = language, Entries = shelf.Entries },
            months[at],
            at > 0 ? months[at - 1] : null,
            at + 1 < months.Count ? months[at + 1] : null),
        cancel);

    internal async Task WriteFeedsAsync(Feed feed, string? newestMonth, CancellationToken cancel)
    {
        await files.WriteAsync(Addresses.Feed(feed.Language, feed.Topic, "rss.xml"), RssFeed.Write(feed), cancel);
        await files.WriteAsync(Addresses.Feed(feed.Language, feed.Topic, "atom.xml"), AtomFeed.Write(feed, newestMonth), cancel);
        await files.WriteAsync(Addresses.Feed(feed.Language, feed.Topic, "feed.json"), JsonFeedWriter.Write(feed), cancel);
    }

    // What stands around the releases and depends on the configuration, and the list of months.
    internal async Task WriteFrameAsync(CancellationToken cancel)
    {
        foreach (var other in site.Languages)
        {
            await files.WriteAsync(Addresses.FeedsPage(other), ListPages.WriteFeeds(site, other), cancel);
            await WriteEmptyAsync(other, cancel);
        }

        await files.WriteAsync(Addresses.Start, ListPages.WriteStart(site), cancel);
        await files.WriteAsync(Addresses.Opml, OpmlList.Write(site), cancel);
        await files.WriteAsync(Addresses.Style, Stylesheet.Content, cancel);
        await files.WriteAsync(Addresses.Robots, new Markup().Add($"User-agent: *\nAllow: /\nSitemap: {Addresses.Of(site, Addresses.Sitemap)}\n").Content, cancel);
        await WriteSitemapAsync(cancel);
    }

    // Another language may get a month while this is written, and have written its own: looked at again after writing, nothing is lost.
    private async Task WriteSitemapAsync(CancellationToken cancel)
    {
        List<(Language, string)>? shown = null;
        while (true)
        {
            var parts = new List<(Language, string)>();
            foreach (var other in site.Languages)
                parts.AddRange((await shelves.MonthsAsync(other, cancel)).Select(month => (other, month)));
            if (shown is not null && shown.SequenceEqual(parts))
                return;
            await files.WriteAsync(Addresses.Sitemap, Sitemap.WriteIndex(site, parts), cancel);
            shown = parts;
        }
    }

    // A feed or list that nothing has been put on yet is there all the same: the list of feeds names it.
    private async Task WriteEmptyAsync(Language language, CancellationToken cancel)
    {
        foreach (var topic in site.Topics.Select(topic => (string?)topic.Id).Prepend(null))
        {
            if (await store.StatAsync($"public/{Addresses.Feed(language, topic, "feed.json")}", cancel) is not null)
                continue;
            await WriteFeedsAsync(FeedOf(language, topic, new()), null, cancel);
            if (topic is null)
                await files.WriteAsync(Addresses.Index(language), ListPages.WriteIndex(site, language, []), cancel);
        }
    }

    internal Feed FeedOf(Language language, string? topic, Shelf shelf) =>
        new() { Site = site, Language = language, Topic = topic, Entries = [.. shelf.Entries.Take(options.Shown)] };

    private sealed record Difference(ReleaseId Release, Entry? Before, Entry? Now)
    {
        public Entry? Entry => Now;
    }
}
