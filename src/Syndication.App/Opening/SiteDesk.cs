using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>What a person has done on a site: in a turn of its own, and with the work that follows from it done at once.</summary>
/// <typeparam name="T">What the deed answers.</typeparam>
/// <param name="Result">The answer.</param>
/// <param name="Events">What happened in the work that followed.</param>
internal sealed record SiteDesk<T>(T Result, IReadOnlyCollection<Event> Events);

/// <summary>Does it: the one place where commands meet a site's turn and its queues.</summary>
internal static class SiteDesk
{
    /// <summary>Does something in a turn on the site, then the work that is due.</summary>
    /// <param name="site">The site.</param>
    /// <param name="newsroom">The newsroom in it.</param>
    /// <param name="deed">What to do; the work it queues is done after it.</param>
    /// <param name="happened">Told of everything as it happens.</param>
    /// <param name="cancel">Stops it; the next run goes on from there.</param>
    public static async Task<SiteDesk<T>> WorkAsync<T>(
        OpenedSite site, Newsroom newsroom, Func<IWorkQueue, Task<T>> deed, Action<Event>? happened, CancellationToken cancel)
    {
        using var session = await SiteSession.OpenAsync(site, newsroom, happened, Waiting, cancel);
        var result = await deed(session.Queue);
        return new(result, (await session.DrainAsync(cancel)).Events);
    }

    /// <summary>Does something in a turn on the site that no work follows from.</summary>
    public static async Task<T> AloneAsync<T>(SiteHome home, TimeProvider clock, Func<ISiteTurn, Task<T>> deed, CancellationToken cancel)
    {
        using var turn = await home.TurnAsync(Waiting, clock, cancel);
        await SiteFormat.MigrateAsync(home.Store, cancel);
        return await deed(turn);
    }

    private static void Waiting() => Commands.Screen.ErrorLine("Another process is at work on this newsroom; waiting for it to finish …");
}
