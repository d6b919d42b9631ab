using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Xml.Linq;
using Syndication.Folders;
using Syndication.Publishing;
using Syndication.Storage;

namespace Syndication.Tests.Publishing;

public sealed class PublisherTests : IDisposable
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private readonly string folder = Directory.CreateTempSubdirectory("publisher-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Publishing_one_release_touches_its_window_its_month_and_its_topics_and_no_other_file()
    {
        await PublishAsync([.. Enumerable.Range(0, 60).Select(n => Printed.Entry(n, topics: n % 2 == 0 ? "climate" : "data") with { Released = Printed.Start.AddDays(-n * 10) })]);
        var before = Files();
        var store = new WatchedStore(new FolderStore(folder));

        await PublishAsync([Printed.Entry(99, topics: "climate")], store);

        var changed = Files().Where(file => before.GetValueOrDefault(file.Key) != file.Value).Select(file => file.Key).Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "public/feeds/fr/archive/2026-11.xml", "public/feeds/fr/atom.xml", "public/feeds/fr/feed.json", "public/feeds/fr/rss.xml",
                "public/feeds/fr/topics/climate/atom.xml", "public/feeds/fr/topics/climate/feed.json", "public/feeds/fr/topics/climate/rss.xml",
                "public/fr/2026/communiqué 99.html", "public/fr/index.html", "public/months/fr/2026-11.html", "public/search/fr/2026-11.json", "public/sitemaps/fr/2026-11.xml",
                "public/topics/fr/climate.html",
                "releases/~shelves/fr/months/2026-11.json", "releases/~shelves/fr/newest.json", "releases/~shelves/fr/topics/climate.json",
            ],
            changed);
        Assert.DoesNotContain(store.Read, path => path.Contains("/2025-", StringComparison.Ordinal) || path.Contains("2026-10", StringComparison.Ordinal) || path.Contains("/data", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_again_changes_not_a_byte()
    {
        await PublishAsync([Printed.Entry(1, topics: "climate"), Printed.Entry(2)]);
        var before = Files();

        var again = await PublishAsync([Printed.Entry(1, topics: "climate"), Printed.Entry(2)]);

        Assert.Empty(again.Changed);
        Assert.Equal(before, Files());
    }

    [Fact]
    public async Task Two_publications_of_one_language_at_once_leave_a_feed_that_has_both()
    {
        var store = new FolderStore(folder);
        await Parallel.ForEachAsync(Enumerable.Range(0, 16), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel }, async (n, _) => await PublishAsync([Printed.Entry(n, topics: "climate")], store));

        foreach (var file in new[] { "public/feeds/fr/atom.xml", "public/feeds/fr/topics/climate/atom.xml", "public/feeds/fr/archive/2026-11.xml" })
        {
            var titles = XDocument.Load(Path.Combine(folder, file)).Root!.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "title")!.Value).ToList();
            Assert.Equal(Enumerable.Range(0, 16).Reverse().Select(n => $"Titre {n}"), titles);
        }
    }

    [Fact]
    public async Task A_release_whose_topic_changes_leaves_the_old_topics_feed()
    {
        await PublishAsync([Printed.Entry(1, topics: "climate")]);
        await PublishAsync([Printed.Entry(1, topics: "data")]);

        Assert.DoesNotContain("Titre 1", await File.ReadAllTextAsync(Path.Combine(folder, "public/feeds/fr/topics/climate/atom.xml"), Cancel), StringComparison.Ordinal);
        Assert.Contains("Titre 1", await File.ReadAllTextAsync(Path.Combine(folder, "public/feeds/fr/topics/data/atom.xml"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_of_the_site_has_feeds_of_its_own_and_others_have_none()
    {
        await PublishAsync([Printed.Entry(1) with { Regions = ["mena", "andes"] }, Printed.Entry(2) with { Regions = ["andes"] }]);

        var feed = XDocument.Load(Path.Combine(folder, "public/feeds/fr/regions/mena/atom.xml")).Root!;
        Assert.Equal("tag:example.org,2026:feeds/fr/regions/mena", feed.Element(Atom + "id")!.Value);
        Assert.Equal("Salle de presse – Moyen-Orient et Afrique du Nord", feed.Element(Atom + "title")!.Value);
        var entry = Assert.Single(feed.Elements(Atom + "entry"));
        Assert.Equal("Titre 1", entry.Element(Atom + "title")!.Value);
        Assert.Equal(
            [("mena", "tag:example.org,2026:regions", "Moyen-Orient et Afrique du Nord")],
            entry.Elements(Atom + "category").Where(category => category.Attribute("label") is not null).Select(category => (category.Attribute("term")!.Value, category.Attribute("scheme")!.Value, category.Attribute("label")!.Value)));
        Assert.False(Directory.Exists(Path.Combine(folder, "public/feeds/fr/regions/andes")));

        await PublishAsync([Printed.Entry(1) with { Regions = ["andes"] }]);
        Assert.DoesNotContain("Titre 1", await File.ReadAllTextAsync(Path.Combine(folder, "public/feeds/fr/regions/mena/atom.xml"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_no_longer_be_seen_is_gone_from_every_file_and_every_file_name()
    {
        await PublishAsync([Printed.Entry(1, title: "Jeton", topics: "climate"), Printed.Entry(2)]);

        await new Publisher(new FolderStore(folder), Printed.Site, new()).PublishAsync(Printed.French, [new(Printed.Entry(1).Release, null)], Cancel);

        foreach (var file in Files().Keys.Where(file => file.StartsWith("public/", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain("communiqué 1", file, StringComparison.Ordinal);
            Assert.DoesNotContain("Jeton", await File.ReadAllTextAsync(Path.Combine(folder, file), Cancel), StringComparison.Ordinal);
        }

        Assert.Contains("Titre 2", await File.ReadAllTextAsync(Path.Combine(folder, "public/feeds/fr/atom.xml"), Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_from_before_there_were_pages_of_topics_gets_them_with_what_stands_there()
    {
        await PublishAsync([Printed.Entry(1, topics: "climate")]);
        var page = Path.Combine(folder, "public/topics/fr/climate.html");
        var before = await File.ReadAllTextAsync(page, Cancel);
        File.Delete(page);

        await new Publisher(new FolderStore(folder), Printed.Site, new()).KeepFrameAsync(Cancel);

        Assert.Equal(before, await File.ReadAllTextAsync(page, Cancel));
        Assert.Contains("Titre 1", before, StringComparison.Ordinal);
    }

    private Task<Published> PublishAsync(Entry[] entries, IBlobStore? store = null) =>
        new Publisher(store ?? new FolderStore(folder), Printed.Site, new()).PublishAsync(Printed.French, [.. entries.Select(entry => new PublishedChange(entry.Release, entry))], Cancel);

    private Dictionary<string, string> Files() => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));

    /// <summary>Tells which blobs were read.</summary>
    private sealed class WatchedStore(IBlobStore store) : IBlobStore
    {
        public ConcurrentBag<string> Read { get; } = [];

        public Task<Blob?> ReadAsync(string path, CancellationToken cancel)
        {
            Read.Add(path);
            return store.ReadAsync(path, cancel);
        }

        public Task<BlobItem?> StatAsync(string path, CancellationToken cancel) => store.StatAsync(path, cancel);

        public Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel) => store.WriteAsync(path, content, condition, cancel);

        public Task<bool> CopyAsync(string from, string to, CancellationToken cancel) => store.CopyAsync(from, to, cancel);

        public Task<bool> DeleteAsync(string path, CancellationToken cancel) => store.DeleteAsync(path, cancel);

        public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) => store.ListAsync(prefix, cancel);
    }
}
