using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Tests.Storage;

/// <summary>What every work queue does, whatever it is made of.</summary>
public abstract class QueueContract
{
    // Longer than any lease, for work that somebody took and never answered for.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    protected static CancellationToken None => TestContext.Current.CancellationToken;

    protected static Work Translate { get; } = new TranslateRelease(ReleaseId.Parse("a"));

    /// <summary>Opens the queues of this test as a new process would, empty at first.</summary>
    protected abstract Task<IWorkQueue> OpenAsync();

    /// <summary>Lets time pass.</summary>
    protected abstract Task PassAsync(TimeSpan time);

    [Fact]
    public async Task Work_comes_out_as_it_went_in()
    {
        var queue = await OpenAsync();
        Work[] all =
        [
            new IngestUploads("a", ["a.md", "اجتماع <b> \"القاهرة\" &amp;.ar.md"]), Translate, new LiftEmbargo(ReleaseId.Parse("a")),
            new PublishReleases([ReleaseId.Parse("a"), ReleaseId.Parse("b")]), new DeliverRelease("las", ReleaseId.Parse("a")),
        ];
        foreach (var work in all)
            await queue.SendAsync(work, TimeSpan.Zero, None);

        var received = new List<QueuedWork>();
        foreach (var kind in Enum.GetValues<WorkKind>())
            received.AddRange(await queue.ReceiveAsync(kind, 10, None));

        Assert.Equal(all.Select(Shown).Order(StringComparer.Ordinal), received.Select(queued => Shown(queued.Work)).Order(StringComparer.Ordinal));
        Assert.All(received, queued => Assert.Equal(0, queued.Tries));
    }

    [Fact]
    public async Task A_queue_that_nothing_was_ever_sent_to_is_empty()
    {
        var queue = await OpenAsync();
        foreach (var kind in Enum.GetValues<WorkKind>())
            Assert.Empty(await queue.ReceiveAsync(kind, 10, None));
        Assert.Equal(new QueueDepth(0, 0, 0), await queue.DepthAsync(None));
    }

