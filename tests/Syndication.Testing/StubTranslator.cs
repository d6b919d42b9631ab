using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Syndication.Testing;

/// <summary>
/// Azure Translator's text translation, REST API 3.0, on this machine: the documented requests, answers, limits, errors and headers, and,
/// when told to, what goes wrong on the way. Its translations are made of the words of the text, letters changed into those of the other
/// script; tags, numbers and addresses stay. Sentences of a <see cref="Phrasebook"/> it knows how to translate. What stands in
/// <c>&lt;span class="notranslate"&gt;</c> comes back as it went, with its element, wherever the other language has it.
/// Long, because the service is one thing whose answers, limits and misdeeds share one count.
/// </summary>
public sealed class StubTranslator : IAsyncDisposable
{
    /// <summary>The key it knows.</summary>
    public const string Key = "0123456789abcdef0123456789abcdef";

    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly Queue<Misbehaviour> ahead = new();

    private int inFlight;

    private StubTranslator(WebApplication app) => this.app = app;

    /// <summary>Where it listens.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    /// <summary>The region of the resource; null where it is global.</summary>
    public string? Region { get; init; }

    /// <summary>The bearer token it takes beside the key; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>The resource that a token at a shared address must come with; null where it is not asked for.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Where it is: below this path everything is answered, elsewhere nothing.</summary>
    public string Path { get; init; } = "/translate";

    /// <summary>The categories it has models for, and from and to which language: <c>id:fr:ar</c>.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Languages it does not know.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Names and how they are in another language, <c>(name, language) → name</c>; replaced before the rest.</summary>
    public IReadOnlyDictionary<(string Name, string Language), string> Names { get; init; } = new Dictionary<(string, string), string>();

    /// <summary>Sentences it knows, <c>(source, language) → translation</c>; see <see cref="Phrasebook"/>.</summary>
    public IReadOnlyDictionary<(string Source, string Language), string> Phrases { get; init; } = new Dictionary<(string, string), string>();

    /// <summary>How many characters it takes in a minute; null for no bound.</summary>
    public int? CharactersPerMinute { get; init; }

    /// <summary>Tells the time for that.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether it says what it charged.</summary>
    public bool Meters { get; init; } = true;

    /// <summary>What it was asked and answered, in order.</summary>
    public ConcurrentQueue<StubCall> Calls { get; } = [];

    /// <summary>Requests that have come and are not answered yet.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <summary>Characters charged so far.</summary>
    public long Billed => Calls.Sum(call => (long)call.Billed);

    /// <summary>Starts it.</summary>
    public static Task<StubTranslator> StartAsync() => StartAsync(app => new(app));

