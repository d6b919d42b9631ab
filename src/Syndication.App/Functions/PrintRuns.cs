using Syndication.Releases;

namespace Syndication.App.Functions;

/// <summary>
/// Publishes together what is asked for while the same language is being published: however many ask, its feeds are written once for all
/// that waited, and nobody is in anybody's way at the shelves.
/// </summary>
/// <param name="print">Publishes releases in a language, to its end.</param>
internal sealed class PrintRuns(Func<PublishLanguage, Task> print)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Language, List<Order>> waiting = [];

    /// <summary>Has releases published.</summary>
    /// <returns>Ends when they are; with the fault of the run that they were in.</returns>
    public Task PrintAsync(PublishLanguage work)
    {
        var order = new Order(work, new(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (gate)
        {
            if (waiting.TryGetValue(work.Language, out var orders))
            {
                orders.Add(order);
                return order.Done.Task;
            }

            waiting[work.Language] = [order];
        }

        _ = Task.Run(() => RunAsync(work.Language));
        return order.Done.Task;
    }

    // One for a language at a time, until nothing waits for it.
    private async Task RunAsync(Language language)
    {
        while (true)
        {
            List<Order> orders;
            lock (gate)
            {
                orders = waiting[language];
                if (orders.Count == 0)
                {
                    waiting.Remove(language);
                    return;
                }

                waiting[language] = [];
            }

            try
            {
                await print(new(language, [.. orders.SelectMany(order => order.Work.Releases).Distinct()]));
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
            await print(order.Work);
            order.Done.TrySetResult();
        }
        catch (Exception e)
        {
            order.Done.TrySetException(e);
        }
    }

    private sealed record Order(PublishLanguage Work, TaskCompletionSource Done);
}
