using System.Collections.Concurrent;
using Syndication.Publishing;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Tests.Commands;

namespace Syndication.Tests.Publishing;

public sealed class PublicationTests
{
    private static readonly ReleaseId Release = ReleaseId.Parse("2026/un");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_process_that_another_overtook_leaves_the_later_version_up()
    {
        using var newsroom = TestNewsroom.WithoutUploads();
        await TranslateAsync(newsroom, "Premier titre");
        var slow = new Overtaken(newsroom.Store, async () =>
        {
            await TranslateAsync(newsroom, "Second titre");
            await new Pipeline(await newsroom.OpenAsync()).HandleAsync(new PublishReleases([Release]), Cancel);
        });

        await new Pipeline(await newsroom.OpenAsync(slow)).HandleAsync(new PublishReleases([Release]), Cancel);

        foreach (var file in new[] { "public/fr/2026/un.html", "public/fr/index.html", "public/feeds/fr/atom.xml", "public/feeds/fr/rss.xml" })
        {
            Assert.Contains("Second titre", newsroom.Read(file), StringComparison.Ordinal);
            Assert.DoesNotContain("Premier titre", newsroom.Read(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_stands_around_the_releases_is_looked_at_once_and_written_again_when_the_configuration_changes()
    {
        using var newsroom = TestNewsroom.WithoutUploads();
        await TranslateAsync(newsroom, "Premier titre");
        var store = new Overtaken(newsroom.Store, () => Task.CompletedTask);
        var opened = await newsroom.OpenAsync(store);
        await new Pipeline(opened).HandleAsync(new PublishReleases([Release]), Cancel);
        Assert.Contains("public/feeds/index.opml", store.Read);

        store.Read.Clear();
        await new Pipeline(opened).HandleAsync(new PublishReleases([Release]), Cancel);
        Assert.Contains("releases/~frame.json", store.Read);
        Assert.DoesNotContain(store.Read, path => path.StartsWith("public/", StringComparison.Ordinal));

        var other = opened.Site with { Title = opened.Site.Title.ToDictionary(title => title.Key, _ => "Autre nom") };
        await new Pipeline(opened with { Site = other }).HandleAsync(new PublishReleases([Release]), Cancel);
        Assert.Contains("Autre nom", newsroom.Read("public/feeds/index.opml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_in_a_language_that_the_newsroom_no_longer_has_is_taken_down_and_comes_back_with_it()
    {
        using var newsroom = TestNewsroom.OfSample();
        await newsroom.PassAsync();
        var opened = await newsroom.OpenAsync();
        var releases = new List<ReleaseId>();
        await foreach (var release in new Archive(newsroom.Store).ReleasesAsync(Cancel))
            releases.Add(release.Id);
        var before = await PublicAsync(newsroom);
        Assert.Contains(before, path => path.StartsWith("public/ar/2026/", StringComparison.Ordinal));

        var smaller = opened with { Site = opened.Site with { Languages = [.. opened.Site.Languages.Where(language => language.Tag != "ar")] } };
        await new Pipeline(smaller).HandleAsync(new PublishReleases([releases[0]]), Cancel);
        var after = await PublicAsync(newsroom);
        Assert.DoesNotContain(after, path => path.Split('/').Contains("ar"));

        // But for the font, which no other language needs.
        await new Rebuild(smaller).RunAsync(Cancel);
        Assert.All(after.Except(await PublicAsync(newsroom)), path => Assert.StartsWith("public/assets/", path, StringComparison.Ordinal));

        await new Pipeline(opened).HandleAsync(new PublishReleases(releases), Cancel);
        Assert.Equal(before, await PublicAsync(newsroom));
    }

    private static async Task<List<string>> PublicAsync(TestNewsroom newsroom)
    {
        var paths = new List<string>();
        await foreach (var item in newsroom.Store.ListAsync("public/", Cancel))
            paths.Add(item.Path);
        paths.Sort(StringComparer.Ordinal);
        return paths;
    }

    [Fact]
    public async Task A_release_is_sent_to_a_partner_once_for_all_languages()
    {
        using var newsroom = TestNewsroom.WithoutUploads();
        await TranslateAsync(newsroom, "Premier titre");

        var handled = await new Pipeline(await newsroom.OpenAsync()).HandleAsync(new PublishReleases([Release]), Cancel);

        var copies = handled.Next.Select(next => next.Work).OfType<DeliverRelease>().Select(work => work.Partner).ToList();
        Assert.NotEmpty(copies);
        Assert.Equal(copies.Distinct(), copies);
    }

    private static async Task TranslateAsync(TestNewsroom newsroom, string title)
    {
        newsroom.Upload("2026/un.md", TestNewsroom.Markdown(title, "Genève, le 3 mars 2026. Un texte assez long pour en être un."));
        var pipeline = new Pipeline(await newsroom.OpenAsync());
        await pipeline.HandleAsync(new IngestUploads("2026/un", ["2026/un.md"]), Cancel);
        await pipeline.HandleAsync(new TranslateRelease(Release), Cancel);
    }

    /// <summary>Has something happen just before the first write, and tells what was read.</summary>
    private sealed class Overtaken(IBlobStore inner, Func<Task> first) : IBlobStore
    {
        private int writes;

        public ConcurrentBag<string> Read { get; } = [];

        public Task<Blob?> ReadAsync(string path, CancellationToken cancel)
        {
            Read.Add(path);
            return inner.ReadAsync(path, cancel);
        }

        public Task<BlobItem?> StatAsync(string path, CancellationToken cancel) => inner.StatAsync(path, cancel);

        public async Task<string?> WriteAsync(string path, ReadOnlyMemory<byte> content, WriteCondition condition, CancellationToken cancel)
        {
            if (Interlocked.Increment(ref writes) == 1)
                await first();
            return await inner.WriteAsync(path, content, condition, cancel);
        }

        public Task<bool> CopyAsync(string from, string to, CancellationToken cancel) => inner.CopyAsync(from, to, cancel);

        public Task<bool> DeleteAsync(string path, CancellationToken cancel) => inner.DeleteAsync(path, cancel);

        public IAsyncEnumerable<BlobItem> ListAsync(string prefix, CancellationToken cancel) => inner.ListAsync(prefix, cancel);
    }
}
