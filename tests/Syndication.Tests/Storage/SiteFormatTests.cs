using Syndication.App.Opening;
using Syndication.Folders;
using Syndication.Storage;

namespace Syndication.Tests.Storage;

/// <summary>A site of an older form is brought up to date, once and safely; one of a newer form is left alone.</summary>
public sealed class SiteFormatTests : IDisposable
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private readonly string folder = Directory.CreateTempSubdirectory("format-").FullName;
    private readonly FolderStore store;

    public SiteFormatTests()
    {
        store = new FolderStore(folder);
        var old = Path.Combine(AppContext.BaseDirectory, "Storage/site-of-format-1");
        foreach (var file in Directory.GetFiles(old, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(old, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
            File.SetLastWriteTimeUtc(copy, DateTime.UtcNow.AddHours(-1));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_site_of_format_1_keeps_its_versions_from_then_on()
    {
        Assert.Equal(1, await SiteFormat.MigrateAsync(store, None));

        Assert.Equal(Read("releases/2026/first~/release.json"), Read("releases/2026/first~/versions/1.json"));
        Assert.Equal(Read("releases/2026/second~/release.json"), Read("releases/2026/second~/versions/2.json"));
        Assert.Contains("\"format\":2", Read("releases/~format.json"), StringComparison.Ordinal);
        Assert.Null(await SiteFormat.MigrateAsync(store, None));
    }

    [Fact]
    public async Task A_migration_that_was_killed_is_done_again()
    {
        await SiteFormat.MigrateAsync(store, None);
        File.Delete(Path.Combine(folder, "releases/~format.json"));
        File.Delete(Path.Combine(folder, "releases/2026/second~/versions/2.json"));

        Assert.Equal(1, await SiteFormat.MigrateAsync(store, None));

        Assert.Equal(Read("releases/2026/second~/release.json"), Read("releases/2026/second~/versions/2.json"));
    }

    [Fact]
    public async Task A_run_over_an_old_site_changes_nothing_that_is_public()
    {
        var pages = Public();
        var opened = await OpenedSite.OpenAsync(folder, TimeProvider.System, None);

        await SitePass.RunAsync(opened, opened.Newsroom!, null, null, None);

        Assert.Equal(pages, Public());
        Assert.Contains("\"format\":2", Read("releases/~format.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_site_is_of_the_present_format()
    {
        Directory.Delete(Path.Combine(folder, "releases"), recursive: true);

        Assert.Null(await SiteFormat.MigrateAsync(store, None));

        Assert.Contains("\"format\":2", Read("releases/~format.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_site_is_refused_with_the_version_it_needs()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "releases/~format.json"), "{\"format\":99,\"program\":\"7.1.0\",\"more\":true}", None);

        var refused = await Assert.ThrowsAsync<NewerFormatException>(() => SiteFormat.MigrateAsync(store, None));

        Assert.Contains("syndication 7.1.0 or later", refused.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "releases/2026/first~/versions")));
    }

    [Fact]
    public async Task A_newer_document_is_refused_rather_than_rewritten_without_what_it_says()
    {
        var file = Path.Combine(folder, "releases/2026/first~/release.json");
        await File.WriteAllTextAsync(file, Read("releases/2026/first~/release.json").Replace("\"format\":1", "\"format\":2", StringComparison.Ordinal), None);

        await Assert.ThrowsAsync<NewerFormatException>(() => store.LoadAsync("releases/2026/first~/release.json", Documents.Json.Release, None));
    }

    private string Read(string path) => File.ReadAllText(Path.Combine(folder, path));

    // But for what is the program's own: styles and scripts, which are written where they are missing.
    private string Public() => string.Join('\n', Directory.GetFiles(Path.Combine(folder, "public"), "*", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/public/assets/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(file => $"{file} {File.ReadAllText(file)}"));
}
