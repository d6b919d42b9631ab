using System.Net;
using Syndication.Storage;

namespace Syndication.App.Web;

/// <summary>Serves a newsroom's pages and feeds over HTTP.</summary>
internal static class NewsroomServer
{
    /// <summary>A server at some addresses, separated by semicolons.</summary>
    /// <param name="store">The newsroom's store.</param>
    /// <param name="urls">Where to listen.</param>
    /// <param name="health">Says how the newsroom is.</param>
    public static WebApplication Create(IBlobStore store, string urls, Func<Health> health)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 64 << 10;
        }).UseUrls(urls.Split(';'));
        var app = builder.Build();
        var files = new PublicFiles(store);
        app.MapMethods("/healthz", ["GET", "HEAD"], context => AnswerAsync(context, health()));
        app.MapMethods("/{**path}", ["GET", "HEAD"], files.AnswerAsync);
        return app;
    }

    private static async Task AnswerAsync(HttpContext context, Health health)
    {
        context.Response.StatusCode = (int)(health.IsWell ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsGet(context.Request.Method))
            await context.Response.WriteAsync(health.ToJson() + "\n", context.RequestAborted);
    }
}
