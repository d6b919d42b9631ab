using Syndication.Storage;

namespace Syndication.Tests.Commands;

public sealed class ShiftTests
{
    [Fact]
    public async Task A_pass_that_the_storage_ends_waits_for_the_copies_under_way()
    {
        using var newsroom = TestNewsroom.OfSample();
        var opened = await newsroom.OpenAsync();
        var (began, letGo) = (new TaskCompletionSource(), new TaskCompletionSource());
        foreach (var partner in opened.Partners.Keys)
        {
            newsroom.Partner(partner).Before = () =>
            {
                began.TrySetResult();
                return letGo.Task;
            };
        }

        var queue = new BreakingQueue(newsroom.Queue(), began.Task);
        var pass = new Pass(opened, queue, _ => { }).RunAsync(TestContext.Current.CancellationToken);
        await queue.Broken;
        for (var i = 0; i < 100; i++)
            await Task.Yield();

        Assert.False(pass.IsCompleted);
        letGo.SetResult();
        await Assert.ThrowsAsync<IOException>(() => pass);
    }

    /// <summary>Answers no more once a copy that it handed out is on its way.</summary>
    private sealed class BreakingQueue(IWorkQueue inner, Task began) : IWorkQueue
    {
        private readonly TaskCompletionSource broken = new();
        private volatile bool handedOut;

        public Task Broken => broken.Task;

        public async Task<IReadOnlyList<QueuedWork>> ReceiveAsync(WorkKind kind, int most, CancellationToken cancel)
        {
            if (handedOut)
            {
                await began;
                broken.TrySetResult();
                throw new IOException("The storage is not to be reached.");
            }

            var received = await inner.ReceiveAsync(kind, most, cancel);
            handedOut = kind == WorkKind.Deliver && received.Count > 0;
            return received;
        }

        public Task SendAsync(Work work, TimeSpan delay, CancellationToken cancel) => inner.SendAsync(work, delay, cancel);

        public Task CompleteAsync(QueuedWork work, CancellationToken cancel) => inner.CompleteAsync(work, cancel);

        public Task<bool> AbandonAsync(QueuedWork work, CancellationToken cancel) => inner.AbandonAsync(work, cancel);

        public Task<QueueDepth> DepthAsync(CancellationToken cancel) => inner.DepthAsync(cancel);
    }
}
