using CsCheck;
using Syndication.Publishing;

namespace Syndication.Tests.Histories;

/// <summary>
/// Random histories of a newsroom, its processes ending at any instant, against what was promised. <c>SYNDICATION_HISTORIES</c> says how
/// many; a failure prints its seed and the shortest history that was found.
/// </summary>
public sealed class HistoryTests
{
    private const int Usual = 40;

    private static readonly int Iterations =
        int.TryParse(Environment.GetEnvironmentVariable("SYNDICATION_HISTORIES"), out var many) ? many : Usual;

    /// <summary>Whether more was asked for than a test run has time for.</summary>
    public static bool IsThorough => Iterations > Usual;

    [Fact]
    public Task Whatever_happens_nothing_is_lost_doubled_early_or_left_up() => SampleAsync(new(), Iterations);

    [Fact]
    public Task The_same_holds_where_feeds_are_shorter_than_the_archive_and_months_have_parts() => SampleAsync(new() { Shown = 1, Kept = 2, Part = 1 }, Iterations / 3);

    private static Task SampleAsync(PublishingOptions publishing, int iterations) =>
        Gen.Select(Gen.Int[0, 1000], Steps.Any.List[1, 45]).SampleAsync(
            history => ShortestAsync(history.Item1, history.Item2, publishing),
            iter: iterations,
            threads: 1,
            print: history => $"seed {history.Item1}\n{string.Concat(history.Item2)}");

    // Leaves out what a failure does not need.
    internal static async Task ShortestAsync(int seed, List<Step> steps, PublishingOptions publishing)
    {
        if (await FailureAsync(steps) is not { } failure)
            return;
        for (var (size, before) = (Math.Max(steps.Count / 2, 1), steps.Count); size > 0;)
        {
            for (var at = 0; at + size <= steps.Count;)
            {
                List<Step> shorter = [.. steps[..at], .. steps[(at + size)..]];
                if (await FailureAsync(shorter) is { } same)
                    (steps, failure) = (shorter, same);
                else
                    at += size;
            }

            // What could not be left out with one thing there may be without it.
            (size, before) = size > 1 ? ((size + 1) / 2, before) : steps.Count < before ? (1, steps.Count) : (0, before);
        }

        Assert.Fail($"{failure.Message}\nseed {seed}\n{string.Concat(steps)}\n{failure.StackTrace}");

        async Task<Exception?> FailureAsync(List<Step> some)
        {
            try
            {
                await LiveAsync(seed, some, publishing);
                return null;
            }
            catch (Exception e)
            {
                return e;
            }
        }
    }

    /// <summary>Lives through a history, and compares after every pass.</summary>
    internal static async Task LiveAsync(int seed, IReadOnlyList<Step> steps, PublishingOptions? publishing = null)
    {
        var bounds = publishing ?? new();
        var world = new World(seed, 3, bounds);
        var judge = new Judge(world, bounds);
        var texts = 0;
        foreach (var step in steps)
            await DoAsync(world, judge, step, () => ++texts);

        // In the end every partner answers, and everything has had its time.
        foreach (var mailbox in world.Mailboxes.Values)
            mailbox.Failures = 0;
        for (var i = 0; i < 4; i++)
        {
            if (await world.RunAsync())
                judge.JudgeWhole();
            world.Clock.Advance(TimeSpan.FromHours(11));
        }

        Assert.True(await world.RunAsync(), "There is work left.");
        judge.JudgeWhole();
    }

    private static async Task DoAsync(World world, Judge judge, Step step, Func<int> next)
    {
        switch (step)
        {
            case Step.Uploads upload:
                var story = world.Stories[upload.Story];
                var text = upload.KeepsText && story.Files[upload.Language].Inbox is { } there ? there.Text : next();
                world.Upload(story, upload.Language, new(text)
                {
                    Withdraws = upload.Withdraws,
                    IsTextless = upload.IsTextless,
                    Reason = upload.Reason,
                    Topics = upload.Topics,
                    Embargo = upload.Embargo is { } span ? world.Now + span : null,
                    IsBeside = upload.IsBeside,
                });
                break;
            case Step.Deletes delete:
                world.Delete(world.Stories[delete.Story], delete.Language);
                break;
            case Step.Ticks tick:
                world.Clock.Advance(tick.Span);
                break;
            case Step.Fails fail:
                world.Mailboxes[World.Partners[fail.Partner].Id].Failures = fail.Times;
                break;
            case Step.Decides decision:
                await world.DecideAsync(world.Stories[decision.Story], decision.Withdraws, "Une erreur.", decision.EndsAt);
                judge.JudgeAlways();
                break;
            case Step.Passes pass when await world.RunAsync(pass.EndsAt, pass.StumblesAt):
                judge.JudgeWhole();
                break;
            case Step.Passes:
                judge.JudgeAlways();
                break;
        }
    }
}
