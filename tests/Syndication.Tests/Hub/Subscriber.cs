using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Syndication.Tests.Hub;

/// <summary>A subscriber as the W3C Recommendation describes it, a real server on this machine: confirms what it asked for, and takes what is sent to it.</summary>
internal sealed class Subscriber : IAsyncDisposable
{
    private readonly WebApplication app;

    private Subscriber(WebApplication app) => this.app = app;

    /// <summary>Where it wants the feed sent.</summary>
    public string Callback { get; set; } = "";

    /// <summary>How it answers the question whether it meant it; by the book unless a test says otherwise.</summary>
    public RequestDelegate Confirm { get; set; } = context => context.Response.WriteAsync(context.Request.Query["hub.challenge"].ToString(), context.RequestAborted);

    /// <summary>How it answers when a feed comes; with 204 unless a test says otherwise.</summary>
    public RequestDelegate Take { get; set; } = context =>
    {
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    };

    /// <summary>What it was asked, as it came over the wire: path and query.</summary>
    public ConcurrentQueue<(string Target, IQueryCollection Query)> Asked { get; } = [];

    /// <summary>What came.</summary>
    public ConcurrentQueue<Received> Came { get; } = [];

    public static async Task<Subscriber> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var subscriber = new Subscriber(app);
        app.Run(subscriber.AnswerAsync);
        await app.StartAsync();
        subscriber.Callback = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/callback/6f3a";
        return subscriber;
    }

    /// <summary>Answers with a status and nothing more.</summary>
    public static RequestDelegate Status(int status, string? location = null) => context =>
    {
        context.Response.StatusCode = status;
        if (location is not null)
            context.Response.Headers.Location = location;
        return Task.CompletedTask;
    };

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        try
        {
            if (HttpMethods.IsGet(context.Request.Method))
            {
                Asked.Enqueue((target, context.Request.Query));
                await Confirm(context);
                return;
            }

            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            Came.Enqueue(new(context.Request.Method, target, context.Request.ContentType, context.Request.Headers["Link"].ToString(), context.Request.Headers["X-Hub-Signature"], body.ToArray()));
            await Take(context);
        }
        catch (OperationCanceledException)
        {
            // The hub hung up, as some tests want it to.
        }
    }

    /// <summary>What came to the callback.</summary>
    internal sealed record Received(string Method, string Target, string? ContentType, string Link, string? Signature, byte[] Body)
    {
        public string Text => Encoding.UTF8.GetString(Body);

        /// <summary>Whether it is signed with a secret, by the book: the method that the hub names, over the body.</summary>
        public bool IsSignedWith(string secret)
        {
            var parts = (Signature ?? "").Split('=');
            var key = Encoding.UTF8.GetBytes(secret);
            var expected = parts[0] switch { "sha256" => HMACSHA256.HashData(key, Body), "sha384" => HMACSHA384.HashData(key, Body), "sha512" => HMACSHA512.HashData(key, Body), _ => [] };
            return parts.Length == 2 && expected.Length > 0 && parts[1] == Convert.ToHexStringLower(expected);
        }
    }
}
