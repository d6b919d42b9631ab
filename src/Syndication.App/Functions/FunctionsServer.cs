using System.Net;
using Syndication.App.Functions.Host;
using Syndication.App.Web;

namespace Syndication.App.Functions;

/// <summary>
/// The custom handler: what the Functions host calls. Triggers arrive as <c>POST /{function}</c>; pages and feeds as they were asked for,
/// through the function <c>Web</c>, whose <c>function.json</c> lets nothing but GET and HEAD in: the triggers are on the same port.
/// </summary>
internal static class FunctionsServer
{
    /// <summary>Builds it.</summary>
    /// <param name="desk">Does the work.</param>
    /// <param name="pages">Answers requests for pages and feeds.</param>
    /// <param name="port">The port that the host chose.</param>
    /// <param name="log">Told of calls that failed.</param>
    public static WebApplication Create(FunctionDesk desk, RequestDelegate pages, int port, Action<string> log)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Bound here and not by an address setting: the host's environment, ASPNETCORE_URLS in it, is inherited.
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;

            // The host puts the whole blob into the call; it is passed over while it is read, whatever its length.
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var app = builder.Build();
        Map("IngestRelease", desk.IngestAsync);
        foreach (var kind in Enum.GetValues<WorkKind>())
            Map(kind.ToString(), (call, cancel) => desk.DoAsync(kind, call, cancel));
        Map("LiftEmbargoes", (_, cancel) => desk.LiftEmbargoesAsync(cancel));
        Map("NightlyRun", (_, cancel) => desk.NightAsync(cancel));
        app.MapMethods("/{**path}", ["GET", "HEAD"], pages);
        return app;

        void Map(string function, Func<HostCall, CancellationToken, Task<HostAnswer>> handle) => app.MapPost($"/{function}", async context =>
        {
            try
            {
                var call = await HostCall.ReadAsync(context.Request.Body, context.RequestAborted);
                var answer = await handle(call, context.RequestAborted);
                await answer.WriteAsync(context.Response, StatusCodes.Status200OK, context.RequestAborted);
            }
            catch (Exception e) when (!context.RequestAborted.IsCancellationRequested)
            {
                // Whatever it was, it is ours: the host hands the same over again, and after the fifth time into the poison queue.
                log($"{function}: {e.Message}");
                await new HostAnswer([e.Message]).WriteAsync(context.Response, StatusCodes.Status500InternalServerError, context.RequestAborted);
            }
        });
    }
}
