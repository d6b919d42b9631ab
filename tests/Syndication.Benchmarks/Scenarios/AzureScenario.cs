using System.Diagnostics;
using System.Globalization;
using Syndication.App.Opening;
using Syndication.Azure;
using Syndication.Benchmarks.Generated;
using Syndication.Benchmarks.Measuring;
using Syndication.Storage;
using Syndication.Testing;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// The same passes as in a folder over Azurite, Microsoft's emulator of Azure Storage: how long they take, and above all how many calls of
/// the storage they make, which is what it bills and what bounds it. Azurite is one process and has one thread: seconds are its own.
/// </summary>
internal static class AzureScenario
{
    private static readonly string[] Operations = ["reads", "stats", "writes", "lists", "deletes", "sends", "receives", "renews"];

    /// <summary>A pass over so many new releases in an empty newsroom, without and with two partners.</summary>
    public static async Task RunAsync(Setting setting, int releases, Report report)
    {
        report.Begin($"A pass over {releases:#,0} new releases in four languages, on Azurite", $"azure --releases {releases}");
        await using var azurite = await StartAsync();
        foreach (var partners in new[] { 0, 2 })
        {
            await using var site = await OpenAsync(setting, azurite, partners);
            await site.UploadAsync(Enumerable.Range(0, releases), DateTimeOffset.UtcNow);
            await Task.Delay(TimeSpan.FromSeconds(3));
            site.Clock.Now = DateTimeOffset.UtcNow.AddHours(1);
            var round = await site.PassAsync(releases, partners);
            report.Tell($"{partners} partners: {releases / round.Seconds:0.0} releases a second, {round.Seconds:0.0} s, {round.Processor:0.0} CPU seconds of ours, {round.Total / (double)releases:0.0} calls a release.\n");
            report.Tell(Told(round.Calls, releases));
        }
    }

