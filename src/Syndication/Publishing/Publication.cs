using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>The third stage: brings one language's pages and feeds up to date with some releases, and has the copies sent.</summary>
internal sealed class Publication(Newsroom newsroom)
{
    private readonly IBlobStore store = newsroom.Store;
    private readonly Publisher publisher = new(newsroom.Store, newsroom.Site, newsroom.Publishing);

    public async Task<Handled> PublishAsync(PublishLanguage work, CancellationToken cancel)
    {
        var entries = new List<PublishedChange>();
        var next = new List<Follow>();
        var now = newsroom.Clock.GetUtcNow();
        foreach (var id in work.Releases.Distinct())
        {
            var (release, _) = await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel);
            if (release?.In(work.Language) is not { Released: { } released } state)
                continue;
            var entry = await EntryAsync(release, state, now, cancel);
            entries.Add(new(id, entry) { Released = released });

            // Where the clock went back since this was queued, it comes up again all the same.
            if (release.IsEmbargoed(now))
                next.Add(new(new LiftEmbargo(id), release.Embargo!.Value - now));
            if (entry is not null)
                next.AddRange(Takers(work.Language, release).Select(partner => Follow.Now(new DeliverRelease(partner, id))));
        }

        var published = await publisher.PublishAsync(work.Language, entries, cancel);
        return new(next, [.. published.Changed.Select(id => new EditionPublished(id, work.Language))]);
    }

    // A withdrawal goes to whoever ever had a copy; who that is, the ledger knows, so everyone is asked.
    private IEnumerable<string> Takers(Language language, Release release) => newsroom.Partners.Values
        .Where(partner => release.Withdrawal is not null || partner.Receives.Languages.Count == 0 || partner.Receives.Languages.Contains(language))
        .Select(partner => partner.Id);

    /// <summary>What the world sees of a release in a language; null while that is nothing.</summary>
    internal async Task<Entry?> EntryAsync(Release release, EditionState state, DateTimeOffset now, CancellationToken cancel)
    {
        var showing = Course.Shows(release, state, now);
        if (showing == Showing.Nothing)
            return null;

        // A notice names what was taken back, not what was written since.
        var path = showing == Showing.Notice && state.Shown is { } shown
            ? Paths.Edition(release.Id, state.Language, shown.Version, shown.Text)
            : Paths.Edition(release.Id, state);
        var edition = (await store.LoadAsync(path, Documents.Json.Edition, cancel)).Document
            ?? throw new DamagedDocumentException(path, new FileNotFoundException("it is missing"));
        return Entries.Of(release, state, edition, showing, newsroom.Site);
    }
}
