using Syndication.Storage;

namespace Syndication.Tests.Commands;

/// <summary>Stands before a store, and has something happen before and after every change: the process end, say, or a reader look.</summary>
internal sealed class WatchedStore(IBlobStore inner, Action changing) : IBlobStore
{
    public Task<Blob?> ReadAsync(string path, CancellationToken cancel) => inner.ReadAsync(path, cancel);

    public Task<BlobItem?> StatAsync(string path, CancellationToken cancel) => inner.StatAsync(path, cancel);

    public async Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel)
    {
        Pass();
        var tag = await inner.WriteAsync(path, content, condition, cancel);
        Pass();
        return tag;
    }

    public Task<bool> CopyAsync(string from, string to, CancellationToken cancel) => inner.CopyAsync(from, to, cancel);

    public async Task<bool> DeleteAsync(string path, CancellationToken cancel)
    {
        Pass();
        var deleted = await inner.DeleteAsync(path, cancel);
        Pass();
        return deleted;
    }

    public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) => inner.ListAsync(prefix, cancel);

    // Several threads write at once.
    private void Pass()
    {
        lock (changing)
            changing();
    }
}
