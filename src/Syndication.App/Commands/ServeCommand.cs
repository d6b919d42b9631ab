using System.CommandLine;
using Syndication.App.Opening;
using Syndication.App.Serving;
using Syndication.App.Telemetry;

namespace Syndication.App.Commands;

/// <summary><c>serve</c>: a server that lives with the newsroom.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where to listen, separated by semicolons.", DefaultValueFactory = _ => "http://localhost:7071" };
        var json = new Option<bool>("--json") { Description = "Log as JSON, one object a line, to standard output: time, level, event, message." };
        var command = new Command(
            Name,
            "Serves pages and feeds over HTTP and does the newsroom's work as it comes: an upload is in the feeds some seconds after it was " +
            "copied into the inbox, embargoes end at their second, copies that failed are tried again, and the timers of site.json run inside. " +
            "Changes below config/ are taken up without a restart. Other commands may be used beside it. Ends on Ctrl-C or SIGTERM; a second " +
            "Ctrl-C ends it at once.\n\n" +
            "Examples:\n" +
            "  syndication serve --site newsroom\n" +
            "  syndication serve --site newsroom --urls http://0.0.0.0:8080 --json")
        {
            urls, json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => ServeAsync(home, parsed.GetValue(urls)!, parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> ServeAsync(SiteHome home, string urls, bool json, CancellationToken cancel)
    {
        if (home is not FolderHome folder)
        {
            Screen.ErrorLine(
                $"serve watches a folder, and the newsroom is in {home}: there the Azure Functions app serves its pages and does its work as it comes " +
                $"(docs/operating-azure.md). For one pass from here: syndication run {home.Argument}. For a folder: syndication serve --site DIR");
            return ExitCode.Usage;
        }

        using var interruption = new Interruption(cancel);
        if (Served.TryParse(urls, out var addresses) is { } wrong)
        {
            Screen.ErrorLine(wrong);
            return ExitCode.Usage;
        }

        if (!Directory.Exists(folder.Named))
        {
            Screen.ErrorLine($"{folder}: there is no such folder. Name the newsroom's: --site DIR; `syndication demo` makes a sample to start from.");
            return ExitCode.Usage;
        }

        var (site, newsroom) = await Opened.FromAsync(folder, interruption.Token);
        if (newsroom is null)
            return ExitCode.Usage;
        var log = new ServeLog(Console.Out, json, newsroom.Clock, Exporting.Now?.Logger);
        return await Served.RunAsync(folder, site, newsroom, addresses, log, null, interruption.Token);
    }
}
