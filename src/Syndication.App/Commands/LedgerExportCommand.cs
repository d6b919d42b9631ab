using System.CommandLine;
using System.Text;
using Syndication.App.Opening;
using Syndication.Delivery.Journal;

namespace Syndication.App.Commands;

/// <summary><c>ledger export</c>: the journals, for other programs.</summary>
internal static class LedgerExportCommand
{
    public static Command Create()
    {
        var partner = new Option<string?>("--partner", "-p") { Description = "One partner; without it, all, one after the other.", HelpName = "ID" };
        var since = Options.Date("--since", "Only tries that began on this day or later");
        var until = Options.Date("--until", "Only tries that began before this day");
        var format = new Option<string>("--format") { Description = "csv, or jsonl: a JSON document a line, byte for byte as the lines are chained.", HelpName = "csv|jsonl", DefaultValueFactory = _ => "jsonl" };
        format.AcceptOnlyFromAmong("csv", "jsonl");
        var output = new Option<string?>("--output", "-o") { Description = "The file to write; without it, standard output.", HelpName = "FILE" };
        var command = new Command(
            "export",
            "Writes the journal of every try to deliver: when, what came of it, status, how long it took, bytes, the hash of what was sent, the partner's receipt. " +
            "No cell of the CSV is a formula to a spreadsheet. Changes nothing.\n\n" +
            "Examples:\n" +
            "  syndication ledger export --site newsroom --format csv --output tries.csv\n" +
            "  syndication ledger export --site newsroom --partner las-secretariat --since 2026-11-20 | jq 'select(.outcome != \"accepted\")'")
        {
            partner, since, until, format, output,
        };
        var site = new SiteOption(command);
        command.SetAction((parsed, cancel) => site.InAsync(parsed, home => ExportAsync(
            parsed.GetValue(partner), (Options.Instant(parsed.GetValue(since)), Options.Instant(parsed.GetValue(until))), parsed.GetValue(format) == "csv", parsed.GetValue(output), home, cancel)));
        return command;
    }

    private static async Task<int> ExportAsync(
        string? only, (DateTimeOffset? Since, DateTimeOffset? Until) time, bool csv, string? output, SiteHome home, CancellationToken cancel)
    {
        if (await Opened.StoreAsync(home, cancel) is not { } store || await LedgerVerifyCommand.WhoseAsync(new(store), only, cancel) is not { } partners)
            return ExitCode.Usage;
        if (output is not null && Directory.Exists(output))
        {
            Screen.ErrorLine($"{output} is a folder; name a file in it.");
            return ExitCode.Usage;
        }

        var (lines, damaged) = (0L, 0L);
        await using (var stream = output is null ? Console.OpenStandardOutput() : File.Create(output))
        await using (var buffered = new BufferedStream(stream, 1 << 16))
        {
            if (csv)
                await buffered.WriteAsync(Encoding.UTF8.GetBytes(JournalExport.Header()), cancel);
            foreach (var partner in partners)
            {
                var (written, unread) = await new JournalExport(store).WriteAsync(partner, time.Since, time.Until, csv, buffered, cancel);
                (lines, damaged) = (lines + written, damaged + unread);
            }
        }

        await Console.Error.WriteLineAsync($"{lines:N0} lines{(output is null ? "" : $" are in {output}")}.");
        if (damaged > 0)
            Screen.ErrorLine($"{damaged:N0} lines are damaged and were left out: see `syndication ledger verify {home.Argument}`.");
        return damaged > 0 ? ExitCode.Attention : ExitCode.Well;
    }
}