    /// <summary>Starts one that is set up.</summary>
    /// <param name="make">Makes it; <c>app => new(app) { … }</c> is written <see cref="With"/>.</param>
    /// <param name="certificate">What it shows, for https; null for http.</param>
    public static async Task<StubTranslator> StartAsync(Func<WebApplication, StubTranslator> make, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        if (certificate is not null)
            builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        var app = builder.Build();
        var stub = make(app);
        app.Run(async context =>
        {
            Interlocked.Increment(ref stub.inFlight);
            try
            {
                await stub.AnswerAsync(context);
            }
            finally
            {
                Interlocked.Decrement(ref stub.inFlight);
            }
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        stub.Url = new Uri(address + "/");
        return stub;
    }

    /// <summary>Sets up a stub.</summary>
    public static StubTranslator With(
        WebApplication app, string? region = null, string? token = null, string? resourceId = null, string path = "/translate", IReadOnlyList<string>? models = null,
        IReadOnlyList<string>? unknown = null, IReadOnlyDictionary<(string, string), string>? names = null, int? charactersPerMinute = null, TimeProvider? clock = null, bool meters = true,
        IReadOnlyDictionary<(string, string), string>? phrases = null) => new(app)
        {
            Region = region,
            Token = token,
            ResourceId = resourceId,
            Path = path,
            Models = models ?? [],
            Unknown = unknown ?? [],
            Names = names ?? new Dictionary<(string, string), string>(),
            Phrases = phrases ?? new Dictionary<(string, string), string>(),
            CharactersPerMinute = charactersPerMinute,
            Clock = clock ?? TimeProvider.System,
            Meters = meters,
        };

    /// <summary>The next requests go wrong so, one each.</summary>
    public void Next(params Misbehaviour[] misbehaviours)
    {
        lock (gate)
        {
            foreach (var one in misbehaviours)
                ahead.Enqueue(one);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var bytes = new MemoryStream();
        await context.Request.Body.CopyToAsync(bytes, context.RequestAborted);
        Misbehaviour? wrong;
        lock (gate)
            ahead.TryDequeue(out wrong);
        var request = context.Request;
        var call = new StubCall(
            request.Path, [.. request.Query["to"].OfType<string>()], request.Query["category"], request.Headers["X-ClientTraceId"], bytes.ToArray())
        { Headers = request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase) };
        context.Response.Headers["X-RequestId"] = Guid.NewGuid().ToString();
        try
        {
            if (wrong is { IsInstead: true })
            {
                Calls.Enqueue(call);
                await wrong.AnswerAsync(context, [], "");
                return;
            }

            var (status, code, answer) = Judge(request, call);
            if (answer is null)
            {
                Calls.Enqueue(call);
                await ErrorAsync(context, status, code);
                return;
            }

            call.Billed = call.Characters * call.To.Count;
            Calls.Enqueue(call);
            if (Meters)
                context.Response.Headers["X-Metered-Usage"] = call.Billed.ToString(CultureInfo.InvariantCulture);
            context.Response.Headers["X-MT-System"] = "Microsoft";
            context.Response.ContentType = "application/json; charset=utf-8";
            if (wrong is not null)
                await wrong.AnswerAsync(context, answer, answer.ToJsonString());
            else
                await context.Response.WriteAsync(answer.ToJsonString(), context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The other side hung up, as some tests want it to.
        }
    }

    // What the documentation says of a request, in the order in which the service finds it out.
    private (int Status, int Code, JsonArray? Answer) Judge(HttpRequest request, StubCall call)
    {
        if (request.Path != Path || request.Method != "POST")
            return (404, 404000, null);
        if (!IsKnown(request))
            return (401, 401000, null);
        if (request.Query["api-version"] != "3.0")
            return (400, 400021, null);
        var from = request.Query["from"].ToString();
        if (from.Length == 0 || Unknown.Contains(from))
            return (400, 400035, null);
        if (call.To.Count == 0 || call.To.Any(Unknown.Contains))
            return (400, 400036, null);
        if (call.Category is { } category && category != "general")
        {
            if (!Models.Any(model => model.StartsWith(category + ":", StringComparison.Ordinal)))
                return (400, 400002, null);
            if (call.To.Any(to => !Models.Contains($"{category}:{from}:{to}")))
                return (400, 400079, null);
        }

        string[] texts;
        try
        {
            using var document = JsonDocument.Parse(call.Body);
            texts = [.. document.RootElement.EnumerateArray().Select(element => element.GetProperty("Text").GetString()!)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return (400, 400074, null);
        }

        call.Texts = texts;
        call.Characters = texts.Sum(text => text.EnumerateRunes().Count());
        if (texts.Length > 1000)
            return (400, 400072, null);
        if (call.Characters * call.To.Count > 50_000)
            return (400, texts.Length == 1 ? 400050 : 400077, null);
        lock (gate)
        {
            var now = Clock.GetUtcNow();
            if (CharactersPerMinute is { } most && Calls.Where(other => other.At > now - TimeSpan.FromMinutes(1)).Sum(other => other.Billed) + (call.Characters * call.To.Count) > most)
                return (429, 429001, null);
            call.At = now;
        }

        var isHtml = request.Query["textType"] == "html";
        var answer = new JsonArray();
        foreach (var text in texts)
        {
            var translations = new JsonArray();
            foreach (var to in call.To)
                translations.Add(new JsonObject { ["text"] = (isHtml ? Phrasebook.Translate(text, to, Phrases) : null) ?? StubWords.Translate(text, to, isHtml, Names), ["to"] = to });
            answer.Add(new JsonObject { ["translations"] = translations });
        }

        return (200, 0, answer);
    }

    private bool IsKnown(HttpRequest request)
    {
        var region = request.Headers["Ocp-Apim-Subscription-Region"].ToString();
        if (request.Headers.TryGetValue("Ocp-Apim-Subscription-Key", out var key))
            return key == Key && (Region is null || region == Region);
        return Token is not null && request.Headers.Authorization == $"Bearer {Token}" &&
            (ResourceId is null || (request.Headers["Ocp-Apim-ResourceId"] == ResourceId && region == Region));
    }

    private static Task ErrorAsync(HttpContext context, int status, int code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = "The request is not authorized because credentials are missing or invalid." } }.ToJsonString(), Encoding.UTF8, context.RequestAborted);
    }
}

/// <summary>A request as the stub took it.</summary>
/// <param name="Path">The path asked for.</param>
/// <param name="To">The languages wanted.</param>
/// <param name="Category">The category; null where none was named.</param>
/// <param name="Trace">The client's trace id.</param>
/// <param name="Body">The bytes.</param>
public sealed record StubCall(string Path, IReadOnlyList<string> To, string? Category, string? Trace, byte[] Body)
{
    /// <summary>The texts; none where the request was refused before they were read.</summary>
    public IReadOnlyList<string> Texts { get; set; } = [];

    /// <summary>Characters with markup, for one language.</summary>
    public int Characters { get; set; }

    /// <summary>Characters charged.</summary>
    public int Billed { get; set; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>What came in the headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
