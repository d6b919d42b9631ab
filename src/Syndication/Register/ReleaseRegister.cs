using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Register;

/// <summary>The register over a blob store.</summary>
internal sealed class ReleaseRegister(IBlobStore store)
{
    /// <summary>Notes what stands now of a stem's uploads and release.</summary>
    public Task NoteAsync(string stem, Func<RegisterEntry, RegisterEntry> change, CancellationToken cancel) =>
        store.ChangeAsync(
            Paths.RegisterShard(stem),
            Documents.Json.RegisterShard,
            shard =>
            {
                var entries = (shard ?? new()).Entries;
                var before = entries.GetValueOrDefault(stem);
                var after = change(before ?? new());
                return before is not null && Same(before, after)
                    ? shard
                    : new() { Entries = new SortedDictionary<string, RegisterEntry>(entries.ToDictionary(), StringComparer.Ordinal) { [stem] = after } };
            },
            cancel);

    /// <summary>The entry of one stem; null where nothing is known of it.</summary>
    public async Task<RegisterEntry?> EntryAsync(string stem, CancellationToken cancel) =>
        (await store.LoadAsync(Paths.RegisterShard(stem), Documents.Json.RegisterShard, cancel)).Document?.Entries.GetValueOrDefault(stem);

    /// <summary>Every entry, by stem.</summary>
    public async Task<Dictionary<string, RegisterEntry>> AllAsync(CancellationToken cancel)
    {
        var all = new Dictionary<string, RegisterEntry>(StringComparer.Ordinal);
        await foreach (var item in store.ListAsync(Paths.Register, cancel))
        {
            var (shard, _) = await store.LoadAsync(item.Path, Documents.Json.RegisterShard, cancel);
            foreach (var (stem, entry) in shard?.Entries ?? new Dictionary<string, RegisterEntry>())
                all[stem] = entry;
        }

        return all;
    }

    /// <summary>What a release says of itself for the register.</summary>
    public static RegisterEntry Of(Release release, RegisterEntry before, string? basis, DateTimeOffset now) => before with
    {
        Release = release.Id,
        Version = release.Version,
        Embargo = release.IsEmbargoed(now) ? release.Embargo : null,
        Withdrawn = release.Withdrawal is not null,
        Pending = release.Withdrawal is not null ? 0 : release.Editions.Count(edition => edition.Status == EditionStatus.Pending),
        Held = release.Withdrawal is not null ? 0 : release.Editions.Count(edition => edition.Status == EditionStatus.Held),
        Basis = basis ?? before.Basis,
    };

    private static readonly SortedDictionary<string, string?> None = [];

    private static bool Same(RegisterEntry a, RegisterEntry b) =>
        a with { Uploads = b.Uploads, Images = b.Images } == b && (a.Images ?? None).SequenceEqual(b.Images ?? None) && a.Uploads.Count == b.Uploads.Count && a.Uploads.All(pair => b.Uploads.GetValueOrDefault(pair.Key) == pair.Value);
}
