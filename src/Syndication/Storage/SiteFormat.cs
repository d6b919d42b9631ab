using System.Text.Json;

namespace Syndication.Storage;

/// <summary>
/// The form of a whole site, stored as <c>releases/~format.json</c>. A site without the document is of form 1 if it has releases, and
/// new if it has none. 1: as in the first weeks. 2: every version of a release is kept beside it, so that a damaged one can be made again.
/// </summary>
/// <param name="Format">The form, counted from 1.</param>
/// <param name="Program">The first version of the program that knows it.</param>
public sealed record SiteFormat(int Format, string Program)
{
    /// <summary>The form that this program writes.</summary>
    public static readonly SiteFormat Current = new(2, "0.1.0");

    /// <summary>Refuses a site that a later program has written. Reads one document, changes nothing.</summary>
    /// <exception cref="NewerFormatException">The site is of a later form; the message says which program knows it.</exception>
    public static async Task CheckAsync(IBlobStore store, CancellationToken cancel)
    {
        if (await ReadAsync(store, cancel) is { } there && there.Format > Current.Format)
            throw new NewerFormatException($"This site needs syndication {there.Program} or later: it", there.Format);
    }

    /// <summary>
    /// Brings an older site up to the present form. To be called by whoever holds the site's lock; cut short, it is done again from
    /// the beginning, and twice does no harm.
    /// </summary>
    /// <returns>The form it had; null where there was nothing to do.</returns>
    /// <exception cref="NewerFormatException">The site is of a later form.</exception>
    public static async Task<int?> MigrateAsync(IBlobStore store, CancellationToken cancel)
    {
        await CheckAsync(store, cancel);
        var there = await ReadAsync(store, cancel);
        if (there?.Format == Current.Format)
            return null;

        var had = there?.Format ?? 1;
        var any = had < 2 && await KeepVersionsAsync(store, cancel);
        await store.WriteAsync(Paths.Format, JsonSerializer.SerializeToUtf8Bytes(Current, Documents.Json.SiteFormat), WriteCondition.Always, cancel);
        return any ? had : null;
    }

    // What is damaged is left for the run to mend.
    private static async Task<bool> KeepVersionsAsync(IBlobStore store, CancellationToken cancel)
    {
        var any = false;
        await foreach (var item in store.ListAsync("releases/", cancel))
        {
            if (!item.Path.EndsWith("~/release.json", StringComparison.Ordinal))
                continue;
            any = true;
            if (await store.TryLoadAsync(item.Path, Documents.Json.Release, cancel) is { } release && await store.ReadAsync(item.Path, cancel) is { } stands)
                await store.WriteAsync(Paths.Version(release.Id, release.Version), stands.Content, WriteCondition.IsNew, cancel);
        }

        return any;
    }

    // Unreadable is as good as missing: the migration may be done twice.
    private static Task<SiteFormat?> ReadAsync(IBlobStore store, CancellationToken cancel) => store.TryLoadAsync(Paths.Format, Documents.Json.SiteFormat, cancel);
}
