using Syndication.Telemetry;

namespace Syndication.App.Functions;

/// <summary>
/// Publishes together what is asked for while something is being published: however many ask, the feeds are written once for all that
/// waited, and nobody is in anybody's way at the shelves.
/// </summary>
/// <param name="print">Publishes releases, to the end; told the trails of those who asked for it.</param>
internal sealed class PrintRuns(Func<PublishReleases, Trail, Task> print)
{
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

            try
            {
                await print(new([.. orders.SelectMany(order => order.Work.Releases).Distinct()]), Trail.Together(orders.Select(order => order.Trail)));
                foreach (var order in orders)
                    order.Done.TrySetResult();
            }
            catch (Exception) when (orders.Count > 1)
            {
                // One that cannot be published is no reason to give up the others.
                foreach (var order in orders)
                    await AloneAsync(order);
            }
            catch (Exception e)
            {
                orders[0].Done.TrySetException(e);
            }
        }
    }

    private async Task AloneAsync(Order order)
    {
        try
        {
            await print(order.Work, order.Trail);
            order.Done.TrySetResult();
        }
        catch (Exception e)
        {
            order.Done.TrySetException(e);
        }
    }

    private sealed record Order(PublishReleases Work, Trail Trail, TaskCompletionSource Done);
}
