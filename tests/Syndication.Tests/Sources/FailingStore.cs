using Syndication.Storage;

namespace Syndication.Tests.Sources;

/// <summary>A store that fails to write what a test names.</summary>
internal sealed class FailingStore(IBlobStore store, Func<string, bool> fails) : IBlobStore
{
    public Task<Blob?> ReadAsync(string path, CancellationToken cancel) => store.ReadAsync(path, cancel);

    public Task<BlobItem?> StatAsync(string path, CancellationToken cancel) => store.StatAsync(path, cancel);

    public Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel) =>
        fails(path) ? throw new IOException("The disk is full.") : store.WriteAsync(path, content, condition, cancel);

    public Task<bool> CopyAsync(string from, string to, CancellationToken cancel) => store.CopyAsync(from, to, cancel);

    public Task<bool> DeleteAsync(string path, CancellationToken cancel) => store.DeleteAsync(path, cancel);

    public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) => store.ListAsync(prefix, cancel);
}
