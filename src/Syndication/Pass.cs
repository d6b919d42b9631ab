using Syndication.Intake;
using Syndication.Night;
using Syndication.Register;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication;

/// <summary>
/// One whole pass over a newsroom: finds what is new in the inbox and what has fallen behind, and does all the work that is due.
/// </summary>
/// <param name="newsroom">The newsroom.</param>
/// <param name="queue">Where its work waits.</param>
/// <param name="happened">Told of everything as it happens; may be called by several threads at once.</param>
public sealed class Pass(Newsroom newsroom, IWorkQueue queue, Action<Event> happened) : IDisposable
{
    // So many pieces of one kind are taken at once: enough to be published together, few enough to stay small.
    private const int Batch = 512;

    // After so many failures in a row a partner is left alone until its next try; the copies keep their place.
    private const int Patience = 3;

    private const int CopiesAtOnce = 4;

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly IBlobStore store = newsroom.Store;
    private readonly Pipeline pipeline = new(newsroom);
    private readonly ReleaseRegister register = new(newsroom.Store);
    private readonly Mending mending = new(newsroom, queue, happened);

    /// <inheritdoc/>
    public void Dispose() => mending.Dispose();

    /// <summary>Makes the pass.</summary>
    /// <returns>What waits when it is over.</returns>
    public async Task<Standing> RunAsync(CancellationToken cancel)
    {
        await mending.DoAsync(() => UnparkAsync(cancel), cancel);
        await mending.DoAsync(() => FindAsync(cancel), cancel);
        await DrainAsync(cancel);
        return await mending.DoAsync(() => StandingAsync(cancel), cancel);
    }

