using System.CommandLine;
using Syndication.App.Opening;
using Syndication.Configuration;

namespace Syndication.App.Commands;

/// <summary><c>check</c>: every mistake in the configuration at once.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var site = Options.Site();
        var json = Options.Json();
        var command = new Command(
            "check",
            "Validates the whole configuration and names every mistake at once, with file and place. Changes nothing.\n\n" +
            "Example:\n" +
            "  syndication check --site newsroom")
        {
            site, json,
        };
        command.SetAction((parsed, cancel) => CheckAsync(parsed.GetValue(site)!, parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> CheckAsync(string site, bool json, CancellationToken cancel)
    {
        var folder = await FolderNewsroom.OpenAsync(site, TimeProvider.System, cancel);
        var report = new CheckReport(
            folder.Configuration.Problems.Count == 0,
            folder.Configuration.Problems,
            folder.Doubts,
            [.. folder.Lacking.Select(pair => new LackingPartner(pair.Key, pair.Value))]);
        if (json)
            AppJson.Print(report, type => type.CheckReport);
        else
            Tell(report, folder);
        return !report.Valid ? ExitCode.Usage : report.Waiting.Count > 0 ? ExitCode.Attention : ExitCode.Well;
    }

    private static void Tell(CheckReport report, FolderNewsroom folder)
    {
        foreach (var problem in report.Problems)
            Screen.Line(problem.ToString(), "red");
        foreach (var doubt in report.Doubts)
            Screen.Line(doubt.ToString(), "yellow");
        foreach (var (partner, lacks) in report.Waiting)
            Screen.Line($"config/partners/{partner}.json: its copies wait: {lacks}", "yellow");
        if (report.Valid)
        {
            var site = folder.Configuration.Site!;
            Screen.Line(
                $"The configuration is in order: {site.Languages.Count} languages ({string.Join(", ", site.Languages)}), {site.Topics.Count} topics, " +
                $"{folder.Configuration.Partners.Count} partners, {folder.Configuration.Glossary.Count} glossary terms.",
                "green");
        }
        else
        {
            Screen.Line($"{report.Problems.Count} {(report.Problems.Count == 1 ? "mistake" : "mistakes")}: nothing runs until they are corrected.", "red");
        }
    }
}

/// <summary>What <c>check --json</c> prints.</summary>
/// <param name="Valid">Whether a pass would run.</param>
/// <param name="Problems">The mistakes.</param>
/// <param name="Doubts">What is doubtful and stops nothing.</param>
/// <param name="Waiting">Partners whose copies wait, and for what.</param>
internal sealed record CheckReport(
    bool Valid, IReadOnlyList<ConfigProblem> Problems, IReadOnlyList<ConfigProblem> Doubts, IReadOnlyList<LackingPartner> Waiting);

/// <summary>A partner whose copies wait.</summary>
internal sealed record LackingPartner(string Partner, string Lacks);