    [Fact]
    public async Task No_more_is_handed_out_than_was_asked_for_and_nothing_twice()
    {
        var queue = await OpenAsync();
        var all = Enumerable.Range(0, 100).Select(i => new TranslateRelease(ReleaseId.Parse($"r{i}"))).ToArray();
        await Parallel.ForEachAsync(all, None, async (work, cancel) => await queue.SendAsync(work, TimeSpan.Zero, cancel));

        var received = new List<QueuedWork>();
        while (await queue.ReceiveAsync(WorkKind.Translate, 45, None) is { Count: > 0 } batch)
        {
            Assert.InRange(batch.Count, 1, 45);
            received.AddRange(batch);
        }

        Assert.Equal(all.Select(work => work.Key).Order(StringComparer.Ordinal), received.Select(queued => queued.Work.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Work_that_was_not_completed_comes_again_after_a_crash()
    {
        var queue = await OpenAsync();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        await queue.ReceiveAsync(WorkKind.Translate, 1, None);
        await PassAsync(Lease);

        var again = await (await OpenAsync()).ReceiveAsync(WorkKind.Translate, 1, None);

        Assert.Equal(Translate, Assert.Single(again).Work);
    }

    [Fact]
    public async Task Work_that_was_completed_does_not_come_again()
    {
        var queue = await OpenAsync();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        await queue.CompleteAsync((await queue.ReceiveAsync(WorkKind.Translate, 1, None))[0], None);
        await PassAsync(Lease);

        Assert.Empty(await (await OpenAsync()).ReceiveAsync(WorkKind.Translate, 1, None));
    }

    [Fact]
    public async Task Work_that_is_completed_twice_is_completed()
    {
        var queue = await OpenAsync();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        var queued = (await queue.ReceiveAsync(WorkKind.Translate, 1, None))[0];
        await queue.CompleteAsync(queued, None);
        await queue.CompleteAsync(queued, None);

        Assert.Equal(new QueueDepth(0, 0, 0), await queue.DepthAsync(None));
    }

    [Fact]
    public async Task Work_in_hand_does_not_absorb_the_same_work_sent_meanwhile()
    {
        var queue = await OpenAsync();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        var inHand = (await queue.ReceiveAsync(WorkKind.Translate, 1, None))[0];
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        await queue.CompleteAsync(inHand, None);
        await PassAsync(TimeSpan.FromSeconds(1));

        Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
    }

    [Theory]
    [InlineData(600)]
    [InlineData(60 * 60)]
    [InlineData((7 * 24 * 60 * 60) - 10)]
    [InlineData((7 * 24 * 60 * 60) + 10)]
    [InlineData(30 * 24 * 60 * 60)]
    public async Task Work_waits_for_its_time(int seconds)
    {
        var queue = await OpenAsync();
        await queue.SendAsync(Translate, TimeSpan.FromSeconds(seconds), None);
        await PassAsync(TimeSpan.FromSeconds(seconds * 0.4));
        Assert.Empty(await queue.ReceiveAsync(WorkKind.Translate, 10, None));

        // Whoever looks while it waits must not make it late: there are as many looks as there are weeks, and then some.
        for (var week = 0; week < 10; week++)
        {
            await PassAsync(TimeSpan.FromSeconds(seconds * 0.05));
            Assert.Empty(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
        }

        await PassAsync(TimeSpan.FromSeconds(Math.Ceiling(seconds * 0.1) + 1));
        Assert.Equal(Translate, Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None)).Work);
    }

    [Fact]
    public async Task Work_waits_for_its_time_also_across_a_restart_and_a_year()
    {
        await (await OpenAsync()).SendAsync(Translate, TimeSpan.FromDays(400), None);

        var queue = await OpenAsync();
        Assert.Empty(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
        Assert.Equal(new QueueDepth(0, 1, 0), await queue.DepthAsync(None));

        for (var day = 0; day < 390; day += 30)
        {
            await PassAsync(TimeSpan.FromDays(30));
            Assert.Empty(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
        }

        await PassAsync(TimeSpan.FromDays(11));
        var queued = Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
        Assert.Equal(0, queued.Tries);
        await queue.CompleteAsync(queued, None);
        Assert.Equal(new QueueDepth(0, 0, 0), await queue.DepthAsync(None));
    }

    [Fact]
    public async Task Work_that_was_abandoned_comes_again_later_and_says_how_often_it_was_tried()
    {
        var queue = await OpenAsync();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        Assert.False(await queue.AbandonAsync((await queue.ReceiveAsync(WorkKind.Translate, 1, None))[0], None));
        Assert.Empty(await queue.ReceiveAsync(WorkKind.Translate, 1, None));
        await PassAsync(TimeSpan.FromMinutes(1));

        var again = Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 1, None));
        Assert.Equal(Translate, again.Work);
        Assert.Equal(1, again.Tries);
    }

    [Fact]
    public async Task Work_that_fails_five_times_goes_to_the_poison_queue()
    {
        var queue = await OpenAsync();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        for (var i = 1; i <= 5; i++)
        {
            await PassAsync(TimeSpan.FromHours(1));
            var queued = Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
            Assert.Equal(i == 5, await queue.AbandonAsync(queued, None));
        }

        await PassAsync(TimeSpan.FromHours(1));
        Assert.Empty(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
        Assert.Equal(new QueueDepth(0, 0, 1), await queue.DepthAsync(None));
    }

    [Fact]
    public async Task What_is_due_what_waits_and_what_is_in_hand_is_told_apart()
    {
        var queue = await OpenAsync();
        for (var i = 0; i < 5; i++)
            await queue.SendAsync(new DeliverRelease("las", ReleaseId.Parse($"r{i}")), i < 3 ? TimeSpan.Zero : TimeSpan.FromHours(i), None);
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        await queue.ReceiveAsync(WorkKind.Deliver, 1, None);

        Assert.Equal(new QueueDepth(3, 2, 0), await queue.DepthAsync(None));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    public async Task Work_of_any_size_comes_out_whole(int days)
    {
        var queue = await OpenAsync();
        var ingest = new IngestUploads("a", [.. Enumerable.Range(0, 3000).Select(i => $"2026/une déclaration assez longue, partie {i}.md")]);
        var publish = new PublishReleases([.. Enumerable.Range(0, 5000).Select(i => ReleaseId.Parse($"2026/اجتماع/{i}"))]);
        await queue.SendAsync(ingest, TimeSpan.FromDays(days), None);
        await queue.SendAsync(publish, TimeSpan.FromDays(days), None);
        if (days > 0)
        {
            await PassAsync(TimeSpan.FromDays(days / 2));
            Assert.Empty(await queue.ReceiveAsync(WorkKind.Ingest, 10, None));
            Assert.Empty(await queue.ReceiveAsync(WorkKind.Publish, 100, None));
            await PassAsync(TimeSpan.FromDays(days));
        }

        var ingested = Assert.Single(await queue.ReceiveAsync(WorkKind.Ingest, 10, None));
        var published = await queue.ReceiveAsync(WorkKind.Publish, 100, None);

        Assert.Equal(ingest.Names, Assert.IsType<IngestUploads>(ingested.Work).Names);
        Assert.Equal(publish.Releases.Order(), published.SelectMany(queued => ((PublishReleases)queued.Work).Releases).Order());
        foreach (var queued in published.Append(ingested))
            await queue.CompleteAsync(queued, None);
        Assert.Equal(new QueueDepth(0, 0, 0), await queue.DepthAsync(None));
    }

    private static string Shown(Work work) => $"{work.Kind} {work.GetType().Name} {work.Key}";
}
