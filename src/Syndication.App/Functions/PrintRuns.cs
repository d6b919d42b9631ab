using Syndication.Telemetry;

namespace Syndication.App.Functions;

/// <summary>
/// Publishes together what is asked for while something is being published: however many ask, the feeds are written once for all that
/// waited, and nobody is in anybody's way at the shelves.
/// </summary>
/// <param name="print">Publishes releases, to the end; told the trails of those who asked for it.</param>
internal sealed class PrintRuns(Func<PublishReleases, Trail, Task> print)
{
    // Enough to find one among a thousand.
    private const int MostFailures = 11;

    private readonly Lock gate = new();
    private List<Order> waiting = [];
    private bool running;

    /// <summary>Has releases published.</summary>
    /// <param name="work">Which, and in which language.</param>
    /// <param name="trail">The trail of who asks.</param>
    /// <returns>Ends when they are; with the fault of the run that they were in.</returns>
    public Task PrintAsync(PublishReleases work, Trail trail)
    {
        var order = new Order(work, trail, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            waiting.Add(order);
            if (running)
                return order.Done.Task;
            running = true;
        }

        _ = Task.Run(RunAsync);
        return order.Done.Task;
    }

    // One at a time, until nothing waits.
    private async Task RunAsync()
    {
        while (true)
        {
            List<Order> orders;
            lock (gate)
            {
                (orders, waiting) = (waiting, []);
                if (orders.Count == 0)
                {
                    running = false;
                    return;
                }
            }

            var failures = 0;
            await PrintAsync(orders);

            // One that cannot be published is no reason to give up the others: it is looked for by halves. Where much fails it is the storage,
            // and printing everything again and again would make that worse; then all that is left comes back later.
            async Task PrintAsync(List<Order> some)
            {
                try
                {
                    await print(new([.. some.SelectMany(order => order.Work.Releases).Distinct()]), Trail.Together(some.Select(order => order.Trail)));
                    foreach (var order in some)
                        order.Done.TrySetResult();
                }
                catch (Exception) when (some.Count > 1 && ++failures < MostFailures)
                {
                    await PrintAsync(some[..(some.Count / 2)]);
                    await PrintAsync(some[(some.Count / 2)..]);
                }
                catch (Exception e)
                {
                    foreach (var order in some)
                        order.Done.TrySetException(e);
                }
            }
        }
    }

    private sealed record Order(PublishReleases Work, Trail Trail, TaskCompletionSource Done);
}
