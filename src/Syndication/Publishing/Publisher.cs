using Syndication.Configuration;
using Syndication.Publishing.Pages;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>
/// Publishes one language: pages, the newest, topics, regions, months. The cost follows the change: a publication touches the shelves that the
/// changed releases stand on and no others. What is begun is noted, so that a publication cut short is done again as a whole; several at
/// once each put their own on the shelf and write what they find there.
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

    /// <summary>What shows a shelf.</summary>
    internal ShelfFiles Shown { get; } = new(site, options);

    private MonthShelves Months => new(shelves, Shown, files, options);

    /// <summary>Brings a language up to date.</summary>
    /// <param name="language">The language.</param>
    /// <param name="changes">What is to be seen of which release.</param>
    /// <param name="cancel">Stops it; done again, it does the same.</param>
    public async Task<Published> PublishAsync(Language language, IReadOnlyList<PublishedChange> changes, CancellationToken cancel)
    {
        var months = await shelves.MonthsAsync(language, cancel);
        var notes = await underway.ReadAsync(language, cancel);
        var read = new Dictionary<MonthPart, (Shelf Shelf, Blob? Blob)>();
        var differing = await DifferingAsync(language, changes, months, notes, read, cancel);
        while (await Months.ClosesAsync(language, differing, read, cancel))
        {
            read.Clear();
            differing = await DifferingAsync(language, changes, months, notes, read, cancel);
        }

        if (differing.Count > 0)
        {
            var put = differing.Select(change => change.Entry).OfType<Entry>().ToList();
            var taken = differing.Where(change => change.Entry is null).Select(change => change.Release).ToHashSet();
            await underway.BeginAsync(language, [.. differing.Select(change => Begun.Of(change.Release, change.Subjects, change.Entry?.Images))], notes, cancel);
            foreach (var entry in put)
                await images.ShowAsync(language, entry.Release, entry.Images ?? [], cancel);
            await WritePagesAsync(language, put, taken, true, cancel);
            await WriteNewestAsync(language, put, taken, [.. months, .. differing.Select(change => change.Part).OfType<MonthPart>()], cancel);
            await WriteSubjectsAsync(language, differing, cancel);
            foreach (var change in differing)
                await images.HideAsync(language, change.Release, change.Hidden, cancel);
            var isMonthNew = await Months.WriteAsync(language, differing, read, cancel);

            // The list of months is part of what one that was cut short may have left undone.
            if (isMonthNew || differing.Exists(change => notes.Touched.ContainsKey(change.Release)))
                await WriteMonthListsAsync(cancel);
            await underway.EndAsync(language, differing.Select(change => change.Release).ToHashSet(), cancel);
        }

        return new([.. differing.Select(change => change.Release)]) { Subjects = [.. differing.SelectMany(change => change.Subjects).Distinct()] };
    }

    /// <summary>Writes what stands around the releases, where it was not written as the configuration has it now.</summary>
    public async Task KeepFrameAsync(CancellationToken cancel)
    {
        while (await frame.OutdatedAsync(cancel) is { } outdated)
        {
            await WriteFrameAsync(cancel);
            await new FormerLanguages(store, site).TakeDownAsync(cancel);
            if (await frame.NoteAsync(outdated, cancel))
                return;
        }
    }

    /// <summary>Writes again what a month's shelf says: its pages, its archive and its part of the sitemap, where their bytes differ.</summary>
    internal async Task ShowMonthAsync(Language language, MonthPart month, CancellationToken cancel)
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
                await Shown.WriteMonthAsync(language, months, at, shelf, files.WriteAsync, cancel);
            },
            cancel);
    }

    /// <summary>Writes again the newest of a language, and what stands around the releases, where their bytes differ.</summary>
    internal async Task ShowNewestAsync(Language language, CancellationToken cancel)
    {
        var months = await shelves.MonthsAsync(language, cancel);
        await ShowAsync(Shelves.Newest(language), shelf => Shown.WriteNewestAsync(language, shelf, Last(shelf, months), files.WriteAsync, cancel), cancel);
        foreach (var subject in Subject.Of(site))
            await ShowAsync(Shelves.Of(language, subject), shelf => Shown.WriteSubjectAsync(language, subject, shelf, files.WriteAsync, cancel), cancel);
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
        IReadOnlyList<MonthPart> months,
        UnderwayNotes.Notes notes,
        Dictionary<MonthPart, (Shelf Shelf, Blob? Blob)> read,
        CancellationToken cancel)
    {
        var differing = new List<Difference>();
        foreach (var change in changes)
        {
            Entry? before = null;
            MonthPart? part = null;
            if ((change.Entry?.Released ?? change.Released) is { } released)
            {
                part = await PartAsync(released);
                before = read.TryGetValue(part.Value, out var there) ? there.Shelf.Of(change.Release) : null;
            }
            else
            {
                // Which month it was in, only the months know.
                for (var at = months.Count - 1; at >= 0 && before is null; at--)
                {
                    before = (await MonthAsync(months[at])).Of(change.Release);
                    part = before is null ? null : months[at];
                }
            }

            var wasCutShort = notes.Touched.TryGetValue(change.Release, out var touched);
            if (wasCutShort || !Shelves.Same(before, change.Entry))
            {
                var subjects = Subject.Of(before).Concat(Subject.Of(change.Entry)).Concat(touched?.Subjects() ?? []).Distinct();
                var shown = (before?.Images ?? []).Select(image => image.Name).Concat(touched?.Images ?? []).Distinct();
                differing.Add(new(change.Release, change.Entry, part, [.. subjects])
                {
                    Since = change.Entry?.Released ?? before?.Released ?? change.Released,
                    Hidden = [.. shown.Where(name => change.Entry?.Images?.Any(image => image.Name == name) != true)],
                });
            }
        }

        return differing;

        async Task<Shelf> MonthAsync(MonthPart month) =>
            (read.TryGetValue(month, out var known) ? known : read[month] = await shelves.LoadAsync(Shelves.Month(language, month), cancel)).Shelf;

        // A part that was closed since the months were listed leads on.
        async Task<MonthPart> PartAsync(DateTimeOffset released)
        {
            var part = MonthPart.Of(released, months);
            if (!months.Contains(part))
                return part;
            while ((await MonthAsync(part)).Next is { } next && next.From <= released)
                part = next;
            return part;
        }
    }

    private async Task WritePagesAsync(Language language, List<Entry> put, HashSet<ReleaseId> taken, bool differ, CancellationToken cancel)
    {
        foreach (var id in taken)
            await files.DeleteAsync(Addresses.Page(language, id), cancel);
        await Parallel.ForEachAsync(put, cancel, async (entry, token) =>
            await files.Writes(differ)(Addresses.Page(language, entry.Release), ReleasePage.Write(site, entry), token));
    }

    // A month or part that another process begins at the same time is not listed yet, so the shelf itself says which is the last.
    private Task WriteNewestAsync(
        Language language, List<Entry> put, HashSet<ReleaseId> taken, IReadOnlyList<MonthPart> months, CancellationToken cancel) => shelves.ChangeAsync(
        Shelves.Newest(language),
        async shelf => await shelves.ChangedAsync(shelf, language, null, options, put, taken, cancel) with { Last = Last(shelf, months) },
        (shelf, differs) => Shown.WriteNewestAsync(language, shelf, shelf.Last, files.Writes(differs), cancel),
        cancel);

    private static MonthPart? Last(Shelf shelf, IEnumerable<MonthPart> months) => months.Append(shelf.Last ?? default).Max() is { Number: > 0 } last ? last : null;

    private async Task WriteSubjectsAsync(Language language, List<Difference> differing, CancellationToken cancel)
    {
        foreach (var subject in differing.SelectMany(change => change.Subjects).Distinct().Intersect(Subject.Of(site)))
        {
            var put = differing.Select(change => change.Entry).OfType<Entry>().Where(subject.Has).ToList();
            var taken = differing.Where(change => change.Entry is null || !subject.Has(change.Entry)).Select(change => change.Release).ToHashSet();
            await shelves.ChangeAsync(
                Shelves.Of(language, subject),
                shelf => shelves.ChangedAsync(shelf, language, subject, options, put, taken, cancel),
                (shelf, differs) => Shown.WriteSubjectAsync(language, subject, shelf, files.Writes(differs), cancel),
                cancel);
        }
    }

    // What stands around the releases and depends on the configuration, and the list of months.
    internal async Task WriteFrameAsync(CancellationToken cancel)
    {
        foreach (var other in site.Languages)
            await WriteEmptyAsync(other, cancel);
        foreach (var (path, content) in frame.Files)
            await files.WriteAsync(path, content, cancel);
        await WriteMonthListsAsync(cancel);
    }

    // What lists the months. Another language may get one while this is written, and have written its own: looked at again after writing,
    // nothing is lost.
    private async Task WriteMonthListsAsync(CancellationToken cancel)
    {
        List<(Language Language, string Month)>? shown = null;
        while (true)
        {
            var parts = new List<(Language Language, string Month)>();
            foreach (var other in site.Languages)
                parts.AddRange((await shelves.MonthsAsync(other, cancel)).Select(month => (other, month.Name)));
            if (shown is not null && shown.SequenceEqual(parts))
                return;
            await files.WriteAsync(Addresses.Sitemap, Sitemap.WriteIndex(site, parts), cancel);
            foreach (var other in site.Languages)
            {
                var months = parts.Where(part => part.Language == other).Select(part => part.Month).ToList();
                await files.WriteAsync(Addresses.MonthsPage(other), ListPages.WriteMonths(site, other, months), cancel);
                await files.WriteAsync(Addresses.SearchMonths(other), SearchIndex.WriteMonths(months), cancel);
            }

            shown = parts;
        }
    }

    // A feed or list that nothing has been put on yet is there all the same: the list of feeds names it. Another language may be
    // publishing its first release at this moment, so nothing that is there is written over.
    private async Task WriteEmptyAsync(Language language, CancellationToken cancel)
    {
        foreach (var subject in Subject.Of(site))
        {
            if (await IsThereAsync(Addresses.Feed(language, subject, "feed.json")) && await IsThereAsync(Addresses.SubjectPage(language, subject)))
                continue;
            await Shown.WriteSubjectAsync(language, subject, await shelves.ReadAsync(Shelves.Of(language, subject), cancel), files.AddAsync, cancel);
        }

        if (!await IsThereAsync(Addresses.Feed(language, null, "feed.json")))
            await Shown.WriteNewestAsync(language, new(), null, files.AddAsync, cancel);

        async Task<bool> IsThereAsync(string path) => await store.StatAsync($"public/{path}", cancel) is not null;
    }
}
