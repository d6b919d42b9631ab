using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Translation;
using Syndication.Translation.Xliff;

namespace Syndication;

/// <summary>
/// What a person at the newsdesk decides about a release. The work that follows is queued before the decision is written down and again
/// after it: a process that ends in between leaves work that finds nothing to do, never a decision that nobody carries out. A pass does it.
/// </summary>
public sealed class Newsdesk(Newsroom newsroom, IWorkQueue queue)
{
    /// <summary>Takes a release back, everywhere it ever went; of one that is withdrawn already, changes the reason.</summary>
    /// <returns>The release as it is now; null where there is none of that id.</returns>
    public Task<Release?> WithdrawAsync(ReleaseId id, string? reason, CancellationToken cancel) =>
        ChangeAsync(id, release => Lifecycle.Withdraw(release, reason, Instant.After(Instant.Now(newsroom.Clock), release)), cancel);

    /// <summary>Puts a release up again.</summary>
    /// <returns>The release as it is now; null where there is none of that id.</returns>
    public Task<Release?> RestoreAsync(ReleaseId id, CancellationToken cancel) =>
        ChangeAsync(id, release => Lifecycle.Restore(release, Instant.After(Instant.Now(newsroom.Clock), release)), cancel);

    /// <summary>Approves a translation that is held, or that a machine wrote and is public: it is published as reviewed, and its segments are learned so.</summary>
    /// <returns>What came of it; its release is null where there is none of that id.</returns>
    public Task<Accepted> ApproveAsync(ReleaseId id, Language language, CancellationToken cancel) =>
        AcceptAsync(id, acceptance => acceptance.ApproveAsync(id, language, cancel), cancel);

    /// <summary>Publishes what a translator brought back, segment by segment.</summary>
    /// <returns>What came of it; its release is null where there is none of that id.</returns>
    public Task<Accepted> TranslateAsync(XliffDocument document, CancellationToken cancel) =>
        AcceptAsync(document.Release, acceptance => acceptance.TakeAsync(document, cancel), cancel);

    /// <summary>Has a partner sent again what it was sent of a release, or should have been.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="id">The release.</param>
    /// <param name="time">Only what fell due or was tried in that time.</param>
    /// <param name="onlyLook">Says what would be sent, and changes nothing.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Null where there is no release of that id.</returns>
    public async Task<Resend?> ResendAsync(Partner partner, ReleaseId id, Stretch time, bool onlyLook, CancellationToken cancel)
    {
        var store = newsroom.Store;
        while (true)
        {
            var (release, _) = await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel);
            if (release is null)
                return null;
            var path = Deliveries.Path(partner.Id, id);
            var (stored, blob) = await store.LoadAsync(path, Documents.Json.Deliveries, cancel);
            var editions = await Texts.LoadAsync(store, release, [], cancel);
            var given = new Given(partner, release, Texts.WithSubjects(editions, release), newsroom.Site, newsroom.Clock.GetUtcNow(), TimeSpan.Zero);
            var (ledger, resend) = Resend.Of(given, stored ?? new() { Partner = partner.Id, Release = id }, time);
            if (onlyLook || resend.Copies.Count == 0)
                return resend;

            await queue.SendAsync(new DeliverRelease(partner.Id, id), TimeSpan.Zero, cancel);
            if (!await store.SaveAsync(path, ledger, Documents.Json.Deliveries, blob, cancel))
                continue;
            await queue.SendAsync(new DeliverRelease(partner.Id, id), TimeSpan.Zero, cancel);
            return resend;
        }
    }

    private async Task<Accepted> AcceptAsync(ReleaseId id, Func<Acceptance, Task<Accepted>> accept, CancellationToken cancel)
    {
        if (await newsroom.Store.StatAsync(Paths.Release(id), cancel) is null)
            return new(null, null, [], []);
        await queue.SendAsync(new TranslateRelease(id), TimeSpan.Zero, cancel);
        var accepted = await accept(new(newsroom));
        await queue.SendAsync(new TranslateRelease(id), TimeSpan.Zero, cancel);
        return accepted;
    }

    // What no decision changed is brought up to date all the same: an earlier decision may have been cut short.
    private async Task<Release?> ChangeAsync(ReleaseId id, Func<Release, Release> change, CancellationToken cancel)
    {
        if (await newsroom.Store.StatAsync(Paths.Release(id), cancel) is null)
            return null;
        await queue.SendAsync(new TranslateRelease(id), TimeSpan.Zero, cancel);
        var release = await newsroom.Store.ChangeAsync(Paths.Release(id), Documents.Json.Release, before => before is null ? null : change(before), cancel);
        await queue.SendAsync(new TranslateRelease(id), TimeSpan.Zero, cancel);
        return release;
    }
}
