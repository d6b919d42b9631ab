using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Syndication.App.Opening;
using Syndication.Delivery;
using Syndication.Folders;
using Syndication.Night;
using Syndication.Storage;

namespace Syndication.Tests.Night;

/// <summary>The sample newsroom in a folder of its own, with a clock that stands still and partners in memory.</summary>
internal sealed class NightSite : IDisposable
{
    // Lived through once; every test has a copy of its own.
    private static readonly Lazy<Task<NightSite>> LivedIn = new(LiveAsync);

    private NightSite(string folder, DateTimeOffset now)
    {
        Folder = folder;
        Clock = new(now);
    }

    public string Folder { get; }

    public FakeTimeProvider Clock { get; private set; }

    /// <summary>Every copy sent, as <c>partner id language version webhook-id</c>.</summary>
    public ConcurrentQueue<string> Sent { get; } = [];

    /// <summary>What happened since it was last asked.</summary>
    public ConcurrentQueue<Event> Events { get; } = [];

    /// <summary>Whether partners take what they are sent.</summary>
    public bool Answers { get; set; } = true;

    public IBlobStore Store => new FolderStore(Folder);

    public static NightSite Empty()
    {
        // Early tomorrow: after every file's time, and with all of a day's hours ahead.
        var start = new DateTimeOffset(DateTimeOffset.UtcNow.UtcDateTime.Date.AddDays(1).AddHours(1), TimeSpan.Zero);
        var site = new NightSite(Directory.CreateTempSubdirectory("night-").FullName, start);
        Sample.Copy(site.Folder);
        return site;
    }

    /// <summary>After two days: releases, translations, a correction, a withdrawal, an embargo, a rejected upload.</summary>
    public static async Task<NightSite> LivedInAsync() => (await LivedIn.Value).Twin();

    private static async Task<NightSite> LiveAsync()
    {
        var site = Empty();
        site.Upload("bad/empty.md", "");
        await site.RunAsync();
        site.Clock.Advance(TimeSpan.FromHours(20));
        Sample.CopyLater(site.Folder);
        await site.RunAsync();
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        await site.NightAsync();
        site.Clock.Advance(TimeSpan.FromHours(1));
        return site;
    }

    /// <summary>The same site once more, in another folder.</summary>
    public NightSite Twin()
    {
        var twin = new NightSite(Directory.CreateTempSubdirectory("night-").FullName, Clock.GetUtcNow());
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(twin.Folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(file));
        }

        foreach (var sent in Sent)
            twin.Sent.Enqueue(sent);
        return twin;
    }

    public string PathOf(string path) => Path.Combine(Folder, path);

    public string Read(string path) => File.ReadAllText(PathOf(path));

    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllText(PathOf(path), text);
    }

    public void Upload(string name, string text)
    {
        Write($"inbox/{name}", text);
        File.SetLastWriteTimeUtc(PathOf($"inbox/{name}"), Clock.GetUtcNow().UtcDateTime.AddMinutes(-1));
    }

    public void SetClock(DateTimeOffset now) => Clock = new(now);

    public async Task<Newsroom> OpenAsync()
    {
        var folder = await OpenedSite.OpenAsync(Folder, Clock, TestContext.Current.CancellationToken);
        return folder.Newsroom! with { Channels = partner => new Channel(this, partner.Id) };
    }

    public async Task<Standing> RunAsync()
    {
        var newsroom = await OpenAsync();
        await SiteFormat.MigrateAsync(newsroom.Store, TestContext.Current.CancellationToken);
        var pass = new Pass(newsroom, FolderQueue.Open(Folder, Clock), Events.Enqueue);
        return await pass.RunAsync(TestContext.Current.CancellationToken);
    }

    public async Task<NightReport> NightAsync(CancellationToken? cancel = null, Action<Event>? happened = null)
    {
        var token = cancel ?? TestContext.Current.CancellationToken;
        var newsroom = await OpenAsync();
        new FolderStore(Folder).Tidy();
        var queue = FolderQueue.Open(Folder, Clock);
        var pass = new Pass(newsroom, queue, Events.Enqueue);
        await pass.RunAsync(token);
        return await SiteNight.AfterPassAsync(newsroom, queue, pass, e =>
        {
            Events.Enqueue(e);
            happened?.Invoke(e);
        }, Clock.GetTimestamp(), token);
    }

    /// <summary>Every file below some folders, as path and hash, one a line.</summary>
    public string Files(params string[] below)
    {
        var lines = below.Where(folder => Directory.Exists(PathOf(folder)))
            .SelectMany(folder => Directory.EnumerateFiles(PathOf(folder), "*", SearchOption.AllDirectories))
            .Select(file => $"{Path.GetRelativePath(Folder, file)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))[..16]}")
            .Where(line => !line.Contains("~damaged/", StringComparison.Ordinal) && !line.Contains("~night.json", StringComparison.Ordinal));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    public IReadOnlyList<string> Found() => [.. Events.OfType<DifferenceFound>().Select(e => e.What).Concat(Events.OfType<DocumentMended>().Select(e => e.What))];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private sealed class Channel(NightSite site, string partner) : IChannel
    {
        public string? Lacks => null;

        public Payload Pack(Copy copy) => new(Encoding.UTF8.GetBytes($"{copy.Type} {copy.Uri}"), "text/plain", "txt");

        public Task<Outcome> SendAsync(Shipment shipment, CancellationToken cancel)
        {
            if (!site.Answers)
                return Task.FromResult(Outcome.Temporary("The partner does not answer."));
            site.Sent.Enqueue($"{partner} {shipment.Copy.Release} {shipment.Copy.Language} {shipment.Copy.Version} {shipment.WebhookId}");
            return Task.FromResult(Outcome.Accepted());
        }
    }
}
