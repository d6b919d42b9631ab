using System.Runtime.CompilerServices;
using Syndication.Storage;

namespace Syndication.Benchmarks.Measuring;

/// <summary>Counts what passes to and from a store.</summary>
internal sealed class CountingStore(IBlobStore store) : IBlobStore
{
    private StoreCounts.Counter counter = new();

    /// <summary>What was counted since the last time.</summary>
    public StoreCounts Take() => Interlocked.Exchange(ref counter, new()).Counts;

    public async Task<Blob?> ReadAsync(string path, CancellationToken cancel)
    {
        var blob = await store.ReadAsync(path, cancel);
        counter.Read(blob?.Content.Length);
        return blob;
    }

    public Task<BlobItem?> StatAsync(string path, CancellationToken cancel)
    {
        counter.Stat();
        return store.StatAsync(path, cancel);
    }

    public async Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel)
    {
        var tag = await store.WriteAsync(path, content, condition, cancel);
        counter.Write(tag is null ? 0 : content.Length);
        return tag;
    }

    public Task<bool> CopyAsync(string from, string to, CancellationToken cancel)
    {
        counter.Other();
        return store.CopyAsync(from, to, cancel);
    }

    public Task<bool> DeleteAsync(string path, CancellationToken cancel)
    {
        counter.Other();
        return store.DeleteAsync(path, cancel);
    }

    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        counter.List();
        await foreach (var item in store.ListAsync(prefix, cancel))
        {
            counter.Listed();
            yield return item;
        }
    }
}
