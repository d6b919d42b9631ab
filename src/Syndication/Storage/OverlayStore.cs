using System.Globalization;
using System.Runtime.CompilerServices;

namespace Syndication.Storage;

/// <summary>A store that shows another one and keeps what is written to itself: for trying out what would happen.</summary>
/// <param name="below">The store that shows through; it is only read.</param>
/// <param name="clock">Tells the time.</param>
public sealed class OverlayStore(IBlobStore below, TimeProvider clock) : IBlobStore
{
    // Null where it was deleted.
    private readonly Dictionary<string, (Blob Blob, DateTimeOffset Written)?> written = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private int tags;

    /// <inheritdoc/>
    public async Task<Blob?> ReadAsync(string path, CancellationToken cancel) => TryWritten(path, out var own) ? own?.Blob : await below.ReadAsync(path, cancel);

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string path, long offset, int length, CancellationToken cancel)
    {
        if (!TryWritten(path, out var own))
            return await below.ReadAsync(path, offset, length, cancel);
        if (own is not { Blob.Content: var content })
            return null;
        var from = (int)Math.Min(offset, content.Length);
        return content.Slice(from, Math.Min(length, content.Length - from));
    }

    /// <inheritdoc/>
    public async Task<BlobItem?> StatAsync(string path, CancellationToken cancel) =>
        TryWritten(path, out var own) ? own is { } there ? Item(path, there) : null : await below.StatAsync(path, cancel);

    /// <inheritdoc/>
    public async Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel)
    {
        var shown = condition == WriteCondition.Always ? null : await below.ReadAsync(path, cancel);
        lock (gate)
        {
            var before = written.TryGetValue(path, out var own) ? own?.Blob : shown;
            if ((condition.MustBeNew && before is not null) || (condition.ETag is { } tag && before?.ETag != tag))
                return null;
            var blob = new Blob(content.ToArray(), "overlay-" + (++tags).ToString(CultureInfo.InvariantCulture));
            written[path] = (blob, clock.GetUtcNow());
            return blob.ETag;
        }
    }

    /// <inheritdoc/>
    public async Task<bool> CopyAsync(string from, string to, CancellationToken cancel) =>
        await ReadAsync(from, cancel) is { } blob && await WriteAsync(to, blob.Content, WriteCondition.Always, cancel) is not null;

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string path, CancellationToken cancel)
    {
        var was = await StatAsync(path, cancel) is not null;
        lock (gate)
            written[path] = null;
        return was;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        List<BlobItem> own;
        HashSet<string> hidden;
        lock (gate)
        {
            own = [.. written.Where(pair => pair.Value is not null && pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(pair => Item(pair.Key, pair.Value!.Value))];
            hidden = written.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        }

        foreach (var item in own)
            yield return item;
        await foreach (var item in below.ListAsync(prefix, cancel))
        {
            if (!hidden.Contains(item.Path))
                yield return item;
        }
    }

    private static BlobItem Item(string path, (Blob Blob, DateTimeOffset Written) own) => new(path, own.Blob.Content.Length, own.Blob.ETag, own.Written);

    private bool TryWritten(string path, out (Blob Blob, DateTimeOffset Written)? own)
    {
        lock (gate)
            return written.TryGetValue(path, out own);
    }
}
