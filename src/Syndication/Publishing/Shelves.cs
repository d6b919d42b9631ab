using System.Text.Json;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>The shelves over a blob store.</summary>
internal sealed class Shelves(IBlobStore store)
{
    /// <summary>Where they all stand.</summary>
    public const string Root = "releases/~shelves/";

    /// <summary>Where those of a language stand.</summary>
    public static string Folder(Language language) => $"{Root}{language}/";

    public static string Newest(Language language) => $"{Root}{language}/newest.json";

    public static string Underway(Language language) => $"{Root}{language}/underway.json";

    public static string Of(Language language, Subject subject) => $"{Root}{language}/{subject.Path}.json";

    public static string Month(Language language, MonthPart part) => $"{Root}{language}/months/{part}.json";

    /// <summary>Whether two entries show the same.</summary>
    public static bool Same(Entry? a, Entry? b) => a is null || b is null ? a is null && b is null : Bytes(a).AsSpan().SequenceEqual(Bytes(b));

    /// <summary>The months in which anything was published, each in its parts, oldest first.</summary>
    public async Task<IReadOnlyList<MonthPart>> MonthsAsync(Language language, CancellationToken cancel)
    {
        var months = new List<MonthPart>();
        await foreach (var item in store.ListAsync($"{Root}{language}/months/", cancel))
        {
            // Such as a copy laid aside by hand is none.
            if (item.Path.EndsWith(".json", StringComparison.Ordinal) && MonthPart.TryParse(Path.GetFileNameWithoutExtension(item.Path), out var part))
                months.Add(part);
        }

        months.Sort();
        return months;
    }

    /// <summary>
    /// Closes a part of a month that is full, so that what is put in now and is younger than all in it begins another. Tells nobody: what is
    /// written next looks where it belongs.
    /// </summary>
    /// <returns>False where somebody came between, and it has to be read again.</returns>
    public async Task<bool> CloseAsync(Language language, MonthPart part, Shelf shelf, Blob? blob, DateTimeOffset from, CancellationToken cancel) =>
        await store.SaveAsync(Month(language, part), shelf with { Next = part.Next(from) }, Documents.Json.Shelf, blob, cancel);

    /// <summary>A shelf; an empty one where there is none yet.</summary>
    public async Task<Shelf> ReadAsync(string path, CancellationToken cancel) => (await store.LoadAsync(path, Documents.Json.Shelf, cancel)).Document ?? new();

    /// <summary>
    /// A shelf of the newest with some entries put in and others taken out, and its gaps filled: where so much was taken out that it no longer has
    /// all that is shown, and older entries were cut off before, the months have them. Rare, since more is kept than shown.
    /// </summary>
    public async Task<Shelf> ChangedAsync(
        Shelf before,
        Language language,
        Subject? subject,
        PublishingOptions options,
        IReadOnlyCollection<Entry> put,
        IReadOnlySet<ReleaseId> taken,
        CancellationToken cancel)
    {
        var shelf = before.With(put, taken, options.Kept);
        var lostChanged = before.Changed is { } changed && changed.Count >= options.Kept && changed.Any(entry => taken.Contains(entry.Release));
        if (!shelf.IsCut || (shelf.Entries.Count >= options.Shown && !lostChanged))
            return shelf;

        // The months still have what was before, so what is put or taken now goes before what they say; and what changed may stand in any of them.
        List<Entry> known = [.. shelf.Entries, .. shelf.Changed ?? [], .. put];
        var ids = known.Select(entry => entry.Release).Concat(taken).ToHashSet();
        shelf = new Shelf { Last = shelf.Last }.With([.. known.DistinctBy(entry => entry.Release)], taken, options.Kept);
        foreach (var month in (await MonthsAsync(language, cancel)).Reverse())
        {
            var there = (await ReadAsync(Month(language, month), cancel)).Entries;
            shelf = shelf.With([.. there.Where(entry => subject?.Has(entry) != false && !ids.Contains(entry.Release))], new HashSet<ReleaseId>(), options.Kept);
        }

        return shelf;
    }

    /// <summary>Makes a shelf what it should be, where it is not. For whoever works on the newsroom alone.</summary>
    public async Task WriteAsync(string path, Shelf shelf, CancellationToken cancel)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(shelf, Documents.Json.Shelf);
        if (await store.ReadAsync(path, cancel) is not { } there || !there.Content.Span.SequenceEqual(bytes))
            await store.WriteAsync(path, bytes, WriteCondition.Always, cancel);
    }

    /// <summary>A shelf with the blob it came from, for a conditional write; an empty one where there is none yet.</summary>
    public async Task<(Shelf Shelf, Blob? Blob)> LoadAsync(string path, CancellationToken cancel)
    {
        var (shelf, blob) = await store.LoadAsync(path, Documents.Json.Shelf, cancel);
        return (shelf ?? new(), blob);
    }

    /// <summary>
    /// Changes a shelf and writes what is shown of it, until nobody came between. The shelf is written before the files: whoever shows an
    /// older one late sees afterwards that it is another, and shows that.
    /// </summary>
    /// <param name="path">The shelf.</param>
    /// <param name="change">Changes it; may be called again.</param>
    /// <param name="show">Writes the files that show it, and is told whether they are known to differ from what is there; may be called again.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="read">The shelf, where it was read a moment ago.</param>
    public async Task ChangeAsync(
        string path, Func<Shelf, Task<Shelf>> change, Func<Shelf, bool, Task> show, CancellationToken cancel, (Shelf Shelf, Blob? Blob)? read = null)
    {
        while (true)
        {
            var (before, blob) = read ?? await LoadAsync(path, cancel);
            read = null;
            var after = await change(before);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(after, Documents.Json.Shelf);
            var differs = blob is null || !blob.Content.Span.SequenceEqual(bytes);
            var tag = differs ? await store.WriteAsync(path, bytes, WriteCondition.Unchanged(blob), cancel) : blob!.ETag;
            if (tag is null)
                continue;
            await show(after, differs);

            // Somebody who changed the shelf meanwhile may have shown it first, and been overwritten: then it is shown again as it is.
            while (await store.ReadAsync(path, cancel) is { } now && now.ETag != tag)
            {
                tag = now.ETag;
                await show(JsonSerializer.Deserialize(now.Content.Span, Documents.Json.Shelf)!, false);
            }

            return;
        }
    }

    private static byte[] Bytes(Entry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, Documents.Json.Entry);
}
