using Syndication.Register;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Intake;

/// <summary>
/// Which work follows from what lies in the inbox: from one name that changed, read from that release's files alone, or from all of
/// it, compared with the register.
/// </summary>
/// <param name="store">Where the inbox is.</param>
/// <param name="clock">Tells what was written just now.</param>
public sealed class Arrivals(IBlobStore store, TimeProvider clock)
{
    private readonly ReleaseRegister register = new(store);
    private readonly NamedImages named = new(store);

    /// <summary>How long an upload must have been still to count as whole.</summary>
    public static TimeSpan Settling { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The stem that a path below the inbox belongs to; null for what is no upload, such as an editor's temporary file.</summary>
    public static string? StemOf(string name)
    {
        var parsed = UploadName.Parse(name);
        return parsed.Kind is UploadKind.Ignored or UploadKind.Image ? null : Composition.Compose(parsed.Stem);
    }

    /// <summary>What must be still together before anything of it is read: a release's files by their stem, an image by its own path; null as above.</summary>
    public static string? GroupOf(string name) => StemOf(name) ?? (UploadName.Parse(name).Kind == UploadKind.Image ? $"image:{name}" : null);

    /// <summary>The work that follows from an upload that came, changed or went; the caller has seen that it is whole.</summary>
    /// <param name="name">Its path below the inbox.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>All files of that release together, of an image those of every release that names it; none where nothing is new.</returns>
    public async Task<IReadOnlyList<IngestUploads>> OfAsync(string name, CancellationToken cancel)
    {
        var parsed = UploadName.Parse(name);
        if (parsed.Kind == UploadKind.Ignored)
            return [];
        if (parsed.Kind != UploadKind.Image)
        {
            var stem = Composition.Compose(parsed.Stem);
            var there = await FilesAsync(parsed.Stem, stem, cancel);
            return IsNews(await register.EntryAsync(stem, cancel), there) ? [new IngestUploads(stem, [.. there.Keys])] : [];
        }

        // Whether it is another image than the one that is shown, the reading tells.
        var work = new List<IngestUploads>();
        foreach (var stem in await named.StemsAsync(name, cancel))
            work.Add(new(stem, [.. (await FilesAsync(stem, stem, cancel)).Keys]));
        return work;
    }

    private async Task<SortedDictionary<string, string>> FilesAsync(string written, string stem, CancellationToken cancel)
    {
        var there = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var spelling in new[] { written, stem }.Distinct(StringComparer.Ordinal))
        {
            if (await store.StatAsync(Paths.Inbox(spelling), cancel) is { } bare)
                Note(bare);
            await foreach (var item in store.ListAsync(Paths.Inbox(spelling) + ".", cancel))
                Note(item);
        }

        return there;

        void Note(BlobItem item)
        {
            var sibling = UploadName.Parse(item.Path["inbox/".Length..]);
            if (sibling.Kind is not (UploadKind.Ignored or UploadKind.Image) && Composition.Compose(sibling.Stem) == stem)
                there[sibling.Name] = item.Stamp;
        }
    }

    /// <summary>The work that follows from the whole inbox as it stands beside the register.</summary>
    internal async IAsyncEnumerable<IngestUploads> AllAsync(
        IReadOnlyDictionary<string, RegisterEntry> known, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var stems = new Dictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (stem, entry) in known)
        {
            // A stem whose last file is gone stands in no listing.
            if (entry.Uploads.Values.Any(mark => mark.Stamp is not null))
                stems[stem] = new(StringComparer.Ordinal);
        }

        var fresh = new List<(string Stem, BlobItem Item)>();
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var item in store.ListAsync("inbox/", cancel))
        {
            var name = UploadName.Parse(item.Path["inbox/".Length..]);
            if (name.Kind == UploadKind.Image)
                images[name.Name] = item.Stamp;
            if (name.Kind is UploadKind.Ignored or UploadKind.Image)
                continue;
            var stem = Composition.Compose(name.Stem);
            if (!stems.TryGetValue(stem, out var items))
                stems[stem] = items = new(StringComparer.Ordinal);
            items[name.Name] = item.Stamp;
            if (clock.GetUtcNow() - item.LastModified < Settling && known.GetValueOrDefault(stem)?.Uploads.GetValueOrDefault(name.Name)?.Stamp != item.Stamp)
                fresh.Add((stem, item));
        }

        // What was written a moment ago may be half a file. Its release is read once all of it has been still for a while, else by the
        // next pass: nobody is to read the half that is there through one of its siblings.
        if (fresh.Count > 0)
            await Task.Delay(Settling, clock, cancel);
        foreach (var (stem, item) in fresh)
        {
            if ((await store.StatAsync(item.Path, cancel))?.Stamp != item.Stamp)
                stems.Remove(stem);
        }

        foreach (var (stem, items) in stems)
        {
            if (IsNews(known.GetValueOrDefault(stem), items) || HasNewImages(known.GetValueOrDefault(stem), images))
                yield return new IngestUploads(stem, [.. items.Keys]);
        }
    }

    // An image that is deleted takes nothing away; one that comes or changes later is shown from then on.
    private static bool HasNewImages(RegisterEntry? known, Dictionary<string, string> there) =>
        known?.Images?.Any(image => there.TryGetValue(image.Key, out var stamp) && stamp != image.Value) == true;

    private static bool IsNews(RegisterEntry? known, SortedDictionary<string, string> there)
    {
        var marks = known?.Uploads ?? new Dictionary<string, UploadMark>();
        return there.Any(item => marks.GetValueOrDefault(item.Key)?.Stamp != item.Value) ||
            marks.Any(mark => mark.Value.Stamp is not null && !there.ContainsKey(mark.Key));
    }
}
