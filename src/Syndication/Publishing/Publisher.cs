using Syndication.Configuration;
using Syndication.Publishing.Atom;
using Syndication.Publishing.JsonFeed;
using Syndication.Publishing.Pages;
using Syndication.Publishing.Rss;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>
/// Publishes one language: pages, the newest, topics, regions, months. The cost follows the change: a publication touches the shelves that the
/// changed releases stand on and no others. The month's shelf says what is published and is written last, so that a publication cut short
/// and done again does the same; several at once each put their own on the shelf and write what they find there.
/// </summary>
/// <param name="store">Where shelves and public files are kept.</param>
/// <param name="site">The newsroom.</param>
/// <param name="options">The bounds.</param>
public sealed class Publisher(IBlobStore store, Site site, PublishingOptions options)
{
    private readonly PublicFiles files = new(store);
    private readonly Shelves shelves = new(store);
    private readonly UnderwayNotes underway = new(store);
    private readonly PublicImages images = new(store);
    private readonly Frame frame = new(store, site);

    /// <summary>What it writes with; a rebuild and the night listen.</summary>
    internal PublicFiles Files => files;

    /// <summary>Brings a language up to date.</summary>
    /// <param name="language">The language.</param>
    /// <param name="changes">What is to be seen of which release.</param>
    /// <param name="cancel">Stops it; done again, it does the same.</param>
    public async Task<Published> PublishAsync(Language language, IReadOnlyList<PublishedChange> changes, CancellationToken cancel)
    {
        var months = await shelves.MonthsAsync(language, cancel);
        var notes = await underway.ReadAsync(language, cancel);
        var read = new Dictionary<string, (Shelf Shelf, Blob? Blob)>(StringComparer.Ordinal);
        var differing = await DifferingAsync(language, changes, months, notes, read, cancel);
        if (differing.Count > 0)
        {
            var put = differing.Select(change => change.Entry).OfType<Entry>().ToList();
            var taken = differing.Where(change => change.Entry is null).Select(change => change.Release).ToHashSet();
            await underway.BeginAsync(language, [.. differing.Select(change => Begun.Of(change.Release, change.Subjects, change.Entry?.Images))], notes, cancel);
            foreach (var entry in put)
                await images.ShowAsync(language, entry.Release, entry.Images ?? [], cancel);
            await WritePagesAsync(language, put, taken, true, cancel);
            await WriteNewestAsync(language, put, taken, months, cancel);
            await WriteSubjectsAsync(language, differing, cancel);
            foreach (var change in differing)
                await images.HideAsync(language, change.Release, change.Hidden, cancel);
            var isMonthNew = await WriteMonthsAsync(language, differing, read, cancel);

            // The list of months is part of what one that was cut short may have left undone.
            if (isMonthNew || differing.Exists(change => notes.Touched.ContainsKey(change.Release)))
                await WriteSitemapAsync(cancel);
            await underway.EndAsync(language, differing.Select(change => change.Release).ToHashSet(), cancel);
        }

        return new([.. differing.Select(change => change.Release)]) { Topics = [.. differing.SelectMany(change => change.Topics).Distinct()] };
    }

    /// <summary>Writes what stands around the releases, where it was not written as the configuration has it now.</summary>
    public async Task KeepFrameAsync(CancellationToken cancel)
    {
        while (await frame.OutdatedAsync(cancel) is { } outdated)
        {
            await WriteFrameAsync(cancel);
            if (await frame.NoteAsync(outdated, cancel))
                return;
        }
    }

    /// <summary>Writes again what a month's shelf says: its pages, its archive and its part of the sitemap, where their bytes differ.</summary>
    internal async Task ShowMonthAsync(Language language, string month, CancellationToken cancel)
    {
        var months = (await shelves.MonthsAsync(language, cancel)).ToList();
        if (months.IndexOf(month) is not (>= 0 and var at))
            return;
        await shelves.ChangeAsync(
            Shelves.Month(language, month),
            Task.FromResult,
            async (shelf, _) =>
            {
                await WritePagesAsync(language, [.. shelf.Entries], [], false, cancel);
                await WriteMonthAsync(language, months, at, shelf, false, cancel);
            },
            cancel);
    }

    /// <summary>Writes again the newest of a language, and what stands around the releases, where their bytes differ.</summary>
    internal async Task ShowNewestAsync(Language language, CancellationToken cancel)
    {
        var months = await shelves.MonthsAsync(language, cancel);
        await ShowAsync(Shelves.Newest(language), shelf => WriteNewestFilesAsync(FeedOf(language, null, shelf), NewestOf(shelf, [], months), cancel), cancel);
        foreach (var subject in Subject.Of(site))
            await ShowAsync(Shelves.Of(language, subject), shelf => WriteFeedsAsync(FeedOf(language, subject, shelf), null, cancel), cancel);
        await WriteFrameAsync(cancel);
    }

