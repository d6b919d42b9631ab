using System.CommandLine;
using Syndication.App.Opening;
using Syndication.Publishing;

namespace Syndication.App.Commands;

/// <summary><c>rebuild</c>: makes all of <c>public/</c> anew.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var json = Options.Json();
        var command = new Command(
            "rebuild",
            "Makes all of public/ anew from the releases, byte for byte as it should be: writes what is missing or different, then removes what should not " +
            "be there. Pages can be served meanwhile. Wanted after public/ was damaged or lost, and after a change of names, topics, rights or addresses in " +
            "site.json. Safe to run again, also after it was stopped.\n\n" +
            "Examples:\n" +
            "  syndication rebuild --site newsroom")
        {
            json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => RebuildAsync(home, parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> RebuildAsync(SiteHome home, bool json, CancellationToken cancel)
    {
        var (_, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null)
            return ExitCode.Usage;

        var rebuilt = await Working.ShowAsync("Rebuilding …", json, show => SiteDesk.AloneAsync(
            home, newsroom.Clock, turn => RebuildAsync(newsroom, turn, Working.Count(show, "Rebuilding: files done:"), cancel), cancel));
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

    private static async Task<Rebuilt> RebuildAsync(Newsroom newsroom, ISiteTurn turn, Action<int> told, CancellationToken cancel)
    {
        var began = newsroom.Clock.GetUtcNow();
        var rebuilt = await new Rebuild(newsroom, told).RunAsync(cancel);
        if (!turn.IsAlone && await new Meanwhile(newsroom, turn.Queue).PublishAsync(began, cancel) > 0)
            await new Pass(newsroom, turn.Queue, _ => { }).DrainAsync(cancel);
        return rebuilt;
    }
}
