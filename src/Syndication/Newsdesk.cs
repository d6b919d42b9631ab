using Syndication.Register;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication;

/// <summary>What a person at the newsdesk decides about a release. The work that follows is queued; a pass does it.</summary>
public sealed class Newsdesk(Newsroom newsroom, IWorkQueue queue)
{
    private readonly ReleaseRegister register = new(newsroom.Store);

    /// <summary>Takes a release back, everywhere it ever went.</summary>
    /// <returns>The release as it is now; null where there is none of that id.</returns>
    public Task<Release?> WithdrawAsync(ReleaseId id, string? reason, CancellationToken cancel) =>
        ChangeAsync(id, release => Lifecycle.Withdraw(release, reason, Instant.Now(newsroom.Clock)), cancel);

    /// <summary>Puts a release up again.</summary>
    /// <returns>The release as it is now; null where there is none of that id.</returns>
    public Task<Release?> RestoreAsync(ReleaseId id, CancellationToken cancel) =>
        ChangeAsync(id, release => Lifecycle.Restore(release, Instant.Now(newsroom.Clock)), cancel);

    private async Task<Release?> ChangeAsync(ReleaseId id, Func<Release, Release> change, CancellationToken cancel)
    {
        // Queued before it is decided as well: where this process ends in between, the next pass does what follows all the same.
        await queue.SendAsync(new TranslateRelease(id), TimeSpan.Zero, cancel);
        var release = await newsroom.Store.ChangeAsync(
            Paths.Release(id), Documents.Json.Release, before => before is null ? null : change(before), cancel);
        if (release is null)
            return null;
        await register.NoteAsync(id.Value, entry => ReleaseRegister.Of(release, entry, null, Instant.Now(newsroom.Clock)), cancel);
        await queue.SendAsync(new TranslateRelease(id), TimeSpan.Zero, cancel);
        return release;
    }
}
