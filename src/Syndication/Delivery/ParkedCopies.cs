using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>
/// A mark that copies of a release wait until a partner can be reached at all, or is let go: <c>deliveries/{partner}/~parked/{hash}.json</c>.
/// </summary>
/// <param name="Release">The release.</param>
public sealed record ParkedCopies(ReleaseId Release)
{
    /// <summary>Where the marks of a partner stand, the oldest first.</summary>
    internal static async Task<IReadOnlyList<string>> PathsAsync(IBlobStore store, string partner, CancellationToken cancel)
    {
        var marks = new List<BlobItem>();
        await foreach (var item in store.ListAsync(Paths.Parked(partner), cancel))
            marks.Add(item);
        return [.. marks.OrderBy(mark => mark.LastModified).ThenBy(mark => mark.Path, StringComparer.Ordinal).Select(mark => mark.Path)];
    }

    /// <summary>The marks of a partner, the oldest first.</summary>
    internal static async Task<IReadOnlyList<ParkedCopies>> OfAsync(IBlobStore store, string partner, CancellationToken cancel)
    {
        var parked = new List<ParkedCopies>();
        foreach (var path in await PathsAsync(store, partner, cancel))
        {
            if (await store.TryLoadAsync(path, Documents.Json.ParkedCopies, cancel) is { } mark)
                parked.Add(mark);
        }

        return parked;
    }
}
