using Microsoft.Extensions.Time.Testing;
using Syndication.Folders;
using Syndication.Storage;
using Syndication.Tests.Storage;

namespace Syndication.Tests.Folders;

public sealed class FolderQueueTests : QueueContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("queue-").FullName;
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 2, 8, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(folder, recursive: true);

    protected override Task<IWorkQueue> OpenAsync() => Task.FromResult<IWorkQueue>(Reopen());

    protected override Task PassAsync(TimeSpan time)
    {
        clock.Advance(time);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_same_work_waiting_twice_is_done_once_and_at_the_earlier_time()
    {
        var queue = Reopen();
        await queue.SendAsync(Translate, TimeSpan.FromHours(1), None);
        await queue.SendAsync(Translate, TimeSpan.FromMinutes(1), None);
        await queue.SendAsync(Translate, TimeSpan.FromHours(2), None);

        clock.Advance(TimeSpan.FromMinutes(2));
        await queue.CompleteAsync(Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None)), None);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Empty(await queue.ReceiveAsync(WorkKind.Translate, 10, None));
    }

    [Fact]
    public async Task A_message_that_is_not_ours_goes_to_the_poison_queue_and_harms_nothing()
    {
        var queue = Reopen();
        await queue.SendAsync(Translate, TimeSpan.Zero, None);
        await File.WriteAllTextAsync(Path.Combine(folder, "queues/translate/0000000000000000001-0-abc.json"), "{\"do\":\"dance\"}", None);
        await File.WriteAllTextAsync(Path.Combine(folder, "queues/translate/0000000000000000002-0-abd.json"), "{\"do\":\"transl", None);

        queue = Reopen();
        Assert.Equal(Translate, Assert.Single(await queue.ReceiveAsync(WorkKind.Translate, 10, None)).Work);
        Assert.Equal(2, (await queue.DepthAsync(None)).Poison);
    }

    private FolderQueue Reopen() => FolderQueue.Open(folder, clock);
}
