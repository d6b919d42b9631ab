using System.CommandLine;
using Syndication.App.Opening;
using Syndication.Releases;
using Syndication.Translation;
using Syndication.Translation.Memory;

namespace Syndication.App.Commands;

/// <summary><c>approve</c>: publishes a machine's translation that a person has read.</summary>
internal static class ApproveCommand
{
    public static Command Create()
    {
        var release = Options.Release();
        var language = Options.Language("--language", "The language whose text is approved.");
        language.Aliases.Add("-l");
        language.Required = true;
        var json = Options.Json();
        var command = new Command(
            "approve",
            "Publishes a translation that is held for a person, as reviewed; of one that a machine wrote and is public, says so. Its sentences enter the memory as " +
            "reviewed, and partners whose agreement wants machine translations reviewed are sent it. A later change of the original makes it wait again.\n\n" +
            "Examples:\n" +
            "  syndication approve 2026/cairo-meeting --language ar --site newsroom")
        {
            release, language, json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => ApproveAsync(
            parsed.GetValue(release)!, TmxLanguage.TryParse(parsed.GetValue(language), out var to) ? to : Language.None, home, parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> ApproveAsync(string text, Language language, SiteHome home, bool json, CancellationToken cancel)
    {
        var (site, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null || await Found.ReleaseAsync(site, text, cancel) is not { Id: var id })
            return ExitCode.Usage;
        return await CarryOutAsync(site, newsroom, id, language, json, desk => desk.ApproveAsync(id, language, cancel), "is approved", cancel);
    }

    /// <summary>Does what a person says of a translation, with everything that follows, and tells what came of it.</summary>
    public static async Task<int> CarryOutAsync(
        OpenedSite site, Newsroom newsroom, ReleaseId id, Language language, bool json, Func<Newsdesk, Task<Accepted>> decide, string done, CancellationToken cancel)
    {
        var work = await Working.ShowAsync($"Working on {id} …", json, show => SiteDesk.WorkAsync(site, newsroom, queue => decide(new(newsroom, queue)), Working.Steps(show), cancel));
        var accepted = work.Result;
        if (accepted.After is not { } after)
        {
            Screen.ErrorLine($"There is no release {id} in releases/. Which there are: syndication status {site.Home.Argument}");
            return ExitCode.Usage;
        }

        foreach (var refusal in accepted.Refusals)
            Screen.ErrorLine(refusal);
        foreach (var warning in accepted.Warnings)
            Screen.ErrorLine($"Worth a look: {warning}");
        var troubles = work.Events.OfType<WorkFailed>().ToList();
        foreach (var failed in troubles)
            Screen.ErrorLine($"{failed.Work.Kind}: {failed.Reason} {(failed.GivenUp ? "Given up: see queues/." : "The next run tries it again.")}");
        var pages = work.Events.OfType<EditionPublished>().Where(published => published.Release == id).Select(published => published.Language.Tag).Distinct().Order(StringComparer.Ordinal).ToList();
        var state = after.In(language);
        if (json)
            AppJson.Print(new AcceptedReport(id.Value, language.Tag, accepted.Refusals.Count == 0, after.Version, state?.Provenance, state?.Reviewed, pages, accepted.Refusals, accepted.Warnings), type => type.AcceptedReport);
        else if (accepted.Refusals.Count == 0)
            Screen.Line($"The text of {id} in {language} {done} (version {after.Version}, {state?.Provenance.ToString()?.ToLowerInvariant()}{(state?.Reviewed is null ? "" : ", reviewed")}). " +
                (pages.Count > 0 ? $"Pages and feeds are written anew: {string.Join(", ", pages)}." : "It is published when its time comes."), "bold");
        return accepted.Refusals.Count > 0 || troubles.Count > 0 ? ExitCode.Attention : ExitCode.Well;
    }
}

/// <summary>What came of a person's word on a translation, as <c>approve --json</c> and <c>xliff import --json</c> print it.</summary>
/// <param name="Id">The release.</param>
/// <param name="Language">The language.</param>
/// <param name="Accepted">Whether the text was taken.</param>
/// <param name="Version">The release's version now.</param>
/// <param name="Provenance">Where the words come from now; null where there are none.</param>
/// <param name="Reviewed">When a person approved what a machine wrote; null where nobody did or had to.</param>
/// <param name="Pages">The languages whose page and feeds were written anew.</param>
/// <param name="Refusals">Why it was not taken.</param>
/// <param name="Warnings">What the checks found in what was taken.</param>
internal sealed record AcceptedReport(
    string Id, string Language, bool Accepted, int Version, Provenance? Provenance, DateTimeOffset? Reviewed, IReadOnlyList<string> Pages, IReadOnlyList<string> Refusals, IReadOnlyList<string> Warnings);
