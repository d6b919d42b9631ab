using Microsoft.Extensions.Time.Testing;
using Syndication.App.Telemetry;

namespace Syndication.Tests.Telemetry;

public sealed class FlushingTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
    private readonly SemaphoreSlim begun = new(0);
    private int sent;

    [Fact]
    public async Task What_happened_before_a_caller_came_is_sent_before_it_goes()
    {
        var gate = new TaskCompletionSource();
        var flushing = new Flushing(_ => SendAsync(sent == 0 ? gate.Task : Task.CompletedTask), clock);
        var first = flushing.FlushAsync();
        await begun.WaitAsync(Cancel);

        // The sending under way may have been past what this one brought: it shares the next, with whoever else comes.
        Task[] others = [flushing.FlushAsync(), flushing.FlushAsync(), flushing.FlushAsync()];
        Assert.All(others, other => Assert.False(other.IsCompleted));
        gate.SetResult();
        await first;
        await Task.WhenAll(others);

        Assert.Equal(2, sent);
    }

    [Fact]
    public async Task A_collector_that_hangs_holds_nobody_for_longer_than_two_seconds_and_then_nobody_for_half_a_minute()
    {
        var gate = new TaskCompletionSource();
        var flushing = new Flushing(_ => SendAsync(gate.Task), clock);
        var caller = flushing.FlushAsync();
        await begun.WaitAsync(Cancel);
        Assert.False(caller.IsCompleted);

        clock.Advance(Flushing.Patience);
        await caller;
        await flushing.FlushAsync();
        Assert.Equal(1, sent);

        gate.SetResult();
        clock.Advance(Flushing.Rest);
        await flushing.FlushAsync();
        Assert.Equal(2, sent);
    }

    [Fact]
    public async Task Telemetry_that_cannot_be_sent_is_nobodys_fault()
    {
        var flushing = new Flushing(_ => throw new InvalidOperationException("no way out"), clock);

        await flushing.FlushAsync();
        await flushing.FlushAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private async Task SendAsync(Task until)
    {
        Interlocked.Increment(ref sent);
        begun.Release();
        await until;
    }
}
