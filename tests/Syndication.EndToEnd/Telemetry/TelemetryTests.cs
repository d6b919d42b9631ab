using System.Net;
using System.Net.Sockets;
using Syndication.EndToEnd.Functions;
using Syndication.Telemetry;
using Syndication.Testing;

namespace Syndication.EndToEnd.Telemetry;

/// <summary>What the real program tells a collector, through the Functions host's contract and in a folder.</summary>
public sealed class TelemetryTests(Azurite azurite)
{
    private const string Main = "2026/caire-processus-consultatifs";

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task One_trace_goes_from_the_inbox_to_every_partner_across_queues_and_every_metric_arrives()
    {
        await using var collector = await Collector.StartAsync();
        await using var azure = await AzureSite.StartAsync(azurite, settings: collector.Settings);

        await azure.FirstDayAsync(new Random(5));
        await azure.Host.SettleAsync(Within);
        for (var time = System.Diagnostics.Stopwatch.StartNew(); Partners().Count() < 3 && time.Elapsed < Within;)
            await Task.Delay(200, TestContext.Current.CancellationToken);

        // Copies that wait their turn have gone, and whoever is killed now had told everything.
        Assert.Equal(200, await azure.Host.TickAsync("NightlyRun"));
        Assert.Equal(200, await azure.Host.TickAsync("LiftEmbargoes"));

        Assert.Equal(["las-secretariat", "union-observatory", "wire-agency"], Partners().Order(StringComparer.Ordinal));
        Assert.All(Copies(collector, Main), copy => AssertComesFromInbox(collector.Spans, copy));
        Assert.All(Copies(collector, Main), copy => Assert.NotEmpty(copy.Tags[TelemetryNames.Language]));
        foreach (var metric in new[]
        {
            (TelemetryNames.UploadsRead, "{upload}"), (TelemetryNames.ReleasesRead, "{release}"), (TelemetryNames.Editions, "{edition}"),
            (TelemetryNames.CharactersSaved, "{character}"), (TelemetryNames.CopiesDelivered, "{copy}"), (TelemetryNames.DeliveryLatency, "s"),
            (TelemetryNames.QueuePoison, "{message}"), (TelemetryNames.QueueAge, "s"), (TelemetryNames.NightAge, "s"), (TelemetryNames.EditionsWaiting, "{edition}"),
        })
        {
            Assert.Contains(metric.Item1, collector.Metrics.Keys);
            Assert.Equal(metric.Item2, collector.Metrics[metric.Item1]);
        }

        Assert.Contains(collector.Logs, log => log.Tags.GetValueOrDefault(TelemetryNames.Release) == Main && log.Tags.GetValueOrDefault(TelemetryNames.Partner) == "las-secretariat" && log.Trace.Length == 32);
        Assert.DoesNotContain("AccountKey", collector.Everything, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", collector.Everything, StringComparison.Ordinal);
        Assert.Empty(azure.Host.Hung);

        // A partner that was busy has more than one.
        IEnumerable<string> Partners() => Copies(collector, Main).Select(span => span.Tags[TelemetryNames.Partner]).Distinct();
    }

    [Fact]
    public async Task A_pass_over_a_folder_tells_the_same_trail()
    {
        await using var collector = await Collector.StartAsync();
        await using var site = await SampleSite.CreateAsync();

        var said = await site.CommandAsync(new Dictionary<string, string>(site.Environment.Concat(collector.Settings)), "run", "--json");

        Assert.True(said.ExitCode == 0, said.Error);
        Assert.NotEmpty(Copies(collector, Main));
        Assert.All(Copies(collector, Main), copy => AssertComesFromInbox(collector.Spans, copy));
        Assert.Equal(collector.Spans.Count(span => span.Name == "arrive"), collector.Spans.Where(span => span.Name == "arrive").Select(span => span.Trace).Distinct().Count());
        Assert.Contains(TelemetryNames.QueueAge, collector.Metrics.Keys);
        Assert.Contains(collector.Logs, log => log.Tags.GetValueOrDefault("syndication.event") == "delivered");
    }

    [Fact]
    public async Task Unless_it_is_configured_nothing_is_sent_and_work_carries_no_trace()
    {
        await using var collector = await Collector.StartAsync();
        await using var site = await SampleSite.CreateAsync();
        var settings = new Dictionary<string, string>(site.Environment.Concat(collector.Settings)) { ["OTEL_SDK_DISABLED"] = "true" };

        Assert.Equal(0, (await site.CommandAsync(settings, "run", "--json")).ExitCode);
        settings.Remove("OTEL_EXPORTER_OTLP_ENDPOINT");
        settings.Remove("OTEL_SDK_DISABLED");
        Assert.Equal(0, (await site.CommandAsync(settings, "run", "--json")).ExitCode);

        Assert.Equal(0, collector.Count);
        Assert.NotEmpty(site.Files("queues/translate"));
        Assert.DoesNotContain(site.Files("queues").Keys, file => site.Read($"queues/{file}").Contains("traceparent", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_collector_that_takes_connections_and_never_answers_keeps_no_work_from_being_done()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var settings = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        await using var azure = await AzureSite.StartAsync(azurite, settings: settings);

        await azure.FirstDayAsync(new Random(6));
        await azure.Host.SettleAsync(Within);

        Assert.NotNull(await azure.ReadAsync("$web", $"ar/{Main}.html"));
        Assert.All(azure.Host.Calls, call => Assert.Equal(200, call.Status));
        Assert.Empty(azure.Host.Hung);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "nowhere")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING", "secret-and-wrong")]
    public async Task What_cannot_be_used_is_told_before_anything_is_touched_and_not_repeated(string variable, string value)
    {
        await using var site = await SampleSite.CreateAsync();

        var said = await site.CommandAsync(new Dictionary<string, string>(site.Environment) { [variable] = value }, "run");

        Assert.Equal(2, said.ExitCode);
        Assert.Contains(variable, said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(value, said.Error + said.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.PathOf("public")));
    }

    private static IEnumerable<Collector.Span> Copies(Collector collector, string release) =>
        collector.Spans.Where(span => span.Name == "copy" && span.Tags.GetValueOrDefault(TelemetryNames.Release) == release);

    // From span to parent, back to where the trace began: through the queues that lie between.
    private static void AssertComesFromInbox(IReadOnlyList<Collector.Span> spans, Collector.Span copy)
    {
        var path = new List<string> { copy.Name };
        for (var span = copy; span.Parent.Length > 0;)
        {
            span = Assert.Single(spans, other => other.Id == span.Parent);
            Assert.Equal(copy.Trace, span.Trace);

            // A copy that found its partner busy asks again, in a work of its own.
            if (span.Name != path[0])
                path.Insert(0, span.Name);
        }

        Assert.Equal(["arrive", "ingest", "translate", "publish", "deliver", "copy"], path);
    }
}
