using System.Collections.Concurrent;
using Syndication.Publishing.Pages;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>
/// Makes all of <c>public/</c> and the shelves anew from the releases. What differs is written first, and what is too much removed after,
/// so that no reader meets a missing page; cut short and done again it ends the same. One month of one language, or part of one, is in memory at a time,
/// and of everything else no more than its name. Whoever runs it works on the newsroom alone.
/// </summary>
/// <param name="newsroom">The newsroom.</param>
/// <param name="told">Told how many files are done so far; may be called by several threads at once.</param>
public sealed class Rebuild(Newsroom newsroom, Action<int>? told = null)
{
    private readonly IBlobStore store = newsroom.Store;
    private readonly PublishingOptions options = newsroom.Publishing;
    private readonly Publication publication = new(newsroom);
    private readonly Publisher publisher = new(newsroom.Store, newsroom.Site, newsroom.Publishing);
    private readonly Shelves shelves = new(newsroom.Store);
    private readonly PublicImages images = new(newsroom.Store);
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, bool>> shown = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, bool> kept = new(StringComparer.Ordinal);
    private int files;
    private int written;

    /// <summary>Does it.</summary>
    /// <exception cref="DamagedDocumentException">A document is not readable; nothing of its language was removed.</exception>
    public async Task<Rebuilt> RunAsync(CancellationToken cancel)
    {
        publisher.Files.Written = Note;
        var (releases, months) = await IndexAsync(cancel);
        var (pages, removed) = (0, 0);
        foreach (var language in newsroom.Site.Languages)
        {
            kept = new(StringComparer.Ordinal);
            var shelved = new HashSet<string>(StringComparer.Ordinal);
            pages += await WriteAsync(language, months[language], shelved, cancel);
            foreach (var folder in Addresses.Folders(language))
                removed += await RemoveAsync($"public/{folder}", path => !kept.ContainsKey(path["public/".Length..]), cancel);
            await RemoveAsync(Shelves.Folder(language), path => !shelved.Contains(path), cancel);
        }

        kept = new(StringComparer.Ordinal);
        await RemoveAsync(Shelves.Root, path => !newsroom.Site.Languages.Any(language => path.StartsWith(Shelves.Folder(language), StringComparison.Ordinal)), cancel);
        await publisher.WriteFrameAsync(cancel);
        await images.KeepAsync(shown.ToDictionary(pair => pair.Key, pair => (IReadOnlySet<string>)pair.Value.Keys.ToHashSet()), cancel);
        foreach (var image in shown.Keys)
            Note(PublicImages.Path(image), false);
        var known = newsroom.Site.Languages.SelectMany(Addresses.Folders).ToList();
        removed += await RemoveAsync("public/", path => !kept.ContainsKey(path["public/".Length..]) && !known.Exists(folder => path.AsSpan("public/".Length).StartsWith(folder)), cancel);
        return new(releases, pages, files, written, removed);
    }

    // What was first published when. A release under embargo again keeps its month, which may then be empty.
    private async Task<(int Releases, Dictionary<Language, SortedDictionary<MonthPart, List<ReleaseId>>> Months)> IndexAsync(CancellationToken cancel)
    {
        var releases = 0;
        var found = newsroom.Site.Languages.ToDictionary(language => language, _ => new List<(DateTimeOffset Released, ReleaseId Id)>());
        await foreach (var release in new Archive(store).ReleasesAsync(cancel))
        {
            releases++;
            foreach (var (language, there) in found)
            {
                if (release.In(language)?.Released is { } released)
                    there.Add((released, release.Id));
            }
        }

        var months = new Dictionary<Language, SortedDictionary<MonthPart, List<ReleaseId>>>();
        foreach (var (language, there) in found)
            months[language] = InParts(there, await shelves.MonthsAsync(language, cancel));
        return (releases, months);
    }

    // The parts that there are stay as they are, since subscribers know their addresses. One with much more than a part holds, such as a month
    // whose shelves were lost, is made several as far as there are numbers before the next one's: a rebuild cut short has left such a gap.
    private SortedDictionary<MonthPart, List<ReleaseId>> InParts(List<(DateTimeOffset Released, ReleaseId Id)> released, IReadOnlyList<MonthPart> known)
    {
        var parts = new SortedDictionary<MonthPart, List<ReleaseId>>();
        foreach (var there in released.GroupBy(one => MonthPart.Of(one.Released, known)))
        {
            var ids = parts[there.Key] = [];
            var isCut = there.Count() > 2 * options.Part;
            var below = there.Key.Following(known)?.Number ?? int.MaxValue;
            var (part, newest) = (there.Key, DateTimeOffset.MinValue);
            foreach (var (at, id) in isCut ? there.OrderBy(one => one.Released) : there.AsEnumerable())
            {
                if (isCut && part.Number + 1 < below && ids.Count >= options.Part && MonthPart.Second(at) > MonthPart.Second(newest))
                    ids = parts[part = part.Next(at)] = [];
                ids.Add(id);
                newest = at;
            }
        }

        return parts;
    }

