using System.Text.Json;
using Syndication.Configuration;
using Syndication.Intake;
using Syndication.Releases;
using Syndication.Sameness;
using Syndication.Storage;

namespace Syndication.Sources;

/// <summary>Takes in the items of a feed: each is found again by what it is known by, read, and made a release or a correction of one.</summary>
internal sealed class SourceItems(Newsroom newsroom)
{
    // So often a page is asked for before the summary has to do.
    private const int MostTries = 4;

    private const int PastTexts = 8;

    // A text that was there before and comes back has to stand so long: whatever writes it may not know its own mind.
    private static readonly TimeSpan Settling = TimeSpan.FromHours(24);

    private readonly IBlobStore store = newsroom.Store;
    private readonly SamenessIndex sameness = new(newsroom.Store);
    private readonly SourceReleases releases = new(newsroom);

    /// <summary>What came of a feed's items.</summary>
    public sealed class Came
    {
        public Dictionary<string, SeenItem> Items { get; } = new(StringComparer.Ordinal);

        public List<Follow> Next { get; } = [];

        public List<Event> Events { get; } = [];

        public List<DateTimeOffset> News { get; } = [];

        public List<string> Refused { get; } = [];

        public int New { get; set; }

        public int Changed { get; set; }

        /// <summary>Whether the feed is to be read again whatever it says of itself.</summary>
        public bool IsOpen { get; set; }
    }

    /// <summary>Takes them in, the last of the feed first: that is the oldest, as a rule.</summary>
    public async Task<Came> TakeAsync(Source source, Feed feed, SourceState state, bool isFirst, DateTimeOffset now, CancellationToken cancel)
    {
        var came = new Came();
        var keys = new ItemKeys(feed);
        var taken = new HashSet<ReleaseId>();
        for (var i = feed.Items.Count - 1; i >= 0; i--)
        {
            var item = feed.Items[i];
            var key = keys.Of(item);
            if (!came.Items.ContainsKey(key))
                await TakeAsync(new(source, feed, item, key, keys, state, isFirst && IsOld(source, item, i, now), isFirst, now), came, taken, cancel);
        }

        return came;
    }

    // Where no item says a date, the first in the feed are the newest.
    private static bool IsOld(Source source, FeedEntry item, int place, DateTimeOffset now) =>
        place >= source.FirstItems || (item.Published ?? item.Updated) < now - source.FirstAge;

    private async Task TakeAsync(Case at, Came came, HashSet<ReleaseId> taken, CancellationToken cancel)
    {
        var stamp = Stamp(at.Item);
        var seen = at.State.Items.GetValueOrDefault(at.Key);
        if (seen is not null && seen.Stamp == stamp && seen.Next is null && seen.Tries == 0 && (seen.Problem is null || at.State.ETag is not null))
        {
            came.Items[at.Key] = seen with { Seen = at.Now };
            return;
        }

        var known = seen is not null && seen.Problem is null && seen.Tries == 0 ? new(seen.Release, at.Key, "", null) : await FindAsync(at, cancel);
        if (known is { Release: null } || (known is null && at.IsOld))
        {
            // It was there before the source was one of ours.
            await NoteAsync(at, null, cancel);
            came.Items[at.Key] = new() { Stamp = stamp, Seen = at.Now };
            return;
        }

        var (reading, again) = await ReadAsync(at, seen, cancel);
        if (again || reading.Manuscript is not { } manuscript)
        {
            var why = reading.Problems.Count > 0 ? reading.Problems[0].Message : null;
            came.IsOpen |= again;
            came.Items[at.Key] = (seen ?? new() { Stamp = stamp, Seen = at.Now }) with
            {
                Stamp = stamp,
                Seen = at.Now,
                Tries = again ? (seen?.Tries ?? 0) + 1 : 0,
                Problem = why,
                Title = why is null ? null : Name(at.Item),
                Release = known?.Release ?? seen?.Release,
            };
            if (why is not null && seen?.Problem != why)
                came.Refused.Add($"“{Name(at.Item)}”: {why}");
            return;
        }

        var text = ItemText.Hash(manuscript);
        var release = known?.Release ?? await NewAsync(at, manuscript, cancel);
        var stands = seen?.Text ?? await releases.TextAsync(release, at.Source.Id, cancel);
        var now = (seen ?? new() { Stamp = stamp, Seen = at.Now }) with { Stamp = stamp, Seen = at.Now, Release = release, Tries = 0, Problem = null, Title = null };
        if (stands == text)
        {
            came.Items[at.Key] = now with { Text = text, Next = null, NextSince = null };
            return;
        }

        if (stands is not null && Waits(at, now, text))
        {
            came.IsOpen = true;
            came.Items[at.Key] = now with { Text = stands, Next = text, NextSince = now.Next == text ? now.NextSince : at.Now };
            return;
        }

        // Two items of one release in one feed: the newer one has the word, and there is one version at the most.
        if (!taken.Add(release) && known is null)
        {
            came.Items[at.Key] = now with { Text = text };
            return;
        }

        var (after, changes, isNews, joined) = await releases.TakeAsync(release, at.Source, manuscript, text, at.Now, cancel);
        came.Next.Add(Follow.Now(new TranslateRelease(release)));
        if (reading.Held is { } held)
            came.Refused.Add($"“{Name(at.Item)}”: {held.Message}");
        came.Events.AddRange(changes.Select(change => new ReleaseChanged(release, change)));
        if (joined)
            came.Events.Add(new OriginJoined(release, $"{at.Source.Name}: {at.Item.Link?.AbsoluteUri ?? Name(at.Item)}", after.Status(at.Now)));
        came.New += isNews ? 1 : 0;
        came.Changed += changes.Any(change => change.Kind == ChangeKind.Corrected) ? 1 : 0;
        if (known is null)
            came.News.Add(at.IsFirst ? Past(at.Item, at.Now) : at.Now);
        came.Items[at.Key] = now with
        {
            Text = text,
            Next = null,
            NextSince = null,
            Past = stands is null ? now.Past : [.. now.Past.Where(past => past != text && past != stands).Append(stands).TakeLast(PastTexts)],
        };
    }

