using System.Collections.Concurrent;
using System.Globalization;
using Syndication.Delivery.Journal;
using Syndication.Hub;
using Syndication.Publishing;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Night;

/// <summary>
/// Compares what should be with what is, for every release, language and partner, and queues the difference; files that are public it
/// writes again where their bytes are not what the shelves say. It remembers nothing of what went wrong, reads the whole archive in
/// parts, goes on where it was killed, and leaves alone what is right.
/// </summary>
/// <param name="newsroom">The newsroom.</param>
/// <param name="queue">Where the difference is queued; a pass does it.</param>
/// <param name="happened">Told of everything found and mended; may be called by several threads at once.</param>
public sealed class NightlyRun(Newsroom newsroom, IWorkQueue queue, Action<Event> happened)
{
    private const int AtOnce = 4;

    private readonly IBlobStore store = newsroom.Store;

    /// <summary>How far the nightly run has come, and when it last ended.</summary>
    public static async Task<NightState> StateAsync(IBlobStore store, CancellationToken cancel) =>
        await store.TryLoadAsync(Paths.Night, Documents.Json.NightState, cancel) ?? new();

    /// <summary>Notes when a newsroom is first looked at, so that its first night falls due.</summary>
    public static Task NoteAsync(IBlobStore store, DateTimeOffset now, CancellationToken cancel) => SaveAsync(store, new() { Last = now }, cancel);

    /// <summary>Notes that a night has reached its end and its report is filed.</summary>
    public static Task EndAsync(IBlobStore store, NightState night, CancellationToken cancel) => SaveAsync(store, new() { Last = night.Began }, cancel);

    /// <summary>Keeps how far the nightly run has come.</summary>
    internal static Task KeepAsync(IBlobStore store, NightState state, CancellationToken cancel) => SaveAsync(store, state, cancel);

    /// <summary>Makes the comparison, or the rest of one that was cut short. To be called when the work that is due has been done.</summary>
    /// <returns>What was found, also before it was cut short; to be told and then ended.</returns>
    public async Task<NightState> CompareAsync(CancellationToken cancel)
    {
        var found = new ConcurrentBag<string>();
        var mending = new Mending(newsroom, queue, Note);
        var state = await StateAsync(store, cancel);
        if (state.Began is null)
            state = await KeepAsync(new() { Last = state.Last, Began = Instant.Now(newsroom.Clock) });

        var census = new ShelfCensus(newsroom);
        var list = await mending.DoAsync(() => ArchiveList.MakeAsync(store, cancel), cancel);
        await mending.DoAsync(() => census.TakeAsync(Found, cancel), cancel);
        var notesTexts = await store.StatAsync(Paths.SameNoted, cancel) is null;
        var comparison = new Comparison(newsroom, queue, census, Found) { NotesTexts = notesTexts };
        for (var part = state.Parts; part < ArchiveList.Parts; part++)
        {
            if (list.Part(part).Count == 0)
                continue;
            await Parallel.ForEachAsync(list.Part(part), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (item, token) =>
            {
                try
                {
                    await mending.DoAsync(() => comparison.CompareAsync(item, mending, token), token);
                }
                catch (Exception e) when (e is DamagedDocumentException or UnauthorizedAccessException)
                {
                    // One that cannot be mended or may not be read stops none of the others.
                    Found(e.Message);
                }
            });
            await comparison.FlushAsync(cancel);
            state = await KeepAsync(state with { Parts = part + 1 });
        }

        if (notesTexts)
            await store.WriteAsync(Paths.SameNoted, "{}"u8.ToArray(), WriteCondition.Always, cancel);
        state = state with { Parts = ArchiveList.Parts };
        var publisher = new Publisher(store, newsroom.Site, newsroom.Publishing);
        publisher.Files.Written = (path, differed) =>
        {
            if (differed)
                Found($"public/{path} was missing or not as published; it was written again.");
        };
        var shelves = new Shelves(store);
        foreach (var language in newsroom.Site.Languages.Order())
        {
            foreach (var month in await shelves.MonthsAsync(language, cancel))
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{language}/{month.From:yyyyMMddHHmmss}");
                if (string.CompareOrdinal(name, state.Shown) <= 0)
                    continue;
                await mending.DoAsync(() => publisher.ShowMonthAsync(language, month, cancel), cancel);
                state = await KeepAsync(state with { Shown = name });
            }

            await mending.DoAsync(() => publisher.ShowNewestAsync(language, cancel), cancel);
        }

        if (newsroom.Site.LedgerYears is { } years)
        {
            foreach (var partner in await JournalFiles.PartnersAsync(store, cancel))
            {
                if (await new JournalRetention(store).CutAsync(partner, years, newsroom.Clock.GetUtcNow(), cancel) is > 0 and var cut)
                    Found($"{cut} files of the journal of {partner} were past their {years} years; they were taken away.");
            }
        }

        // Whoever subscribes and missed a feed as it is now is sent it; whoever has it is not.
        if (newsroom.Site.HubUrl is not null)
            await queue.SendAsync(new AnnounceFeeds([.. Topics.All(newsroom.Site)]), TimeSpan.Zero, cancel);
        return await KeepAsync(state);

        void Found(string what)
        {
            found.Add(what);
            happened(new DifferenceFound(what));
        }

        void Note(Event e)
        {
            if (e is DocumentMended mended)
                found.Add(mended.What);
            happened(e);
        }

        async Task<NightState> KeepAsync(NightState now)
        {
            now = now.With(Taken());
            await SaveAsync(store, now, cancel);
            return now;
        }

        List<string> Taken()
        {
            var taken = new List<string>();
            while (found.TryTake(out var what))
                taken.Add(what);
            return taken;
        }
    }

    private static Task<string?> SaveAsync(IBlobStore store, NightState state, CancellationToken cancel) =>
        store.WriteAsync(Paths.Night, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(state, Documents.Json.NightState), WriteCondition.Always, cancel);
}
