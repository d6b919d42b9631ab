using Syndication.App.Opening;
using Syndication.Delivery;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.App.Commands;

/// <summary>Carries out what a person decides about a release, with everything that follows, and tells what came of it.</summary>
internal static class Decision
{
    /// <summary>Does it.</summary>
    /// <param name="text">The release, as the person named it.</param>
    /// <param name="home">Where the newsroom is kept.</param>
    /// <param name="json">Whether one JSON document is to be printed.</param>
    /// <param name="decide">Makes the change.</param>
    /// <param name="say">Says in a sentence what was changed, from the release before and after.</param>
    /// <param name="cancel">Stops it; the next run goes on from there.</param>
    public static async Task<int> CarryOutAsync(
        string text, SiteHome home, bool json, Func<Newsdesk, ReleaseId, Task<Release?>> decide, Func<Release, Release, string> say, CancellationToken cancel)
    {
        var (site, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null || await Found.ReleaseAsync(site, text, cancel) is not { Id: var id })
            return ExitCode.Usage;

        var archive = new Archive(newsroom.Store);
        var work = await Working.ShowAsync($"Working on {id} …", json, show => SiteDesk.WorkAsync(
            site,
            newsroom,
            async queue =>
            {
                var before = await archive.ReleaseAsync(id, cancel);
                return (Before: before, After: await decide(new Newsdesk(newsroom, queue), id));
            },
            Working.Steps(show),
            cancel));
        if (work.Result is not ({ } before, { } after))
        {
            Screen.ErrorLine($"{id} is gone from releases/ meanwhile. Restore it from a backup.");
            return ExitCode.Attention;
        }

        var now = await archive.ReleaseAsync(id, cancel) ?? after;
        var explained = await ExplainReport.OfAsync(newsroom, now, cancel);
        var report = new DecisionReport(
            after.Version != before.Version,
            [.. work.Events.OfType<EditionPublished>().Where(published => published.Release == id).Select(published => published.Language.Tag).Distinct().Order(StringComparer.Ordinal)],
            explained);
        var troubles = work.Events.OfType<WorkFailed>().Select(failed => $"{failed.Work.Kind}: {failed.Reason} {(failed.GivenUp ? "Given up: see queues/." : "The next run tries it again.")}").ToList();
        if (json)
            AppJson.Print(report, type => type.DecisionReport);
        else
            Tell(say(before, after), report, home);
        foreach (var trouble in troubles.Concat(site.Lacking.Select(lacking => $"Delivery: copies for {lacking.Key} wait: {lacking.Value}")))
            Screen.ErrorLine(trouble);

        var failed = explained.Copies.Any(going => going.State is GoingState.Failed or GoingState.Dead);
        return failed || troubles.Count > 0 || site.Lacking.Count > 0 ? ExitCode.Attention : ExitCode.Well;
    }

    private static void Tell(string said, DecisionReport report, SiteHome home)
    {
        Screen.Line(said, "bold");
        if (report.Pages.Count > 0)
            Screen.Line($"Pages and feeds are written anew: {string.Join(", ", report.Pages)}.");
        else if (report.Changed)
            Screen.Line("It was not public in any language, so no page has changed.");
        var concerned = report.Release.Copies.Where(going => going.State != GoingState.None).ToList();
        if (concerned.Count == 0)
        {
            Screen.Line("No partner has had it, so nobody had to be told.");
            return;
        }

        ExplainTold.Copies(report.Release with { Copies = concerned });
        if (report.Release.Outstanding)
            Screen.Line($"Not everyone has taken note yet. Who has: syndication explain {report.Release.Id} {home.Argument}", "yellow");
        ExplainTold.Advice(report.Release, home);
    }
}

/// <summary>What came of a decision, as <c>withdraw --json</c> and <c>restore --json</c> print it.</summary>
/// <param name="Changed">Whether the release was changed.</param>
/// <param name="Pages">The languages whose page and feeds were written anew.</param>
/// <param name="Release">How the release stands now, and with whom.</param>
internal sealed record DecisionReport(bool Changed, IReadOnlyList<string> Pages, ExplainReport Release);
