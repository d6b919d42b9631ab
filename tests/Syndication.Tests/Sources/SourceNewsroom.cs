using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Sources;
using Syndication.Storage;
using Syndication.Tests.Commands;

namespace Syndication.Tests.Sources;

/// <summary>The sample newsroom with sources that say what a test puts into them.</summary>
internal sealed class SourceNewsroom : IDisposable
{
    private readonly Dictionary<string, MemoryFeed> feeds = new(StringComparer.Ordinal);

    public SourceNewsroom(params string[] sources)
    {
        foreach (var id in sources)
            feeds[id] = new();
        Sources = [.. sources.Select(id => new Source { Id = id, Name = $"Office {id}", Address = new($"https://{id}.example/feed.xml"), Language = Language.Parse("fr") })];
    }

    public TestNewsroom Room { get; } = TestNewsroom.WithoutUploads();

    public List<Source> Sources { get; }

    public MemoryFeed Feed(string source) => feeds[source];

    public static FeedEntry Item(int text, string? guid = null, string? link = null, string? title = null, string? body = null) => new()
    {
        Guid = guid ?? $"urn:item:{text}",
        Link = new(link ?? $"https://news.example/{text}"),
        Title = title ?? $"Titre du communiqué {text}",
        Html = body ?? Body(text),
        IsWhole = true,
    };

    /// <summary>A text that is long enough to be known again, and of one number alone.</summary>
    public static string Body(int text) =>
        $"<p>La conférence numéro {text} sur les migrations s’est ouverte à Dakar en présence de {text * 7 + 11} délégués venus de toute la région, pour trois jours de travaux.</p>" +
        $"<p>« Nous attendons des résultats concrets pour la session {text} », a déclaré la porte-parole devant la presse réunie au palais.</p>";

    public async Task<Newsroom> OpenAsync(IBlobStore? store = null) => (await Room.OpenAsync(store)) with { Sources = [.. Sources], Feeds = new MemoryFeeds(feeds) };

    /// <summary>A pass, in a process of its own, that reads every source.</summary>
    public async Task PollAsync(IBlobStore? store = null)
    {
        var newsroom = await OpenAsync(store);
        var pass = new Pass(newsroom, Room.Queue(), Note);
        await pass.PollAsync(TestContext.Current.CancellationToken);
        await pass.RunAsync(TestContext.Current.CancellationToken);
    }

    public async Task<IReadOnlyList<Release>> ReleasesAsync()
    {
        var releases = new List<Release>();
        await foreach (var release in new Archive(Room.Store).ReleasesAsync(TestContext.Current.CancellationToken))
            releases.Add(release);
        return [.. releases.OrderBy(release => release.Id)];
    }

    public async Task<SourceStanding> StandingAsync(string id) =>
        (await SourceStanding.AllAsync(await OpenAsync(), TestContext.Current.CancellationToken)).Single(source => source.Id == id);

    public void Dispose() => Room.Dispose();

    private void Note(Event e)
    {
        lock (Room.Events)
            Room.Events.Add(e);
    }

    private sealed class MemoryFeeds(Dictionary<string, MemoryFeed> feeds) : IFeeds
    {
        public Task<FeedAnswer> ReadAsync(Source source, FeedRequest request, CancellationToken cancel)
        {
            var feed = feeds[source.Id];
            feed.Requests.Add(request);
            return Task.FromResult(feed.Answer ?? new FeedRead(new() { Title = source.Name, Items = [.. feed.Items] }, null, null));
        }

        public Task<PageAnswer> PageAsync(Source source, Uri address, CancellationToken cancel) =>
            Task.FromResult(feeds[source.Id].Pages.TryGetValue(address.AbsoluteUri, out var page)
                ? new PageAnswer(System.Text.Encoding.UTF8.GetBytes(page), null, address, null, false)
                : new PageAnswer(null, null, address, "It answers with 503.", false));
    }
}

/// <summary>What a source says now.</summary>
internal sealed class MemoryFeed
{
    public List<FeedEntry> Items { get; set; } = [];

    public FeedAnswer? Answer { get; set; }

    public Dictionary<string, string> Pages { get; } = new(StringComparer.Ordinal);

    public List<FeedRequest> Requests { get; } = [];
}
