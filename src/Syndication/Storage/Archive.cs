using Syndication.Delivery;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Storage;

/// <summary>Reads what the pipeline has stored, for those who only look.</summary>
public sealed class Archive(IBlobStore store)
{
    /// <summary>Every release, in no promised order.</summary>
    /// <exception cref="DamagedDocumentException">A document is not readable.</exception>
    public async IAsyncEnumerable<Release> ReleasesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var item in store.ListAsync("releases/", cancel))
        {
            if (item.Path.EndsWith("~/release.json", StringComparison.Ordinal) &&
                (await store.LoadAsync(item.Path, Documents.Json.Release, cancel)).Document is { } release)
            {
                yield return release;
            }
        }
    }

    /// <summary>A release; null where there is none of that id.</summary>
    public async Task<Release?> ReleaseAsync(ReleaseId id, CancellationToken cancel) =>
        (await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel)).Document;

    /// <summary>The copies a partner was due of a release, in the order in which they fell due.</summary>
    public async Task<IReadOnlyList<LedgerCopy>> CopiesAsync(string partner, ReleaseId id, CancellationToken cancel) =>
        (await store.LoadAsync(Deliveries.Path(partner, id), Documents.Json.Deliveries, cancel)).Document?.Copies ?? [];

    /// <summary>Every upload that is rejected now.</summary>
    public async IAsyncEnumerable<ProblemDocument> ProblemsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var item in store.ListAsync("rejected/", cancel))
        {
            if (item.Path.EndsWith(".problem.json", StringComparison.Ordinal) &&
                (await store.LoadAsync(item.Path, Documents.Json.ProblemDocument, cancel)).Document is { } problem)
            {
                yield return problem;
            }
        }
    }
}
