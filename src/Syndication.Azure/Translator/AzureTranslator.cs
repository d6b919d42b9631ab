using System.Globalization;
using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Syndication.Translation;
using Syndication.Translation.Engines;

namespace Syndication.Azure.Translator;

/// <summary>
/// Azure Translator, Text Translation REST API 3.0, through the pipeline of Azure.Core. An answer is a translation only where it is whole,
/// has every text in every language asked for, and came from the service. Safe to use from several threads.
/// </summary>
public sealed class AzureTranslator : ITranslationService
{
    // Fifty thousand characters of Chinese, twice over, escaped: nothing honest is longer.
    private const int MostRead = 16 << 20;

    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(24);

    private readonly AzureTranslatorOptions options;
    private readonly TimeProvider clock;
    private readonly HttpPipeline pipeline;
    private readonly TranslatorRefusals refusals;

    /// <summary>Opens it; nothing is asked yet.</summary>
    /// <param name="options">Where it is, and who asks.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="transport">What carries the requests; null for the usual one.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public AzureTranslator(AzureTranslatorOptions options, TimeProvider clock, HttpPipelineTransport? transport = null)
    {
        options.Validate();
        (this.options, this.clock, refusals) = (options, clock, new(options));
        var settings = new Settings(transport);
        settings.Retry.MaxRetries = 0;
        settings.Retry.NetworkTimeout = options.Patience + TimeSpan.FromSeconds(5);
        HttpPipelinePolicy identity = options.Key is { } key
            ? new KeyPolicy(key)
            : new BearerTokenAuthenticationPolicy(options.Credential ?? new DefaultAzureCredential(), TranslatorAddress.Scope(options.Endpoint));
        pipeline = HttpPipelineBuilder.Build(settings, identity);
        var hour = options.Tier switch { "F0" => 2_000_000L, "S3" => 120_000_000L, "S4" => 200_000_000L, _ => 40_000_000L };
        Limits = new((int)Math.Min(50_000, hour / 60), 1_000, hour / 60, hour);
    }

    /// <inheritdoc/>
    public string Name => options.Category is null ? "azure" : $"azure {options.Category}";

    /// <inheritdoc/>
    public ServiceLimits Limits { get; }

    /// <inheritdoc/>
    public string? Lacks => options.Lacks;

    /// <inheritdoc/>
    public int Characters(string text) => HtmlForm.Characters(text);

    /// <inheritdoc/>
    public async Task<EngineAnswer> TranslateAsync(ServiceRequest request, CancellationToken cancel)
    {
        var trace = Guid.NewGuid().ToString();
        for (var tries = 0; ; tries++)
        {
            var (answer, wait) = await AskAsync(request, trace, cancel);
            answer = answer with { Trace = trace };
            if (wait is not { } asked || tries >= options.Retries)
                return answer;
            var delay = asked > TimeSpan.Zero ? asked : FirstDelay * Math.Pow(2, tries);
            if (delay > options.LongestDelay)
                return answer;
            await Task.Delay(delay, clock, cancel);
        }
    }

    // The answer, and where another try makes sense at once, after what wait: zero where nobody says.
    private async Task<(EngineAnswer Answer, TimeSpan? Wait)> AskAsync(ServiceRequest request, string trace, CancellationToken cancel)
    {
        using var within = new CancellationTokenSource(options.Patience, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, within.Token);
        var cost = request.Texts.Sum(Characters) * request.To.Count;
        try
        {
            using var message = Message(request, trace);
            await pipeline.SendAsync(message, stop.Token);
            return await ReadAsync(message.Response, request, cost, stop.Token);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && Told(e, cost) is { } told)
        {
            return (told, null);
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is not OperationCanceledException && Told(e, cost) is not null)
        {
            throw new OperationCanceledException(cancel);
        }
    }

    private HttpMessage Message(ServiceRequest request, string trace)
    {
        var message = pipeline.CreateMessage();
        message.BufferResponse = false;
        var http = message.Request;
        http.Method = RequestMethod.Post;
        http.Uri.Reset(TranslatorAddress.Of(options.Endpoint, TranslatorLanguage.Of(request.From), request.To.Select(TranslatorLanguage.Of), options.Category));
        http.Headers.Add("Content-Type", "application/json; charset=utf-8");
        http.Headers.Add("Accept", "application/json");
        http.Headers.Add("X-ClientTraceId", trace);
        if (options.Region is { } region)
            http.Headers.Add("Ocp-Apim-Subscription-Region", region);
        if (options.Key is null && options.ResourceId is { } resource)
            http.Headers.Add("Ocp-Apim-ResourceId", resource);
        http.Content = RequestContent.Create(TranslatorWire.Write(request.Texts.Select(HtmlForm.Of)));
        return message;
    }

