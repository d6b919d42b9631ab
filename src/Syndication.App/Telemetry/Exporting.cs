using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Syndication.App.Serving;
using Syndication.Telemetry;

namespace Syndication.App.Telemetry;

/// <summary>
/// Traces, metrics and logs on their way to a collector (OTLP) or to Application Insights. Off unless one is configured: then nothing of
/// OpenTelemetry is even loaded. A collector that is dead delays nobody for long.
/// </summary>
internal sealed class Exporting : IAsyncDisposable
{
    /// <summary>Where an OTLP collector listens; the other <c>OTEL_…</c> variables count too.</summary>
    public const string Collector = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Which Application Insights.</summary>
    public const string Insights = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    private const string Disabled = "OTEL_SDK_DISABLED";
    private const string InsightsIdentity = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string ServiceName = "OTEL_SERVICE_NAME";

    // So long the end of a process waits; what is not out by then is lost.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly ServiceProvider services;

    private Exporting(ServiceProvider services)
    {
        this.services = services;
        var (traces, metrics, logs) = (services.GetRequiredService<TracerProvider>(), services.GetRequiredService<MeterProvider>(), services.GetRequiredService<LoggerProvider>());
        Logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(TelemetryNames.Source);
        Log = new ServeLog(TextWriter.Null, false, TimeProvider.System, Logger);
        Flushing = new(
            within => Task.WhenAll(
                Task.Run(() => traces.ForceFlush((int)within.TotalMilliseconds)),
                Task.Run(() => metrics.ForceFlush((int)within.TotalMilliseconds)),
                Task.Run(() => logs.ForceFlush((int)within.TotalMilliseconds))),
            TimeProvider.System);
    }

    /// <summary>What this process exports to; null while telemetry is off. There is one for a process, as there is one source of its signals.</summary>
    public static Exporting? Now { get; private set; }

    /// <summary>Where logs go.</summary>
    public ILogger Logger { get; }

    /// <summary>A log that goes nowhere else.</summary>
    public ServeLog Log { get; }

    /// <summary>Sends what there is.</summary>
    public Flushing Flushing { get; }

    /// <summary>Begins to export where a variable says where to.</summary>
    /// <returns>Null where none does: telemetry is off.</returns>
    /// <exception cref="Opening.UsageException">A variable is set to what cannot be used.</exception>
    public static Exporting? Start()
    {
        var (collector, insights) = (Set(Collector), Set(Insights));
        if (collector is null && insights is null || string.Equals(Set(Disabled), "true", StringComparison.OrdinalIgnoreCase))
            return null;
        if (collector is not null && (!Uri.TryCreate(collector, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
            throw new Opening.UsageException($"{Collector} is no address such as http://localhost:4318. Correct it, or take it away to have no telemetry.");

        var services = new ServiceCollection();
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource =>
            {
                if (Set(ServiceName) is null)
                    resource.AddService("syndication", serviceVersion: typeof(Exporting).Assembly.GetName().Version?.ToString(3));
            })
            .WithTracing(traces => traces.AddSource(TelemetryNames.Source))
            .WithMetrics(metrics => metrics.AddMeter(TelemetryNames.Source))
            .WithLogging();
        if (collector is not null)
            telemetry.UseOtlpExporter();
        if (insights is not null)
        {
            telemetry.WithTracing(traces => traces.AddAzureMonitorTraceExporter(Insist))
                .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Insist))
                .WithLogging(logs => logs.AddAzureMonitorLogExporter(Insist));
        }

        try
        {
            return Now = new(services.BuildServiceProvider());
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException)
        {
            // What the libraries say may quote the variable.
            throw new Opening.UsageException($"Telemetry cannot be sent: {(insights is null ? Collector : Insights)} or a variable beside it is set to what cannot be used ({e.GetType().Name}). Correct it, or take it away.");
        }

        void Insist(AzureMonitorExporterOptions options)
        {
            options.ConnectionString = insights;
            options.DisableOfflineStorage = true; // Nothing is left on the disk of a machine that is gone in a minute.
            options.SamplingRatio = 1; // The trail of one release in a hundred helps nobody who looks for another.
            options.TracesPerSecond = null;
            if (Identity(Set(InsightsIdentity)) is { } credential)
                options.Credential = credential;
        }
    }

    /// <summary>Sends what there still is, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        Now = null;
        await Flushing.FlushAsync();
        await Task.WhenAny(Task.Run(async () => await services.DisposeAsync()), Task.Delay(Farewell));
    }

    // “ClientId=…;Authorization=AAD”, as the Functions host has it: telemetry is sent as the app's identity.
    private static ManagedIdentityCredential? Identity(string? text)
    {
        var parts = (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).Where(part => part.Length == 2).DistinctBy(part => part[0].ToUpperInvariant())
            .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        return !parts.TryGetValue("Authorization", out var how) || !how.Equals("AAD", StringComparison.OrdinalIgnoreCase) ? null
            : new ManagedIdentityCredential(parts.TryGetValue("ClientId", out var id) ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned);
    }

    private static string? Set(string variable) => Environment.GetEnvironmentVariable(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;
}
