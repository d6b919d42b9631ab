using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Syndication.EndToEnd;

/// <summary>A source's server on this machine, with one feed.</summary>
internal sealed class FeedServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private FeedServer(WebApplication app) => this.app = app;

    public int Port { get; private set; }

    /// <summary>The items that are in it.</summary>
    public string Items { get; set; } = "";

    /// <summary>How often it was sent whole.</summary>
    public int Sent { get; private set; }

    /// <summary>The outline that names it, as a file.</summary>
    public string Opml => $"<opml version=\"2.0\"><body><outline text=\"Relief Office\" id=\"relief\" language=\"en\" xmlUrl=\"http://127.0.0.1:{Port}/feed\" allow=\"127.0.0.1\"/></body></opml>";

    public static string Item(int number, string title) =>
        $"<item><guid>{number}</guid><title>{title}</title><link>http://relief.example/{number}</link><description>&lt;p&gt;The relief office opened its station number {number} in the port today, and a hundred families found shelter there before the evening came.&lt;/p&gt;</description></item>";

    public static async Task<FeedServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var server = new FeedServer(builder.Build());
        server.app.Run(async context =>
        {
            var tag = $"\"{server.Items.Length}\"";
            context.Response.Headers.ETag = tag;
            if (context.Request.Headers.IfNoneMatch == tag)
            {
                context.Response.StatusCode = 304;
                return;
            }

            server.Sent++;
            await context.Response.WriteAsync($"<rss version=\"2.0\"><channel><title>Relief Office</title>{server.Items}</channel></rss>");
        });
        await server.app.StartAsync();
        server.Port = new Uri(server.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
