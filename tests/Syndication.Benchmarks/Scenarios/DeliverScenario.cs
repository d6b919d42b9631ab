using System.Diagnostics;
using Syndication.Benchmarks.Measuring;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Delivery.Journal;
using Syndication.Folders;
using Syndication.Network.Channels.Webhook;
using Syndication.Network.Guard;
using Syndication.Network.Receiving;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// Many copies to many partners by webhook on this machine, of which some hang and some fail. Told is how long the partners that are well had to
/// wait for theirs, and whether every copy that arrived is in the journal.
/// </summary>
internal static class DeliverScenario
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly Language French = Language.Parse("fr");

    public static async Task RunAsync(Setting setting, int copies, int partners, Report report)
    {
        report.Begin($"{copies:#,0} copies to {partners} partners", $"deliver --copies {copies} --partners {partners}");
        var table = new Table("storage", "hanging, failing partners", "copies to those that are well", "arrived", "in the journal", "copies/s", "CPU ms a copy", "p50 ms", "p99 ms", "peak MB", "reads", "writes", "flaws in journals", "seconds to verify all");
        var folder = setting.Folder("deliver");

        // Compiled as it runs, the first round would be the slowest; nothing of this one is told.
        await MeasureAsync(new CountingStore(new MemoryStore()), "memory", Math.Max(1, copies / partners / 2), partners, 0, new());
        foreach (var isFolder in new[] { false, true })
        {
            foreach (var ill in new[] { 0, partners / 10 })
            {
                if (Directory.Exists(folder))
                    Directory.Delete(folder, recursive: true);
                var store = new CountingStore(isFolder ? new FolderStore(folder) : new MemoryStore());
                await MeasureAsync(store, isFolder ? "folder" : "memory", copies / partners, partners, ill, table);
            }
        }

        report.Tell(table);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task MeasureAsync(CountingStore store, string name, int each, int partners, int ill, Table table)
    {
        var taken = 0L;
        await using var receiver = await Receiver.StartAsync(0, Secret, _ => Interlocked.Increment(ref taken), TimeProvider.System, CancellationToken.None);
        using var hanging = new Hanging();
        await using var failing = new Failing();
        var healthy = partners - (2 * (partners / 10));
        var all = Enumerable.Range(0, healthy + (2 * ill)).Select(i => Partner(i, i < ill ? hanging.Port : i < 2 * ill ? failing.Port : receiver.Port)).ToDictionary(partner => partner.Id);
        var releases = await StoreAsync(store, each);
        using var http = new GuardedHttp();
        var secrets = new Network.Channels.Secrets(_ => Secret);
        var deliverer = new Deliverer(store, Site, all, partner => new WebhookChannel(http, partner.Channel, secrets, TimeProvider.System), TimeProvider.System);
        store.Take();
        GC.Collect();

        // As a pass has it: a lane a partner, four copies at once in each.
        var times = new System.Collections.Concurrent.ConcurrentBag<TimeSpan>();
        var peak = 0L;
        var processor = Environment.CpuUsage.TotalTime;
        var began = Stopwatch.GetTimestamp();
        using var stop = new CancellationTokenSource();
        var well = all.Values.Skip(2 * ill).Select(partner => LaneAsync(deliverer, partner.Id, releases, times, CancellationToken.None)).ToList();
        var others = all.Values.Take(2 * ill).Select(partner => LaneAsync(deliverer, partner.Id, releases, [], stop.Token)).ToList();
        var done = Task.WhenAll(well);
        while (await Task.WhenAny(done, Task.Delay(100)) != done)
            peak = Math.Max(peak, Environment.WorkingSet);
        await done;
        var took = Stopwatch.GetElapsedTime(began);
        processor = Environment.CpuUsage.TotalTime - processor;
        await stop.CancelAsync();
        await Task.WhenAll(others).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var counts = store.Take();

        var sent = (long)releases.Count * healthy;
        var audit = new JournalAudit(store);
        var (accepted, flaws) = (0L, 0);
        began = Stopwatch.GetTimestamp();
        foreach (var partner in all.Keys)
        {
            var verdict = await audit.VerifyAsync(partner, CancellationToken.None);
            flaws += verdict.Flaw is null ? 0 : 1;
            accepted += all[partner].Channel.Url!.Port == receiver.Port ? verdict.Lines : 0;
        }

        var verified = Stopwatch.GetElapsedTime(began);
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToList();
        table.Add(
            name, $"{ill}, {ill}", sent, Interlocked.Read(ref taken), accepted, sent / took.TotalSeconds, processor.TotalMilliseconds / sent, sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100],
            peak / Figures.Megabyte, counts.Reads, counts.Writes, flaws, verified.TotalSeconds);
    }

    private static async Task LaneAsync(Deliverer deliverer, string partner, IReadOnlyList<ReleaseId> releases, System.Collections.Concurrent.ConcurrentBag<TimeSpan> times, CancellationToken cancel) =>
        await Parallel.ForEachAsync(releases, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancel }, async (id, token) =>
        {
            var began = Stopwatch.GetTimestamp();
            await deliverer.DeliverAsync(partner, id, token);
            times.Add(Stopwatch.GetElapsedTime(began));
        });

    private static async Task<IReadOnlyList<ReleaseId>> StoreAsync(IBlobStore store, int count)
    {
        var releases = new List<ReleaseId>();
        for (var i = 0; i < count; i++)
        {
            var id = ReleaseId.Parse($"2026/release-{i}");
            var state = new EditionState(French, EditionStatus.Ready) { Version = 1, Provenance = Provenance.Original, Text = "00000000", Updated = DateTimeOffset.UnixEpoch };
            var release = new Release { Id = id, Version = 1, FirstSeen = DateTimeOffset.UnixEpoch, Original = French, History = [new(1, ChangeKind.Arrived, DateTimeOffset.UnixEpoch, [French])], Editions = [state] };
            var generated = new Generated.GeneratedRelease(i);
            var edition = new Edition
            {
                Release = id,
                Language = French,
                Version = 1,
                Provenance = Provenance.Original,
                TranslatedFrom = French,
                Made = DateTimeOffset.UnixEpoch,
                Text = new() { Language = French, Title = generated.Title.French, Html = Intake.Sanitiser.Clean(generated.Body(French)) },
            };
            await store.SaveAsync(Paths.Edition(id, state), edition, Documents.Json.Edition, null, CancellationToken.None);
            await store.SaveAsync(Paths.Release(id), release, Documents.Json.Release, null, CancellationToken.None);
            releases.Add(id);
        }

        return releases;
    }

    private static Partner Partner(int number, int port) => new()
    {
        Id = $"partner-{number}",
        Name = new Dictionary<Language, string>(),
        Receives = new(),
        Channel = new() { Type = "webhook", Format = CopyFormat.Ninjs, Url = new($"http://127.0.0.1:{port}/{number}"), Secret = "env:SECRET", Allow = ["127.0.0.1"] },
    };

    private static Site Site { get; } = new()
    {
        Title = new Dictionary<Language, string> { [French] = "Salle de presse" },
        Authority = "newsroom.example,2026",
        BaseUrl = new("https://newsroom.example/"),
        Languages = [French],
    };

    // Takes connections and never says a word.
    private sealed class Hanging : IDisposable
    {
        private readonly System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);

        public Hanging() => listener.Start(1000);

        public int Port => ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        public void Dispose() => listener.Dispose();
    }

    // Answers 503 to everything.
    private sealed class Failing : IAsyncDisposable
    {
        private readonly System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        private readonly CancellationTokenSource stop = new();
        private readonly Task running;

        public Failing()
        {
            listener.Start(1000);
            running = RunAsync();
        }

        public int Port => ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        public async ValueTask DisposeAsync()
        {
            await stop.CancelAsync();
            await running;
            listener.Dispose();
            stop.Dispose();
        }

        private async Task RunAsync()
        {
            try
            {
                while (true)
                    _ = AnswerAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
            catch (OperationCanceledException)
            {
                // The scenario is over.
            }
        }

        private static async Task AnswerAsync(System.Net.Sockets.TcpClient client)
        {
            using (client)
            {
                var buffer = new byte[1 << 16];
                if (await client.GetStream().ReadAsync(buffer) > 0)
                    await client.GetStream().WriteAsync("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
        }
    }
}
