using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Night;

/// <summary>
/// The nightly run where others do the queued work: each step does what can be done now and is over soon, and the next time it is called
/// it goes on. It looks for what is new; compares, when that has been read; tells, when what was missing has been made good.
/// </summary>
/// <param name="newsroom">The newsroom.</param>
/// <param name="queue">Where the work is queued that others do.</param>
/// <param name="happened">Told of everything found and mended; may be called by several threads at once.</param>
public sealed class NightInSteps(Newsroom newsroom, IWorkQueue queue, Action<Event> happened)
{
    // Work that does not end, such as that of a busy day, holds up no report for longer.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private readonly IBlobStore store = newsroom.Store;

    /// <summary>Goes a step further with a night that is due or under way. Cut short, the next call goes on from there.</summary>
    /// <returns>The report, with the last step; null before it.</returns>
    public async Task<NightReport?> StepAsync(CancellationToken cancel)
    {
        var state = await NightlyRun.StateAsync(store, cancel);
        if (state.Looked is null)
        {
            state = state with { Began = state.Began ?? Instant.Now(newsroom.Clock) };
            await NightlyRun.KeepAsync(store, state, cancel);
            await new Pass(newsroom, queue, happened).FindAsync(cancel);
            await NightlyRun.KeepAsync(store, state with { Looked = newsroom.Clock.GetUtcNow() }, cancel);
            return null;
        }

        if (!await IsQuietAsync(state.Compared ?? state.Looked.Value, cancel))
            return null;
        if (state.Compared is null)
        {
            state = await new NightlyRun(newsroom, queue, happened).CompareAsync(cancel);
            await NightlyRun.KeepAsync(store, state with { Compared = newsroom.Clock.GetUtcNow() }, cancel);
            return null;
        }

        var report = await new NightTeller(newsroom, queue).TellAsync(state, newsroom.Clock.GetUtcNow() - state.Began!.Value, cancel);
        await NightlyRun.EndAsync(store, state, cancel);
        return report;
    }

    private async Task<bool> IsQuietAsync(DateTimeOffset since, CancellationToken cancel) =>
        newsroom.Clock.GetUtcNow() - since > Patience || (await queue.DepthAsync(cancel)).Due == 0;
}
