using System.CommandLine;
using Spectre.Console;
using Syndication.App.Opening;
using Syndication.Releases;
using Syndication.Sources;

namespace Syndication.App.Commands;

/// <summary><c>status</c>: what stands where.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var withdrawals = new Option<bool>("--withdrawals") { Description = "Instead, of every withdrawn release who was sent it: who took note of the withdrawal, and who is outstanding." };
        var json = Options.Json();
        var command = new Command(
            "status",
            "How every release stands, in every language and with every partner, and what needs a person. Changes nothing.\n\n" +
            "Examples:\n" +
            "  syndication status --site newsroom\n" +
            "  syndication status --site newsroom --withdrawals\n" +
            "  syndication status --site newsroom --json | jq '.releases[] | select(.status == \"embargoed\")'")
        {
            withdrawals, json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => StatusAsync(home, parsed.GetValue(withdrawals), parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> StatusAsync(SiteHome home, bool withdrawals, bool json, CancellationToken cancel)
    {
        var (site, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null)
            return ExitCode.Usage;
        if (withdrawals)
            return await Withdrawals.TellAsync(newsroom, json, cancel);

        var queue = await home.DepthAsync(newsroom.Clock, cancel);
        var report = await StatusReport.OfAsync(site, newsroom, queue, cancel);
        if (json)
            AppJson.Print(report, type => type.StatusReport);
        else
            Tell(report, newsroom);
        return site.Lacking.Count > 0 || site.EngineLacks is not null ? ExitCode.Attention : ExitCode.Well;
    }

    private static void Tell(StatusReport report, Newsroom newsroom)
    {
        var languages = newsroom.Site.Languages.Select(language => language.Tag).ToList();
        var partners = newsroom.Partners.Keys.Order(StringComparer.Ordinal).ToList();
        var table = Screen.Table(["release", "version", "status", .. languages, .. partners]);
        foreach (var release in report.Releases)
        {
            table.AddRow(
            [
                Screen.Cell(release.Id),
                Screen.Cell($"{release.Version}"),
                Screen.Coloured(release is { Status: ReleaseStatus.Embargoed, Embargo: { } embargo } ? OpenEmbargo.Is(embargo) ? "held: embargo not understood" : $"until {embargo:yyyy-MM-dd HH:mm}Z" : release.Status.ToString().ToLowerInvariant(), Colour(release.Status)),
                .. languages.Select(language => Edition(release, language)),
                .. partners.Select(partner => Screen.Cell(Copies(release, partner))),
            ]);
        }

        Screen.Out.Write(table);
        if (report.Sources.Count > 0)
        {
            var sources = Screen.Table(["source", "state", "last news", "last answer", ""]);
            foreach (var source in report.Sources)
            {
                sources.AddRow(
                    Screen.Cell(source.Id),
                    Screen.Coloured(source.State.ToString().ToLowerInvariant(), source.State switch { SourceCondition.Well => "green", SourceCondition.Broken or SourceCondition.Gone => "red", _ => "yellow" }),
                    Screen.Cell(Day(source.LastNews)),
                    Screen.Cell(Day(source.Answered)),
                    Screen.Cell(string.Join(' ', source.Refused.Prepend(source.Detail ?? ""))));
            }

            Screen.Out.Write(sources);
        }

        foreach (var feed in report.Hub ?? [])
            Screen.Line(HubTold.Line(feed), feed.Failing > 0 ? "yellow" : null);
        foreach (var problem in report.Problems)
            Screen.Line($"{problem.File}: {problem.Message}", "yellow");
        if (report.Translation is { } translation)
            Screen.Line(translation.ToString());
        if (report.LastNight is { } night)
            Screen.Line(NightCommand.Line(night));
        Screen.Line($"{report.Releases.Count} releases; {report.Queue.Due} pieces of work are due, {report.Queue.Later} wait for their time.");
    }

    private static string Day(DateTimeOffset? instant) => instant is { } at ? $"{at:yyyy-MM-dd HH:mm}Z" : "–";

    private static Markup Edition(ReleaseLine release, string language)
    {
        var edition = release.Editions.FirstOrDefault(edition => edition.Language == language);
        var text = edition is null ? "–" : edition.State == EditionStatus.Ready ? edition.Provenance.ToString()!.ToLowerInvariant() : edition.State.ToString().ToLowerInvariant();
        return Screen.Coloured(text, edition?.State switch
        {
            EditionStatus.Ready => "green",
            EditionStatus.Held or EditionStatus.Stale => "yellow",
            _ => "grey",
        });
    }

    // The newest copy in each language is what the partner has, or is to have.
    private static string Copies(ReleaseLine release, string partner) => string.Join(", ", release.Copies
        .Where(copy => copy.Partner == partner).GroupBy(copy => copy.Language)
        .Select(copies => copies.MaxBy(copy => copy.Version)!).Select(copy => $"{copy.Language} v{copy.Version} {copy.State}"));

    private static string Colour(ReleaseStatus status) => status switch
    {
        ReleaseStatus.Live => "green",
        ReleaseStatus.Embargoed => "yellow",
        _ => "red",
    };
}
