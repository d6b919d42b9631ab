using System.Diagnostics.CodeAnalysis;
using Syndication.Intake;
using Syndication.Register;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Night;

/// <summary>
/// Does work over documents that may be damaged: one that is gets set aside below <c>releases/~damaged/</c>, made again from what is
/// there, and the work goes on. One damaged document never stops the others.
/// </summary>
/// <param name="newsroom">The newsroom.</param>
/// <param name="queue">Where the work waits that follows from a mending.</param>
/// <param name="happened">Told of every document mended.</param>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to let go of.")]
internal sealed class Mending(Newsroom newsroom, IWorkQueue queue, Action<Event> happened)
{
    // One piece of work may meet several damaged documents; a disk that damages more is not mended by trying on.
    private const int Patience = 32;

    private readonly IBlobStore store = newsroom.Store;
    private readonly SemaphoreSlim turn = new(1);
    private readonly HashSet<string> mended = new(StringComparer.Ordinal);

    /// <summary>Does some work that may be done twice, mending what it finds damaged.</summary>
    /// <exception cref="DamagedDocumentException">A document is damaged and could not be made again.</exception>
    public async Task<T> DoAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await work();
            }
            catch (DamagedDocumentException damaged) when (tries < Patience)
            {
                if (!await MendAsync(damaged.Path, cancel))
                    throw;
            }
        }
    }

    /// <summary>The same for work without a result.</summary>
    public Task DoAsync(Func<Task> work, CancellationToken cancel) => DoAsync<object?>(
        async () =>
        {
            await work();
            return null;
        },
        cancel);

    /// <summary>Sets a document aside and makes it again.</summary>
    /// <returns>False where it was mended before and is damaged all the same.</returns>
    public async Task<bool> MendAsync(string path, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            return await MendInTurnAsync(path, 0, cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<bool> MendInTurnAsync(string path, int depth, CancellationToken cancel)
    {
        // Several workers may meet the same damage: the first mends it, the others find it mended.
        if (!mended.Add(path))
            return await store.StatAsync(path, cancel) is { Length: > 0 };

        var aside = await SetAsideAsync(path, cancel);
        while (true)
        {
            try
            {
                var (what, follow) = await AgainAsync(path, cancel);
                foreach (var work in follow)
                    await queue.SendAsync(work, TimeSpan.Zero, cancel);
                happened(new DocumentMended(path, $"{path} {(aside is null ? "was missing" : $"was damaged and is now in {aside}")}; {what}"));
                return true;
            }
            catch (DamagedDocumentException other) when (other.Path != path && depth < Patience)
            {
                // What it is to be made from is damaged too.
                if (!await MendInTurnAsync(other.Path, depth + 1, cancel))
                    throw;
            }
        }
    }

    private async Task<string?> SetAsideAsync(string path, CancellationToken cancel)
    {
        if (await store.ReadAsync(path, cancel) is not { } blob)
            return null;
        var aside = Paths.Aside(path, Fingerprints.Of(blob.Content.Span));
        await store.WriteAsync(aside, blob.Content, WriteCondition.Always, cancel);
        await store.DeleteAsync(path, cancel);
        return aside;
    }

    private Task<Again> AgainAsync(string path, CancellationToken cancel)
    {
        if (path.StartsWith(Paths.Register, StringComparison.Ordinal))
            return RegisterAsync(path, cancel);
        if (path.StartsWith("releases/~shelves/", StringComparison.Ordinal))
            return new ShelfMending(newsroom).AgainAsync(path, cancel);
        if (path.StartsWith("rejected/", StringComparison.Ordinal))
            return Task.FromResult(RejectedAgain(path));
        if (path.StartsWith("deliveries/", StringComparison.Ordinal) && path.EndsWith("~/copies.json", StringComparison.Ordinal))
            return new LedgerMending(newsroom).AgainAsync(path, cancel);
        if (path == Paths.Spending)
            return new SpendingMending(newsroom).AgainAsync(cancel);
        if (!Paths.TryRelease(path, out var id))
            return Task.FromResult(new Again("it is made again when it is needed.", []));

        return path[(path.IndexOf("~/", StringComparison.Ordinal) + 2)..].Split('/') switch
        {
            ["release.json"] => new ReleaseMending(newsroom).AgainAsync(id, cancel),
            ["editions", _] => new TextMending(newsroom).EditionAgainAsync(id, path, cancel),
            ["manuscripts", var file] => new TextMending(newsroom).ManuscriptAgainAsync(id, file[..^".json".Length], cancel),
            ["drafts", _] => Task.FromResult(new Again("it is translated again.", [new TranslateRelease(id)])),
            _ => Task.FromResult(new Again("nothing but the history of the release is less for it.", [])),
        };
    }

    // The register says what the releases say; the uploads are looked at again by the pass, which finds them as they were.
    private async Task<Again> RegisterAsync(string path, CancellationToken cancel)
    {
        var register = new ReleaseRegister(store);
        var count = 0;
        await foreach (var item in store.ListAsync("releases/", cancel))
        {
            if (!item.Path.EndsWith("~/release.json", StringComparison.Ordinal) || !Paths.TryRelease(item.Path, out var id) || Paths.RegisterShard(id.Value) != path)
                continue;
            if ((await store.LoadAsync(item.Path, Documents.Json.Release, cancel)).Document is not { } release)
                continue;
            await register.NoteAsync(id.Value, before => ReleaseRegister.Of(release, before, null, newsroom.Clock.GetUtcNow()), cancel);
            count++;
        }

        return new($"{count} releases were entered again.", []);
    }

    private static Again RejectedAgain(string path)
    {
        var name = UploadName.Parse(path["rejected/".Length..^".problem.json".Length]);
        return new("the upload is read again.", name.Stem.Length > 0 ? [new IngestUploads(Composition.Compose(name.Stem), [name.Name])] : []);
    }
}

/// <summary>How a document was made again.</summary>
/// <param name="What">The end of a sentence for the operator.</param>
/// <param name="Follow">Work that follows from it.</param>
internal sealed record Again(string What, IReadOnlyList<Work> Follow);
