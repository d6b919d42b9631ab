using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Intake;
using Syndication.Register;
using Syndication.Releases;
using Syndication.Sameness;

namespace Syndication.Storage;

/// <summary>Reads what the pipeline has stored, for those who only look.</summary>
/// <param name="store">Where it is kept.</param>
/// <param name="damaged">Told of what is not readable, which is then passed over; null where it is to be thrown.</param>
public sealed class Archive(IBlobStore store, Action<DamagedDocumentException>? damaged = null)
{
    /// <summary>Every release, in no promised order.</summary>
    /// <exception cref="DamagedDocumentException">A document is not readable.</exception>
    public async IAsyncEnumerable<Release> ReleasesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var item in store.ListAsync("releases/", cancel))
        {
            if (item.Path.EndsWith("~/release.json", StringComparison.Ordinal) &&
                await LoadAsync(item.Path, Documents.Json.Release, cancel) is { } release)
            {
                yield return release;
            }
        }
    }

    /// <summary>A release; null where there is none of that id.</summary>
    public async Task<Release?> ReleaseAsync(ReleaseId id, CancellationToken cancel) =>
        await LoadAsync(Paths.Release(id), Documents.Json.Release, cancel);

    /// <summary>
    /// The release that somebody means: by its id, or by a path of one of its uploads, such as <c>inbox/2026/caire.ar.md</c>.
    /// </summary>
    /// <returns>Null where there is none.</returns>
    public async Task<Release?> FindAsync(string text, CancellationToken cancel)
    {
        foreach (var name in Names(text))
        {
            if (ReleaseId.TryCreate(name, out var id) is null && await ReleaseAsync(id, cancel) is { } release)
                return release;
        }

        return null;
    }

    /// <summary>The release that uploads of a name were joined to, since it says the same; null where they are none but their own.</summary>
    public async Task<Release?> JoinedAsync(string text, CancellationToken cancel)
    {
        var sameness = new SamenessIndex(store);
        foreach (var name in Names(text))
        {
            if (ReleaseId.TryCreate(name, out _) is null && await sameness.JoinedAsync(name, cancel) is { } id && await ReleaseAsync(id, cancel) is { } release)
                return release;
        }

        return null;
    }

    /// <summary>The ids nearest to what somebody wrote, the nearest first.</summary>
    public async Task<IReadOnlyList<ReleaseId>> NearestAsync(string text, int most, CancellationToken cancel)
    {
        var names = Names(text).ToList();
        var ids = (await new ReleaseRegister(store).AllAsync(cancel)).Values.Select(entry => entry.Release).OfType<ReleaseId>();
        return
        [
            .. ids.Select(id => (Id: id, Slips: names.Min(name => Slips(name, id.Value))))
                .Where(pair => pair.Slips is not null).OrderBy(pair => pair.Slips).ThenBy(pair => pair.Id).Take(most).Select(pair => pair.Id),
        ];
    }

    /// <summary>The releases that a partner was ever due a copy of, in no promised order.</summary>
    public async IAsyncEnumerable<ReleaseId> DueToAsync(string partner, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var prefix = $"deliveries/{partner}/";
        await foreach (var item in store.ListAsync(prefix, cancel))
        {
            if (item.Path.EndsWith("~/copies.json", StringComparison.Ordinal) && ReleaseId.TryCreate(item.Path[prefix.Length..^"~/copies.json".Length], out var id) is null)
                yield return id;
        }
    }

    /// <summary>A manuscript that a release was read from, by its fingerprint; null where there is none.</summary>
    public static async Task<Manuscript?> ManuscriptAsync(IBlobStore store, ReleaseId id, string fingerprint, CancellationToken cancel) =>
        (await store.LoadAsync(Paths.Manuscript(id, fingerprint), Documents.Json.Manuscript, cancel)).Document;

    /// <summary>The copies a partner was due of a release, in the order in which they fell due.</summary>
    public async Task<IReadOnlyList<LedgerCopy>> CopiesAsync(string partner, ReleaseId id, CancellationToken cancel) =>
        (await LoadAsync(Deliveries.Path(partner, id), Documents.Json.Deliveries, cancel))?.Copies ?? [];

    /// <summary>Every upload that is rejected now.</summary>
    public async IAsyncEnumerable<ProblemDocument> ProblemsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var item in store.ListAsync("rejected/", cancel))
        {
            if (item.Path.EndsWith(".problem.json", StringComparison.Ordinal) &&
                await LoadAsync(item.Path, Documents.Json.ProblemDocument, cancel) is { } problem)
            {
                yield return problem;
            }
        }
    }

    // As it is written; below the inbox; without language and ending.
    private static IEnumerable<string> Names(string text)
    {
        var path = Composition.Compose(text.Trim().Replace('\\', '/'));
        while (path.StartsWith("./", StringComparison.Ordinal))
            path = path[2..];
        var inbox = path.StartsWith("inbox/", StringComparison.Ordinal) ? 0 : path.LastIndexOf("/inbox/", StringComparison.Ordinal) is var at and >= 0 ? at + 1 : -1;
        var below = inbox >= 0 ? path[(inbox + "inbox/".Length)..] : path;
        return new[] { path, below, UploadName.Parse(below).Stem }.Distinct();
    }

    // Whoever writes the name without its folder, or a part of it, is nearer than whoever mistypes.
    private static int? Slips(string name, string id)
    {
        if (name.Length > 2 && id.Contains(name, StringComparison.OrdinalIgnoreCase))
            return 0;
        var own = id[(id.LastIndexOf('/') + 1)..];
        var slips = Math.Min(Spelling.Distance(name.ToLowerInvariant(), id.ToLowerInvariant()), 1 + Spelling.Distance(name[(name.LastIndexOf('/') + 1)..].ToLowerInvariant(), own.ToLowerInvariant()));
        return slips <= Math.Max(2, own.Length / 3) ? slips : null;
    }

    private async Task<T?> LoadAsync<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancel)
        where T : class
    {
        try
        {
            return (await store.LoadAsync(path, type, cancel)).Document;
        }
        catch (DamagedDocumentException e) when (damaged is not null)
        {
            damaged(e);
            return null;
        }
    }
}
