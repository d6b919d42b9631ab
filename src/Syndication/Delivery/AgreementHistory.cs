using System.Globalization;
using System.Text.Json;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>
/// Keeps every version of every partner's file that the pipeline saw, with the instant at which it did:
/// <c>releases/~agreements/{partner}/{instant}-{hash}.json</c>, the file as it was; empty where it was taken away. It stands apart from the
/// ledger, for it holds contacts.
/// </summary>
/// <param name="store">Where files and history are kept.</param>
public sealed class AgreementHistory(IBlobStore store)
{
    private const string Folder = "config/partners/";

    /// <summary>Keeps what is new. Costs two calls of the storage where nothing is.</summary>
    public async Task NoteAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var (before, blob) = await SeenAsync(cancel);
        var files = new SortedDictionary<string, SeenAgreement>(StringComparer.Ordinal);
        var items = new List<BlobItem>();
        await foreach (var item in store.ListAsync(Folder, cancel))
            items.Add(item);
        foreach (var item in items)
        {
            var name = item.Path[Folder.Length..];
            if (!name.EndsWith(".json", StringComparison.Ordinal) || name.Contains('/', StringComparison.Ordinal))
                continue;
            var (partner, known) = (name[..^".json".Length], before.Files.GetValueOrDefault(name[..^".json".Length]));
            if (known?.Stamp == item.Stamp)
                files[partner] = known;
            else if (await store.ReadAsync(item.Path, cancel) is { } file)
                files[partner] = await KeepAsync(partner, file.Content, known, item.Stamp, now, cancel);
        }

        foreach (var gone in before.Files.Keys.Where(partner => !files.ContainsKey(partner)))
            await KeepAsync(gone, default, before.Files[gone], "", now, cancel);
        if (!files.SequenceEqual(before.Files.OrderBy(file => file.Key, StringComparer.Ordinal)))
            await store.SaveAsync(Paths.SeenAgreements, new SeenAgreements(files), Documents.Json.SeenAgreements, blob, cancel);
    }

    // A process that ends before it has noted what it kept keeps it once more, which says nothing wrong.
    private async Task<SeenAgreement> KeepAsync(string partner, ReadOnlyMemory<byte> content, SeenAgreement? known, string stamp, DateTimeOffset now, CancellationToken cancel)
    {
        var seen = new SeenAgreement(stamp, Fingerprints.Of(content.Span));
        if (seen.Hash != known?.Hash)
        {
            var instant = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
            await store.WriteAsync($"{Paths.Agreements}{partner}/{instant}-{seen.Hash[..8]}.json", content, WriteCondition.IsNew, cancel);
        }

        return seen;
    }

    private async Task<(SeenAgreements Seen, Blob? Blob)> SeenAsync(CancellationToken cancel)
    {
        var blob = await store.ReadAsync(Paths.SeenAgreements, cancel);
        try
        {
            return (blob is null ? new(new SortedDictionary<string, SeenAgreement>()) : JsonSerializer.Deserialize(blob.Content.Span, Documents.Json.SeenAgreements)!, blob);
        }
        catch (JsonException)
        {
            return (new(new SortedDictionary<string, SeenAgreement>()), blob);
        }
    }
}

/// <summary>The partners' files as they were last seen: <c>releases/~agreements/seen.json</c>.</summary>
/// <param name="Files">By partner.</param>
internal sealed record SeenAgreements(IReadOnlyDictionary<string, SeenAgreement> Files);

/// <summary>A partner's file.</summary>
/// <param name="Stamp">Its stamp.</param>
/// <param name="Hash">SHA-256 of it.</param>
internal sealed record SeenAgreement(string Stamp, string Hash);
