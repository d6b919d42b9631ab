using System.CommandLine;
using Syndication.App.Opening;
using Syndication.Configuration;
using Syndication.Delivery;

namespace Syndication.App.Commands;

/// <summary><c>partner</c>: holds a partner's copies, and lets them go.</summary>
internal static class PartnerCommand
{
    public static Command Create() => new("partner", "Holds a partner's copies and lets them go; nothing is dropped.\n\n" +
        "Examples:\n" +
        "  syndication partner disable las-secretariat --reason \"moves to another server\" --site newsroom\n" +
        "  syndication partner enable las-secretariat --site newsroom")
    {
        Enable(),
        Disable(),
    };

    private static Command Enable()
    {
        var partner = Named();
        var command = new Command("enable", "Lets the copies go that are held, those of a partner that failed again and again too, and sends them now, with those that failed and wait for a later try.") { partner };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => EnableAsync(parsed.GetValue(partner)!, home, cancel)));
        return command;
    }

    private static Command Disable()
    {
        var partner = Named();
        var reason = new Option<string?>("--reason") { Description = "Why; status and the night's report tell it.", HelpName = "TEXT" };
        var command = new Command("disable", "Sends a partner nothing but withdrawals until it is enabled; its copies wait.") { partner, reason };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => DisableAsync(parsed.GetValue(partner)!, parsed.GetValue(reason), home, cancel)));
        return command;
    }

    private static Argument<string> Named() => new("ID") { Description = "The partner, as its file in config/partners/ is called." };

    private static async Task<int> EnableAsync(string id, SiteHome home, CancellationToken cancel)
    {
        var (site, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null || !IsThere(newsroom, id))
            return ExitCode.Usage;
        var work = await SiteDesk.WorkAsync(
            site,
            newsroom,
            async queue =>
            {
                var holds = new Holds(newsroom.Store);
                var wasHeld = await holds.EnableAsync(id, cancel);
                await new Pass(newsroom, queue, _ => { }).UnparkAsync(false, cancel);
                foreach (var release in await holds.HastenAsync(id, newsroom.Clock.GetUtcNow(), cancel))
                    await queue.SendAsync(new DeliverRelease(id, release), TimeSpan.Zero, cancel);
                return wasHeld;
            },
            null,
            cancel);
        var copies = work.Events.OfType<CopyReported>().Where(copy => copy.Partner.Id == id).ToList();
        Screen.Line($"{id} {(work.Result ? "is enabled" : "was not held")}: {copies.Count(copy => copy.Outcome == CopyOutcome.Delivered)} copies went out now.");
        foreach (var copy in copies.Where(copy => copy.Outcome != CopyOutcome.Delivered).Take(20))
            Screen.ErrorLine($"{copy.Release} ({copy.Language}): {copy.Outcome.ToString().ToLowerInvariant()}: {copy.Detail}");
        return copies.Any(copy => copy.Outcome is CopyOutcome.Failed or CopyOutcome.DeadLettered) ? ExitCode.Attention : ExitCode.Well;
    }

    private static async Task<int> DisableAsync(string id, string? reason, SiteHome home, CancellationToken cancel)
    {
        var (_, newsroom) = await Opened.FromAsync(home, cancel);
        if (newsroom is null || !IsThere(newsroom, id))
            return ExitCode.Usage;
        await SiteDesk.AloneAsync(
            home,
            newsroom.Clock,
            async _ =>
            {
                await new Holds(home.Store).DisableAsync(id, reason, newsroom.Clock.GetUtcNow(), cancel);
                return true;
            },
            cancel);
        Screen.Line($"{id} is sent nothing but withdrawals; its copies wait for `syndication partner enable {id} {home.Argument}`.");
        return ExitCode.Well;
    }

    private static bool IsThere(Newsroom newsroom, string id)
    {
        if (newsroom.Partners.ContainsKey(id))
            return true;
        Screen.ErrorLine($"There is no partner “{id}” in config/partners/.{Spelling.Suggest(id, newsroom.Partners.Keys)} There are: {string.Join(", ", newsroom.Partners.Keys.Order(StringComparer.Ordinal))}.");
        return false;
    }
}
