using System.CommandLine;
using Syndication.App.Opening;
using Syndication.Night;

namespace Syndication.App.Commands;

/// <summary><c>night</c>: the nightly run, now.</summary>
internal static class NightCommand
{
    public static Command Create()
    {
        var json = Options.Json();
        var command = new Command(
            "night",
            "The nightly run, now: compares everything that should be with what is, makes good the difference, and files the report in reports/. " +
            "Without it, `run` and `serve` make it when schedule.nightly of site.json says. Leaves alone what is right; stopped, it goes on where it was.\n\n" +
            "Examples:\n" +
            "  syndication night --site newsroom\n" +
            "  syndication night --site newsroom --json | jq .repaired")
        {
            json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => NightAsync(home, parsed.GetValue(json), cancel)));
        return command;
    }

    /// <summary>A report in one line.</summary>
    public static string Line(NightReport report) =>
        $"Night of {report.Day}: {report.Totals.Arrived} came, {report.Totals.Delivered} delivered, {report.Totals.Held} held, {report.Totals.Failed} failed, " +
        $"{report.Totals.Quiet} quiet, {report.Totals.Repaired} made good.";

    private static async Task<int> NightAsync(SiteHome home, bool json, CancellationToken cancel)
    {
        var (site, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null)
            return ExitCode.Usage;

        var (pass, report) = await SiteNight.RunAsync(
            site, newsroom, () => Screen.ErrorLine("Another process is at work on this newsroom; waiting for it to finish …"), cancel);
        Action<string> line = json ? Screen.ErrorLine : text => Screen.Line(text, "yellow");
        RunTold.Problems(pass, site, line);
        if (json)
        {
            AppJson.Print(report, type => type.NightReport);
        }
        else
        {
            Tell(report);
            Screen.Line($"The whole report: {home.Where($"reports/{report.Day}.html")}");
        }

        return pass.NeedsAttention || site.Lacking.Count > 0 || site.EngineLacks is not null ? ExitCode.Attention : ExitCode.Well;
    }

    private static void Tell(NightReport report)
    {
        Screen.Line(Line(report));
        foreach (var partner in report.Partners.Where(partner => partner.Quiet is not null))
            Screen.Line($"{partner.Id}: {partner.Quiet}", "yellow");
        foreach (var source in report.Sources.Where(source => source.Detail is not null))
            Screen.Line($"{source.Id}: {source.Detail}", "yellow");
        foreach (var failure in report.Failed)
            Screen.Line($"{failure.What}: {failure.Why}", "yellow");
    }
}
