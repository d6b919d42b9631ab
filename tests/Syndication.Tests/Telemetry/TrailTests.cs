using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Syndication.Azure;
using Syndication.Folders;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Telemetry;
using Syndication.Testing;

namespace Syndication.Tests.Telemetry;

// Who listens is heard by all of a process: these do not run beside each other.
[Collection("Telemetry")]
public sealed class TrailTests(Azurite azurite) : IDisposable
{
    private static readonly IngestUploads Uploads = new("2026/a", ["2026/a.md"]);
    private static readonly DeliverRelease Deliver = new("las", ReleaseId.Parse("2026/a"));

    private readonly string folder = Directory.CreateTempSubdirectory("trail-").FullName;
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentBag<Activity> ended = [];

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Where_nobody_listens_there_is_no_span_and_nothing_is_made()
    {
        using var arrived = Trail.Arrive(Uploads);
        using var begun = Trail.Begin([new("", Deliver, 0) { Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" }]);

        Assert.Same(arrived, begun);
        Assert.Null(Trail.Current);
        Assert.Null(Activity.Current);
    }

    [Fact]
    public async Task A_folders_queue_carries_the_trace_and_what_has_none_still_reads()
    {
        await CarriesAsync(FolderQueue.Open(folder, clock));

        var file = Directory.GetFiles(Path.Combine(folder, "queues/deliver"), "*.json");
        Assert.Empty(file);
    }

    [Fact]
    public async Task Azures_queue_carries_the_trace_and_what_has_none_still_reads()
    {
        if (await azurite.StartAsync() is { } why)
            Assert.Skip(why);
        await using var storage = AzureStorage.Open(azurite.NewAccount().ConnectionString, azurite.Clock);

        await CarriesAsync(storage.Queue);
    }

    [Fact]
    public async Task Work_handed_over_by_the_Functions_host_brings_its_trace()
    {
        await using var storage = AzureStorage.Open("UseDevelopmentStorage=true", TimeProvider.System);
        var message = System.Text.Encoding.UTF8.GetString(WorkJson.Write(Deliver, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        var queued = await storage.Queue.AcceptAsync(WorkKind.Deliver, message, 1, None);

        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", queued!.Trace);
    }

    [Theory]
    [InlineData("\"traceparent\":\"nonsense\"")]
    [InlineData("\"traceparent\":7")]
    [InlineData("\"traceparent\":null,\"from\":\"yesterday\"")]
    public void A_trace_that_is_none_is_passed_over_and_the_work_is_done(string envelope)
    {
        var json = $$"""{"do":"deliver","partner":"las","release":"2026/a",{{envelope}}}""";

        using var document = JsonDocument.Parse(json);

        Assert.Null(WorkJson.Trace(document.RootElement));
        Assert.Null(WorkJson.From(document.RootElement));
        Assert.Equal(Deliver, WorkJson.Read(System.Text.Encoding.UTF8.GetBytes(json)));
    }

    [Fact]
    public void Pieces_done_together_keep_a_span_each_and_what_follows_goes_on_in_its_own_trace()
    {
        using var listener = Listen();
        string?[] traces = ["00-11111111111111111111111111111111-1111111111111111-01", "00-22222222222222222222222222222222-2222222222222222-01"];
        QueuedWork[] queued = [.. new[] { "a", "b" }.Select((release, i) => new QueuedWork($"{i}", new PublishReleases([ReleaseId.Parse(release)]), 0) { Trace = traces[i] })];

        using (var trail = Trail.Begin(queued))
        {
            foreach (var (release, trace) in new[] { ("b", '2'), ("a", '1'), ("b", '2') })
            {
                trail.Lead(new DeliverRelease("las", ReleaseId.Parse(release)));
                Assert.StartsWith($"00-{new string(trace, 32)}-", Trail.Current, StringComparison.Ordinal);
            }
        }

        Assert.Null(Activity.Current);
        Assert.Equal(["1111111111111111", "2222222222222222"], Ended("publish").Select(span => span.ParentSpanId.ToHexString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_release_that_arrives_begins_a_trace_of_its_own_whatever_goes_on_around_it()
    {
        using var listener = Listen();
        string? first, second;
        using (Trail.Arrive(Uploads))
        {
            first = Trail.Current;
            using (Trail.Arrive(new IngestUploads("2026/b", ["2026/b.md"])))
                second = Trail.Current;
            Assert.Equal(first, Trail.Current);
        }

        Assert.NotEqual(first![3..35], second![3..35]);
        Assert.Equal(["2026/a", "2026/b"], Ended("arrive").Select(span => (string)span.GetTagItem(TelemetryNames.Release)!).Order(StringComparer.Ordinal));
    }

    private async Task CarriesAsync(IWorkQueue queue)
    {
        await queue.SendAsync(Deliver, TimeSpan.Zero, None);
        Assert.Null(await TakeAsync(queue));

        using var listener = Listen();
        string? trace;
        using (Trail.Arrive(Uploads))
        {
            trace = Trail.Current;
            await queue.SendAsync(Deliver, TimeSpan.Zero, None);
        }

        Assert.NotNull(trace);
        Assert.Equal(trace, await TakeAsync(queue));
    }

    private static async Task<string?> TakeAsync(IWorkQueue queue)
    {
        var queued = Assert.Single(await queue.ReceiveAsync(WorkKind.Deliver, 10, None));
        Assert.Equal(Deliver, queued.Work);
        await queue.CompleteAsync(queued, None);
        return queued.Trace;
    }

    // Of the spans that other tests make meanwhile none is ours.
    private IEnumerable<Activity> Ended(string name) =>
        ended.Where(span => span.DisplayName == name && span.GetTagItem(TelemetryNames.Release) is "a" or "b" or "2026/a" or "2026/b");

    private ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == TelemetryNames.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
