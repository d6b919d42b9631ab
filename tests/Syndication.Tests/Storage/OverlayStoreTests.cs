using Microsoft.Extensions.Time.Testing;
using Syndication.Storage;
using Syndication.Tests.Histories;

namespace Syndication.Tests.Storage;

public sealed class OverlayStoreTests : IDisposable
{
    private readonly MemoryBlobs blobs = new(new FakeTimeProvider());
    private readonly OverlayStore overlay;
    private readonly Process process = new(null, null);

    public OverlayStoreTests()
    {
        blobs.Write("inbox/a", "below"u8.ToArray(), WriteCondition.Always);
        blobs.Write("inbox/b", "below"u8.ToArray(), WriteCondition.Always);
        overlay = new(new MemoryStore(blobs, process), new FakeTimeProvider());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => process.Dispose();

    [Fact]
    public async Task What_is_written_shows_here_and_not_below()
    {
        var there = await overlay.ReadAsync("inbox/a", Cancel);
        Assert.NotNull(await overlay.WriteAsync("inbox/a", "above"u8.ToArray(), WriteCondition.Unchanged(there), Cancel));
        Assert.Null(await overlay.WriteAsync("inbox/a", "late"u8.ToArray(), WriteCondition.Unchanged(there), Cancel));
        Assert.Null(await overlay.WriteAsync("inbox/b", "x"u8.ToArray(), WriteCondition.IsNew, Cancel));
        Assert.NotNull(await overlay.WriteAsync("inbox/c", "new"u8.ToArray(), WriteCondition.IsNew, Cancel));
        Assert.True(await overlay.DeleteAsync("inbox/b", Cancel));
        Assert.True(await overlay.CopyAsync("inbox/a", "rejected/a", Cancel));

        Assert.Equal("above", await TextAsync("inbox/a"));
        Assert.Equal("above", await TextAsync("rejected/a"));
        Assert.Null(await overlay.ReadAsync("inbox/b", Cancel));
        Assert.Null(await overlay.StatAsync("inbox/b", Cancel));
        Assert.Equal(["inbox/a", "inbox/c"], await ListAsync());
        Assert.Equal(["inbox/a", "inbox/b"], blobs.Paths(""));
        Assert.Equal("below", System.Text.Encoding.UTF8.GetString(blobs.Read("inbox/a")!.Content.Span));
    }

    [Fact]
    public async Task What_was_deleted_can_be_written_anew()
    {
        await overlay.DeleteAsync("inbox/a", Cancel);

        Assert.False(await overlay.DeleteAsync("inbox/a", Cancel));
        Assert.NotNull(await overlay.WriteAsync("inbox/a", "again"u8.ToArray(), WriteCondition.IsNew, Cancel));
        Assert.Equal("again", await TextAsync("inbox/a"));
        Assert.Equal(5, (await overlay.StatAsync("inbox/a", Cancel))!.Length);
    }

    private async Task<string> TextAsync(string path) => System.Text.Encoding.UTF8.GetString((await overlay.ReadAsync(path, Cancel))!.Content.Span);

    private async Task<List<string>> ListAsync()
    {
        var paths = new List<string>();
        await foreach (var item in overlay.ListAsync("inbox/", Cancel))
            paths.Add(item.Path);
        return [.. paths.Order(StringComparer.Ordinal)];
    }
}
