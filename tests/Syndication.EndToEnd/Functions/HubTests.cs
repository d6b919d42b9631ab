using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Syndication.Testing;

namespace Syndication.EndToEnd.Functions;

/// <summary>A subscriber of a newsroom on Azure: its request comes in through the function <c>Hub</c>, what it is told goes out through <c>Notify</c>.</summary>
public sealed class HubTests(Azurite azurite)
{
    private const string Feed = "https://newsroom.example/feeds/en/atom.xml";

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscriber_is_sent_a_feed_that_changed_and_nobody_else_can_post()
    {
        var came = new ConcurrentQueue<string>();
        await using var subscriber = await SubscriberAsync(came);
        await using var azure = await AzureSite.StartAsync(azurite, sample =>
        {
            var site = JsonNode.Parse(File.ReadAllText(sample.PathOf("config/site.json")))!.AsObject();
            site["hubUrl"] = "https://newsroom.example/hub";
            site["hub"] = new JsonObject { ["allow"] = new JsonArray("127.0.0.1") };
            File.WriteAllText(sample.PathOf("config/site.json"), site.ToJsonString());
        });
        using var http = new HttpClient { BaseAddress = azure.Host.Address };
        using var form = new FormUrlEncodedContent([new("hub.mode", "subscribe"), new("hub.topic", Feed), new("hub.callback", subscriber.Urls.First() + "/me")]);
        using var accepted = await http.PostAsync("hub", form, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        await azure.Host.SettleAsync(Within);

        await azure.PutAsync("inbox", "2026/one.en.md", "---\ntitle: One\n---\nGeneva, 3 March 2026. One release, long enough to be one.\n");
        await azure.Host.BlobCreatedAsync("2026/one.en.md");
        await azure.Host.SettleAsync(Within);

        Assert.Contains("One release", Assert.Single(came), StringComparison.Ordinal);
        foreach (var path in new[] { "Notify", "hub/Notify", "hub/../Notify", "hub%2f..%2fNotify", "hub/%2e%2e/Notify", "/hub" })
        {
            using var message = new StringContent("{\"Data\":{},\"Metadata\":{}}");
            using var answer = await http.PostAsync(new Uri(azure.Host.Address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }), message, Cancel);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.UnsupportedMediaType, $"{path}: {answer.StatusCode}");
        }

        Assert.Empty(azure.Host.Hung);
        Assert.All(azure.Host.Calls, call => Assert.Equal(200, call.Status));
    }

    private static async Task<WebApplication> SubscriberAsync(ConcurrentQueue<string> came)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.Run(async context =>
        {
            if (HttpMethods.IsGet(context.Request.Method))
            {
                await context.Response.WriteAsync(context.Request.Query["hub.challenge"].ToString(), context.RequestAborted);
                return;
            }

            using var reader = new StreamReader(context.Request.Body);
            came.Enqueue(await reader.ReadToEndAsync(context.RequestAborted));
        });
        await app.StartAsync(Cancel);
        return app;
    }
}
