using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Syndication.Delivery;

namespace Syndication.Network.Receiving;

/// <summary>
/// A partner's end: takes webhooks on this machine, checks their signatures as any receiver should, and tells of each in one line.
/// Any path will do.
/// </summary>
public sealed class Receiver : IAsyncDisposable
{
    private const int Largest = 10 * 1024 * 1024;

    private readonly WebApplication app;
    private readonly WebhookSecret secret;
    private readonly Action<string> line;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly HashSet<string> seen = [];

    private Receiver(WebApplication app, WebhookSecret secret, Action<string> line, TimeProvider clock)
    {
        this.app = app;
        this.secret = secret;
        this.line = line;
        this.clock = clock;
        app.Run(TakeAsync);
    }

    /// <summary>The port it listens at, on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>Starts one.</summary>
    /// <param name="port">Where; 0 for any that is free.</param>
    /// <param name="secret">The secret agreed on, <c>whsec_…</c>.</param>
    /// <param name="line">Told one JSON object a message: <c>at</c>, <c>webhookId</c>, <c>type</c>, <c>id</c>, <c>version</c>,
    /// <c>language</c>, <c>verified</c>, <c>repeated</c>, <c>bytes</c>, and <c>problem</c> where it was refused. Never by two at once.</param>
    /// <param name="clock">The time, to judge timestamps by.</param>
    /// <param name="cancel">Stops the starting.</param>
    /// <exception cref="ArgumentException">The secret is none; the message says what is wrong.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<Receiver> StartAsync(int port, string secret, Action<string> line, TimeProvider clock, CancellationToken cancel)
    {
        if (WebhookSecret.TryParse(secret, out var key) is { } wrong)
            throw new ArgumentException($"The secret is none: {wrong}.", nameof(secret));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, port);
            options.Limits.MaxRequestBodySize = Largest;
            options.AddServerHeader = false;
        });
        var app = builder.Build();
        var receiver = new Receiver(app, key!, line, clock);
        try
        {
            await app.StartAsync(cancel);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        receiver.Port = new Uri(address).Port;
        return receiver;
    }

    /// <summary>Stops listening; what is being answered is answered.</summary>
    public Task StopAsync(CancellationToken cancel) => app.StopAsync(cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            await AnswerAsync(context, StatusCodes.Status405MethodNotAllowed, ReceivedCopy.Refusal("Copies come by POST."));
            return;
        }

        if (await BodyAsync(context) is not { } body)
        {
            Tell(context, [], new() { Problem = "The body is larger than 10 MB, or broke off." }, repeated: false);
            await AnswerAsync(context, StatusCodes.Status413PayloadTooLarge, ReceivedCopy.Refusal("The body is larger than 10 MB, or broke off."));
            return;
        }

        var id = Header(context, "webhook-id");
        var problem = Signing.Verify(
            secret, id, Header(context, "webhook-timestamp"), Header(context, "webhook-signature"), body, clock.GetUtcNow());
        var copy = problem is null ? ReceivedCopy.Read(body) : new() { Problem = problem };
        bool repeated;
        lock (gate)
            repeated = copy.Problem is null && !seen.Add(id!);
        Tell(context, body, copy with { Verified = problem is null }, repeated);
        var status = problem is not null ? StatusCodes.Status401Unauthorized
            : copy.Problem is not null ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
        await AnswerAsync(context, status, copy.Problem is { } wrong ? ReceivedCopy.Refusal(wrong) : ReceivedCopy.Receipt(id!, repeated));
    }

    private void Tell(HttpContext context, byte[] body, ReceivedCopy copy, bool repeated)
    {
        var text = copy.Line(clock.GetUtcNow(), Header(context, "webhook-id"), repeated, body.Length);
        lock (gate)
            line(text);
    }

    private static string? Header(HttpContext context, string name) =>
        context.Request.Headers.TryGetValue(name, out var values) ? values.ToString() : null;

    private static async Task<byte[]?> BodyAsync(HttpContext context)
    {
        try
        {
            using var buffer = new MemoryStream();
            await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
            return buffer.ToArray();
        }
        catch (IOException)
        {
            // Kestrel's own exception for a body past its limit is an IOException too.
            return null;
        }
    }

    private static async Task AnswerAsync(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
