using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Syndication.App.Opening;
using Syndication.App.Web;
using Syndication.Configuration;
using Syndication.Hub;
using Syndication.Tests.Commands;

namespace Syndication.Tests.Hub;

/// <summary>A newsroom with a hub of its own, served on this machine, whose clock stands still and whose work is done when a test says so.</summary>
internal sealed class HubHouse : IAsyncDisposable
{
    private WebApplication? server;
    private OpenedSite? opened;

    private HubHouse(int port) => Base = new($"http://127.0.0.1:{port}/");

    public TestNewsroom Room { get; } = TestNewsroom.WithoutUploads();

    public Uri Base { get; }

    public Uri Hub => new(Base, "hub");

    public string Atom => Topic("feeds/fr/atom.xml");

    public HttpClient Client { get; } = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public Site Site => opened!.Newsroom!.Site;

    public IEnumerable<SubscriptionOutcome> Outcomes => Room.Events.OfType<SubscriptionReported>().Select(reported => reported.Outcome);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens one with a release in French on its pages.</summary>
    /// <param name="hub">What <c>site.json</c> says under <c>hub</c>.</param>
    /// <param name="another">The address of another's hub, in the place of its own.</param>
    public static async Task<HubHouse> OpenAsync(string? hub = """{ "allow": ["127.0.0.1"] }""", Uri? another = null)
    {
        var house = new HubHouse(FreePort());
        var site = JsonNode.Parse(house.Room.Read("config/site.json"))!.AsObject();
        site["baseUrl"] = house.Base.AbsoluteUri;
        site["hubUrl"] = (another ?? house.Hub).AbsoluteUri;
        if (another is null && hub is not null)
            site["hub"] = JsonNode.Parse(hub);
        site["languages"] = new JsonArray("fr", "ar");
        foreach (var text in new[] { "title", "rights" })
            site[text] = new JsonObject { ["fr"] = "Salle de presse", ["ar"] = "المركز الإعلامي" };
        site["topics"] = new JsonObject { ["health"] = new JsonObject { ["fr"] = "Santé", ["ar"] = "الصحة" } };
        house.Room.Write("config/site.json", site.ToJsonString());
        Directory.Delete(house.Room.PathOf("config/partners"), recursive: true);
        house.opened = await OpenedSite.OpenAsync(house.Room.Folder, house.Room.Clock, Cancel);
        Assert.Empty(house.opened.Configuration.Problems);
        house.server = NewsroomServer.Create(house.Room.Store, [house.Base.AbsoluteUri], () => house.Site, () => new(null, null), null, house.AcceptAsync);
        await house.server.StartAsync(Cancel);
        await house.PublishAsync("2026/first", "Un premier texte");
        return house;
    }

    public string Topic(string path) => new Uri(Base, path).AbsoluteUri;

    /// <summary>Uploads a release, or a correction of it, and makes a whole pass.</summary>
    public async Task PublishAsync(string name, string title, params string[] facts)
    {
        Room.Upload($"{name}.md", TestNewsroom.Markdown(title, "Il a été dit à Genève que tout est en ordre.", facts));
        await Room.PassAsync();
    }

    /// <summary>Does what is due, in a process of its own.</summary>
    public async Task WorkAsync() => await new Pass(await Room.OpenAsync(), Room.Queue(), Note).DrainAsync(Cancel);

    public async Task WorkAfterAsync(TimeSpan span)
    {
        Room.Clock.Advance(span);
        await WorkAsync();
    }

    /// <summary>Sends the hub a form.</summary>
    public async Task<HttpResponseMessage> AskAsync(params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value)));
        return await Client.PostAsync(Hub, form, Cancel);
    }

    /// <summary>Subscribes, and has the hub verify it.</summary>
    public async Task SubscribeAsync(Subscriber subscriber, params (string Name, string Value)[] more)
    {
        var answer = await AskAsync([("hub.mode", "subscribe"), ("hub.topic", Atom), ("hub.callback", subscriber.Callback), .. more]);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await WorkAsync();
    }

    public async Task UnsubscribeAsync(Subscriber subscriber, params (string Name, string Value)[] more)
    {
        var answer = await AskAsync([("hub.mode", "unsubscribe"), ("hub.topic", Atom), ("hub.callback", subscriber.Callback), .. more]);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await WorkAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (server is not null)
            await server.DisposeAsync();
        Room.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> AcceptAsync(SubscriptionRequest request, CancellationToken cancel)
    {
        if (await new Requests(Room.Store).StoreAsync(request, Site.Hub ?? new(), cancel) is not { } work)
            return false;
        await Room.Queue().SendAsync(work, TimeSpan.Zero, cancel);
        return true;
    }

    private void Note(Event e)
    {
        lock (Room.Events)
            Room.Events.Add(e);
    }
}
