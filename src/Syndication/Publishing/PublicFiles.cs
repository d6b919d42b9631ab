using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>Writes what the world reads, and leaves alone what has not changed.</summary>
internal sealed class PublicFiles(IBlobStore store)
{
    /// <summary>Told of every file that is as it should be, and whether it had to be written; may be called by several threads at once.</summary>
    public Action<string, bool>? Written { get; set; }

    /// <summary>Writes a file where its bytes differ.</summary>
    public async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var differs = await store.ReadAsync($"public/{path}", cancel) is not { } there || !there.Content.Span.SequenceEqual(content.Span);
        if (differs)
            await store.WriteAsync($"public/{path}", content, WriteCondition.Always, cancel);
        Written?.Invoke(path, differs);
    }

    /// <summary>Writes a file of which it is known that it has changed; it is not read before.</summary>
    public async Task PutAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        await store.WriteAsync($"public/{path}", content, WriteCondition.Always, cancel);
        Written?.Invoke(path, true);
    }

    /// <summary>How files are written: what is known to differ without a look at what is there.</summary>
    public WriteFile Writes(bool differ) => differ ? PutAsync : WriteAsync;

    /// <summary>Writes a file where there is none; who wrote it meanwhile had more to say.</summary>
    public async Task AddAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var added = await store.WriteAsync($"public/{path}", content, WriteCondition.IsNew, cancel) is not null;
        Written?.Invoke(path, added);
    }

    /// <summary>Takes a file away.</summary>
    public Task DeleteAsync(string path, CancellationToken cancel) => store.DeleteAsync($"public/{path}", cancel);
}
