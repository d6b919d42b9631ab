using System.Diagnostics;
using Syndication.Benchmarks.Measuring;
using Syndication.Delivery;
using Syndication.Delivery.Journal;
using Syndication.Folders;
using Syndication.Storage;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>Lines of a journal: appended one by one and several at once, and verified; in memory and in a folder.</summary>
internal static class LedgerScenario
{
    public static async Task RunAsync(Setting setting, int lines, Report report)
    {
        report.Begin($"A journal of {lines:#,0} lines", $"ledger --lines {lines}");
        var table = new Table("storage", "at once", "lines", "appended/s", "files", "verified/s", "fits");
        var folder = setting.Folder("ledger");
        foreach (var atOnce in new[] { 1, 4, 16 })
        {
            await MeasureAsync("memory", new MemoryStore(), lines, atOnce, table);
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            await MeasureAsync("folder", new FolderStore(folder), lines, atOnce, table);
        }

        Directory.Delete(folder, recursive: true);
        report.Tell(table);
    }

    private static async Task MeasureAsync(string name, IBlobStore store, int lines, int atOnce, Table table)
    {
        var journals = new Journals(store);
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, lines), new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (i, token) =>
            await journals.AppendAsync("partner", [Line(i)], token));
        var appended = Stopwatch.GetElapsedTime(began);
        var files = (await JournalFiles.ListAsync(store, "partner", CancellationToken.None)).Count;
        began = Stopwatch.GetTimestamp();
        var verdict = await new JournalAudit(store).VerifyAsync("partner", CancellationToken.None);
        var verified = Stopwatch.GetElapsedTime(began);
        table.Add(name, atOnce, lines, lines / appended.TotalSeconds, files, lines / verified.TotalSeconds, verdict.Flaw is null && verdict.Lines == lines ? "yes" : verdict.Flaw ?? "no");
    }

    private static JournalLine Line(int number) => new(0, "", "partner", DateTimeOffset.UnixEpoch.AddSeconds(number))
    {
        Release = $"2026/release-{number}",
        Language = "fr",
        Version = 1,
        Type = CopyKind.Published,
        WebhookId = $"msg_{Fingerprints.Of(number.ToString(System.Globalization.CultureInfo.InvariantCulture))[..32]}",
        Try = 1,
        Outcome = OutcomeKind.Accepted,
        Status = 200,
        Milliseconds = 12,
        Bytes = 4096,
        Hash = Fingerprints.Of("x"),
    };
}