    /// <summary>A pass over some new releases where there are few and where there are many.</summary>
    public static async Task RunFlatAsync(Setting setting, int[] archives, int releases, Report report)
    {
        if (archives.Length == 0)
            return;
        report.Begin($"A pass over {releases:#,0} new releases with an archive, on Azurite", $"azure --releases 0 --archives {string.Join(' ', archives)} --some {releases}");
        var table = new Table(["archive", "seconds", "calls a release", .. Operations, "MB read", "MB written"]);
        foreach (var archive in archives)
        {
            await using var azurite = await StartAsync();
            await using var site = await OpenAsync(setting, azurite, 0);

            // A month holds 250; the newest is the present one.
            var months = Math.Max(1, archive / 250);
            for (var month = 0; month < months; month++)
            {
                site.Clock.Now = new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero).AddMonths(month - months);
                await site.UploadAsync(Enumerable.Range(archive * month / months, (archive * (month + 1) / months) - (archive * month / months)), site.Clock.Now);
                site.Clock.Now = site.Clock.Now.AddHours(1);
                await site.PassAsync(null, 0);
                Report.Progress($"  an archive is made: month {month + 1} of {months}");
            }

            site.Clock.Now = new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);
            await site.UploadAsync(Enumerable.Range(900_000, releases), site.Clock.Now);
            site.Clock.Now = site.Clock.Now.AddHours(1);
            var round = await site.PassAsync(releases, 0);
            table.Add([$"{archive:#,0} over {months} months", round.Seconds, round.Total / (double)releases, .. Operations.Select(operation => (object)round.Of(operation)), round.Store.BytesRead / Figures.Megabyte, round.Store.BytesWritten / Figures.Megabyte]);
        }

        report.Tell(table);
    }

    private static async Task<Azurite> StartAsync()
    {
        var azurite = new Azurite();
        return await azurite.StartAsync() is { } why ? throw new InvalidOperationException(why) : azurite;
    }

    private static Table Told(IReadOnlyDictionary<(string Kind, string Operation), int> calls, int releases)
    {
        var table = new Table(["calls a release", .. Operations, "in all"]);
        foreach (var kind in calls.Keys.Select(key => key.Kind).Distinct().OrderByDescending(kind => calls.Where(call => call.Key.Kind == kind).Sum(call => call.Value)))
            table.Add([kind, .. Operations.Select(operation => Text(calls.GetValueOrDefault((kind, operation)))), Text(calls.Where(call => call.Key.Kind == kind).Sum(call => call.Value))]);
        return table.Add(["in all", .. Operations.Select(operation => Text(calls.Where(call => call.Key.Operation == operation).Sum(call => call.Value))), Text(calls.Values.Sum())]);

        object Text(int count) => count == 0 ? "" : (count / (double)releases).ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static async Task<Site> OpenAsync(Setting setting, Azurite azurite, int partners)
    {
        var folder = setting.Folder("azure");
        GeneratedSite.Make(folder, partners);
        var clock = new SetClock { Now = DateTimeOffset.UtcNow };
        var storage = AzureStorage.Open(azurite.NewAccount().ConnectionString, clock);
        var store = new CountingStore(storage.Store);
        await CopyAsync(folder, "config", store);
        var opened = await OpenedNewsroom.OfAsync(store, folder, TimeSpan.Zero, clock, CancellationToken.None);
        return new(folder, clock, storage, store, opened.Newsroom!);
    }

    private static async Task CopyAsync(string folder, string container, CountingStore store)
    {
        var files = Directory.EnumerateFiles(Path.Combine(folder, container), "*", SearchOption.AllDirectories);
        await Parallel.ForEachAsync(files, async (file, cancel) =>
        {
            var path = Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/');
            await store.WriteAsync(path, await File.ReadAllBytesAsync(file, cancel), WriteCondition.Always, cancel);
        });
    }

    private sealed record Round(double Seconds, double Processor, IReadOnlyDictionary<(string Kind, string Operation), int> Calls, StoreCounts Store)
    {
        public int Total => Calls.Values.Sum();

        public int Of(string operation) => Calls.Where(call => call.Key.Operation == operation).Sum(call => call.Value);
    }

    private sealed record Site(string Folder, SetClock Clock, AzureStorage Storage, CountingStore Store, Newsroom Newsroom) : IAsyncDisposable
    {
        private readonly StorageCalls calls = new();

        public async Task UploadAsync(IEnumerable<int> numbers, DateTimeOffset at)
        {
            var inbox = Path.Combine(Folder, "inbox");
            if (Directory.Exists(inbox))
                Directory.Delete(inbox, recursive: true);
            Directory.CreateDirectory(inbox);
            GeneratedSite.Upload(Folder, numbers, at);
            await CopyAsync(Folder, "inbox", Store);
        }

        /// <summary>A pass; one that left something undone would look fast and does not count.</summary>
        public async Task<Round> PassAsync(int? releases, int partners)
        {
            calls.Take();
            Store.Take();
            var (published, delivered, processor, began) = (0, 0, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            await new Pass(Newsroom with { Store = Store }, Storage.Queue, e =>
            {
                if (e is EditionPublished)
                    Interlocked.Increment(ref published);
                if (e is CopyReported { Outcome: CopyOutcome.Delivered })
                    Interlocked.Increment(ref delivered);
                if (e is WorkFailed failed)
                    throw new InvalidOperationException($"{failed.Work.Key}: {failed.Reason}");
            }).RunAsync(CancellationToken.None);
            var round = new Round(Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds, calls.Take(), Store.Take());
            var due = releases * Enumerable.Range(1, partners).Sum(partner => partner % 2 == 1 ? 4 : 2);
            if (releases is not null && (published != releases * FourTexts.Languages.Count || delivered != due))
                throw new InvalidOperationException($"The pass published {published} editions of {releases * 4} and delivered {delivered} copies of {due}: it does not count.");
            return round;
        }

        public async ValueTask DisposeAsync()
        {
            calls.Dispose();
            await Storage.DisposeAsync();
        }
    }
}
