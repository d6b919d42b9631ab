using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Syndication.Storage;

namespace Syndication.Benchmarks.Measuring;

/// <summary>A store in memory: what is measured over it is the pipeline's own work, without a disk's.</summary>
internal sealed class MemoryStore : IBlobStore
{
    private readonly ConcurrentDictionary<string, (Blob Blob, DateTimeOffset At)> blobs = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private long version;

    public Task<Blob?> ReadAsync(string path, CancellationToken cancel) => Task.FromResult(blobs.TryGetValue(path, out var there) ? there.Blob : null);

    public Task<BlobItem?> StatAsync(string path, CancellationToken cancel) => Task.FromResult(blobs.TryGetValue(path, out var there) ? Item(path, there) : null);

    public Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel)
    {
        lock (gate)
        {
            var there = blobs.TryGetValue(path, out var before);
            if ((condition.MustBeNew && there) || (condition.ETag is { } tag && (!there || before.Blob.ETag != tag)))
                return Task.FromResult<string?>(null);
            var blob = new Blob(content.ToArray(), (++version).ToString(CultureInfo.InvariantCulture));
            blobs[path] = (blob, DateTimeOffset.UnixEpoch);
            return Task.FromResult<string?>(blob.ETag);
        }
    }

    public async Task<bool> CopyAsync(string from, string to, CancellationToken cancel) =>
        blobs.TryGetValue(from, out var there) && await WriteAsync(to, there.Blob.Content, WriteCondition.Always, cancel) is not null;

    public Task<bool> DeleteAsync(string path, CancellationToken cancel) => Task.FromResult(blobs.TryRemove(path, out _));

    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask;
        foreach (var (path, there) in blobs)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
                yield return Item(path, there);
        }
    }

    private static BlobItem Item(string path, (Blob Blob, DateTimeOffset At) there) => new(path, there.Blob.Content.Length, there.Blob.ETag, there.At);
}
