using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Syndication.EndToEnd.Telemetry;

/// <summary>A collector of telemetry: OTLP over HTTP, as protocol buffers; it keeps what it is sent.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, byte[] Body)> requests = [];
    private readonly WebApplication app;

    private Collector(WebApplication app) => this.app = app;

    /// <summary>A span as it was sent.</summary>
    public sealed record Span(string Trace, string Id, string Parent, string Name, IReadOnlyDictionary<string, string> Tags);

    /// <summary>The settings that send telemetry here.</summary>
    public IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = app.Urls.Single(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    /// <summary>How many requests came.</summary>
    public int Count => requests.Count;

    /// <summary>Every span.</summary>
    public IReadOnlyList<Span> Spans =>
    [
        .. Sent("/v1/traces").SelectMany(scope => scope.All(2)).Select(span => new Span(span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), Tags(span.All(9)))),
    ];

    /// <summary>Every metric by name, with its unit.</summary>
    public IReadOnlyDictionary<string, string> Metrics =>
        Sent("/v1/metrics").SelectMany(scope => scope.All(2)).DistinctBy(metric => metric.Text(1)).ToDictionary(metric => metric.Text(1), metric => metric.Text(3));

    /// <summary>Every line of the log, with its attributes and its trace.</summary>
    public IReadOnlyList<(string Text, string Trace, IReadOnlyDictionary<string, string> Tags)> Logs =>
        [.. Sent("/v1/logs").SelectMany(scope => scope.All(2)).Select(log => (log.All(5).Single().Text(1), log.Hex(9), Tags(log.All(6))))];

    /// <summary>Everything that was sent, as text in which one can look for words.</summary>
    public string Everything => string.Concat(requests.Select(request => System.Text.Encoding.Latin1.GetString(request.Body)));

    /// <summary>Starts one on a free port.</summary>
    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var collector = new Collector(app);
        app.MapPost("/{**path}", async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            collector.requests.Enqueue((context.Request.Path, body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    // Resources hold scopes, and scopes what is sent.
    private IEnumerable<Proto> Sent(string path) =>
        requests.Where(request => request.Path == path).SelectMany(request => new Proto(request.Body).All(1)).SelectMany(resource => resource.All(2));

    private static Dictionary<string, string> Tags(IEnumerable<Proto> tags) =>
        tags.DistinctBy(tag => tag.Text(1)).ToDictionary(tag => tag.Text(1), tag => tag.All(2).FirstOrDefault()?.Text(1) ?? "");
}
