using Syndication.Folders;
using Syndication.Storage;

namespace Syndication.App.Opening;

/// <summary>What a person has done on a newsroom in a folder: under its lock, and with the work that follows from it done at once.</summary>
/// <typeparam name="T">What the deed answers.</typeparam>
/// <param name="Result">The answer.</param>
/// <param name="Events">What happened in the work that followed.</param>
internal sealed record FolderDesk<T>(T Result, IReadOnlyCollection<Event> Events);

/// <summary>Does it: the one place where commands meet the lock and the queues of a folder.</summary>
internal static class FolderDesk
{
    /// <summary>Does something under the site's lock, then the work that is due.</summary>
    /// <param name="folder">The site.</param>
    /// <param name="newsroom">The newsroom in it.</param>
    /// <param name="deed">What to do; the work it queues is done after it.</param>
    /// <param name="happened">Told of everything as it happens.</param>
    /// <param name="cancel">Stops it; the next run goes on from there.</param>
    public static async Task<FolderDesk<T>> WorkAsync<T>(
        FolderNewsroom folder, Newsroom newsroom, Func<IWorkQueue, Task<T>> deed, Action<Event>? happened, CancellationToken cancel)
    {
        using var session = await FolderSession.OpenAsync(folder, newsroom, happened, Waiting, cancel);
        var result = await deed(session.Queue);
        return new(result, (await session.DrainAsync(cancel)).Events);
    }

    /// <summary>Does something under the site's lock that no work follows from.</summary>
    public static async Task<T> AloneAsync<T>(string site, FolderStore store, TimeProvider clock, Func<Task<T>> deed, CancellationToken cancel)
    {
        using var held = await SiteLock.TakeAsync(site, Waiting, clock, cancel);
        store.Tidy();
        await SiteFormat.MigrateAsync(store, cancel);
        var result = await deed();
        store.Tidy();
        return result;
    }

    private static void Waiting() => Commands.Screen.ErrorLine("Another process is at work on this newsroom; waiting for it to finish …");
}
