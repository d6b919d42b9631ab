using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>
/// What others did while everything public was made anew beside them: a page of theirs may have been taken for one too many, an entry
/// overwritten. What changed since is published once more.
/// </summary>
/// <param name="newsroom">The newsroom.</param>
/// <param name="queue">Where the publishing is queued.</param>
public sealed class Meanwhile(Newsroom newsroom, IWorkQueue queue)
{
    // The storage's clock, which dates the documents, may be so far off this machine's: further, and nothing signed is accepted.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);

    /// <summary>Queues the publishing of the releases that changed since an instant.</summary>
    /// <returns>How many there are.</returns>
    public async Task<int> PublishAsync(DateTimeOffset since, CancellationToken cancel)
    {
        var changed = new List<ReleaseId>();
        await foreach (var item in newsroom.Store.ListAsync("releases/", cancel))
        {
            if (item.LastModified >= since - Skew && item.Path.EndsWith("~/release.json", StringComparison.Ordinal) && Paths.TryRelease(item.Path, out var id))
                changed.Add(id);
        }

        if (changed.Count > 0)
            await queue.SendAsync(new PublishReleases(changed), TimeSpan.Zero, cancel);

        return changed.Count;
    }
}
