using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Syndication.Tests.Network;

/// <summary>A partner's real server on this machine that behaves as it is told.</summary>
internal sealed class StubPartner : IAsyncDisposable
{
    private readonly WebApplication app;

    private StubPartner(WebApplication app) => this.app = app;

    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    public ConcurrentQueue<(IHeaderDictionary Headers, byte[] Body)> Requests { get; } = [];

    public static async Task<StubPartner> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Limits.MinResponseDataRate = null;
        });
        var app = builder.Build();
        var partner = new StubPartner(app);
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            partner.Requests.Enqueue((new HeaderDictionary(context.Request.Headers.ToDictionary()), body.ToArray()));
            try
            {
                await answer(context);
            }
            catch (OperationCanceledException)
            {
                // The other side hung up, as some tests want it to.
            }
        });
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        partner.Url = new Uri(address + "/in");
        return partner;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}
