using Syndication.App.Serving;
using Syndication.Folders;

namespace Syndication.Tests.Serving;

public sealed class StillnessTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("still-").FullName;
    private readonly Stillness stillness;

    public StillnessTests() => stillness = new(new FolderStore(folder));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_upload_is_taken_once_it_was_still_for_two_seconds()
    {
        Put("a.md", "text");
        await stillness.TouchAsync("a.md", Start, Cancel);

        Assert.Equal(Start.AddSeconds(2), stillness.Next);
        Assert.Empty(await TakeAsync(1.9));
        Assert.Equal(["a.md"], await TakeAsync(2));
        Assert.Null(stillness.Next);
        Assert.Empty(await TakeAsync(3));
    }

    [Fact]
    public async Task A_file_that_grows_unseen_is_waited_for()
    {
        Put("a.md", "half");
        await stillness.TouchAsync("a.md", Start, Cancel);
        Put("a.md", "half and more");

        Assert.Empty(await TakeAsync(2));
        Assert.Empty(await TakeAsync(3.9));
        Assert.Equal(["a.md"], await TakeAsync(4));
    }

    [Fact]
    public async Task A_release_waits_for_all_of_its_files_and_comes_once()
    {
        Put("a.meta.json", "{}");
        Put("a.md", "text");
        await stillness.TouchAsync("a.meta.json", Start, Cancel);
        await stillness.TouchAsync("a.md", Start.AddSeconds(1.5), Cancel);

        Assert.Empty(await TakeAsync(2));
        Assert.Single(await TakeAsync(3.5));
    }

    [Fact]
    public async Task One_release_does_not_wait_for_another()
    {
        await stillness.TouchAsync("a.md", Start, Cancel);
        await stillness.TouchAsync("b.md", Start.AddSeconds(1), Cancel);

        Assert.Equal(["a.md"], await TakeAsync(2));
        Assert.Equal(["b.md"], await TakeAsync(3));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_makes_nothing_wait_for_long()
    {
        Put("a.md", "text");
        await stillness.TouchAsync("a.md", Start.AddHours(1), Cancel);

        Assert.Empty(await TakeAsync(0));
        Assert.Single(await TakeAsync(2));
    }

    [Fact]
    public async Task What_is_no_upload_is_not_waited_for()
    {
        await stillness.TouchAsync(".a.md.swp", Start, Cancel);
        await stillness.TouchAsync("a.md.part", Start, Cancel);
        Assert.Null(stillness.Next);
    }

    private Task<IReadOnlyList<string>> TakeAsync(double seconds) => stillness.TakeAsync(Start.AddSeconds(seconds), Cancel);

    private void Put(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(folder, "inbox"));
        File.WriteAllText(Path.Combine(folder, "inbox", name), text);
    }
}
