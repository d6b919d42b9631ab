using System.CommandLine;
using Syndication.App.Opening;
using Syndication.Configuration;

namespace Syndication.App.Commands;

/// <summary><c>check</c>: every mistake in the configuration at once.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var json = Options.Json();
        var command = new Command(
            "check",
            "Validates the whole configuration and names every mistake at once, with file and place. Changes nothing.\n\n" +
            "Example:\n" +
            "  syndication check --site newsroom")
        {
            json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => CheckAsync(home, parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> CheckAsync(SiteHome home, bool json, CancellationToken cancel)
    {
        await home.ReachAsync(cancel);
        var site = await OpenedSite.OpenAsync(home, TimeProvider.System, cancel);
        var report = new CheckReport(
            site.Configuration.Problems.Count == 0,
            site.Configuration.Problems,
            site.Doubts,
            [.. site.Lacking.Select(pair => new LackingPartner(pair.Key, pair.Value))])
        {
            Engine = site.EngineLacks,
        };
        if (json)
            AppJson.Print(report, type => type.CheckReport);
        else
            Tell(report, site);
        return !report.Valid ? ExitCode.Usage : report.Waiting.Count > 0 || report.Engine is not null ? ExitCode.Attention : ExitCode.Well;
    }

    private static void Tell(CheckReport report, OpenedSite opened)
    {
        foreach (var problem in report.Problems)
            Screen.Line(problem.ToString(), "red");
        foreach (var doubt in report.Doubts)
            Screen.Line(doubt.ToString(), "yellow");
        foreach (var (partner, lacks) in report.Waiting)
            Screen.Line($"config/partners/{partner}.json: its copies wait: {lacks}", "yellow");
        if (report.Engine is { } engine)
            Screen.Line($"config/site.json: translation.key: editions wait for the engine: {engine}", "yellow");
        if (report.Valid)
        {
            var site = opened.Configuration.Site!;
            Screen.Line(
                $"The configuration is in order: {site.Languages.Count} languages ({string.Join(", ", site.Languages)}), {site.Topics.Count} topics, " +
                $"{opened.Configuration.Partners.Count} partners, {opened.Configuration.Sources.Count} sources, {opened.Configuration.Glossary.Count} glossary terms.",
                "green");
        }
        else
        {
            if (Opened.Unconfigured(opened.Home, opened.Configuration) is { } advice)
                Screen.Line(advice, "red");
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
    bool Valid, IReadOnlyList<ConfigProblem> Problems, IReadOnlyList<ConfigProblem> Doubts, IReadOnlyList<LackingPartner> Waiting)
{
    /// <summary>What keeps the translation engine from being asked; null where nothing does.</summary>
    public string? Engine { get; init; }
}

/// <summary>A partner whose copies wait.</summary>
internal sealed record LackingPartner(string Partner, string Lacks);
