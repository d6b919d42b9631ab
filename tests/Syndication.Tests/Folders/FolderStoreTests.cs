using System.Text;
using Syndication.Folders;
using Syndication.Storage;

namespace Syndication.Tests.Folders;

public sealed class FolderStoreTests : IDisposable
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private readonly string folder = Directory.CreateTempSubdirectory("store-").FullName;
    private readonly FolderStore store;

    public FolderStoreTests() => store = new FolderStore(folder);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        await WriteAsync("inbox/2026/a.md", "Bonjour");

        var blob = await store.ReadAsync("inbox/2026/a.md", None);

        Assert.Equal("Bonjour", Encoding.UTF8.GetString(blob!.Content.Span));
    }

    [Fact]
    public async Task A_prefix_need_not_end_where_a_folder_does()
    {
        foreach (var path in new[] { "inbox/2026/caire.md", "inbox/2026/caire.ar.md", "inbox/2026/caire-suite.md", "inbox/2026/caire.d/x.md", "inbox/caire.md" })
            await WriteAsync(path, "Bonjour");

        Assert.Equal(["inbox/2026/caire.ar.md", "inbox/2026/caire.d/x.md", "inbox/2026/caire.md"], await PathsAsync("inbox/2026/caire."));
        Assert.Equal(["inbox/caire.md"], await PathsAsync("inbox/c"));
        Assert.Empty(await ListAsync("inbox/2027/c"));
    }

    [Fact]
    public async Task Many_blobs_are_written_at_once_into_a_folder_that_is_not_there_yet()
    {
        for (var round = 0; round < 200; round++)
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => WriteAsync($"releases/{round}/{i}.json", "1"), None)));

        Assert.Equal(1600, (await ListAsync("releases/")).Count);
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        Assert.Null(await store.ReadAsync("inbox/none.md", None));
        Assert.Null(await store.StatAsync("inbox/none.md", None));
        Assert.False(await store.DeleteAsync("inbox/none.md", None));
        Assert.False(await store.CopyAsync("inbox/none.md", "rejected/none.md", None));
        Assert.Empty(await ListAsync("inbox/"));
    }

    [Fact]
    public async Task A_new_blob_is_written_only_where_there_is_none()
    {
        Assert.NotNull(await WriteAsync("releases/a.json", "1", WriteCondition.IsNew));
        Assert.Null(await WriteAsync("releases/a.json", "2", WriteCondition.IsNew));
        Assert.Equal("1", await TextAsync("releases/a.json"));
    }

    [Fact]
    public async Task A_blob_that_changed_meanwhile_is_not_overwritten()
    {
        await WriteAsync("releases/a.json", "1");
        var read = await store.ReadAsync("releases/a.json", None);
        await WriteAsync("releases/a.json", "2");

        Assert.Null(await WriteAsync("releases/a.json", "3", WriteCondition.Unchanged(read)));
        Assert.Equal("2", await TextAsync("releases/a.json"));
    }

    [Fact]
    public async Task A_blob_that_was_deleted_meanwhile_is_not_written_anew()
    {
        await WriteAsync("releases/a.json", "1");
        var read = await store.ReadAsync("releases/a.json", None);
        await store.DeleteAsync("releases/a.json", None);

        Assert.Null(await WriteAsync("releases/a.json", "2", WriteCondition.Unchanged(read)));
    }

    [Fact]
    public async Task The_tag_a_write_returns_is_the_one_a_read_gives()
    {
        var written = await WriteAsync("releases/a.json", "1");

        Assert.Equal(written, (await store.ReadAsync("releases/a.json", None))!.ETag);
    }

    [Fact]
    public async Task Of_many_writers_at_once_every_change_counts()
    {
        await WriteAsync("releases/count", "0");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var read = await store.ReadAsync("releases/count", None);
                var next = int.Parse(Encoding.UTF8.GetString(read!.Content.Span)) + 1;
                if (await WriteAsync("releases/count", $"{next}", WriteCondition.Unchanged(read)) is not null)
                    return;
            }
        })));

        Assert.Equal("20", await TextAsync("releases/count"));
    }

    [Fact]
    public async Task A_listing_names_every_blob_below_and_none_beside()
    {
        await WriteAsync("inbox/a.md", "1");
        await WriteAsync("inbox/2026/b c.md", "22");
        await WriteAsync("inbox2/d.md", "3");

        var items = await ListAsync("inbox/");

        Assert.Equal(["inbox/2026/b c.md", "inbox/a.md"], items.Select(item => item.Path).Order(StringComparer.Ordinal));
        Assert.Equal(2, items.Single(item => item.Path.EndsWith("b c.md", StringComparison.Ordinal)).Length);
    }

    [Fact]
    public async Task A_stamp_changes_when_the_blob_is_written_again()
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

    [Theory]
    [InlineData("inbox/../../outside.md")]
    [InlineData("inbox//a.md")]
    [InlineData("/etc/passwd")]
    [InlineData("inbox/./a.md")]
    [InlineData("")]
    public async Task A_path_that_leads_out_of_the_store_is_refused(string path) =>
        await Assert.ThrowsAsync<ArgumentException>(() => store.ReadAsync(path, None));

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

    [Fact]
    public async Task A_copy_has_the_same_bytes()
    {
        await WriteAsync("inbox/a.md", "Bonjour");

        Assert.True(await store.CopyAsync("inbox/a.md", "rejected/2026/a.md", None));
        Assert.Equal("Bonjour", await TextAsync("rejected/2026/a.md"));
    }

    private Task<string?> WriteAsync(string path, string text, WriteCondition condition = default) =>
        store.WriteAsync(path, Encoding.UTF8.GetBytes(text), condition, None);

    private async Task<string> TextAsync(string path) => Encoding.UTF8.GetString((await store.ReadAsync(path, None))!.Content.Span);

    private async Task<IEnumerable<string>> PathsAsync(string prefix) => (await ListAsync(prefix)).Select(item => item.Path).Order(StringComparer.Ordinal);

    private async Task<List<BlobItem>> ListAsync(string prefix)
    {
        var items = new List<BlobItem>();
        await foreach (var item in store.ListAsync(prefix, None))
            items.Add(item);
        return items;
    }
}