    // A shelf that nothing was ever put on is not made for it.
    private async Task ShowAsync(string path, Func<Shelf, Task> show, CancellationToken cancel)
    {
        if (await store.StatAsync(path, cancel) is null)
            await show(new());
        else
            await shelves.ChangeAsync(path, Task.FromResult, (shelf, _) => show(shelf), cancel);
    }

    // What is to be seen, beside what is seen so far; what is the same is left out, unless its publication was cut short.
    private async Task<List<Difference>> DifferingAsync(
        Language language,
        IReadOnlyList<PublishedChange> changes,
        IReadOnlyList<string> months,
        UnderwayNotes.Notes notes,
        Dictionary<string, (Shelf Shelf, Blob? Blob)> read,
        CancellationToken cancel)
    {
        var differing = new List<Difference>();
        foreach (var change in changes)
        {
            Entry? before = null;
            if ((change.Entry?.Released ?? change.Released) is { } released)
            {
                before = months.Contains(Shelves.MonthOf(released)) ? (await MonthAsync(Shelves.MonthOf(released))).Of(change.Release) : null;
            }
            else
            {
                // Which month it was in, only the months know.
                foreach (var month in months.Reverse())
                    before ??= (await MonthAsync(month)).Of(change.Release);
            }

            var wasCutShort = notes.Touched.TryGetValue(change.Release, out var touched);
            if (wasCutShort || !Shelves.Same(before, change.Entry))
            {
                var subjects = Subject.Of(before).Concat(Subject.Of(change.Entry)).Concat(touched?.Subjects() ?? []).Distinct();
                var shown = (before?.Images ?? []).Select(image => image.Name).Concat(touched?.Images ?? []).Distinct();
                var since = change.Entry?.Released ?? before?.Released ?? change.Released;
                differing.Add(new(change.Release, change.Entry, since is { } instant ? Shelves.MonthOf(instant) : null, [.. subjects])
                {
                    Hidden = [.. shown.Where(name => change.Entry?.Images?.Any(image => image.Name == name) != true)],
                });
            }
        }

        return differing;

        async Task<Shelf> MonthAsync(string month) =>
            (read.TryGetValue(month, out var known) ? known : read[month] = await shelves.LoadAsync(Shelves.Month(language, month), cancel)).Shelf;
    }

    private async Task WritePagesAsync(Language language, List<Entry> put, HashSet<ReleaseId> taken, bool differ, CancellationToken cancel)
    {
        foreach (var id in taken)
            await files.DeleteAsync(Addresses.Page(language, id), cancel);
        await Parallel.ForEachAsync(put, cancel, async (entry, token) =>
            await Write(differ)(Addresses.Page(language, entry.Release), ReleasePage.Write(site, entry), token));
    }

    // What is known to differ is written without a look at what is there.
    private Func<string, ReadOnlyMemory<byte>, CancellationToken, Task> Write(bool differs) => differs ? files.PutAsync : files.WriteAsync;

    private Task WriteNewestAsync(Language language, List<Entry> put, HashSet<ReleaseId> taken, IReadOnlyList<string> months, CancellationToken cancel) => shelves.ChangeAsync(
        Shelves.Newest(language),
        shelf => shelves.FilledAsync(shelf.With(put, taken, options.Kept), language, null, options, put, taken, cancel),
        (shelf, differs) => WriteNewestFilesAsync(FeedOf(language, null, shelf), NewestOf(shelf, put, months), cancel, Write(differs)),
        cancel);

    // A month that another process began meanwhile shows in what stands on the shelf.
    private static string? NewestOf(Shelf shelf, List<Entry> put, IReadOnlyList<string> months) =>
        shelf.Entries.Concat(put).Select(Shelves.MonthOf).Concat(months).Max(StringComparer.Ordinal);

    internal async Task WriteNewestFilesAsync(
        Feed feed, string? newestMonth, CancellationToken cancel, Func<string, ReadOnlyMemory<byte>, CancellationToken, Task>? how = null)
    {
        await WriteFeedsAsync(feed, newestMonth, cancel, how);
        await (how ?? files.WriteAsync)(Addresses.Index(feed.Language), ListPages.WriteIndex(site, feed.Language, [.. feed.Entries.OrderByDescending(entry => entry.Date)]), cancel);
    }

    private async Task WriteSubjectsAsync(Language language, List<Difference> differing, CancellationToken cancel)
    {
        foreach (var subject in differing.SelectMany(change => change.Subjects).Distinct().Intersect(Subject.Of(site)))
        {
            var put = differing.Select(change => change.Entry).OfType<Entry>().Where(subject.Has).ToList();
            var taken = differing.Where(change => change.Entry is null || !subject.Has(change.Entry)).Select(change => change.Release).ToHashSet();
            await shelves.ChangeAsync(
                Shelves.Of(language, subject),
                shelf => shelves.FilledAsync(shelf.With(put, taken, options.Kept), language, subject, options, put, taken, cancel),
                (shelf, differs) => WriteFeedsAsync(FeedOf(language, subject, shelf), null, cancel, Write(differs)),
                cancel);
        }
    }

