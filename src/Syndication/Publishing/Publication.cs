using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Syndication.Hub;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>The third stage: brings pages and feeds of every language up to date with some releases, and has the copies sent.</summary>
internal sealed class Publication(Newsroom newsroom)
{
    private readonly IBlobStore store = newsroom.Store;
    private readonly Publisher publisher = new(newsroom.Store, newsroom.Site, newsroom.Publishing);

    public async Task<Handled> PublishAsync(PublishReleases work, CancellationToken cancel)
    {
        var next = new List<Follow>();
        var changed = new List<EditionPublished>();
        var written = new SortedSet<string>(StringComparer.Ordinal);
        var waiting = work.Releases.Distinct().ToList();
        while (waiting.Count > 0)
        {
            var seen = await SeeAsync(waiting, cancel);
            changed.AddRange(await PublishAsync(seen, written, cancel));
            next.AddRange(seen.SelectMany(one => one.Next));
            written.UnionWith(FeedsOf(seen));
            if (seen.FirstOrDefault(one => one.Damaged is not null)?.Damaged is { } damaged)
                ExceptionDispatchInfo.Throw(damaged);

            // Another process may have published what a release said later, and been overwritten by what it said before.
            waiting = await MovedOnAsync(seen, cancel);
        }

        await publisher.KeepFrameAsync(cancel);
        if (newsroom.Site.HubUrl is not null && written.Count > 0)
            next.Add(Follow.Now(new AnnounceFeeds([.. written])));
        return new([.. next.Distinct()], [.. changed.Distinct()]);
    }

    // What is to be seen of each release, in the order in which they were named.
    private async Task<IReadOnlyList<Seen>> SeeAsync(List<ReleaseId> ids, CancellationToken cancel)
    {
        var seen = new Seen[ids.Count];
        var now = newsroom.Clock.GetUtcNow();
        await Parallel.ForAsync(0, ids.Count, cancel, async (at, token) =>
        {
            var (release, blob) = await store.LoadAsync(Paths.Release(ids[at]), Documents.Json.Release, token);
            seen[at] = release is null ? new(ids[at], null) : await SeeAsync(release, blob!.ETag, now, token);
        });
        return seen;
    }

    private async Task<Seen> SeeAsync(Release release, string tag, DateTimeOffset now, CancellationToken cancel)
    {
        var seen = new Seen(release.Id, tag);
        foreach (var language in newsroom.Site.Languages)
        {
            if (release.In(language) is not { Released: { } released } state)
                continue;
            try
            {
                seen.Changes[language] = new(release.Id, await EntryAsync(release, state, now, cancel)) { Released = released };
            }
            catch (DamagedDocumentException e)
            {
                // It keeps nothing else from being published; then it is mended, and this is done again.
                seen.Damaged = e;
            }
        }

        // Where the clock went back since this was queued, it comes up again all the same.
        if (seen.Changes.Count > 0 && release.IsEmbargoed(now))
            seen.Next.Add(new(new LiftEmbargo(release.Id), release.Embargo!.Value - now));
        var shown = seen.Changes.Where(change => change.Value.Entry is not null).Select(change => change.Key).ToHashSet();
        if (shown.Count > 0)
            seen.Next.AddRange(Takers(shown, release).Select(partner => Follow.Now(new DeliverRelease(partner, release.Id))));
        return seen;
    }

    // A language that fails keeps none of the others from being published; it is done again with all of them.
    private async Task<IEnumerable<EditionPublished>> PublishAsync(IReadOnlyList<Seen> seen, SortedSet<string> written, CancellationToken cancel)
    {
        var published = await Task.WhenAll(newsroom.Site.Languages.Select(language => Task.Run(
            async () =>
            {
                var changes = seen.Select(one => one.Changes.GetValueOrDefault(language)).OfType<PublishedChange>().ToList();
                return (Language: language, Done: changes.Count == 0 ? new([]) : await publisher.PublishAsync(language, changes, cancel));
            },
            cancel)));
        foreach (var (language, done) in published)
            written.UnionWith(done.Subjects.SelectMany(subject => FeedsOf(language, subject)));
        return published.SelectMany(one => one.Done.Changed.Select(id => new EditionPublished(id, one.Language)));
    }

    // Where these releases stand, whether anything changed or not: what a publication that was cut short had changed already, only so is
    // announced. Whoever has a feed as it is, is not sent it again.
    private IEnumerable<string> FeedsOf(IReadOnlyList<Seen> seen) => seen.SelectMany(one => one.Changes)
        .SelectMany(change => Subject.Of(change.Value.Entry).Prepend<Subject?>(null).SelectMany(subject => FeedsOf(change.Key, subject)));

    private IEnumerable<string> FeedsOf(Language language, Subject? subject) =>
        subject is null || Subject.Of(newsroom.Site).Contains(subject) ? Topics.Of(language, subject) : [];

    private async Task<List<ReleaseId>> MovedOnAsync(IReadOnlyList<Seen> seen, CancellationToken cancel)
    {
        var moved = new ConcurrentBag<ReleaseId>();
        await Parallel.ForEachAsync(seen.Where(one => one.Changes.Count > 0), cancel, async (one, token) =>
        {
            if ((await store.ReadAsync(Paths.Release(one.Release), token))?.ETag != one.Tag)
                moved.Add(one.Release);
        });
        return [.. moved];
    }

    // A withdrawal goes to whoever ever had a copy; who that is, the ledger knows, so everyone is asked.
    private IEnumerable<string> Takers(IReadOnlySet<Language> languages, Release release) => newsroom.Partners.Values
        .Where(partner => release.Withdrawal is not null || partner.Receives.Languages.Count == 0 || partner.Receives.Languages.Any(languages.Contains))
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

    /// <summary>What is to be seen of a release, by language, and the tag of the document that says so.</summary>
    private sealed record Seen(ReleaseId Release, string? Tag)
    {
        public Dictionary<Language, PublishedChange> Changes { get; } = [];

        public List<Follow> Next { get; } = [];

        public DamagedDocumentException? Damaged { get; set; }
    }
}
