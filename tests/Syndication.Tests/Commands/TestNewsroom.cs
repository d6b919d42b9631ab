using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Syndication.App.Opening;
using Syndication.Folders;
using Syndication.Night;
using Syndication.Publishing;
using Syndication.Storage;
using Syndication.Tests.Delivery;
using Syndication.Tests.Translation;
using Syndication.Translation;
using Syndication.Translation.Engines;

namespace Syndication.Tests.Commands;

/// <summary>The sample newsroom in a folder of its own, at a time that does not pass by itself, with partners in memory.</summary>
internal sealed class TestNewsroom : IDisposable
{
    private readonly Dictionary<string, StubChannel> channels = [];
    private int uploads;

    private TestNewsroom()
    {
        Folder = Directory.CreateTempSubdirectory("newsroom-").FullName;
        Store = new(Folder);
    }

    public string Folder { get; }

    public FolderStore Store { get; }

    // Ahead of the files' own times, so that every upload has been still for long enough.
    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow.AddDays(1));

    public List<Event> Events { get; } = [];

    /// <summary>The machine that translates; none unless a test gives one.</summary>
    public ITranslationEngine? Engine { get; set; }

    public static TestNewsroom OfSample()
    {
        var newsroom = new TestNewsroom();
        App.Opening.Sample.Copy(newsroom.Folder);
        return newsroom;
    }

    public static TestNewsroom WithoutUploads()
    {
        var newsroom = OfSample();
        Directory.Delete(newsroom.PathOf("inbox"), recursive: true);
        return newsroom;
    }

    public string PathOf(string path) => Path.Combine(Folder, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public void Append(string path, string text) => File.AppendAllText(PathOf(path), text);

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    /// <summary>The bounds of publishing.</summary>
    public PublishingOptions Publishing { get; set; } = new();

    /// <summary>The partner's end.</summary>
    public StubChannel Partner(string id) => channels.TryGetValue(id, out var channel) ? channel : channels[id] = new();

    public void Upload(string name, string text)
    {
        Write($"inbox/{name}", text);

        // Another time each time, as uploads have it: that is how a pass knows that there is something to read.
        File.SetLastWriteTimeUtc(PathOf($"inbox/{name}"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(++uploads));
    }

    /// <summary>Opens it as every process does, over its folder or a store that stands before it.</summary>
    public async Task<Newsroom> OpenAsync(IBlobStore? store = null)
    {
        var folder = await OpenedSite.OpenAsync(Folder, Clock, TestContext.Current.CancellationToken);
        Assert.NotNull(folder.Newsroom);
        var newsroom = folder.Newsroom with { Store = store ?? Store, Channels = partner => Partner(partner.Id), Publishing = Publishing };
        if (Engine is null)
            return newsroom;
        return newsroom with { Engine = new EngineAccount(new EngineService(Engine), newsroom.Store, newsroom.Site, Clock) };
    }

    public FolderQueue Queue() => FolderQueue.Open(Folder, Clock);

    /// <summary>One whole pass, in a process of its own.</summary>
    public async Task PassAsync()
    {
        var newsroom = await OpenAsync();
        await new Pass(newsroom, Queue(), Note).RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A night, in a process of its own, with the pass before it.</summary>
    public async Task<NightReport> NightAsync()
    {
        var (newsroom, queue) = (await OpenAsync(), Queue());
        var pass = new Pass(newsroom, queue, Note);
        await pass.RunAsync(TestContext.Current.CancellationToken);
        return await SiteNight.AfterPassAsync(newsroom, queue, pass, Note, Clock.GetTimestamp(), TestContext.Current.CancellationToken);
    }

    /// <summary>A decision at the desk, with the work that follows.</summary>
    public async Task<T> AtDeskAsync<T>(Func<Newsdesk, Newsroom, Task<T>> decide, IBlobStore? store = null)
    {
        var newsroom = await OpenAsync(store);
        var queue = Queue();
        var answer = await decide(new Newsdesk(newsroom, queue), newsroom);
        await new Pass(newsroom, queue, Note).DrainAsync(TestContext.Current.CancellationToken);
        return answer;
    }

    public async Task<Rebuilt> RebuildAsync(IBlobStore? store = null) =>
        await new Rebuild(await OpenAsync(store)).RunAsync(TestContext.Current.CancellationToken);

    public void SecondDay() => App.Opening.Sample.CopyLater(Folder);

    /// <summary>Every file below some folders by its path, with a hash of its bytes.</summary>
    public SortedDictionary<string, string> Files(params string[] below) => new(
        below.Select(PathOf).Where(Directory.Exists).SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => !file.Contains(".writing", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetRelativePath(Folder, file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))),
        StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public static string Markdown(string title, string body, params string[] facts) =>
        new StringBuilder().Append("---\ntitle: ").Append(title).Append("\nlanguage: fr\n").AppendJoin('\n', facts).Append("\n---\n\n").Append(body).Append('\n').ToString();

    private void Note(Event e)
    {
        lock (Events)
            Events.Add(e);
    }
}