    private async Task<(EngineAnswer Answer, TimeSpan? Wait)> ReadAsync(Response response, ServiceRequest request, int cost, CancellationToken cancel)
    {
        var body = await BodyAsync(response, cancel);
        if (response.Status is >= 200 and < 300)
            return (Translations(response, body, request, cost), null);
        var code = TranslatorWire.ErrorCode(body);
        if (response.Status is not (408 or 429 or >= 500))
            return (refusals.Of(response.Status, code, [.. request.To.Select(TranslatorLanguage.Of).Prepend(TranslatorLanguage.Of(request.From))]), null);
        var wait = RetryAfter(response);
        return (new EngineBusy(TranslatorRefusals.Busy(response.Status, code), wait, 0), wait ?? TimeSpan.Zero);
    }

    private static EngineAnswer Translations(Response response, byte[] body, ServiceRequest request, int cost)
    {
        var metered = response.Headers.TryGetValue("X-Metered-Usage", out var usage) && int.TryParse(usage, CultureInfo.InvariantCulture, out var count) && count >= 0 ? count : (int?)null;
        if (metered is null && response.Headers.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) != true)
            return new EngineBusy("Something between here and Azure Translator answered in its place, with no JSON. If that lasts, see to proxies and gateways on the way, and to translation.endpoint.", null, 0);

        // What has been said in half was charged in whole.
        var billed = metered ?? cost;
        if (TranslatorWire.Read(body, request.Texts.Count, [.. request.To.Select(TranslatorLanguage.Of)], out var texts) is { } wrong)
            return new EngineBusy($"Azure Translator answered {wrong}; none of it was used.", null, billed);
        return new ServiceTexts(
            request.To.Zip(texts).ToDictionary(pair => pair.First, pair => (IReadOnlyList<string>)[.. pair.Second.Select(HtmlForm.Back)]), billed);
    }

    // More than fits is as good as something else than JSON, and is found to be by whoever reads it.
    private static async Task<byte[]> BodyAsync(Response response, CancellationToken cancel)
    {
        if (response.ContentStream is not { } stream)
            return [];
        using var whole = new MemoryStream();
        var buffer = new byte[32 << 10];
        int read;
        while (whole.Length <= MostRead && (read = await stream.ReadAsync(buffer, cancel)) > 0)
            await whole.WriteAsync(buffer.AsMemory(0, read), cancel);
        return whole.ToArray();
    }

    // Seconds or a date (RFC 9110, section 10.2.3); a second at least, a day at most.
    private TimeSpan? RetryAfter(Response response)
    {
        if (!response.Headers.TryGetValue("Retry-After", out var text))
            return null;
        TimeSpan? wait = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, 100_000_000))
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date - clock.GetUtcNow() : null;
        return wait is not { } asked ? null : asked < FirstDelay ? FirstDelay : asked > LongestAsked ? LongestAsked : asked;
    }

    // What kept it from answering at all; null where that is not the network's or the identity's fault. What may have been charged counts as charged.
    private EngineAnswer? Told(Exception e, int cost) => e switch
    {
        CredentialUnavailableException => new EngineRefusal(
            "Nobody is signed in to reach Azure Translator. On Azure give the app a managed identity, elsewhere sign in with “az login”, or name a key: translation.key, env:NAME.", 0)
        { Of = RefusalOf.Everything },
        AuthenticationFailedException => new EngineRefusal(
            "Signing in to reach Azure Translator was refused. See that the identity exists in the resource's tenant, or sign in again with “az login”.", 0)
        { Of = RefusalOf.Everything },
        OperationCanceledException or TimeoutException => new EngineBusy($"Azure Translator did not answer within {options.Patience.TotalSeconds:0} seconds.", null, cost),
        AggregateException { InnerExceptions: [.., var last] } => Told(last, cost),
        RequestFailedException { InnerException: { } inner } => Told(inner, cost),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => new EngineBusy(
            $"There is no host {options.Endpoint.Host}. See that translation.endpoint is right and that names can be looked up here.", null, 0),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => new EngineBusy(
            $"{options.Endpoint.Host} shows no certificate that this machine trusts. See to its trusted certificates and to proxies on the way.", null, 0),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => new EngineBusy(
            $"{options.Endpoint.Host} does not take a connection. See that translation.endpoint is right and that no firewall is on the way.", null, 0),
        HttpRequestException or IOException or SocketException or RequestFailedException => new EngineBusy(
            $"The connection to {options.Endpoint.Host} broke. If that lasts, see to the network between here and there.", null, cost),
        _ => null,
    };

    private sealed class Settings : ClientOptions
    {
        public Settings(HttpPipelineTransport? transport)
        {
            if (transport is not null)
                Transport = transport;
        }
    }

    private sealed class KeyPolicy(string key) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message) => message.Request.Headers.SetValue("Ocp-Apim-Subscription-Key", key);
    }
}
