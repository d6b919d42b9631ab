using Syndication.App.Functions;
using Syndication.Releases;
using Syndication.Telemetry;

namespace Syndication.Tests.Functions;

public sealed class PrintRunsTests
{
    private readonly Lock gate = new();
    private readonly List<PublishReleases> printed = [];
    private TaskCompletionSource? held;
    private readonly HashSet<string> bad = [];

    [Fact]
    public async Task What_is_asked_for_while_something_is_printed_is_printed_together_in_the_next_run()
    {
        var runs = new PrintRuns(PrintAsync);
        var press = Hold();
        var first = runs.PrintAsync(Order("a"), Nobody);
        await StartedAsync(1);
        Task[] waiting = [.. new[] { "b", "c", "b", "d" }.Select(release => runs.PrintAsync(Order(release), Nobody))];

        press.SetResult();
        await first;
        await Task.WhenAll(waiting);

        Assert.Equal(["a", "b c d"], printed.Select(Shown));
    }

    [Fact]
    public async Task One_that_cannot_be_printed_is_found_by_halves_and_fails_alone()
    {
        var runs = new PrintRuns(PrintAsync);
        var press = Hold();
        var first = runs.PrintAsync(Order("a"), Nobody);
        await StartedAsync(1);
        bad.Add("c");
        var (good, broken, also) = (runs.PrintAsync(Order("b"), Nobody), runs.PrintAsync(Order("c"), Nobody), runs.PrintAsync(Order("d"), Nobody));

        press.SetResult();

        await first;
        await good;
        await also;
        Assert.Equal("c", (await Assert.ThrowsAsync<IOException>(() => broken)).Message);
        Assert.Equal(["a", "b c d", "b", "c d", "c", "d"], printed.Select(Shown));
    }

    [Fact]
    public async Task Where_everything_fails_it_is_not_printed_again_and_again()
    {
        var runs = new PrintRuns(PrintAsync);
        var press = Hold();
        var first = runs.PrintAsync(Order("r"), Nobody);
        await StartedAsync(1);
        bad.UnionWith(Enumerable.Range(0, 200).Select(i => $"r{i}"));
        Task[] waiting = [.. bad.Select(release => runs.PrintAsync(Order(release), Nobody))];

        press.SetResult();
        await first;
        foreach (var one in waiting)
            await Assert.ThrowsAsync<IOException>(() => one);

        Assert.InRange(printed.Count, 2, 40);
    }

    [Fact]
    public async Task One_alone_that_cannot_be_printed_says_why_and_printing_goes_on()
    {
        var runs = new PrintRuns(PrintAsync);
        bad.Add("a");

        await Assert.ThrowsAsync<IOException>(() => runs.PrintAsync(Order("a"), Nobody));
        await runs.PrintAsync(Order("b"), Nobody);

        Assert.Equal(["a", "b"], printed.Select(Shown));
    }

    [Fact]
    public async Task However_many_ask_at_once_each_is_printed_and_no_two_runs_at_a_time()
    {
        var (under, most) = (0, 0);
        var runs = new PrintRuns(async (work, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref under));
            lock (gate)
                printed.Add(work);
            await Task.Yield();
            Interlocked.Decrement(ref under);
        });

        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Task.Run(() => runs.PrintAsync(Order($"r{i}"), Nobody))));

        Assert.Equal(1, most);
        Assert.Equal(500, printed.SelectMany(work => work.Releases).Distinct().Count());
    }

    private static Trail Nobody => Trail.Begin([]);

    private static PublishReleases Order(string release) => new([ReleaseId.Parse(release)]);

    private static string Shown(PublishReleases work) => string.Join(' ', work.Releases);

    // The next run waits until it is let go.
    private TaskCompletionSource Hold() => held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task StartedAsync(int runs)
    {
        while (true)
        {
            lock (gate)
            {
                if (printed.Count >= runs)
                    return;
            }

            await Task.Yield();
        }
    }

    private async Task PrintAsync(PublishReleases work, Trail trail)
    {
        TaskCompletionSource? wait;
        lock (gate)
        {
            printed.Add(work);
            (wait, held) = (held, null);
        }

        if (wait is not null)
            await wait.Task;
        if (work.Releases.Select(release => release.Value).FirstOrDefault(bad.Contains) is { } wrong)
            throw new IOException(wrong);
    }
}
