using System.CommandLine;
using Syndication.App.Opening;
using Syndication.Publishing;

namespace Syndication.App.Commands;

/// <summary><c>rebuild</c>: makes all of <c>public/</c> anew.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var site = Options.Site();
        var json = Options.Json();
        var command = new Command(
            "rebuild",
            "Makes all of public/ anew from the releases, byte for byte as it should be: writes what is missing or different, then removes what should not " +
            "be there. Pages can be served meanwhile. Wanted after public/ was damaged or lost, and after a change of names, topics, rights or addresses in " +
            "site.json. Safe to run again, also after it was stopped.\n\n" +
            "Examples:\n" +
            "  syndication rebuild --site newsroom")
        {
            site, json,
        };
        command.SetAction((parsed, cancel) => RebuildAsync(parsed.GetValue(site)!, parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RebuildAsync(string site, bool json, CancellationToken cancel)
    {
        var (folder, newsroom) = await Opened.FromAsync(site, cancel);
        if (newsroom is null)
            return ExitCode.Usage;

        var rebuilt = await Working.ShowAsync("Rebuilding …", json, show => FolderDesk.AloneAsync(
            site, folder.Store, newsroom.Clock, () => new Rebuild(newsroom, Working.Count(show, "Rebuilding: files done:")).RunAsync(cancel), cancel));
        if (json)
        {
            AppJson.Print(rebuilt, type => type.Rebuilt);
        }
        else
        {
            Screen.Line($"{rebuilt.Releases} releases, {rebuilt.Pages} pages, {rebuilt.Files} files.");
            Screen.Line(rebuilt.Written + rebuilt.Removed == 0
                ? "Everything in public/ was as it should be."
                : $"{rebuilt.Written} were missing or different and are written; {rebuilt.Removed} should not have been there and are removed.");
        }

        return ExitCode.Well;
    }
}
