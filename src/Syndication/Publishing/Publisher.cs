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
/// <param name="store">Where shelves and public files are kept.</param>
/// <param name="site">The newsroom.</param>
/// <param name="options">The bounds.</param>
/// <param name="wrote">Told of every public file that was written, by its path below <c>public/</c>; null where nobody asks.</param>
public sealed class Publisher(IBlobStore store, Site site, PublishingOptions options, Action<string>? wrote = null)
{
    private readonly PublicFiles files = new(store, wrote);
    private readonly Shelves shelves = new(store);

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

    /// <summary>Writes again what a month's shelf says: its pages, its archive and its part of the sitemap, where their bytes differ.</summary>
    internal async Task ShowMonthAsync(Language language, string month, CancellationToken cancel)
    {
        var months = (await shelves.MonthsAsync(language, cancel)).ToList();
        if (months.IndexOf(month) is not (>= 0 and var at))
            return;
        await shelves.ChangeAsync(
            Shelves.Month(language, month),
            shelf => shelf,
            async shelf =>
            {
                await WritePagesAsync(language, [.. shelf.Entries], [], cancel);
                await WriteMonthAsync(language, months, at, shelf, cancel);
            },
            cancel);
    }

    /// <summary>Writes again the newest of a language, and what stands around the releases, where their bytes differ.</summary>
    internal async Task ShowNewestAsync(Language language, CancellationToken cancel)
    {
        await ShowAsync(Shelves.Newest(language), shelf => WriteNewestAsync(language, [], shelf, cancel), cancel);
        foreach (var topic in site.Topics)
            await ShowAsync(Shelves.Topic(language, topic.Id), shelf => WriteFeedsAsync(FeedOf(language, topic.Id, shelf), null, cancel), cancel);
        await WriteFrameAsync(cancel);
    }

    // A shelf that nothing was ever put on is not made for it.
    private async Task ShowAsync(string path, Func<Shelf, Task> show, CancellationToken cancel)
    {
        if (await store.StatAsync(path, cancel) is null)
            await show(new());
        else
            await shelves.ChangeAsync(path, shelf => shelf, show, cancel);
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
        shelf => shelf.With(put, taken, options.Kept),
        shelf => WriteNewestAsync(language, put, shelf, cancel),
        cancel);

    private async Task WriteNewestAsync(Language language, List<Entry> put, Shelf shelf, CancellationToken cancel)
    {
        var feed = FeedOf(language, null, shelf);
        var months = await shelves.MonthsAsync(language, cancel);
        var newestMonth = put.Select(Shelves.MonthOf).Concat(months).Max(StringComparer.Ordinal);
        await WriteFeedsAsync(feed, newestMonth, cancel);
        await files.WriteAsync(Addresses.Index(language), ListPages.WriteIndex(site, language, [.. feed.Entries.OrderByDescending(entry => entry.Date)]), cancel);
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
                shelf => shelf.With(put, taken, options.Kept),
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
                shelf => shelf.With(put, taken, int.MaxValue),
                shelf => WriteMonthAsync(language, all, at, shelf, cancel),
                cancel,
                writesLast: true);
        }
    }

    private async Task WriteMonthAsync(Language language, List<string> months, int at, Shelf shelf, CancellationToken cancel)
    {
        await WriteArchiveAsync(language, months, at, shelf, cancel);
        await files.WriteAsync(Addresses.SitemapPart(language, months[at]), Sitemap.WritePart(site, shelf.Entries), cancel);
    }

    private Task WriteArchiveAsync(Language language, List<string> months, int at, Shelf shelf, CancellationToken cancel) => files.WriteAsync(
        Addresses.Archive(language, months[at]),
        AtomFeed.WriteArchive(
            new() { Site = site, Language = language, Entries = shelf.Entries },
            months[at],
            at > 0 ? months[at - 1] : null,
            at + 1 < months.Count ? months[at + 1] : null),
        cancel);

    private async Task WriteFeedsAsync(Feed feed, string? newestMonth, CancellationToken cancel, bool whereNone = false)
    {
        Func<string, ReadOnlyMemory<byte>, CancellationToken, Task> write = whereNone ? files.WriteNewAsync : files.WriteAsync;
        await write(Addresses.Feed(feed.Language, feed.Topic, "rss.xml"), RssFeed.Write(feed), cancel);
        await write(Addresses.Feed(feed.Language, feed.Topic, "atom.xml"), AtomFeed.Write(feed, newestMonth), cancel);
        await write(Addresses.Feed(feed.Language, feed.Topic, "feed.json"), JsonFeedWriter.Write(feed), cancel);
    }

    // What stands around the releases and depends on the configuration, and the list of months.
    private async Task WriteFrameAsync(CancellationToken cancel)
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
        var parts = new List<(Language, string)>();
        foreach (var other in site.Languages)
            parts.AddRange((await shelves.MonthsAsync(other, cancel)).Select(month => (other, month)));
        await files.WriteAsync(Addresses.Sitemap, Sitemap.WriteIndex(site, parts), cancel);
    }

    // A feed or list that nothing has been put on yet is there all the same: the list of feeds names it. The language may be published
    // at this very moment by somebody else, whose files stand.
    private async Task WriteEmptyAsync(Language language, CancellationToken cancel)
    {
        foreach (var topic in site.Topics.Select(topic => (string?)topic.Id).Prepend(null))
        {
            if (await store.StatAsync($"public/{Addresses.Feed(language, topic, "feed.json")}", cancel) is not null)
                continue;
            await WriteFeedsAsync(FeedOf(language, topic, new()), null, cancel, whereNone: true);
            if (topic is null)
                await files.WriteNewAsync(Addresses.Index(language), ListPages.WriteIndex(site, language, []), cancel);
        }
    }

    private Feed FeedOf(Language language, string? topic, Shelf shelf) =>
        new() { Site = site, Language = language, Topic = topic, Entries = [.. shelf.Entries.Take(options.Shown)] };

    private sealed record Difference(ReleaseId Release, Entry? Before, Entry? Now)
    {
        public Entry? Entry => Now;
    }
}
