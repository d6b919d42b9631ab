using Syndication.Folders;

namespace Syndication.Tests.Folders;

public sealed class SiteLockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lock-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_lock_that_nobody_has_is_taken_at_once_and_nobody_wants_it()
    {
        var told = false;
        using var taken = await SiteLock.TakeAsync(folder, () => told = true, TimeProvider.System, Cancel);

        Assert.False(told);
        Assert.False(taken.IsWanted);
        Assert.Null(SiteLock.TryTake(folder));
    }

    [Fact]
    public async Task Who_waits_is_seen_by_the_holder_and_gets_the_lock_when_it_is_let_go()
    {
        var told = 0;
        var holder = await SiteLock.TakeAsync(folder, null, TimeProvider.System, Cancel);
        var waiting = SiteLock.TakeAsync(folder, () => told++, TimeProvider.System, Cancel);
        Assert.Equal(1, told);
        Assert.True(holder.IsWanted);
        Assert.False(waiting.IsCompleted);

        holder.Dispose();
        using var next = await waiting;
        Assert.False(next.IsWanted);
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task Nobody_overtakes_who_waits()
    {
        var order = new List<int>();
        var holder = await SiteLock.TakeAsync(folder, null, TimeProvider.System, Cancel);
        var first = UseAsync(1);
        Assert.True(holder.IsWanted);
        var second = UseAsync(2);
        holder.Dispose();
        await Task.WhenAll(first, second);

        Assert.Equal([1, 2], order);

        async Task UseAsync(int number)
        {
            using var taken = await SiteLock.TakeAsync(folder, null, TimeProvider.System, Cancel);
            order.Add(number);
        }
    }

    [Fact]
    public async Task A_look_leaves_no_trace_and_work_does()
    {
        SiteLock.TryTake(folder)!.Dispose();
        Assert.False(File.Exists(SiteLock.LastFile(folder)));

        (await SiteLock.TakeAsync(folder, null, TimeProvider.System, Cancel)).Dispose();
        Assert.False(SiteLock.OtherWorkedLast(folder));
        await File.WriteAllTextAsync(SiteLock.LastFile(folder), "elsewhere 1 1", Cancel);
        Assert.True(SiteLock.OtherWorkedLast(folder));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_an_error_and_not_an_endless_wait()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "queues"), "a file in the way", Cancel);
        await Assert.ThrowsAnyAsync<IOException>(() => SiteLock.TakeAsync(folder, null, TimeProvider.System, Cancel));
    }

    [Fact]
    public async Task A_lock_file_that_is_a_folder_is_an_error_too()
    {
        Directory.CreateDirectory(Path.Combine(folder, "queues/.lock"));
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => SiteLock.TakeAsync(folder, null, TimeProvider.System, Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel));
        Assert.IsNotType<TimeoutException>(thrown);
    }
}
