using Microsoft.Extensions.Time.Testing;
using Syndication.Folders;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Tests.Functions;

public sealed class EmbargoMarksTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("marks-").FullName;
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
    private readonly FolderStore store;
    private readonly FolderQueue queue;
    private readonly EmbargoMarks marks;

    public EmbargoMarksTests()
    {
        store = new(folder);
        queue = FolderQueue.Open(folder, clock);
        marks = new(store, clock);
    }

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_embargo_is_lifted_when_it_has_ended_and_not_before_and_its_mark_is_then_gone()
    {
        await marks.NoteAsync(Lift("2026/soon"), TimeSpan.FromMinutes(5), None);
        await marks.NoteAsync(Lift("2027/later"), TimeSpan.FromDays(40), None);

        Assert.Equal(0, await marks.LiftAsync(queue, None));
        clock.Advance(TimeSpan.FromMinutes(4.99));
        Assert.Equal(0, await marks.LiftAsync(queue, None));
        clock.Advance(TimeSpan.FromMinutes(0.01));
        Assert.Equal(1, await marks.LiftAsync(queue, None));

        Assert.Equal(Lift("2026/soon"), Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None)).Work);
        Assert.Equal(0, await marks.LiftAsync(queue, None));
        Assert.Single(await MarksAsync());
    }

    [Fact]
    public async Task Noted_twice_for_the_same_instant_it_is_one_mark()
    {
        await marks.NoteAsync(Lift("2026/soon"), TimeSpan.FromMinutes(5), None);
        await marks.NoteAsync(Lift("2026/soon"), TimeSpan.FromMinutes(5), None);

        Assert.Single(await MarksAsync());
    }

    [Fact]
    public async Task A_name_with_anything_in_it_is_a_mark_all_the_same()
    {
        var work = Lift("2026/اجتماع القاهرة");
        await marks.NoteAsync(work, TimeSpan.Zero, None);

        Assert.Equal(1, await marks.LiftAsync(queue, None));
        Assert.Equal(work, Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None)).Work);
    }

    [Theory]
    [InlineData("20261124T090000Z", "{\"do\":\"lift\"")]
    [InlineData("20261124T090000Z", "{\"do\":\"deliver\",\"partner\":\"a\",\"release\":\"b\"}")]
    [InlineData("no-instant", "{}")]
    public async Task A_mark_that_is_none_is_struck_off_and_brings_no_work(string at, string content)
    {
        await store.WriteAsync($"releases/~embargoes/{at}/x.json", System.Text.Encoding.UTF8.GetBytes(content), WriteCondition.Always, None);

        Assert.Equal(1, await marks.LiftAsync(queue, None));

        Assert.Empty(await MarksAsync());
        Assert.Equal(new QueueDepth(0, 0, 0), await queue.DepthAsync(None));
    }

    private static LiftEmbargo Lift(string release) => new(ReleaseId.Parse(release));

    private async Task<IReadOnlyList<string>> MarksAsync()
    {
        var paths = new List<string>();
        await foreach (var item in store.ListAsync("releases/~embargoes/", None))
            paths.Add(item.Path);
        return paths;
    }
}
