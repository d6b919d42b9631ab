using Syndication.App.Opening;
using Syndication.Configuration;
using Syndication.Folders;
using Syndication.Storage;

namespace Syndication.App.Commands;

/// <summary>Opens a newsroom for a command, or tells every mistake in its configuration.</summary>
internal static class Opened
{
    /// <summary>Opens it.</summary>
    /// <exception cref="NewerFormatException">A later program has written the site.</exception>
    /// <returns>Null for the newsroom where the configuration has mistakes; they have been told.</returns>
    public static async Task<(FolderNewsroom Folder, Newsroom? Newsroom)> FromAsync(string site, CancellationToken cancel)
    {
        await SiteFormat.CheckAsync(new FolderStore(site), cancel);
        var folder = await FolderNewsroom.OpenAsync(site, TimeProvider.System, cancel);
        if (folder.Newsroom is null)
            Tell(site, folder.Configuration.Problems);
        return (folder, folder.Newsroom);
    }

    /// <summary>The store of a newsroom whose configuration is in order, its memory not read.</summary>
    /// <returns>Null where the configuration has mistakes; they have been told.</returns>
    public static async Task<FolderStore?> StoreAsync(string site, CancellationToken cancel)
    {
        var store = new FolderStore(site);
        var configuration = await ConfigurationFiles.LoadAsync(store, cancel);
        if (configuration.Problems.Count == 0)
            return store;
        Tell(site, configuration.Problems);
        return null;
    }

    private static void Tell(string site, IReadOnlyList<ConfigProblem> problems)
    {
        foreach (var problem in problems)
            Screen.ErrorLine(problem.ToString());
        Screen.ErrorLine($"The configuration of {site} has mistakes; nothing was touched. Correct them, then try `syndication check --site {site}`.");
    }
}
