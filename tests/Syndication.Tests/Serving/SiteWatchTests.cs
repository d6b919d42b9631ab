using Syndication.App.Serving;
using Syndication.Folders;

namespace Syndication.Tests.Serving;

public sealed class SiteWatchTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("watch-").FullName;
    private readonly SemaphoreSlim news = new(0);
    private readonly HashSet<string> names = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        news.Dispose();
    }

    [Fact]
    public async Task Uploads_renames_and_folders_moved_in_are_told_of()
    {
        Directory.CreateDirectory(Inbox("2026"));
        Directory.CreateDirectory(Path.Combine(folder, "aside/deep"));
        await File.WriteAllTextAsync(Path.Combine(folder, "aside/deep/c.md"), "text", Cancel);
        using var watch = Watch();

        await File.WriteAllTextAsync(Inbox("2026/a.md.part"), "text", Cancel);
        File.Move(Inbox("2026/a.md.part"), Inbox("2026/a.md"));
        await SeeAsync(watch, "2026/a.md");

        Directory.Move(Path.Combine(folder, "aside"), Inbox("moved"));
        await SeeAsync(watch, "moved/deep/c.md");
        Assert.True(watch.TakeLost());

        await File.WriteAllTextAsync(Inbox("moved/deep/d.md"), "text", Cancel);
        await SeeAsync(watch, "moved/deep/d.md");
        File.Delete(Inbox("2026/a.md"));
        await SeeAsync(watch, "2026/a.md");
    }

    [Fact]
    public async Task An_inbox_that_comes_later_is_watched_from_then_on()
    {
        using var watch = Watch();
        Assert.Equal("there is no folder inbox/ yet", watch.Blind);

        Directory.CreateDirectory(Inbox(""));
        while (!watch.Renew(again: false))
            Assert.True(await news.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        Assert.Null(watch.Blind);
        await File.WriteAllTextAsync(Inbox("a.md"), "text", Cancel);
        await SeeAsync(watch, "a.md");
    }

    [Fact]
    public async Task The_configuration_and_other_processes_are_told_of_and_this_one_is_not()
    {
        foreach (var name in new[] { "inbox", "config/partners", "queues" })
            Directory.CreateDirectory(Path.Combine(folder, name));
        using var watch = Watch();

        await File.WriteAllTextAsync(Path.Combine(folder, "config/partners/las.json"), "{}", Cancel);
        Assert.True(await news.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        Assert.True(watch.TakeConfiguration());

        (await SiteLock.TakeAsync(folder, null, TimeProvider.System, Cancel)).Dispose();
        Assert.True(await news.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
        Assert.False(watch.TakeOthers());

        await File.WriteAllTextAsync(SiteLock.LastFile(folder), "another", Cancel);
        while (!watch.TakeOthers())
            Assert.True(await news.WaitAsync(TimeSpan.FromSeconds(30), Cancel));
    }

    private SiteWatch Watch()
    {
        var watch = new SiteWatch(folder, () => news.Release());
        Assert.True(watch.Renew(again: false));
        return watch;
    }

    private string Inbox(string name) => Path.Combine(folder, "inbox", name);

    private async Task SeeAsync(SiteWatch watch, string name)
    {
        names.Clear();
        while (true)
        {
            names.UnionWith(watch.TakeUploads());
            if (names.Contains(name))
                return;
            Assert.True(await news.WaitAsync(TimeSpan.FromSeconds(30), Cancel), $"{name} was not told of.");
        }
    }
}
