using System.CommandLine;
using Syndication.App.Opening;
using Syndication.Delivery.Journal;

namespace Syndication.App.Commands;

/// <summary><c>ledger verify</c>: whether every line of the journals is there and as it was written.</summary>
internal static class LedgerVerifyCommand
{
    public static Command Create()
    {
        var partner = new Option<string?>("--partner", "-p") { Description = "One partner; without it, all that have a journal.", HelpName = "ID" };
        var json = Options.Json();
        var command = new Command(
            "verify",
            "Reads the journal of every try to deliver from its first line to its last, and tells the first line that was changed, removed, inserted or swapped. " +
            "The hash of the last line, kept elsewhere, proves later that nothing before it was touched. Changes nothing.\n\n" +
            "Examples:\n" +
            "  syndication ledger verify --site newsroom\n" +
            "  syndication ledger verify --site newsroom --partner las-secretariat --json")
        {
            partner, json,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => VerifyAsync(parsed.GetValue(partner), home, parsed.GetValue(json), cancel)));
        return command;
    }

    private static async Task<int> VerifyAsync(string? only, SiteHome home, bool json, CancellationToken cancel)
    {
        if (await Opened.StoreAsync(home, cancel) is not { } store)
            return ExitCode.Usage;
        var audit = new JournalAudit(store);
        if (await WhoseAsync(audit, only, cancel) is not { } partners)
            return ExitCode.Usage;

        var verdicts = new List<JournalVerdict>();
        foreach (var partner in partners)
            verdicts.Add(await Working.ShowAsync($"Verifying {partner} …", json, _ => audit.VerifyAsync(partner, cancel)));
        if (json)
            AppJson.Print(new LedgerVerifyReport(verdicts), type => type.LedgerVerifyReport);
        else
            Tell(verdicts);
        return verdicts.Any(verdict => verdict.Flaw is not null) ? ExitCode.Attention : ExitCode.Well;
    }

    /// <summary>The partners whose journals are meant; null, and told, where the one that was named has none.</summary>
    public static async Task<IReadOnlyList<string>?> WhoseAsync(JournalAudit audit, string? only, CancellationToken cancel)
    {
        var partners = await audit.PartnersAsync(cancel);
        if (only is null || partners.Contains(only))
            return only is null ? partners : [only];
        Screen.ErrorLine($"There is no journal of “{only}”: nothing was ever tried.{Configuration.Spelling.Suggest(only, partners)} There are: {string.Join(", ", partners)}.");
        return null;
    }

    private static void Tell(List<JournalVerdict> verdicts)
    {
        foreach (var verdict in verdicts.Where(verdict => verdict.Flaw is null))
            Screen.Line($"{verdict.Partner}: {verdict.Lines:N0} lines are as they were written; the last is line {verdict.LastLine}, {verdict.Hash}.");
        foreach (var verdict in verdicts.Where(verdict => verdict.Flaw is not null))
            Screen.ErrorLine($"{verdict.Partner}: {verdict.Flaw} {verdict.Lines:N0} lines before it are as they were written.");
        if (verdicts.Count == 0)
            Screen.Line("There is no journal yet: nothing was ever tried.");
    }
}

/// <summary>What <c>ledger verify --json</c> prints.</summary>
internal sealed record LedgerVerifyReport(IReadOnlyList<JournalVerdict> Partners);
