using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Syndication.EndToEnd.Functions;

/// <summary>
/// The Azure Functions host as far as a custom handler can see it: starts the handler, asks for it to be there, and calls it for queue
/// messages, blobs, timers and HTTP as the real one was observed to, its surprises included. What triggers what is read from the
/// deployed folder's <c>function.json</c> files and <c>host.json</c>. Longer than a file should be, because the host is one thing whose
/// ways of calling share the handler's process, its port and what it is told.
/// </summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);

    private readonly string app;
    private readonly string connection;
    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly List<Function> functions;
    private readonly int maxDequeueCount;
    private readonly TimeSpan visibility;
    private readonly TimeSpan longestPause;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None, UseProxy = false });
    private readonly CancellationTokenSource stop = new();
    private readonly StringBuilder said = new();
    private readonly ConcurrentDictionary<string, byte> busy = new();
    private Process? process;
    private WebApplication? front;
    private Task listening = Task.CompletedTask;
    private int port;

    private FunctionsHost(string app, string connection, IReadOnlyDictionary<string, string> environment, bool isPatient)
    {
        this.app = app;
        this.connection = connection;
        this.environment = environment;
        using var settings = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(app, "host.json")));
        var queues = settings.RootElement.GetProperty("extensions").GetProperty("queues");
        maxDequeueCount = queues.GetProperty("maxDequeueCount").GetInt32();
        http.Timeout = TimeSpan.Parse(settings.RootElement.GetProperty("functionTimeout").GetString()!);
        visibility = TimeSpan.Parse(queues.GetProperty("visibilityTimeout").GetString()!);
        longestPause = isPatient ? TimeSpan.Parse(queues.GetProperty("maxPollingInterval").GetString()!) : ShortestPause;
        functions = [.. Directory.GetFiles(app, "function.json", SearchOption.AllDirectories).Select(Function.Read)];
    }

    /// <summary>Calls that were answered with neither JSON nor an error: the real host waits for more until the function times out.</summary>
    public ConcurrentBag<string> Hung { get; } = [];

    /// <summary>Every call and the status it was answered with.</summary>
    public ConcurrentQueue<(string Function, int Status)> Calls { get; } = [];

    /// <summary>The names of the functions that are deployed.</summary>
    public IReadOnlyList<string> Functions => [.. functions.Select(function => function.Name).Order(StringComparer.Ordinal)];

    /// <summary>Where the world reaches the app.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What the handler wrote to its output.</summary>
    public string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    /// <summary>Whether calls are under way.</summary>
    public bool IsBusy => !busy.IsEmpty;

    /// <summary>Starts a handler and everything around it.</summary>
    /// <param name="app">The deployed folder: binary, <c>host.json</c>, a folder a function.</param>
    /// <param name="connection">The storage's connection string.</param>
    /// <param name="environment">App settings.</param>
    /// <param name="isPatient">Whether it asks empty queues less and less often, as the real one does; else ten times a second.</param>
    public static async Task<FunctionsHost> StartAsync(string app, string connection, IReadOnlyDictionary<string, string> environment, bool isPatient = false)
    {
        var host = new FunctionsHost(app, connection, environment, isPatient);
        await host.StartHandlerAsync();
        await host.OpenFrontAsync();
        host.listening = Task.WhenAll(host.functions.Where(function => function.Queue is not null).Select(host.ListenAsync));
        return host;
    }

    /// <summary>Ends the handler as the host does, without a signal that could be caught, and starts another.</summary>
    public async Task KillAndRestartAsync()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await StartHandlerAsync();
    }

    /// <summary>How much memory the handler took at most so far, in megabytes; Linux only.</summary>
    public int PeakMegabytes() =>
        int.Parse(File.ReadLines($"/proc/{process!.Id}/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture) / 1024;

    /// <summary>A blob was created: the whole of it travels in the call, as base64 and before everything else.</summary>
    public async Task<int> BlobCreatedAsync(string name)
    {
        var blob = new BlobServiceClient(connection).GetBlobContainerClient("inbox").GetBlobClient(name);
        var content = (await blob.DownloadContentAsync(stop.Token)).Value.Content.ToArray();
        var body = JsonSerializer.Serialize(new
        {
            Data = new { blob = Convert.ToBase64String(content) },
            Metadata = new
            {
                Uri = JsonSerializer.Serialize(blob.Uri.AbsoluteUri),
                Properties = new { Length = content.Length },
                Metadata = new { },
                name = JsonSerializer.Serialize(name),
                sys = new { MethodName = "IngestRelease", UtcNow = DateTime.UtcNow },
            },
        });
        var function = functions.Single(function => function.Type == "blobTrigger");
        for (var i = 0; ; i++)
        {
            var status = await CallAsync(function.Name, body);
            if (status == 200 || i == maxDequeueCount - 1)
                return status;
        }
    }

    /// <summary>A timer fires.</summary>
    public Task<int> TickAsync(string function) => CallAsync(function, JsonSerializer.Serialize(new
    {
        Data = new { timer = new { Schedule = new { AdjustForDST = true }, ScheduleStatus = (object?)null, IsPastDue = false } },
        Metadata = new { sys = new { MethodName = function, UtcNow = DateTime.UtcNow, RandGuid = Guid.NewGuid() } },
    }));

    /// <summary>Waits until no queue has a message that is due and no call is under way.</summary>
    public async Task SettleAsync(TimeSpan within)
    {
        var service = new QueueServiceClient(connection);
        var time = Stopwatch.StartNew();
        for (var still = 0; still < 3;)
        {
            if (time.Elapsed > within)
                Assert.Fail($"The queues are not empty after {within}. {Said}");
            var waiting = !busy.IsEmpty;
            foreach (var function in functions.Where(function => function.Queue is not null))
            {
                var queue = service.GetQueueClient(function.Queue);
                waiting |= await queue.ExistsAsync(stop.Token) && (await queue.PeekMessagesAsync(1, stop.Token)).Value.Length > 0;
            }

            still = waiting ? 0 : still + 1;
            await Task.Delay(100, stop.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await listening.ContinueWith(_ => { }, TaskScheduler.Default);
        if (front is not null)
            await front.DisposeAsync();
        if (process is { HasExited: false })
            process.Kill(entireProcessTree: true);
        process?.Dispose();
        http.Dispose();
        stop.Dispose();
    }

    private async Task StartHandlerAsync()
    {
        port = FreePort();
        using var settings = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(app, "host.json"), stop.Token));
        var description = settings.RootElement.GetProperty("customHandler").GetProperty("description");
        var start = new ProcessStartInfo(Path.Combine(app, description.GetProperty("defaultExecutablePath").GetString()!), description.GetProperty("arguments").EnumerateArray().Select(argument => argument.GetString()!))
        {
            WorkingDirectory = app,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{port}";

        // The handler inherits the host's environment, and this is in it.
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var watch = Stopwatch.StartNew();
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync($"http://127.0.0.1:{port}/", stop.Token);
                return;
            }
            catch (HttpRequestException) when (!process.HasExited && watch.Elapsed < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(10, stop.Token);
            }
        }
    }

    // The other triggers are POST /{function} on the same port: only what an HTTP function's methods and route let through gets there.
    private async Task OpenFrontAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        front = builder.Build();
        foreach (var function in functions.Where(function => function.Type == "httpTrigger"))
            front.MapMethods("/" + function.Route!.Replace("{*", "{**", StringComparison.Ordinal), function.Methods, ForwardAsync);
        await front.StartAsync(stop.Token);
        Address = new(front.Urls.Single());
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), $"http://127.0.0.1:{port}{context.Features.Get<IHttpRequestFeature>()!.RawTarget}");
        if (HttpMethods.IsPost(context.Request.Method))
            request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, value) in context.Request.Headers.Where(header => header.Key != "Host"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, value.ToArray());
        }

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, value) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Transfer-Encoding" or "Connection")))
            context.Response.Headers[name] = value.ToArray();
        if (!HttpMethods.IsHead(context.Request.Method) && answer.StatusCode is not HttpStatusCode.NotModified)
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task ListenAsync(Function function)
    {
        var queue = new QueueServiceClient(connection).GetQueueClient(function.Queue);
        var pause = ShortestPause;
        using var places = new SemaphoreSlim(24);
        var running = new ConcurrentDictionary<Task, byte>();
        try
        {
            while (!stop.IsCancellationRequested)
            {
                QueueMessage[] batch = [];
                try
                {
                    batch = (await queue.ReceiveMessagesAsync(16, TimeSpan.FromMinutes(10), stop.Token)).Value;
                }
                catch (RequestFailedException e) when (e.Status is 404)
                {
                }

                if (batch.Length == 0)
                    await Task.Delay(pause, stop.Token);
                pause = batch.Length > 0 ? ShortestPause : pause * 2 < longestPause ? pause * 2 : longestPause;
                foreach (var message in batch)
                {
                    await places.WaitAsync(stop.Token);
                    var call = HandAsync(function, queue, message).ContinueWith(_ => places.Release(), TaskScheduler.Default);
                    running[call] = 0;
                    _ = call.ContinueWith(done => running.TryRemove(done, out byte _), TaskScheduler.Default);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }

        await Task.WhenAll(running.Keys);
    }

    private async Task HandAsync(Function function, QueueClient queue, QueueMessage message)
    {
        busy[message.MessageId] = 0;
        try
        {
            string text;
            try
            {
                text = Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText));
            }
            catch (FormatException)
            {
                await PoisonAsync(queue, message);
                return;
            }

            // Strings are JSON within JSON; top-level properties of a JSON message are copied into the metadata.
            var body = JsonSerializer.Serialize(new
            {
                Data = new Dictionary<string, string> { [function.Binding] = JsonSerializer.Serialize(text) },
                Metadata = new
                {
                    DequeueCount = $"{message.DequeueCount}",
                    Id = JsonSerializer.Serialize(message.MessageId),
                    PopReceipt = JsonSerializer.Serialize(message.PopReceipt),
                    sys = new { MethodName = function.Name, UtcNow = DateTime.UtcNow },
                },
            });
            if (await CallAsync(function.Name, body) == 200)
                await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, stop.Token);
            else if (message.DequeueCount >= maxDequeueCount)
                await PoisonAsync(queue, message);
            else
                await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, message.MessageText, visibility, stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            busy.TryRemove(message.MessageId, out _);
        }
    }

    private async Task PoisonAsync(QueueClient queue, QueueMessage message)
    {
        var poison = new QueueServiceClient(connection).GetQueueClient(queue.Name + "-poison");
        await poison.CreateIfNotExistsAsync(cancellationToken: stop.Token);
        await poison.SendMessageAsync(message.MessageText, TimeSpan.Zero, TimeSpan.FromSeconds(-1), stop.Token);
        await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt, stop.Token);
    }

    // Any 2xx must come with a JSON object; without one the real host goes on waiting.
    private async Task<int> CallAsync(string function, string body)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/{function}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.TransferEncodingChunked = true;
            request.Headers.Add("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
            request.Headers.Add("X-Azure-Functions-HostVersion", "4.1040.0.0");
            using var answer = await http.SendAsync(request, stop.Token);
            var text = await answer.Content.ReadAsStringAsync(stop.Token);
            if (answer.IsSuccessStatusCode && !IsAnswer(text))
                Hung.Add($"{function}: “{text}”");
            Calls.Enqueue((function, (int)answer.StatusCode));
            return (int)answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The handler died under the call; the host counts that as a failure.
            return 0;
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            // The function timed out, which the host counts as a failure too.
            Hung.Add(function);
            return 0;
        }
    }

    private static bool IsAnswer(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (said)
            said.AppendLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Function(string Name, string Type, string Binding, string? Queue, string? Route, IReadOnlyList<string> Methods)
    {
        public static Function Read(string file)
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            var trigger = json.RootElement.GetProperty("bindings").EnumerateArray().Single(binding => binding.GetProperty("direction").GetString() == "in");
            return new(
                Path.GetFileName(Path.GetDirectoryName(file)!),
                trigger.GetProperty("type").GetString()!,
                trigger.GetProperty("name").GetString()!,
                trigger.TryGetProperty("queueName", out var queue) ? queue.GetString() : null,
                trigger.TryGetProperty("route", out var route) ? route.GetString() : null,
                trigger.TryGetProperty("methods", out var methods) ? [.. methods.EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant())] : []);
        }
    }
}
