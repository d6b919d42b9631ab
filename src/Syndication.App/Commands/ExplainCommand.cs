using System.CommandLine;
using Syndication.App.Opening;

namespace Syndication.App.Commands;

/// <summary><c>explain</c>: who gets a release, in which language, when, and why the others do not.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var release = Options.Release();
        var json = Options.Json();
        var command = new Command(
            "explain",
            "Who gets a release, in which language, when, and why the others do not; of a withdrawn one, who still has to be told. Changes nothing.\n\n" +
            "Examples:\n" +
            "  syndication explain 2026/cairo-meeting --site newsroom\n" +
            "  syndication explain inbox/2026/cairo-meeting.ar.md --site newsroom --json | jq '.copies[] | select(.state != \"none\")'")
        {
            release, json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => ExplainAsync(parsed.GetValue(release)!, home, parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> ExplainAsync(string text, SiteHome home, bool json, CancellationToken cancel)
    {
        var (site, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null || await Found.ReleaseAsync(site, text, cancel, joins: true) is not { } release)
            return ExitCode.Usage;

        var report = await ExplainReport.OfAsync(newsroom, release, cancel);
        if (json)
            AppJson.Print(report, type => type.ExplainReport);
        else
            ExplainTold.All(report, home);
        return ExitCode.Well;
    }
}
