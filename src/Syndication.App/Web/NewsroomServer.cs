using Syndication.Configuration;
using Syndication.Hub;
using Syndication.Storage;

namespace Syndication.App.Web;

/// <summary>Serves a newsroom's pages and feeds over HTTP.</summary>
internal static class NewsroomServer
{
    /// <summary>A server, not started yet.</summary>
    /// <param name="store">The newsroom's store.</param>
    /// <param name="urls">Where to listen.</param>
    /// <param name="site">The site as its configuration has it now.</param>
    /// <param name="health">Says how the newsroom is.</param>
    /// <param name="failed">Told of a request that failed through a fault of ours.</param>
    /// <param name="subscribe">Takes a request to subscribe to a feed; null where nobody can.</param>
    public static WebApplication Create(
        IBlobStore store,
        IReadOnlyList<string> urls,
        Func<Site> site,
        Func<Health> health,
        Action<Exception>? failed = null,
        Func<SubscriptionRequest, CancellationToken, Task<bool>>? subscribe = null)
    {
        // Empty: the usual builder watches the folder it was started in, with all below, for settings that this program does not have.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();

        // Signals are the command's to hear; a second Ctrl-C must end the process.
        builder.Services.AddSingleton<IHostLifetime>(new NoLifetime());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var limits = kestrel.Limits;
            limits.MaxRequestBodySize = 64 << 10;
            limits.MaxRequestHeadersTotalSize = 16 << 10;
            limits.MaxRequestHeaderCount = 64;
            limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            limits.KeepAliveTimeout = TimeSpan.FromSeconds(75);
            limits.MaxConcurrentConnections = 2000;
        }).UseUrls([.. urls]);
        var app = builder.Build();
        var files = new PublicFiles(store, () => new(site()));
        app.Use(async (context, next) =>
        {
            Headers.Set(context);
            try
            {
                await next(context);
            }
            catch (Exception e) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
            {
                failed?.Invoke(e);
                context.Response.Clear();
                Headers.Set(context);
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = "30";
            }
        });
        app.Map("/healthz", context => health().AnswerAsync(context));
        if (subscribe is not null)
            app.Map("/hub", new HubDoor(() => new(site()), subscribe).AnswerAsync);
        app.Map("/{**path}", files.AnswerAsync);
        return app;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
