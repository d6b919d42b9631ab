using System.Text;
using Syndication.Storage;

namespace Syndication.Tests.Storage;

/// <summary>What every blob store does, whatever it is made of.</summary>
public abstract class StoreContract
{
    protected static CancellationToken None => TestContext.Current.CancellationToken;

    /// <summary>The one store of this test, empty at first.</summary>
    protected abstract Task<IBlobStore> OpenAsync();

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        await WriteAsync("inbox/2026/a.md", "Bonjour");

        Assert.Equal("Bonjour", await TextAsync("inbox/2026/a.md"));
    }

    [Theory]
    [InlineData(0, 4, "0123")]
    [InlineData(3, 4, "3456")]
    [InlineData(8, 4, "89")]
    [InlineData(10, 4, "")]
    [InlineData(99, 4, "")]
    public async Task A_piece_is_read_as_far_as_there_is_something(long offset, int length, string expected)
    {
        await WriteAsync("releases/a", "0123456789");

        Assert.Equal(expected, Encoding.UTF8.GetString((await (await OpenAsync()).ReadAsync("releases/a", offset, length, None))!.Value.Span));
        Assert.Null(await (await OpenAsync()).ReadAsync("releases/none", offset, length, None));
    }

    [Fact]
    public async Task What_is_not_there_is_null()
    {
        var store = await OpenAsync();
        Assert.Null(await store.ReadAsync("inbox/none.md", None));
        Assert.Null(await store.StatAsync("inbox/none.md", None));
        Assert.False(await store.DeleteAsync("inbox/none.md", None));
        Assert.False(await store.CopyAsync("inbox/none.md", "rejected/none.md", None));
        Assert.Empty(await ListAsync("inbox/"));

        await WriteAsync("inbox/a.md", "now the container is there");
        Assert.Null(await store.ReadAsync("inbox/none.md", None));
        Assert.Null(await store.StatAsync("inbox/none.md", None));
        Assert.False(await store.DeleteAsync("inbox/none.md", None));
        Assert.False(await store.CopyAsync("inbox/none.md", "rejected/none.md", None));
        Assert.Empty(await ListAsync("inbox/none/"));
    }

    [Fact]
    public async Task A_prefix_need_not_end_where_a_folder_does()
    {
        foreach (var path in new[] { "inbox/2026/caire.md", "inbox/2026/caire.ar.md", "inbox/2026/caire-suite.md", "inbox/2026/caire.d/x.md", "inbox/caire.md" })
            await WriteAsync(path, "Bonjour");

        Assert.Equal(["inbox/2026/caire.ar.md", "inbox/2026/caire.d/x.md", "inbox/2026/caire.md"], (await ListAsync("inbox/2026/caire.")).Select(item => item.Path).Order(StringComparer.Ordinal));
        Assert.Equal(["inbox/caire.md"], (await ListAsync("inbox/c")).Select(item => item.Path));
        Assert.Empty(await ListAsync("inbox/2027/c"));
    }

    [Fact]
    public async Task A_new_blob_is_written_only_where_there_is_none()
    {
        Assert.NotNull(await WriteAsync("releases/a.json", "1", WriteCondition.IsNew));
        Assert.Null(await WriteAsync("releases/a.json", "2", WriteCondition.IsNew));
        Assert.Null(await WriteAsync("releases/a.json", "1", WriteCondition.IsNew));
        Assert.Equal("1", await TextAsync("releases/a.json"));
    }

    [Fact]
    public async Task A_blob_that_changed_meanwhile_is_not_overwritten()
    {
        await WriteAsync("releases/a.json", "1");
        var read = await (await OpenAsync()).ReadAsync("releases/a.json", None);
        await WriteAsync("releases/a.json", "2");

        Assert.Null(await WriteAsync("releases/a.json", "3", WriteCondition.Unchanged(read)));
        Assert.Equal("2", await TextAsync("releases/a.json"));
    }

    [Fact]
    public async Task A_blob_that_was_deleted_meanwhile_is_not_written_anew()
    {
        var store = await OpenAsync();
        await WriteAsync("releases/a.json", "1");
        var read = await store.ReadAsync("releases/a.json", None);
        await store.DeleteAsync("releases/a.json", None);

        Assert.Null(await WriteAsync("releases/a.json", "2", WriteCondition.Unchanged(read)));
        Assert.Null(await store.ReadAsync("releases/a.json", None));
    }

    [Fact]
    public async Task The_tag_a_write_returns_is_the_one_a_read_gives_and_serves_for_the_next_write()
    {
        var store = await OpenAsync();
        var written = await WriteAsync("releases/a.json", "1");
        var read = await store.ReadAsync("releases/a.json", None);

        Assert.Equal(written, read!.ETag);
        var again = await WriteAsync("releases/a.json", "2", WriteCondition.Unchanged(read));
        Assert.NotNull(again);
        Assert.NotEqual(written, again);
    }

    [Fact]
    public async Task Of_many_writers_at_once_every_change_counts()
    {
        var store = await OpenAsync();
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
    public async Task Of_many_who_write_a_new_blob_at_once_exactly_one_has_written_it()
    {
        await OpenAsync();
        var written = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => WriteAsync("releases/a.json", $"{i}", WriteCondition.IsNew))));

        var winner = Assert.Single(Enumerable.Range(0, 12), i => written[i] is not null);
        Assert.Equal($"{winner}", await TextAsync("releases/a.json"));
    }

    [Fact]
    public async Task Of_many_large_writes_at_once_one_is_there_whole()
    {
        var store = await OpenAsync();
        var written = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => Task.Run(() =>
            store.WriteAsync("releases/large", Enumerable.Repeat((byte)i, 9 << 20).ToArray(), WriteCondition.IsNew, None))));

        var winner = Assert.Single(Enumerable.Range(1, 4), i => written[i - 1] is not null);
        var blob = await store.ReadAsync("releases/large", None);
        Assert.Equal(9 << 20, blob!.Content.Length);
        Assert.Equal(-1, blob.Content.Span.IndexOfAnyExcept((byte)winner));
    }

    [Fact]
    public async Task A_listing_names_every_blob_below_and_none_beside()
    {
        await WriteAsync("inbox/a.md", "1");
        await WriteAsync("inbox/2026/b c.md", "22");
        await WriteAsync("inbox/2026/deep/er/e.md", "333");
        await WriteAsync("inbox/20267/f.md", "3");
        await WriteAsync("inbox2/d.md", "3");

        var items = await ListAsync("inbox/");

        Assert.Equal(["inbox/2026/b c.md", "inbox/2026/deep/er/e.md", "inbox/20267/f.md", "inbox/a.md"], Paths(items));
        Assert.Equal(2, items.Single(item => item.Path.EndsWith("b c.md", StringComparison.Ordinal)).Length);
        Assert.Equal(["inbox/2026/b c.md", "inbox/2026/deep/er/e.md"], Paths(await ListAsync("inbox/2026/")));
    }

    [Fact]
    public async Task A_blob_alone_and_the_same_blob_in_a_listing_look_alike()
    {
        await WriteAsync("inbox/2026/a.md", "Bonjour");

        Assert.Equal(Assert.Single(await ListAsync("inbox/")), await (await OpenAsync()).StatAsync("inbox/2026/a.md", None));
    }

    [Fact]
    public async Task A_stamp_stays_until_the_blob_is_written_again()
    {
        var store = await OpenAsync();
        await WriteAsync("inbox/a.md", "1");
        var before = await store.StatAsync("inbox/a.md", None);
        await store.ReadAsync("inbox/a.md", None);
        Assert.Equal(before, await store.StatAsync("inbox/a.md", None));

        await WriteAsync("inbox/a.md", "22");
        Assert.NotEqual(before!.Stamp, (await store.StatAsync("inbox/a.md", None))!.Stamp);
    }

    [Theory]
    [InlineData("inbox/2026/اجتماع القاهرة.ar.md")]
    [InlineData("inbox/a b  c.md")]
    [InlineData("inbox/100% of it.md")]
    [InlineData("inbox/a%20b%2Fc%252F.md")]
    [InlineData("inbox/no #1?.md")]
    [InlineData("inbox/1+1=2&3;4,5.md")]
    [InlineData("inbox/it's “quoted” (twice) [a] {b} @c !d $e ^f `g.md")]
    [InlineData("inbox/ends with a full stop.")]
    [InlineData("inbox/folder./three...md")]
    [InlineData("inbox/.hidden")]
    [InlineData("inbox/東京/👩🏽‍⚕️.md")]
    [InlineData("inbox/e\u0301te\u0301.md")]
    [InlineData("releases/2026/caire~/release.json")]
    [InlineData("inbox/<b>&amp;.md")]
    public async Task A_name_stays_as_it_is(string path)
    {
        var store = await OpenAsync();
        await WriteAsync(path, path);

        Assert.Equal(path, await TextAsync(path));
        Assert.Equal(path, (await store.StatAsync(path, None))!.Path);
        Assert.Equal(path, Assert.Single(await ListAsync(path[..(path.IndexOf('/', StringComparison.Ordinal) + 1)])).Path);
        Assert.True(await store.CopyAsync(path, $"rejected/{path}", None));
        Assert.Equal(path, await TextAsync($"rejected/{path}"));
        Assert.True(await store.DeleteAsync(path, None));
        Assert.Null(await store.ReadAsync(path, None));
    }

    [Theory]
    [InlineData("inbox/../../outside.md")]
    [InlineData("/etc/passwd")]
    [InlineData("inbox/./a.md")]
    [InlineData("inbox/a/")]
    [InlineData("inbox/")]
    [InlineData("inbox/a\0b.md")]
    [InlineData("")]
    public async Task A_path_that_is_none_of_a_blob_is_refused(string path)
    {
        var store = await OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => store.ReadAsync(path, None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.StatAsync(path, None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.WriteAsync(path, "1"u8.ToArray(), default, None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.CopyAsync("inbox/a.md", path, None));
        await Assert.ThrowsAsync<ArgumentException>(() => store.DeleteAsync(path, None));
    }

    [Fact]
    public async Task A_copy_has_the_same_bytes_and_takes_the_place_of_what_was_there()
    {
        var store = await OpenAsync();
        await WriteAsync("inbox/a.md", "Bonjour");
        await WriteAsync("rejected/2026/a.md", "an older one, longer");

        Assert.True(await store.CopyAsync("inbox/a.md", "rejected/2026/a.md", None));
        Assert.Equal("Bonjour", await TextAsync("rejected/2026/a.md"));
        Assert.Equal("Bonjour", await TextAsync("inbox/a.md"));
    }

    [Fact]
    public async Task An_empty_blob_is_a_blob()
    {
        await WriteAsync("inbox/empty.md", "");

        Assert.Equal("", await TextAsync("inbox/empty.md"));
        Assert.Equal(0, Assert.Single(await ListAsync("inbox/")).Length);
    }

    [Fact]
    public async Task A_blob_of_64_MB_comes_and_goes_whole()
    {
        var store = await OpenAsync();
        var bytes = new byte[64 << 20];
        new Random(1).NextBytes(bytes);

        Assert.NotNull(await store.WriteAsync("inbox/large.docx", bytes, WriteCondition.IsNew, None));
        Assert.Null(await store.WriteAsync("inbox/large.docx", bytes, WriteCondition.IsNew, None));
        Assert.Equal(bytes.Length, (await store.StatAsync("inbox/large.docx", None))!.Length);
        Assert.True(await store.CopyAsync("inbox/large.docx", "rejected/large.docx", None));
        Assert.True((await store.ReadAsync("rejected/large.docx", None))!.Content.Span.SequenceEqual(bytes));
    }

    [Fact]
    public async Task A_call_that_is_cancelled_ends_so_and_is_no_fault_of_the_storage()
    {
        var store = await OpenAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.ReadAsync("inbox/a.md", new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.WriteAsync("inbox/a.md", "1"u8.ToArray(), default, new CancellationToken(canceled: true)));
        Assert.Null(await store.ReadAsync("inbox/a.md", None));
    }

    protected async Task<string?> WriteAsync(string path, string text, WriteCondition condition = default) =>
        await (await OpenAsync()).WriteAsync(path, Encoding.UTF8.GetBytes(text), condition, None);

    protected async Task<string> TextAsync(string path) => Encoding.UTF8.GetString((await (await OpenAsync()).ReadAsync(path, None))!.Content.Span);

    protected async Task<List<BlobItem>> ListAsync(string prefix)
    {
        var items = new List<BlobItem>();
        await foreach (var item in (await OpenAsync()).ListAsync(prefix, None))
            items.Add(item);
        return items;
    }

    private static IEnumerable<string> Paths(IEnumerable<BlobItem> items) => items.Select(item => item.Path).Order(StringComparer.Ordinal);
}
