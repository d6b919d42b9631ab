using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Syndication.App.Opening;
using Syndication.Benchmarks.Generated;
using Syndication.Benchmarks.Measuring;
using Syndication.Folders;
using Syndication.Hub;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// A release on its way to so many WebSub subscribers of one feed, on the loopback: from the start of a pass that finds it in the inbox to
/// the last callback. Subscribers and hub share the machine and this process; a few subscribers can be made to hang.
/// </summary>
internal static class HubScenario
{
    private const string Feed = "feeds/fr/atom.xml";

    public static async Task RunAsync(Setting setting, int subscribers, int hanging, Report report)
    {
        report.Begin($"One release to {subscribers:#,0} WebSub subscribers", $"hub --subscribers {subscribers} --hanging {hanging} --rounds {setting.Rounds}");
        await using var ears = await Ears.StartAsync(hanging);
        var site = setting.Folder("hub");
        GeneratedSite.Make(site, partners: 0);
        Configure(site);
        GeneratedSite.Upload(site, Enumerable.Range(0, 60), DateTimeOffset.UtcNow);
        var newsroom = (await OpenedSite.OpenAsync(site, TimeProvider.System, CancellationToken.None)).Newsroom!;
        await PassAsync(newsroom, site);

        var began = Stopwatch.GetTimestamp();
        var queue = FolderQueue.Open(site, TimeProvider.System);
        var requests = new Requests(newsroom.Store);
        for (var i = 0; i < subscribers; i++)
        {
            var request = new SubscriptionRequest { Feed = Feed, Topic = new Uri(newsroom.Site.BaseUrl, Feed).AbsoluteUri, Callback = ears.CallbackOf(i), Secret = $"secret {i}" };
            await queue.SendAsync((await requests.StoreAsync(request, newsroom.Site.Hub!, CancellationToken.None))!, TimeSpan.Zero, CancellationToken.None);
        }

        await new Pass(newsroom, queue, _ => { }).DrainAsync(CancellationToken.None);
        var subscribing = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var standing = await HubStanding.AllAsync(newsroom.Store, DateTimeOffset.UtcNow, CancellationToken.None);
        if (standing is not [{ Subscribers: var there }] || there != subscribers)
            throw new InvalidOperationException($"There are not {subscribers} subscribers: it does not count.");
        Report.Progress($"  {subscribers} subscribed and verified in {subscribing:0.0} s");

        var rounds = new List<(double First, double Last, double Pass, double Processor)>();
        for (var round = 0; round < setting.Rounds; round++)
        {
            GeneratedSite.Upload(site, [1000 + round], DateTimeOffset.UtcNow);
            ears.Listen();
            var processor = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            var pass = PassAsync(newsroom, site);
            await ears.HeardAsync(subscribers - hanging, Setting.AtMost);
            await pass;
            rounds.Add((ears.First(start), ears.Last(start), Stopwatch.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalSeconds));
            Report.Progress($"  round {round + 1}: the last of {subscribers - hanging} after {rounds[^1].Last:0.00} s");
        }

        var length = new FileInfo(Path.Combine(site, "public", Feed)).Length;
        var table = new Table("subscribers", "of them hang", "feed KB", "subscribing s", "first callback s", "last callback s", "callbacks/s", "pass s", "CPU s");
        var last = Figures.Median(rounds.Select(round => round.Last));
        var first = Figures.Median(rounds.Select(round => round.First));
        table.Add(subscribers, hanging, length / 1024.0, subscribing, first, last, (subscribers - hanging) / Math.Max(last - first, 0.001), Figures.Median(rounds.Select(round => round.Pass)), Figures.Median(rounds.Select(round => round.Processor)));
        report.Tell(table);
        Directory.Delete(site, recursive: true);
    }

    private static Task<Standing> PassAsync(Newsroom newsroom, string site) =>
        new Pass(newsroom, FolderQueue.Open(site, TimeProvider.System), _ => { }).RunAsync(CancellationToken.None);

    private static void Configure(string site)
    {
        var path = Path.Combine(site, "config", "site.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        json["hubUrl"] = "https://newsroom.example/hub";
        json["hub"] = new JsonObject { ["allow"] = new JsonArray("127.0.0.1"), ["subscriptionsPerTopic"] = 1_000_000 };
        File.WriteAllText(path, json.ToJsonString());
    }

    /// <summary>Where all of them listen: confirms everything, and notes when each was told.</summary>
    private sealed class Ears : IAsyncDisposable
    {
        private readonly WebApplication app;
        private readonly int hanging;
        private ConcurrentDictionary<string, long> heard = new();
        private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private Ears(WebApplication app, int hanging) => (this.app, this.hanging) = (app, hanging);

        public static async Task<Ears> StartAsync(int hanging)
        {
            var builder = WebApplication.CreateEmptyBuilder(new());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
            var app = builder.Build();
            var ears = new Ears(app, hanging);
            app.Run(ears.AnswerAsync);
            await app.StartAsync();
            return ears;
        }

        public string CallbackOf(int number) => $"{app.Urls.First()}/{number}";

        public void Listen() => heard = new();

        public double First(long start) => Stopwatch.GetElapsedTime(start, heard.Values.Min()).TotalSeconds;

        public double Last(long start) => Stopwatch.GetElapsedTime(start, heard.Values.Max()).TotalSeconds;

        public async Task HeardAsync(int count, TimeSpan atMost)
        {
            var began = Stopwatch.GetTimestamp();
            while (heard.Count < count)
            {
                var next = Volatile.Read(ref changed).Task;
                if (heard.Count >= count)
                    break;
                if (Stopwatch.GetElapsedTime(began) > atMost)
                    throw new InvalidOperationException($"{heard.Count} of {count} callbacks came: it does not count.");
                await Task.WhenAny(next, Task.Delay(TimeSpan.FromSeconds(5)));
            }
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private async Task AnswerAsync(HttpContext context)
        {
            if (HttpMethods.IsGet(context.Request.Method))
            {
                await context.Response.WriteAsync(context.Request.Query["hub.challenge"].ToString());
                return;
            }

            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            if (int.Parse(context.Request.Path.Value![1..], System.Globalization.CultureInfo.InvariantCulture) < hanging)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            heard.TryAdd(context.Request.Path.Value, Stopwatch.GetTimestamp());
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }
}
