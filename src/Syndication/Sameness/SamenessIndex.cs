using System.Text.Json;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Sameness;

/// <summary>
/// Which release has a text, and which release an upload of another name belongs to, since its text is the same: a small document for
/// each, so that to look costs the same in any archive. Whoever writes a text's document first has the text, for good: also a text that
/// was corrected or withdrawn since is known again.
/// </summary>
/// <param name="store">Where it is kept.</param>
internal sealed class SamenessIndex(IBlobStore store)
{
    /// <summary>Claims the texts of a release that is new.</summary>
    /// <param name="id">The release.</param>
    /// <param name="texts">What it says.</param>
    /// <param name="others">Releases that it is known to be another than, though one of its texts is theirs.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>The release that has one of them already; the one that claims where none has.</returns>
    public async Task<ReleaseId> ClaimAsync(ReleaseId id, IEnumerable<Manuscript> texts, IReadOnlySet<ReleaseId> others, CancellationToken cancel)
    {
        foreach (var key in texts.Select(NormalText.Key).OfType<string>().Distinct())
        {
            if (await ClaimAsync(id, key, cancel) is var owner && owner != id && !others.Contains(owner))
                return owner;
        }

        return id;
    }

    /// <summary>Claims what a release that is there already says now; what another has stays with that one.</summary>
    public async Task NoteAsync(ReleaseId id, IEnumerable<Manuscript> texts, CancellationToken cancel)
    {
        foreach (var key in texts.Select(NormalText.Key).OfType<string>().Distinct())
            await ClaimAsync(id, key, cancel);
    }

    /// <summary>The release that has a text; null where none has.</summary>
    public async Task<ReleaseId?> OwnerAsync(string? key, CancellationToken cancel) =>
        key is null ? null : (await store.LoadAsync(Paths.SameText(key), Documents.Json.SameAs, cancel)).Document?.Release;

    /// <summary>The release that uploads of a name were joined to; null where they are none but their own.</summary>
    public async Task<ReleaseId?> JoinedAsync(string stem, CancellationToken cancel) =>
        (await store.LoadAsync(Paths.SameUpload(stem), Documents.Json.SameAs, cancel)).Document?.Release;

    /// <summary>Joins the uploads of a name to a release.</summary>
    public Task JoinAsync(string stem, ReleaseId release, CancellationToken cancel) =>
        store.WriteAsync(Paths.SameUpload(stem), JsonSerializer.SerializeToUtf8Bytes(new SameAs(release), Documents.Json.SameAs), WriteCondition.Always, cancel);

    /// <summary>Makes the uploads of a name a release of their own again.</summary>
    public Task PartAsync(string stem, CancellationToken cancel) => store.DeleteAsync(Paths.SameUpload(stem), cancel);

    private async Task<ReleaseId> ClaimAsync(ReleaseId id, string key, CancellationToken cancel)
    {
        var path = Paths.SameText(key);
        while (true)
        {
            if ((await store.LoadAsync(path, Documents.Json.SameAs, cancel)).Document is { } same)
                return same.Release;
            if (await store.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(new SameAs(id), Documents.Json.SameAs), WriteCondition.IsNew, cancel) is not null)
                return id;
            cancel.ThrowIfCancellationRequested();
        }
    }
}

/// <summary>The release that something belongs to.</summary>
internal sealed record SameAs(ReleaseId Release);