    private async Task<int> WriteAsync(Language language, SortedDictionary<MonthPart, List<ReleaseId>> months, HashSet<string> shelved, CancellationToken cancel)
    {
        var subjects = Subject.Of(newsroom.Site).ToDictionary(subject => subject, _ => new Shelf());
        var names = months.Keys.ToList();
        var (pages, newest) = (0, new Shelf { Last = names.Count > 0 ? names[^1] : null });
        for (var at = names.Count - 1; at >= 0; at--)
        {
            var shelf = await MonthAsync(language, months[names[at]], cancel) with { Next = names[at].Following(names) };
            pages += shelf.Entries.Count;
            await publisher.Shown.WriteMonthAsync(language, names, at, shelf, publisher.Files.WriteAsync, cancel);
            await ShelveAsync(Shelves.Month(language, names[at]), shelf);
            newest = With(newest, shelf.Entries);
            foreach (var subject in subjects.Keys.ToList())
                subjects[subject] = With(subjects[subject], shelf.Entries.Where(subject.Has));
        }

        foreach (var (subject, shelf) in subjects)
        {
            if (shelf.Entries.Count > 0)
                await ShelveAsync(Shelves.Of(language, subject), shelf);
            await publisher.Shown.WriteSubjectAsync(language, subject, shelf, publisher.Files.WriteAsync, cancel);
        }

        if (names.Count > 0)
            await ShelveAsync(Shelves.Newest(language), newest);
        await publisher.Shown.WriteNewestAsync(language, newest, newest.Last, publisher.Files.WriteAsync, cancel);
        foreach (var path in new[] { Addresses.FeedsPage(language), Addresses.MonthsPage(language), Addresses.SearchMonths(language) })
            kept.TryAdd(path, true); // Written with the frame.
        return pages;

        async Task ShelveAsync(string path, Shelf shelf)
        {
            shelved.Add(path);
            await shelves.WriteAsync(path, shelf, cancel);
        }
    }

    private async Task<Shelf> MonthAsync(Language language, List<ReleaseId> ids, CancellationToken cancel)
    {
        var entries = new ConcurrentBag<Entry>();
        var now = newsroom.Clock.GetUtcNow();
        await Parallel.ForEachAsync(ids, cancel, async (id, token) =>
        {
            var (release, _) = await store.LoadAsync(Paths.Release(id), Documents.Json.Release, token);
            if (release?.In(language) is not { Released: not null } state || await publication.EntryAsync(release, state, now, token) is not { } entry)
                return;
            if (entry.Images is { } there && await images.ShowAsync(language, id, there, token))
                Interlocked.Increment(ref written);
            foreach (var image in entry.Images ?? [])
                shown.GetOrAdd(image.Name, _ => []).TryAdd(PublicImages.Use(language, id), true);
            await publisher.Files.WriteAsync(Addresses.Page(language, id), ReleasePage.Write(newsroom.Site, entry), token);
            entries.Add(entry);
        });
        return new Shelf().With(entries, new HashSet<ReleaseId>(), int.MaxValue);
    }

    private Shelf With(Shelf shelf, IEnumerable<Entry> entries) => shelf.With([.. entries], new HashSet<ReleaseId>(), options.Kept);

    private async Task<int> RemoveAsync(string prefix, Func<string, bool> isTooMuch, CancellationToken cancel)
    {
        var tooMuch = new List<string>();
        await foreach (var item in store.ListAsync(prefix, cancel))
        {
            if (isTooMuch(item.Path))
                tooMuch.Add(item.Path);
        }

        foreach (var path in tooMuch)
            await store.DeleteAsync(path, cancel);
        return tooMuch.Count;
    }

    private void Note(string path, bool differed)
    {
        if (differed)
            Interlocked.Increment(ref written);
        if (!kept.TryAdd(path, true))
            return;
        var done = Interlocked.Increment(ref files);
        told?.Invoke(done);
    }
}

/// <summary>What a rebuild did.</summary>
/// <param name="Releases">How many releases there are.</param>
/// <param name="Pages">How many pages of releases, over all languages.</param>
/// <param name="Files">How many files there are now.</param>
/// <param name="Written">How many of them were missing or different, and were written.</param>
/// <param name="Removed">How many should not have been there, and were removed.</param>
public sealed record Rebuilt(int Releases, int Pages, int Files, int Written, int Removed);
