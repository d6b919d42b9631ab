using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Sources;

/// <summary>
/// Reads a source and takes in what is new or changed. What is known of the source is written down last, so whoever is cut short reads
/// the same again; two who read at once store the same things under the same names.
/// </summary>
internal sealed class Polling(Newsroom newsroom)
{
    // Items that have left the feed are told by what they are known by; how their text stood is kept for so many.
    private const int MostSeen = 1000;

    private readonly IBlobStore store = newsroom.Store;
    private readonly SourceItems items = new(newsroom);

    public async Task<Handled> PollAsync(string id, CancellationToken cancel)
    {
        if (newsroom.Feeds is not { } feeds || newsroom.Sources.FirstOrDefault(source => source.Id == id) is not { } source)
            return new([], []);
        var now = Instant.Now(newsroom.Clock);
        var (stored, blob) = await store.LoadAsync(Paths.Source(id), Documents.Json.SourceState, cancel);
        var state = Configured(source, stored);
        if (state.Gone is not null || state.NotBefore > now)
            return new([], []);

        var asked = state.ETag is null && state.LastModified is null || IsAnythingOpen(state)
            ? new FeedRequest(state.MovedTo ?? source.Address, null, null)
            : new FeedRequest(state.MovedTo ?? source.Address, state.ETag, state.LastModified);
        var answer = await feeds.ReadAsync(source, asked, cancel);
        state = state with { Asked = now, MovedTo = answer.MovedTo is { } moved ? moved == source.Address ? null : moved : state.MovedTo };
        var wasWell = state.FailingSince is null;
        switch (answer)
        {
            case FeedGone:
                state = Well(state, answer, now) with { Gone = now };
                return await EndAsync([], new SourceFailed(id, "It says that it is gone for good (410), and is not asked any more. Take it out of sources.opml, or give its new address.", true, true));

            case FeedFailed failed when state.MovedTo is not null && answer.MovedTo is null && state.Failures >= 2:
                // Where it once said it moved to is no better: the address that was configured gets its chance.
                state = Failing(state, failed, now) with { MovedTo = null, ETag = null, LastModified = null };
                return await EndAsync([], new SourceFailed(id, failed.Reason, wasWell, false));

            case FeedFailed failed:
                state = Failing(state, failed, now);
                return await EndAsync([], new SourceFailed(id, failed.Reason, wasWell, false));

            case FeedUnchanged:
                state = Well(state, answer, now);
                return await EndAsync([]);

            case FeedRead read:
                var came = await items.TakeAsync(source, read.Feed, state, stored?.Answered is null, now, cancel);
                state = Well(state, answer, now) with
                {
                    ETag = came.IsOpen ? null : read.ETag,
                    LastModified = came.IsOpen ? null : read.LastModified,
                    News = Rhythm.With(state.News, came.News),
                    Items = came.Items.Concat(state.Items.Where(old => !came.Items.ContainsKey(old.Key)).OrderByDescending(old => old.Value.Seen).Take(Math.Max(0, MostSeen - came.Items.Count)))
                        .OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(),
                };
                Event[] told = came.New + came.Changed + came.Refused.Count > 0 || !wasWell ? [new SourceRead(id, came.New, came.Changed, came.Refused)] : [];
                return await EndAsync(came.Next, [.. came.Events, .. told]);

            default:
                throw new NotSupportedException($"Sources: an answer that is none: {answer.GetType().Name}.");
        }

        async Task<Handled> EndAsync(IReadOnlyList<Follow> next, params Event[] events)
        {
            // Who came between has read the same or something newer; what he noted stands.
            await store.SaveAsync(Paths.Source(id), state, Documents.Json.SourceState, blob, cancel);
            return new(next, events);
        }
    }

    /// <summary>Whether an item waits for something that an unchanged feed would not tell.</summary>
    private static bool IsAnythingOpen(SourceState state) => state.Items.Values.Any(item => item.Next is not null || item.Tries > 0);

    // With another address, nothing that the old one said counts; with other settings, everything is looked at again.
    private static SourceState Configured(Source source, SourceState? stored)
    {
        var basis = Fingerprints.Of(string.Join('\n', [
            source.Address.AbsoluteUri, source.Language?.Tag, string.Join(',', source.Topics), string.Join(',', source.Regions), source.Rights, $"{source.FullText}", string.Join(',', source.Allow),
        ]))[..16];
        if (stored is null)
            return new() { Configured = source.Address, Basis = basis };
        if (stored.Configured != source.Address)
            return new() { Configured = source.Address, Basis = basis, Items = stored.Items, News = stored.News, Answered = stored.Answered };
        return stored.Basis == basis ? stored : stored with { Basis = basis, ETag = null, LastModified = null, NotBefore = null, Gone = null };
    }

    private static SourceState Well(SourceState state, FeedAnswer answer, DateTimeOffset now) => state with
    {
        Answered = now,
        FailingSince = null,
        Failure = null,
        Failures = 0,
        NotBefore = Courtesy.NotBefore(now, answer.Wait, 0),
    };

    private static SourceState Failing(SourceState state, FeedFailed failed, DateTimeOffset now) => state with
    {
        FailingSince = state.FailingSince ?? now,
        Failure = failed.Reason,
        Failures = state.Failures + 1,
        NotBefore = Courtesy.NotBefore(now, failed.Wait, state.Failures + 1),
    };
}