    // Says whether there is a month now that there was not before.
    private async Task<bool> WriteMonthsAsync(
        Language language, List<Difference> differing, Dictionary<string, (Shelf Shelf, Blob? Blob)> read, CancellationToken cancel)
    {
        var any = false;
        foreach (var month in differing.Select(change => change.Month).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            var there = differing.Where(change => change.Month == month).ToList();
            var put = there.Select(change => change.Entry).OfType<Entry>().ToList();
            var taken = there.Where(change => change.Entry is null).Select(change => change.Release).ToHashSet();
            var months = await shelves.MonthsAsync(language, cancel);
            var isNew = !months.Contains(month);
            any |= isNew;
            var all = months.Append(month).Distinct().Order(StringComparer.Ordinal).ToList();
            var at = all.IndexOf(month);

            // The neighbours of a new month link to it from now on.
            foreach (var neighbour in isNew ? new[] { at - 1, at + 1 }.Where(i => i >= 0 && i < all.Count) : [])
                await WriteArchiveAsync(language, all, neighbour, await shelves.ReadAsync(Shelves.Month(language, all[neighbour]), cancel), false, cancel);
            await shelves.ChangeAsync(
                Shelves.Month(language, month),
                shelf => Task.FromResult(shelf.With(put, taken, int.MaxValue)),
                (shelf, differs) => WriteMonthAsync(language, all, at, shelf, differs, cancel),
                cancel,
                writesLast: true,
                read: read.TryGetValue(month, out var known) ? known : null);
        }

        return any;
    }

    private async Task WriteMonthAsync(Language language, List<string> months, int at, Shelf shelf, bool differs, CancellationToken cancel)
    {
        await WriteArchiveAsync(language, months, at, shelf, differs, cancel);
        await Write(differs)(Addresses.SitemapPart(language, months[at]), Sitemap.WritePart(site, shelf.Entries), cancel);
    }

    internal Task WriteArchiveAsync(Language language, List<string> months, int at, Shelf shelf, bool differs, CancellationToken cancel) => Write(differs)(
        Addresses.Archive(language, months[at]),
        AtomFeed.WriteArchive(
            new() { Site = site, Language = language, Entries = shelf.Entries },
            months[at],
            at > 0 ? months[at - 1] : null,
            at + 1 < months.Count ? months[at + 1] : null),
        cancel);

    internal async Task WriteFeedsAsync(
        Feed feed, string? newestMonth, CancellationToken cancel, Func<string, ReadOnlyMemory<byte>, CancellationToken, Task>? how = null)
    {
        var write = how ?? files.WriteAsync;
        await write(Addresses.Feed(feed.Language, feed.Subject, "rss.xml"), RssFeed.Write(feed), cancel);
        await write(Addresses.Feed(feed.Language, feed.Subject, "atom.xml"), AtomFeed.Write(feed, newestMonth), cancel);
        await write(Addresses.Feed(feed.Language, feed.Subject, "feed.json"), JsonFeedWriter.Write(feed), cancel);
    }

    // What stands around the releases and depends on the configuration, and the list of months.
    internal async Task WriteFrameAsync(CancellationToken cancel)
    {
        foreach (var other in site.Languages)
            await WriteEmptyAsync(other, cancel);
        foreach (var (path, content) in frame.Files)
            await files.WriteAsync(path, content, cancel);
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

    // A feed or list that nothing has been put on yet is there all the same: the list of feeds names it. Another language may be
    // publishing its first release at this moment, so nothing that is there is written over.
    private async Task WriteEmptyAsync(Language language, CancellationToken cancel)
    {
        foreach (var subject in Subject.Of(site).Prepend<Subject?>(null))
        {
            if (await store.StatAsync($"public/{Addresses.Feed(language, subject, "feed.json")}", cancel) is not null)
                continue;
            if (subject is null)
                await files.AddAsync(Addresses.Index(language), ListPages.WriteIndex(site, language, []), cancel);
            await WriteFeedsAsync(FeedOf(language, subject, new()), null, cancel, files.AddAsync);
        }
    }

    internal Feed FeedOf(Language language, Subject? subject, Shelf shelf) =>
        new() { Site = site, Language = language, Subject = subject, Entries = [.. shelf.Entries.Take(options.Shown)] };

    // What is to be seen from now on, and where there may be something of it now: its month, and the topics and regions whose feeds it may stand in.
    private sealed record Difference(ReleaseId Release, Entry? Entry, string? Month, IReadOnlyList<Subject> Subjects)
    {
        // The images that were shown with it, or may have been, and are not from now on.
        public IReadOnlyList<string> Hidden { get; init; } = [];
    }
}
