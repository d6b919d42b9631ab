using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>The shelves of the months: everything ever published stands on one, and long months have several.</summary>
internal sealed class MonthShelves(Shelves shelves, ShelfFiles shown, PublicFiles files, PublishingOptions options)
{
    /// <summary>Closes a part that is full, where something younger than all that stands in it is put in: that begins another.</summary>
    /// <returns>Whether there was such a part; then all has to be looked at again.</returns>
    public async Task<bool> ClosesAsync(
        Language language, List<Difference> differing, Dictionary<MonthPart, (Shelf Shelf, Blob? Blob)> read, CancellationToken cancel)
    {
        foreach (var there in differing.Where(change => change is { Entry: not null, Part: not null }).GroupBy(change => change.Part!.Value))
        {
            if (!read.TryGetValue(there.Key, out var known) || known.Shelf.Next is not null || known.Shelf.Entries.Count < options.Part)
                continue;
            var newest = MonthPart.Second(known.Shelf.Entries[0].Released);
            var younger = there.Select(change => MonthPart.Second(change.Entry!.Released)).Where(second => second > newest).Order().ToList();
            if (younger.Count == 0)
                continue;
            await shelves.CloseAsync(language, there.Key, known.Shelf, known.Blob, younger[0], cancel);
            return true;
        }

        return false;
    }

    /// <summary>Puts what differs on the shelves of its months, and shows them.</summary>
    /// <param name="language">The language.</param>
    /// <param name="differing">What is to be seen from now on.</param>
    /// <param name="read">The shelves that were read just now.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Whether there is a month or part now that there was not before.</returns>
    public async Task<bool> WriteAsync(
        Language language, List<Difference> differing, Dictionary<MonthPart, (Shelf Shelf, Blob? Blob)> read, CancellationToken cancel)
    {
        var any = false;
        var waiting = new SortedDictionary<MonthPart, List<Difference>>();
        foreach (var there in differing.Where(change => change.Part is not null).GroupBy(change => change.Part!.Value))
            waiting[there.Key] = [.. there];
        while (waiting.Count > 0)
        {
            var (part, there) = waiting.First();
            waiting.Remove(part);
            var months = await shelves.MonthsAsync(language, cancel);
            var isNew = !months.Contains(part);
            any |= isNew;
            var all = months.Append(part).Distinct().Order().ToList();
            var at = all.IndexOf(part);

            // The neighbours of a new month or part link to it from now on.
            foreach (var neighbour in isNew ? new[] { at - 1, at + 1 }.Where(i => i >= 0 && i < all.Count) : [])
            {
                await shelves.ChangeAsync(
                    Shelves.Month(language, all[neighbour]),
                    Task.FromResult,
                    (shelf, _) => shown.WriteArchiveAsync(language, all, neighbour, shelf, files.WriteAsync, cancel),
                    cancel);
            }

            (MonthPart Part, List<Difference> There)? beyond = null;
            await shelves.ChangeAsync(
                Shelves.Month(language, part),
                shelf =>
                {
                    // Somebody may have closed the part since it was looked at.
                    beyond = shelf.Next is { } next ? (next, there.FindAll(change => change.Since >= next.From)) : null;
                    var here = there.Except(beyond?.There ?? []).ToList();
                    return Task.FromResult(shelf.With(
                        [.. here.Select(change => change.Entry).OfType<Entry>()],
                        here.Where(change => change.Entry is null).Select(change => change.Release).ToHashSet(),
                        int.MaxValue));
                },
                (shelf, differs) => shown.WriteMonthAsync(language, all, at, shelf, files.Writes(differs), cancel),
                cancel,
                read.TryGetValue(part, out var known) ? known : null);
            if (beyond is { There.Count: > 0 } rest)
                waiting[rest.Part] = [.. waiting.GetValueOrDefault(rest.Part) ?? [], .. rest.There];
        }

        return any;
    }
}

/// <summary>What is to be seen of a release from now on, and where there may be something of it now.</summary>
/// <param name="Release">The release.</param>
/// <param name="Entry">What is seen; null where nothing may be.</param>
/// <param name="Part">Its month, or the part of it; null where that is not known.</param>
/// <param name="Subjects">The topics and regions whose feeds it may stand in.</param>
internal sealed record Difference(ReleaseId Release, Entry? Entry, MonthPart? Part, IReadOnlyList<Subject> Subjects)
{
    /// <summary>When it was first public, where that is known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The images that were shown with it, or may have been, and are not from now on.</summary>
    public IReadOnlyList<string> Hidden { get; init; } = [];
}