    private static bool Waits(Case at, SeenItem item, string text)
    {
        var wait = item.Past.Contains(text) && at.Source.Quiet < Settling ? Settling : at.Source.Quiet;
        return wait > TimeSpan.Zero && !(item.Next == text && at.Now - item.NextSince >= wait);
    }

    // The text of the page, where the source says so and the item only sums it up.
    private async Task<(Reading Reading, bool Again)> ReadAsync(Case at, SeenItem? seen, CancellationToken cancel)
    {
        var (source, item) = (at.Source, at.Item);
        if (source.FullText && item.Link is { Scheme: "http" or "https" } link && ItemReader.IsSummary(item))
        {
            var page = await newsroom.Feeds!.PageAsync(source, link, cancel);
            if (page.Content is { } content)
            {
                if (ItemReader.Decode(content) is { Html: { } html } && ItemReader.Read(source, at.Feed, item, (html, page.Address), newsroom.Site, newsroom.Intake) is { Manuscript: not null } whole)
                    return (whole, false);
            }
            else if (!page.IsForGood && (seen?.Tries ?? 0) < MostTries)
            {
                return (Reading.Rejected("page-not-read", $"Its page could not be had ({page.Problem}). It is tried again."), true);
            }
        }

        return (ItemReader.Read(source, at.Feed, item, null, newsroom.Site, newsroom.Intake), false);
    }

    private async Task<KnownItem?> FindAsync(Case at, CancellationToken cancel)
    {
        if (at.Keys.ByGuid(at.Item) is { } guid && await KnownAsync(guid) is { } byGuid)
            return byGuid;
        if (at.Keys.ByLink(at.Item) is { } link && await KnownAsync(link) is { } byLink)
        {
            // Under a name of its own and at the address of another it is the same only where it is called the same or says the same: an address may be used again.
            var isRenamed = at.Keys.ByGuid(at.Item) is not null && byLink.Key != link;
            if (!isRenamed || byLink.Title == NormalText.Letters(at.Item.Title) || byLink.Text is { } text && text == TextOf(at.Item))
            {
                await NoteAsync(at, byLink.Release, cancel);
                return byLink;
            }
        }

        return at.Keys.ByGuid(at.Item) is null && at.Keys.ByLink(at.Item) is null ? await KnownAsync(at.Key) : null;

        async Task<KnownItem?> KnownAsync(string key) => (await store.LoadAsync(Paths.SourceItem(at.Source.Id, key), Documents.Json.KnownItem, cancel)).Document;
    }

    // Claimed before anything is stored: whoever comes second, or again after a crash, finds the same release.
    private async Task<ReleaseId> NewAsync(Case at, Manuscript manuscript, CancellationToken cancel)
    {
        var id = ItemIds.Of(at.Source.Id, at.Item, at.Key, at.Now);
        return await NoteAsync(at, await sameness.ClaimAsync(id, [manuscript], new HashSet<ReleaseId>(), cancel), cancel) ?? id;
    }

    private async Task<ReleaseId?> NoteAsync(Case at, ReleaseId? release, CancellationToken cancel)
    {
        var first = release;
        foreach (var key in new[] { at.Key, at.Keys.ByLink(at.Item) }.OfType<string>().Distinct())
        {
            var path = Paths.SourceItem(at.Source.Id, key);
            var known = new KnownItem(first, at.Key, NormalText.Letters(at.Item.Title), TextOf(at.Item));
            if (await store.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(known, Documents.Json.KnownItem), WriteCondition.IsNew, cancel) is null &&
                key == at.Key && (await store.LoadAsync(path, Documents.Json.KnownItem, cancel)).Document is { Release: { } other })
            {
                first = other;
            }
        }

        return first;
    }

    private static DateTimeOffset Past(FeedEntry item, DateTimeOffset now) => item.Published is { } published && published < now ? published : now;

    private static string? TextOf(FeedEntry item) =>
        NormalText.Letters(item.Html) is { Length: > 100 } letters ? Fingerprints.Of(letters)[..32] : null;

    private static string Name(FeedEntry item) => item.Title.Length > 0 ? item.Title.Length > 100 ? item.Title[..100] + "…" : item.Title : item.Link?.AbsoluteUri ?? "an item without a headline";

    private static string Stamp(FeedEntry item) => Fingerprints.Of(string.Join('\n', item.Title, item.Link?.AbsoluteUri, item.Html, item.Summary, $"{item.Updated:O}", $"{item.Published:O}", item.Language))[..32];

    private sealed record Case(Source Source, Feed Feed, FeedEntry Item, string Key, ItemKeys Keys, SourceState State, bool IsOld, bool IsFirst, DateTimeOffset Now);
}
