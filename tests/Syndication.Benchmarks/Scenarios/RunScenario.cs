using System.Text.Json;
using Syndication.Benchmarks.Generated;
using Syndication.Benchmarks.Measuring;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// A whole pass over a newsroom in a folder: so many new releases in four languages, every second translated by people, the others by
/// the memory. Each pass is made by a process of its own, over a newsroom of its own.
/// </summary>
internal static class RunScenario
{
    public static async Task RunAsync(Setting setting, int releases, Report report)
    {
        report.Begin($"A pass over {releases:#,0} new releases in four languages", $"run --releases {releases} --rounds {setting.Rounds}");
        var table = new Table("pass", "partners", "releases/s", "seconds", "CPU seconds", "opening s", "peak MB", "allocated MB", "collector s");
        var store = new Table("store, in one pass", "partners", "reads", "MB read", "writes", "MB written", "stats", "lists", "copies, deletions");
        foreach (var partners in new[] { 0, 2 })
        {
            var inside = new List<PassFigures>();
            var binary = new List<(Child Child, int Published)>();
            for (var round = 0; round < setting.Rounds; round++)
            {
                var site = Make(setting, releases, partners);
                inside.Add(await PassFigures.OfChildAsync(site, Setting.AtMost));
                Check(inside[^1].Report.Published, inside[^1].Report.Delivered, releases, partners);
                Report.Progress($"  {partners} partners, round {round + 1}: {releases / inside[^1].Passing:0}/s");
                if (setting.Binary is not null)
                    binary.Add(await OfBinaryAsync(setting.Binary, Make(setting, releases, partners), releases, partners));
            }

            table.Add(
                "pipeline, just-in-time compiled", partners, releases / Figures.Median(inside.Select(pass => pass.Passing)), Figures.Median(inside.Select(pass => pass.Passing)),
                Figures.Median(inside.Select(pass => pass.Processor)), Figures.Median(inside.Select(pass => pass.Opening)), inside.Max(pass => pass.PeakMemory) / Figures.Megabyte,
                Figures.Median(inside.Select(pass => pass.Allocated / Figures.Megabyte)), Figures.Median(inside.Select(pass => pass.CollectorPauses)));
            if (binary.Count > 0)
            {
                var took = Figures.Median(binary.Select(run => run.Child.Took.TotalSeconds));
                table.Add("published program, start to end", partners, releases / took, took, Figures.Median(binary.Select(run => run.Child.Processor.TotalSeconds)), "in it", binary.Max(run => run.Child.PeakMemory) / Figures.Megabyte, "", "");
            }

            var counts = inside[0].Store;
            store.Add("pipeline", partners, counts.Reads, counts.BytesRead / Figures.Megabyte, counts.Writes, counts.BytesWritten / Figures.Megabyte, counts.Stats, counts.Lists, counts.Others);
        }

        report.Tell(table);
        report.Tell(store);
        Directory.Delete(setting.Folder("run"), recursive: true);
    }

    private static string Make(Setting setting, int releases, int partners)
    {
        var site = setting.Folder("run");
        GeneratedSite.Make(site, partners);
        GeneratedSite.Upload(site, Enumerable.Range(0, releases), DateTimeOffset.UtcNow);
        return site;
    }

    private static async Task<(Child, int)> OfBinaryAsync(string binary, string site, int releases, int partners)
    {
        var child = await Child.RunAsync(binary, ["run", "--site", site, "--json"], Setting.AtMost);
        using var json = JsonDocument.Parse(child.Output);
        var published = json.RootElement.GetProperty("published").GetInt32();
        Check(published, json.RootElement.GetProperty("delivered").GetInt32(), releases, partners);
        return (child, published);
    }

    // A pass that left something undone would look fast. The first partner takes four languages, the second two.
    private static void Check(int published, int delivered, int releases, int partners)
    {
        var due = releases * Enumerable.Range(1, partners).Sum(partner => partner % 2 == 1 ? 4 : 2);
        if (published != releases * 4 || delivered != due)
            throw new InvalidOperationException($"The pass published {published} editions of {releases * 4} and delivered {delivered} copies of {due}: it does not count.");
    }
}
