using Syndication.Folders;
using Syndication.Storage;
using Syndication.Tests.Storage;

namespace Syndication.Tests.Folders;

public sealed class FolderStoreTests : StoreContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("store-").FullName;
    private readonly FolderStore store;

    public FolderStoreTests() => store = new FolderStore(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    protected override Task<IBlobStore> OpenAsync() => Task.FromResult<IBlobStore>(store);

    [Fact]
    public async Task Many_blobs_are_written_at_once_into_a_folder_that_is_not_there_yet()
    {
        for (var round = 0; round < 200; round++)
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => WriteAsync($"releases/{round}/{i}.json", "1"), None)));

        Assert.Equal(1600, (await ListAsync("releases/")).Count);
    }

    [Fact]
    public async Task A_stamp_changes_when_the_file_is_touched()
    {
        await WriteAsync("inbox/a.md", "1");
        var before = await store.StatAsync("inbox/a.md", None);
        File.SetLastWriteTimeUtc(Path.Combine(folder, "inbox/a.md"), DateTime.UtcNow.AddMinutes(1));

        Assert.NotEqual(before!.Stamp, (await store.StatAsync("inbox/a.md", None))!.Stamp);
    }

    [Fact]
    public async Task A_link_in_the_inbox_leads_nowhere()
    {
        await WriteAsync("inbox/a.md", "1");
        File.CreateSymbolicLink(Path.Combine(folder, "inbox/passwords.md"), "/etc/passwd");

        Assert.Equal("inbox/a.md", Assert.Single(await ListAsync("inbox/")).Path);
        Assert.Null(await store.StatAsync("inbox/passwords.md", None));
    }

    [Fact]
    public async Task A_path_with_an_empty_part_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => store.ReadAsync("inbox//a.md", None));

    [Fact]
    public async Task What_a_killed_writer_left_aside_is_neither_listed_nor_kept()
    {
        await WriteAsync("public/a.html", "1");
        var aside = Path.Combine(folder, "public/.writing");
        Directory.CreateDirectory(aside);
        await File.WriteAllTextAsync(Path.Combine(aside, "half"), "ha", None);

        Assert.Equal("public/a.html", Assert.Single(await ListAsync("public/")).Path);
        store.Tidy();
        Assert.False(Directory.Exists(aside));
    }
}
