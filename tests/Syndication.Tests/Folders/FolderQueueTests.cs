using Microsoft.Extensions.Time.Testing;
using Syndication.Folders;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Tests.Folders;

public sealed class FolderQueueTests : IDisposable
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;
    private static readonly Work Translate = new TranslateRelease(ReleaseId.Parse("a"));

    private readonly string folder = Directory.CreateTempSubdirectory("queue-").FullName;
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Work_comes_out_as_it_went_in()
    {
        var queue = Open();
        Work[] all =
        [
            new IngestUploads("a", ["a.md", "a.ar.md"]), Translate, new LiftEmbargo(ReleaseId.Parse("a")),
            new PublishLanguage(Language.Parse("ar"), [ReleaseId.Parse("a"), ReleaseId.Parse("b")]), new DeliverRelease("las", ReleaseId.Parse("a")),
        ];
        foreach (var work in all)
            await queue.SendAsync(work, TimeSpan.Zero, None);

        var received = new List<Work>();
        foreach (var kind in Enum.GetValues<WorkKind>())
            received.AddRange((await queue.ReceiveAsync(kind, 10, None)).Select(queued => queued.Work));

        Assert.Equal(all.Select(work => work.Key).Order(StringComparer.Ordinal), received.Select(work => work.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Work_that_was_not_completed_comes_again_after_a_crash()
    {
        var queue = Open();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        await queue.ReceiveAsync(WorkKind.Translate, 1, None);

        var again = await Open().ReceiveAsync(WorkKind.Translate, 1, None);

        Assert.Equal(Translate, Assert.Single(again).Work);
    }

    [Fact]
    public async Task Work_that_was_completed_does_not_come_again()
    {
        var queue = Open();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        await queue.CompleteAsync((await queue.ReceiveAsync(WorkKind.Translate, 1, None))[0], None);

        Assert.Empty(await Open().ReceiveAsync(WorkKind.Translate, 1, None));
    }

    [Fact]
    public async Task Work_in_hand_does_not_absorb_the_same_work_sent_meanwhile()
    {
        var queue = Open();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        var inHand = (await queue.ReceiveAsync(WorkKind.Translate, 1, None))[0];
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        await queue.CompleteAsync(inHand, None);
        clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
    }

    [Fact]
    public async Task The_same_work_waiting_twice_is_done_once_and_at_the_earlier_time()
    {
        var queue = Open();
        await queue.SendAsync(Translate, TimeSpan.FromHours(1), None);
        await queue.SendAsync(Translate, TimeSpan.FromMinutes(1), None);
        await queue.SendAsync(Translate, TimeSpan.FromHours(2), None);

        clock.Advance(TimeSpan.FromMinutes(2));
        await queue.CompleteAsync(Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None)), None);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
    }

    [Fact]
    public async Task Work_waits_for_its_time_also_across_a_restart()
    {
        await Open().SendAsync(Translate, TimeSpan.FromDays(400), None);

        var queue = Open();
        Assert.Empty(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
        Assert.Equal(new QueueDepth(0, 1, 0), await queue.DepthAsync(None));

        clock.Advance(TimeSpan.FromDays(400));
        Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
    }

    [Fact]
    public async Task Work_that_fails_five_times_goes_to_the_poison_queue()
    {
        var queue = Open();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        for (var i = 1; i <= 5; i++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            var queued = Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
            Assert.Equal(i == 5, await queue.AbandonAsync(queued, None));
        }

        clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
        Assert.Equal(1, (await queue.DepthAsync(None)).Poison);
    }

    [Fact]
    public async Task A_message_that_is_not_ours_goes_to_the_poison_queue_and_harms_nothing()
    {
        var queue = Open();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        await File.WriteAllTextAsync(Path.Combine(folder, "queues/translate/0000000000000000001-0-abc.json"), "{\"do\":\"dance\"}", None);
        await File.WriteAllTextAsync(Path.Combine(folder, "queues/translate/0000000000000000002-0-abd.json"), "{\"do\":\"transl", None);

        queue = Open();
        Assert.Equal(Translate, Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None)).Work);
        Assert.Equal(2, (await queue.DepthAsync(None)).Poison);
    }

    private FolderQueue Open() => FolderQueue.Open(folder, clock);
}
