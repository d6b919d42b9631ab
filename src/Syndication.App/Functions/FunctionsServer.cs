using System.Net;
using Syndication.App.Functions.Host;
using Syndication.App.Telemetry;
using Syndication.App.Web;
using Syndication.Night;
using Syndication.Storage;

namespace Syndication.App.Functions;

/// <summary>
/// The custom handler: what the Functions host calls. Triggers arrive as <c>POST /{function}</c>; pages and feeds as they were asked for,
/// through the function <c>Web</c>, whose <c>function.json</c> lets nothing but GET and HEAD in, and requests to subscribe through <c>Hub</c>, which
/// lets POST in at <c>/hub</c> and nowhere else: the triggers are on the same port, and none is called so.
/// </summary>
internal static class FunctionsServer
{
    /// <summary>Builds it.</summary>
    /// <param name="desk">Does the work.</param>
    /// <param name="newsroom">The newsroom whose pages are served.</param>
    /// <param name="store">Where they are.</param>
    /// <param name="port">The port that the host chose.</param>
    /// <param name="failed">Told of calls and requests that failed through a fault of ours.</param>
    public static WebApplication Create(FunctionDesk desk, LivingNewsroom newsroom, IBlobStore store, int port, Action<string> failed)
    {
        // Empty: the usual builder watches the folder it was started in, with all below, for settings that this program does not have,
        // and takes some from the host's environment, ASPNETCORE_URLS among them.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;

            // The host puts the whole blob into the call; it is passed over while it is read, whatever its length.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var app = builder.Build();
        Map("IngestRelease", desk.UploadedAsync);
        foreach (var kind in Enum.GetValues<WorkKind>())
            Map(kind.ToString(), (call, cancel) => desk.DoAsync(kind, call, cancel));
        Map("LiftEmbargoes", (_, cancel) => desk.LiftEmbargoesAsync(cancel));
        Map("PollSources", (_, cancel) => desk.PollSourcesAsync(cancel));
        Map("NightlyRun", (_, cancel) => desk.NightAsync(cancel));
        MapHub(app, desk, newsroom, failed);
        MapPages(app, newsroom, store, failed);
        return app;

        void Map(string function, Func<HostCall, CancellationToken, Task<HostAnswer>> handle) => app.MapPost($"/{function}", async context =>
        {
            try
            {
                var call = await HostCall.ReadAsync(context.Request.Body, context.RequestAborted);
                var answer = await handle(call, context.RequestAborted);
                await FlushAsync();
                await answer.WriteAsync(context.Response, StatusCodes.Status200OK, context.RequestAborted);
            }
            catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
            {
                // Whatever it was, it is ours: the host hands the same over again, and after the fifth time into the poison queue.
                failed($"{function}: {e.Message}");
                await FlushAsync();
                await new HostAnswer([e.Message]).WriteAsync(context.Response, StatusCodes.Status500InternalServerError, context.RequestAborted);
            }
        });

        // The host kills without a word: what is not out before the answer may never be.
        static Task FlushAsync() => Exporting.Now?.Flushing.FlushAsync() ?? Task.CompletedTask;
    }

    private static void MapHub(WebApplication app, FunctionDesk desk, LivingNewsroom newsroom, Action<string> failed)
    {
        var door = new HubDoor(async () => (await newsroom.GetAsync(CancellationToken.None)).Newsroom.Site, desk.SubscribeAsync);
        app.MapMethods("/hub", [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post], context => GuardAsync(context, "Hub", door.AnswerAsync, failed));
    }

    private static void MapPages(WebApplication app, LivingNewsroom newsroom, IBlobStore store, Action<string> failed)
    {
        var files = new PublicFiles(store, async () => (await newsroom.GetAsync(CancellationToken.None)).Newsroom.Site);
        var isProbed = false;
        app.MapMethods("/{**path}", [HttpMethods.Get, HttpMethods.Head], async context =>
        {
            Headers.Set(context);
            if (!isProbed && context.Request.Path == "/")
            {
                // The host asks for “/” until it gets any answer, and forwards nothing before: it is not to wait for the storage.
                isProbed = true;
                context.Response.Headers.CacheControl = "no-store";
                return;
            }

            await GuardAsync(
                context, "Web", asked => asked.Request.Path == "/healthz" ? HealthAsync(asked, newsroom, store, failed) : files.AnswerAsync(asked), failed);
        });
    }

    private static async Task GuardAsync(HttpContext context, string function, Func<HttpContext, Task> answer, Action<string> failed)
    {
        Headers.Set(context);
        try
        {
            await answer(context);
        }
        catch (Exception e) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            failed($"{function}: {e.Message}");
            context.Response.Clear();
            Headers.Set(context);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "30";
        }
    }

    private static async Task HealthAsync(HttpContext context, LivingNewsroom newsroom, IBlobStore store, Action<string> failed)
    {
        Health health;
        try
        {
            await newsroom.GetAsync(context.RequestAborted);
            health = new((await NightlyRun.StateAsync(store, context.RequestAborted)).Last, null);
        }
        catch (Exception e) when (e is IOException or NewerFormatException && !context.RequestAborted.IsCancellationRequested)
        {
            failed($"healthz: {e.Message}");
            health = new(null, "the storage or the configuration");
        }

        await health.AnswerAsync(context);
    }
}
