using System.Text.Json;
using Syndication.Storage;
using Syndication.Telemetry;

namespace Syndication.Folders;

/// <summary>
/// A work queue over a local folder: <c>queues/{kind}/{due}-{tries}-{key}.json</c>, one file a piece of work, found again after a
/// crash. Open it under the site's lock; it holds what it found in memory.
/// </summary>
public sealed class FolderQueue : IWorkQueue
{
    private const int MostTries = 5;

    // A file system may be a moment ahead of the clock.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private readonly string root;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly Dictionary<WorkKind, Lane> lanes = [];

    private FolderQueue(string root, TimeProvider clock)
    {
        this.root = root;
        this.clock = clock;
    }

    /// <summary>When the next work that waits here is due; past where it is due already, null where none waits.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
                return lanes.Values.Select(lane => lane.First?.Due).Min() is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
        }
    }

    /// <summary>Opens the queues of a site.</summary>
    public static FolderQueue Open(string site, TimeProvider clock)
    {
        var queue = new FolderQueue(Path.Combine(Path.GetFullPath(site), "queues"), clock);
        foreach (var kind in Enum.GetValues<WorkKind>())
        {
            var folder = queue.FolderOf(kind);
            try
            {
                Directory.CreateDirectory(folder);
            }
            catch (Exception e) when (FolderFailure.Of(queue.root, e) is { } failure)
            {
                throw failure;
            }

            var lane = queue.lanes[kind] = new Lane();
            foreach (var file in Directory.EnumerateFiles(folder, "*.json"))
            {
                if (Ticket.TryParse(Path.GetFileName(file), out var ticket))
                    lane.Add(queue.InTime(kind, ticket, file));
            }
        }

        return queue;
    }

    /// <inheritdoc/>
    public Task SendAsync(Work work, TimeSpan delay, CancellationToken cancel)
    {
        var ticket = new Ticket((clock.GetUtcNow() + delay).UtcTicks, 0, Fingerprints.Of(work.Key)[..32]);
        lock (gate)
        {
            var lane = lanes[work.Kind];
            var waiting = lane.Waiting(ticket.Key);
            if (waiting is not null && waiting.Due <= ticket.Due)
                return Task.CompletedTask;

            // The same work may be in hand at this very tick; its file goes when it is done, this one must stay.
            while (File.Exists(FileOf(work.Kind, ticket)))
                ticket = ticket with { Due = ticket.Due + 1 };

            Write(work.Kind, ticket, work);
            lane.Add(ticket);
            if (waiting is not null)
            {
                lane.Remove(waiting);
                File.Delete(FileOf(work.Kind, waiting));
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<QueuedWork>> ReceiveAsync(WorkKind kind, int most, CancellationToken cancel)
    {
        var received = new List<QueuedWork>();
        var now = clock.GetUtcNow().UtcTicks;
        lock (gate)
        {
            var lane = lanes[kind];
            while (received.Count < most && lane.First is { } ticket && ticket.Due <= now)
            {
                lane.Remove(ticket);
                if (Read(kind, ticket) is ({ } work, var trace))
                    received.Add(new($"{kind}/{ticket.Name}", work, ticket.Tries) { Trace = trace });
                else
                    Poison(kind, ticket);
            }
        }

        return Task.FromResult<IReadOnlyList<QueuedWork>>(received);
    }

    /// <inheritdoc/>
    public Task CompleteAsync(QueuedWork work, CancellationToken cancel)
    {
        File.Delete(FileOf(work));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> AbandonAsync(QueuedWork work, CancellationToken cancel)
    {
        lock (gate)
        {
            var kind = work.Work.Kind;
            var tries = work.Tries + 1;
            var ticket = new Ticket((clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Pow(4, tries))).UtcTicks, tries, Fingerprints.Of(work.Work.Key)[..32]);
            var poisoned = tries >= MostTries;
            var target = poisoned ? Path.Combine(PoisonOf(kind), ticket.Name) : FileOf(kind, ticket);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Move(FileOf(work), target, overwrite: true);
            if (!poisoned)
                lanes[kind].Add(ticket);
            return Task.FromResult(poisoned);
        }
    }

    /// <inheritdoc/>
    public Task<QueueDepth> DepthAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcTicks;
        lock (gate)
        {
            var due = lanes.Values.Sum(lane => lane.CountDue(now));
            var all = lanes.Values.Sum(lane => lane.Count);
            var poison = lanes.Keys.Sum(CountPoison);
            return Task.FromResult(new QueueDepth(due, all - due, poison));
        }
    }

    /// <summary>How each queue stands.</summary>
    public IReadOnlyList<QueueWait> Waits()
    {
        var now = clock.GetUtcNow().UtcTicks;
        lock (gate)
        {
            return [.. lanes.Select(pair => new QueueWait(
                pair.Key,
                pair.Value.First is { } first && first.Due <= now ? new DateTimeOffset(first.Due, TimeSpan.Zero) : null,
                CountPoison(pair.Key)))];
        }
    }

    // Work written down in what is the future now waits by a clock that was wrong: it is done at once, and finds out itself what is due.
    private Ticket InTime(WorkKind kind, Ticket ticket, string file)
    {
        var now = clock.GetUtcNow();
        if (File.GetLastWriteTimeUtc(file) <= now.UtcDateTime + Skew || ticket.Due <= now.UtcTicks)
            return ticket;
        var due = ticket with { Due = now.UtcTicks };
        while (File.Exists(FileOf(kind, due)))
            due = due with { Due = due.Due + 1 };
        File.Move(file, FileOf(kind, due));
        return due;
    }

    private void Write(WorkKind kind, Ticket ticket, Work work)
    {
        var aside = Path.Combine(FolderOf(kind), $"{ticket.Key}.writing");
        try
        {
            File.WriteAllBytes(aside, WorkJson.Write(work, Trail.Current));
            File.SetLastWriteTimeUtc(aside, clock.GetUtcNow().UtcDateTime); // By the clock that the work waits by.
            File.Move(aside, FileOf(kind, ticket), overwrite: true);
        }
        catch (Exception e) when (FolderFailure.Of(root, e) is { } failure)
        {
            File.Delete(aside);
            throw failure;
        }
    }

    private (Work? Work, string? Trace) Read(WorkKind kind, Ticket ticket)
    {
        try
        {
            var bytes = File.ReadAllBytes(FileOf(kind, ticket));
            var work = WorkJson.Read(bytes);
            using var message = JsonDocument.Parse(bytes);
            return (work, WorkJson.Trace(message.RootElement));
        }
        catch (Exception e) when (e is JsonException or FormatException or NotSupportedException)
        {
            return default; // Not ours, or damaged: it goes to the poison queue, where the operator finds it.
        }
    }

    private void Poison(WorkKind kind, Ticket ticket)
    {
        Directory.CreateDirectory(PoisonOf(kind));
        File.Move(FileOf(kind, ticket), Path.Combine(PoisonOf(kind), ticket.Name), overwrite: true);
    }

    private int CountPoison(WorkKind kind) => Directory.Exists(PoisonOf(kind)) ? Directory.EnumerateFiles(PoisonOf(kind), "*.json").Count() : 0;

    private string FolderOf(WorkKind kind) => Path.Combine(root, kind.ToString().ToLowerInvariant());

    private string PoisonOf(WorkKind kind) => FolderOf(kind) + "-poison";

    private string FileOf(WorkKind kind, Ticket ticket) => Path.Combine(FolderOf(kind), ticket.Name);

    private string FileOf(QueuedWork work) => Path.Combine(FolderOf(work.Work.Kind), work.Receipt[(work.Receipt.IndexOf('/', StringComparison.Ordinal) + 1)..]);

    /// <summary>A waiting file's name, taken apart.</summary>
    private sealed record Ticket(long Due, int Tries, string Key) : IComparable<Ticket>
    {
        public string Name => $"{Due:D19}-{Tries}-{Key}.json";

        public static bool TryParse(string name, out Ticket ticket)
        {
            var parts = Path.GetFileNameWithoutExtension(name).Split('-');
            var fits = parts.Length == 3 & long.TryParse(parts[0], out var due) & int.TryParse(parts.ElementAtOrDefault(1), out var tries);
            ticket = new Ticket(due, tries, parts[^1]);
            return fits;
        }

        public int CompareTo(Ticket? other) => string.CompareOrdinal(Name, other?.Name);
    }

    /// <summary>What waits in one queue, the longest due first.</summary>
    private sealed class Lane
    {
        private readonly SortedSet<Ticket> tickets = [];
        private readonly Dictionary<string, Ticket> byKey = [];

        public int Count => tickets.Count;

        public Ticket? First => tickets.Min;

        public Ticket? Waiting(string key) => byKey.GetValueOrDefault(key);

        public void Add(Ticket ticket)
        {
            tickets.Add(ticket);
            if (byKey.GetValueOrDefault(ticket.Key) is not { } other || ticket.Due < other.Due)
                byKey[ticket.Key] = ticket;
        }

        public void Remove(Ticket ticket)
        {
            tickets.Remove(ticket);
            if (byKey.GetValueOrDefault(ticket.Key) == ticket)
                byKey.Remove(ticket.Key);
        }

        public int CountDue(long now) => tickets.TakeWhile(ticket => ticket.Due <= now).Count();
    }
}
