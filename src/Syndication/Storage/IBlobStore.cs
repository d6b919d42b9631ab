namespace Syndication.Storage;

/// <summary>
/// Where everything is kept: named blobs in containers, over a local folder or Azure Storage. A path is the container's name, a
/// slash, and the blob's name, such as <c>inbox/2026/caire.html</c>. Every call may throw <see cref="IOException"/> where the
/// storage itself fails; a caller lets it through, and the work is done again.
/// </summary>
public interface IBlobStore
{
    /// <summary>Reads a blob whole.</summary>
    /// <returns>Null where there is none.</returns>
    Task<Blob?> ReadAsync(string path, CancellationToken cancel);

    /// <summary>Reads a piece of a blob, so that one of any size can be read or looked into.</summary>
    /// <param name="path">Which blob.</param>
    /// <param name="offset">Where the piece begins, in bytes.</param>
    /// <param name="length">How long it is; what is past the end is left out.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Null where there is no such blob. Nothing tells whether it is still the one that another piece was of.</returns>
    async Task<ReadOnlyMemory<byte>?> ReadAsync(string path, long offset, int length, CancellationToken cancel)
    {
        if (await ReadAsync(path, cancel) is not { } blob)
            return null;
        var from = (int)Math.Min(offset, blob.Content.Length);
        return blob.Content.Slice(from, Math.Min(length, blob.Content.Length - from));
    }

    /// <summary>What is known of a blob without reading it.</summary>
    /// <returns>Null where there is none.</returns>
    Task<BlobItem?> StatAsync(string path, CancellationToken cancel);

    /// <summary>Writes a blob whole or not at all: a reader sees the old bytes or the new ones.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="condition">What must hold for it to be written.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The new ETag; null where the condition did not hold, and nothing was written.</returns>
    Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel);

    /// <summary>Copies a blob without carrying its bytes through memory.</summary>
    /// <returns>False where there is nothing to copy.</returns>
    Task<bool> CopyAsync(string from, string to, CancellationToken cancel);

    /// <summary>Deletes a blob.</summary>
    /// <returns>False where there was none.</returns>
    Task<bool> DeleteAsync(string path, CancellationToken cancel);

    /// <summary>The blobs whose path begins so, in no promised order. The prefix names a container and a slash at least.</summary>
    IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel);
}

/// <summary>A blob's bytes and the tag that a conditional write names.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="ETag">Changes whenever the bytes do.</param>
public sealed record Blob(ReadOnlyMemory<byte> Content, string ETag);

/// <summary>A blob as a listing shows it.</summary>
/// <param name="Path">Container, slash, name.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Stamp">
/// Changes when the blob is written again; for telling "perhaps changed" from "not changed" and nothing else. It is not the ETag.
/// </param>
/// <param name="LastModified">When it was last written, by the storage's own clock.</param>
public sealed record BlobItem(string Path, long Length, string Stamp, DateTimeOffset LastModified);

/// <summary>What must hold for a write.</summary>
public readonly record struct WriteCondition
{
    /// <summary>Nothing: write in any case.</summary>
    public static readonly WriteCondition Always;

    /// <summary>There is no blob of that name yet.</summary>
    public static readonly WriteCondition IsNew = new() { MustBeNew = true };

    /// <summary>Whether there must be no blob yet.</summary>
    public bool MustBeNew { get; private init; }

    /// <summary>The tag that the blob must have; null where it does not matter.</summary>
    public string? ETag { get; private init; }

    /// <summary>The blob is still the one that was read; where none was, there is still none.</summary>
    public static WriteCondition Unchanged(Blob? read) => read is null ? IsNew : new() { ETag = read.ETag };
}