    /// <summary>Does the work that is due, and what follows from it, until nothing is.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        while (await DrainAsync(WorkKind.Ingest, cancel) || await DrainAsync(WorkKind.Translate, cancel) ||
               await PublishAsync(cancel) || await DeliverAsync(cancel))
        {
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>What waits now.</summary>
    public async Task<Standing> StandingAsync(CancellationToken cancel)
    {
        var now = newsroom.Clock.GetUtcNow();
        var entries = (await register.AllAsync(cancel)).Values;
        return new(
            entries.Sum(entry => entry.Pending),
            entries.Sum(entry => entry.Held),
            entries.Count(entry => entry.Embargo > now && !entry.Withdrawn));
    }

    /// <summary>Queues the reading of what is new in the inbox, and the making of what has fallen behind.</summary>
    private async Task FindAsync(CancellationToken cancel)
    {
        var known = await register.AllAsync(cancel);
        var uploads = await UploadsAsync(known, cancel);
        foreach (var (stem, items) in uploads)
        {
            var marks = known.GetValueOrDefault(stem)?.Uploads ?? new Dictionary<string, UploadMark>();
            if (items.Any(item => marks.GetValueOrDefault(item.Key)?.Stamp != item.Value) ||
                marks.Any(mark => mark.Value.Stamp is not null && !items.ContainsKey(mark.Key)))
            {
                await queue.SendAsync(new IngestUploads(stem, [.. items.Keys.Order(StringComparer.Ordinal)]), TimeSpan.Zero, cancel);
            }
        }

        var now = newsroom.Clock.GetUtcNow();
        foreach (var entry in known.Values.Where(entry => entry.Release is not null))
        {
            if (entry.Basis != newsroom.Basis || entry.Embargo <= now || (newsroom.HasEngine && entry.Pending > 0))
                await queue.SendAsync(new TranslateRelease(entry.Release!.Value), TimeSpan.Zero, cancel);
        }
    }

    // The inbox by stem: the name of every file and its stamp. A stem whose last file is gone has none.
    private async Task<Dictionary<string, Dictionary<string, string>>> UploadsAsync(Dictionary<string, RegisterEntry> known, CancellationToken cancel)
    {
        var stems = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (stem, entry) in known)
        {
            if (entry.Uploads.Values.Any(mark => mark.Stamp is not null))
                stems[stem] = [];
        }

        var fresh = new List<(string Stem, string Name, BlobItem Item)>();
        await foreach (var item in store.ListAsync("inbox/", cancel))
        {
            var name = UploadName.Parse(item.Path["inbox/".Length..]);
            if (name.Kind == UploadKind.Ignored)
                continue;
            var stem = Composition.Compose(name.Stem);
            if (newsroom.Clock.GetUtcNow() - item.LastModified < Settling && known.GetValueOrDefault(stem)?.Uploads.GetValueOrDefault(name.Name)?.Stamp != item.Stamp)
                fresh.Add((stem, name.Name, item));
            else
                Add(stem, name.Name, item.Stamp);
        }

        // What was written a moment ago may be half a file: it is read once it has been still for a while, else by the next pass.
        if (fresh.Count > 0)
            await Task.Delay(Settling, newsroom.Clock, cancel);
        foreach (var (stem, name, item) in fresh)
        {
            var still = (await store.StatAsync(item.Path, cancel))?.Stamp == item.Stamp;
            if (still)
                Add(stem, name, item.Stamp);
            else if (known.GetValueOrDefault(stem)?.Uploads.GetValueOrDefault(name)?.Stamp is { } before)
                Add(stem, name, before);
        }

        return stems;

        void Add(string stem, string name, string stamp)
        {
            if (!stems.TryGetValue(stem, out var items))
                stems[stem] = items = new(StringComparer.Ordinal);
            items[name] = stamp;
        }
    }

    /// <summary>Copies that waited for a partner to be reachable at all go back into the queue once it is.</summary>
    private async Task UnparkAsync(CancellationToken cancel)
    {
        foreach (var partner in newsroom.Partners.Values)
        {
            var marks = new List<string>();
            await foreach (var item in store.ListAsync(Paths.Parked(partner.Id), cancel))
                marks.Add(item.Path);
            foreach (var path in marks)
            {
                if ((await store.LoadAsync(path, Documents.Json.ParkedCopies, cancel)).Document is { } parked)
                    await queue.SendAsync(new DeliverRelease(partner.Id, parked.Release), TimeSpan.Zero, cancel);
                await store.DeleteAsync(path, cancel);
            }
        }
    }

    private async Task<bool> DrainAsync(WorkKind kind, CancellationToken cancel)
    {
        var any = false;
        while (await queue.ReceiveAsync(kind, Batch, cancel) is { Count: > 0 } batch)
        {
            any = true;
            await Parallel.ForEachAsync(batch, cancel, async (queued, token) => await DoAsync(queued.Work, [queued], token));
        }

        return any;
    }

    // Releases that wait for the same language are published together: its feeds are then written once.
    private async Task<bool> PublishAsync(CancellationToken cancel)
    {
        if (await queue.ReceiveAsync(WorkKind.Publish, Batch * 8, cancel) is not { Count: > 0 } batch)
            return false;
        var languages = batch.GroupBy(queued => ((PublishLanguage)queued.Work).Language);
        await Parallel.ForEachAsync(languages, cancel, async (language, token) =>
        {
            IReadOnlyList<ReleaseId> releases = [.. language.SelectMany(queued => ((PublishLanguage)queued.Work).Releases).Distinct()];
            await DoAsync(new PublishLanguage(language.Key, releases), [.. language], token);
        });
        return true;
    }

    // Every partner has a lane of its own, so that a slow one delays nobody else.
    private async Task<bool> DeliverAsync(CancellationToken cancel)
    {
        if (await queue.ReceiveAsync(WorkKind.Deliver, int.MaxValue, cancel) is not { Count: > 0 } batch)
            return false;
        await Task.WhenAll(batch.GroupBy(queued => ((DeliverRelease)queued.Work).Partner).Select(lane => LaneAsync([.. lane], cancel)));
        return true;
    }

    private async Task LaneAsync(IReadOnlyList<QueuedWork> lane, CancellationToken cancel)
    {
        var failures = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = CopiesAtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(lane, options, async (queued, token) =>
        {
            if (Volatile.Read(ref failures) >= Patience)
            {
                await queue.SendAsync(queued.Work, TimeSpan.FromSeconds(30), token);
                await queue.CompleteAsync(queued, token);
                return;
            }

            var events = await DoAsync(queued.Work, [queued], token);
            if (events.OfType<CopyReported>().Any(copy => copy.Outcome == CopyOutcome.Retrying))
                Interlocked.Increment(ref failures);
            else if (events.OfType<CopyReported>().Any(copy => copy.Outcome == CopyOutcome.Delivered))
                Volatile.Write(ref failures, 0);
        });
    }

    private async Task<IReadOnlyList<Event>> DoAsync(Work work, IReadOnlyList<QueuedWork> queued, CancellationToken cancel)
    {
        try
        {
            var handled = await mending.DoAsync(() => pipeline.HandleAsync(work, cancel), cancel);
            foreach (var next in handled.Next)
                await queue.SendAsync(next.Work, next.Delay, cancel);
            foreach (var done in queued)
                await queue.CompleteAsync(done, cancel);
            foreach (var e in handled.Events)
                happened(e);
            return handled.Events;
        }
        catch (Exception e) when (e is not StorageFailedException && (e is not OperationCanceledException || !cancel.IsCancellationRequested))
        {
            // Whatever went wrong with one piece of work is ours to tell, and no reason to leave the others undone. Only where the
            // storage itself fails does the pass end: the work stays where it is, and no try is counted.
            if (queued.Count == 1)
            {
                happened(new WorkFailed(work, e.Message, await queue.AbandonAsync(queued[0], cancel)));
                return [];
            }

            var events = new List<Event>();
            foreach (var alone in queued)
                events.AddRange(await DoAsync(alone.Work, [alone], cancel));
            return events;
        }
    }
}
