using Syndication.App.Opening;
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
        {
            foreach (var problem in folder.Configuration.Problems)
                Screen.ErrorLine(problem.ToString());
            Screen.ErrorLine($"The configuration of {site} has mistakes; nothing was touched. Correct them, then try `syndication check --site {site}`.");
        }

        return (folder, folder.Newsroom);
    }
}
