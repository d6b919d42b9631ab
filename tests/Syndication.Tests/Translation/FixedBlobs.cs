using System.Runtime.CompilerServices;
using Syndication.Storage;

namespace Syndication.Tests.Translation;

// Blobs that are there from the start and only read.
internal sealed class FixedBlobs(params (string Path, byte[] Content)[] blobs) : IBlobStore
{
    public int Reads { get; private set; }

    public Task<Blob?> ReadAsync(string path, CancellationToken cancel)
    {
        Reads++;
        return Task.FromResult(blobs.Where(blob => blob.Path == path).Select(blob => new Blob(blob.Content, Fingerprints.Of(blob.Content))).FirstOrDefault());
    }

    public async IAsyncEnumerable<BlobItem> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.Yield();
        foreach (var (path, content) in blobs.Where(blob => blob.Path.StartsWith(prefix, StringComparison.Ordinal)))
            yield return new(path, content.Length, Fingerprints.Of(content)[..8], DateTimeOffset.UnixEpoch);
    }

    public Task<BlobItem?> StatAsync(string path, CancellationToken cancel) => throw new NotSupportedException();

    public Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> CopyAsync(string from, string to, CancellationToken cancel) => throw new NotSupportedException();

    public Task<bool> DeleteAsync(string path, CancellationToken cancel) => throw new NotSupportedException();
}
