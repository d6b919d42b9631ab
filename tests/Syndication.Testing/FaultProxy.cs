using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Syndication.Testing;

/// <summary>Stands between a client and Azurite and lets requests go wrong, as a test wants it.</summary>
public sealed class FaultProxy : IAsyncDisposable
{
    // These are each hop's own (RFC 9110, section 7.6.1); the length goes with the body.
    private static readonly string[] Own = ["Connection", "Keep-Alive", "Transfer-Encoding", "Host", "Content-Length", "Server"];

    private readonly HttpMessageInvoker http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly List<WebApplication> sides = [];
    private readonly ConcurrentQueue<string> requests = [];

    private FaultProxy()
    {
    }

    /// <summary>Where blobs are reached through it.</summary>
    public Uri Blobs { get; private set; } = null!;

    /// <summary>Where queues are reached through it.</summary>
    public Uri Queues { get; private set; } = null!;

    /// <summary>Decides what goes wrong with a request; at first nothing does. May be asked by several threads at once.</summary>
    public Func<HttpRequest, Fault> Decide { get; set; } = _ => Fault.None;

    /// <summary>Every request so far: method and path.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    /// <summary>Starts one before Azurite.</summary>
    public static async Task<FaultProxy> StartAsync(Azurite azurite)
    {
        var proxy = new FaultProxy();
        proxy.Blobs = await proxy.ListenAsync(azurite.Blobs);
        proxy.Queues = await proxy.ListenAsync(azurite.Queues);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var side in sides)
        {
            using var now = new CancellationTokenSource(TimeSpan.Zero);
            await side.StopAsync(now.Token);
            await side.DisposeAsync();
        }

        http.Dispose();
    }

    private async Task<Uri> ListenAsync(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var side = builder.Build();
        side.Run(context => AnswerAsync(context, target));
        await side.StartAsync();
        sides.Add(side);
        return new Uri(side.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    private async Task AnswerAsync(HttpContext context, Uri target)
    {
        requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        switch (Decide(context.Request))
        {
            case Fault.Cut:
                context.Abort();
                return;
            case Fault.Unanswered:
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case Fault.Answered answer:
                await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
                context.Response.StatusCode = answer.Status;
                context.Response.Headers["x-ms-error-code"] = answer.Code;
                if (answer.RetryAfter is { } seconds)
                    context.Response.Headers.RetryAfter = $"{seconds}";
                context.Response.ContentType = "application/xml";
                await context.Response.WriteAsync($"<?xml version=\"1.0\"?><Error><Code>{answer.Code}</Code><Message>Told by the proxy.</Message></Error>");
                return;
            case Fault.Lost:
                using (await ForwardAsync(context, target))
                    context.Abort();
                return;
            default:
                using (var response = await ForwardAsync(context, target))
                    await ReturnAsync(context, response);
                return;
        }
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpContext context, Uri target)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), new Uri(target, context.Features.Get<IHttpRequestFeature>()!.RawTarget));
        if (context.Request.ContentLength is not null || context.Request.Headers.TransferEncoding.Count > 0)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.ContentLength = context.Request.ContentLength;
        }

        foreach (var (name, value) in context.Request.Headers)
        {
            if (!Own.Contains(name, StringComparer.OrdinalIgnoreCase) && !request.Headers.TryAddWithoutValidation(name, value.ToArray()))
                request.Content?.Headers.TryAddWithoutValidation(name, value.ToArray());
        }

        return await http.SendAsync(request, context.RequestAborted);
    }

    private static async Task ReturnAsync(HttpContext context, HttpResponseMessage response)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentLength = response.Content.Headers.ContentLength;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            if (!Own.Contains(name, StringComparer.OrdinalIgnoreCase))
                context.Response.Headers[name] = values.ToArray();
        }

        if (!HttpMethods.IsHead(context.Request.Method) && response.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified))
            await response.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
