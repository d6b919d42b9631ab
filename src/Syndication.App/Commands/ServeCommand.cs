using System.CommandLine;
using Syndication.App.Serving;

namespace Syndication.App.Commands;

/// <summary><c>serve</c>: a server that lives with the newsroom.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public static Command Create()
    {
        var site = Options.Site();
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
            site, urls, json,
        };
        command.SetAction((parsed, cancel) => ServeAsync(parsed.GetValue(site)!, parsed.GetValue(urls)!, parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> ServeAsync(string site, string urls, bool json, CancellationToken cancel)
    {
        using var interruption = new Interruption(cancel);
        if (Served.TryParse(urls, out var addresses) is { } wrong)
        {
            Screen.ErrorLine(wrong);
            return ExitCode.Usage;
        }

        if (!Directory.Exists(site))
        {
            Screen.ErrorLine($"{site}: there is no such folder. Name the newsroom's: --site DIR; `syndication demo` makes a sample to start from.");
            return ExitCode.Usage;
        }

        var (folder, newsroom) = await Opened.FromAsync(site, interruption.Token);
        if (newsroom is null)
            return ExitCode.Usage;
        var log = new ServeLog(Console.Out, json, newsroom.Clock);
        return await Served.RunAsync(folder, newsroom, addresses, log, null, interruption.Token);
    }
}
