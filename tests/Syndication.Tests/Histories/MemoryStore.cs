using System.Globalization;
using System.Runtime.CompilerServices;
using Syndication.Storage;

namespace Syndication.Tests.Histories;

/// <summary>Blobs in memory, outliving the processes that use them.</summary>
internal sealed class MemoryBlobs(TimeProvider clock)
{
    private readonly Dictionary<string, (byte[] Content, string Tag, DateTimeOffset Modified)> blobs = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private int tags;

    public Blob? Read(string path)
    {
        lock (gate)
            return blobs.TryGetValue(path, out var blob) ? new(blob.Content, blob.Tag) : null;
    }

    public BlobItem? Stat(string path)
    {
        lock (gate)
            return blobs.TryGetValue(path, out var blob) ? new(path, blob.Content.Length, "stamp-" + blob.Tag, blob.Modified) : null;
    }

    public string? Write(string path, ReadOnlyMemory<byte> content, WriteCondition condition)
    {
        lock (gate)
        {
            var there = blobs.TryGetValue(path, out var blob);
            if ((condition.MustBeNew && there) || (condition.ETag is { } tag && (!there || blob.Tag != tag)))
                return null;
            var written = (++tags).ToString(CultureInfo.InvariantCulture);
            blobs[path] = (content.ToArray(), written, clock.GetUtcNow());
            return written;
        }
    }

    public bool Delete(string path)
    {
        lock (gate)
            return blobs.Remove(path);
    }

    public IReadOnlyList<string> Paths(string prefix)
    {
        lock (gate)
            return [.. blobs.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}

/// <summary>The store as one process has it.</summary>
internal sealed class MemoryStore(MemoryBlobs blobs, Process process) : IBlobStore
{
    public Task<Blob?> ReadAsync(string path, CancellationToken cancel) => Do(() => blobs.Read(path));

    public Task<BlobItem?> StatAsync(string path, CancellationToken cancel) => Do(() => blobs.Stat(path));

    public Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel) =>
        Do(() => blobs.Write(path, content, condition));

    public Task<bool> CopyAsync(string from, string to, CancellationToken cancel) =>
        Do(() => blobs.Read(from) is { } blob && blobs.Write(to, blob.Content, WriteCondition.Always) is not null);

    public Task<bool> DeleteAsync(string path, CancellationToken cancel) => Do(() => blobs.Delete(path));

    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var path in await Do(() => blobs.Paths(prefix)))
        {
            if (blobs.Stat(path) is { } item)
                yield return item;
        }
    }

    private Task<T> Do<T>(Func<T> operation)
    {
        try
        {
            process.Before();
            var result = operation();
            process.After();
            return Task.FromResult(result);
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }
}
