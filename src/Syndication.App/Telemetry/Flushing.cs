namespace Syndication.App.Telemetry;

/// <summary>
/// Sends telemetry before a call is answered, because the host may kill the process after it. Callers that come while it is being sent
/// share the next sending. One that does not end in time is left to itself, and for a while nobody waits for another.
/// </summary>
/// <param name="send">Sends what there is; told how long it has.</param>
/// <param name="clock">The time.</param>
internal sealed class Flushing(Func<TimeSpan, Task> send, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Task under = Task.CompletedTask;
    private Task? next;
    private DateTimeOffset restsUntil;

    /// <summary>For so long a caller waits at most.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(2);

    /// <summary>For so long nobody waits after that.</summary>
    public static TimeSpan Rest { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Sends what there is, or waits no longer for it than <see cref="Patience"/>.</summary>
    public async Task FlushAsync()
    {
        Task mine;
        lock (gate)
        {
            if (clock.GetUtcNow() < restsUntil)
                return;
            mine = next ??= AfterAsync(under);
        }

        using var enough = new CancellationTokenSource();
        if (await Task.WhenAny(mine, Task.Delay(Patience, clock, enough.Token)) != mine)
        {
            lock (gate)
                restsUntil = clock.GetUtcNow() + Rest;
        }

        await enough.CancelAsync();
    }

    // What happened before it begins is in it; what happens later is for the one after.
    private async Task AfterAsync(Task before)
    {
        await Task.Yield();
        await before;
        Task mine;
        lock (gate)
        {
            mine = under = SendAsync();
            next = null;
        }

        await mine;
    }

    private async Task SendAsync()
    {
        try
        {
            await Task.Run(() => send(Patience));
        }
        catch (Exception)
        {
            // Telemetry that cannot be sent is no fault of the work that it is about.
        }
    }
}
