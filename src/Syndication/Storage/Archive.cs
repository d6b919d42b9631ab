using Syndication.Delivery;
using Syndication.Intake;
using Syndication.Releases;

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
