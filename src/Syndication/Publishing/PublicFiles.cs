using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>Writes what the world reads, and leaves alone what has not changed.</summary>
/// <param name="store">Where to.</param>
/// <param name="wrote">Told of every file that was written; null where nobody asks.</param>
internal sealed class PublicFiles(IBlobStore store, Action<string>? wrote = null)
{
    /// <summary>Writes a file where its bytes differ.</summary>
    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        if (await store.ReadAsync($"public/{path}", cancel) is { } there && there.Content.Span.SequenceEqual(content.Span))
            return;
        await store.WriteAsync($"public/{path}", content, WriteCondition.Always, cancel);
        wrote?.Invoke(path);
    }

    /// <summary>Writes a file where there is none yet: what somebody else writes there at the same time stands.</summary>
    public async Task WriteNewAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        if (await store.WriteAsync($"public/{path}", content, WriteCondition.IsNew, cancel) is not null)
            wrote?.Invoke(path);
    }

    /// <summary>Takes a file away.</summary>
    public Task DeleteAsync(string path, CancellationToken cancel) => store.DeleteAsync($"public/{path}", cancel);
}
