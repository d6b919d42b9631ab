using System.Globalization;
using Syndication.Benchmarks.Generated;
using Syndication.Benchmarks.Measuring;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>A pass that finds nothing new over a large archive.</summary>
internal static class IdleScenario
{
    public static async Task RunAsync(Setting setting, int archive, int months, Report report)
    {
        report.Begin($"A pass with nothing new over {archive:#,0} releases", $"idle --archive {archive} --months {months} --rounds {setting.Rounds}");
        var site = setting.Folder(string.Create(CultureInfo.InvariantCulture, $"archive-{archive}-{months}"));
        await GeneratedArchive.OpenAsync(site, archive, months);
        var inside = new List<PassFigures>();
        var binary = new List<Child>();
        for (var round = 0; round < setting.Rounds; round++)
        {
            inside.Add(await PassFigures.OfChildAsync(site, Setting.AtMost));
            if (inside[^1].Report is not { Read: 0, Published: 0, Translated: 0 })
                throw new InvalidOperationException("The pass found something to do: it does not count.");
            if (setting.Binary is not null)
                binary.Add(await Child.RunAsync(setting.Binary, ["run", "--site", site, "--json"], Setting.AtMost));
        }

        var table = new Table("pass", "seconds", "CPU seconds", "peak MB", "allocated MB", "reads", "MB read", "writes", "listed");
        var counts = inside[0].Store;
        table.Add(
            "pipeline, just-in-time compiled", Figures.Median(inside.Select(pass => pass.Passing)), Figures.Median(inside.Select(pass => pass.Processor)), inside.Max(pass => pass.PeakMemory) / Figures.Megabyte,
            Figures.Median(inside.Select(pass => pass.Allocated / Figures.Megabyte)), counts.Reads, counts.BytesRead / Figures.Megabyte, counts.Writes, counts.Listed);
        if (binary.Count > 0)
            table.Add("published program, start to end", Figures.Median(binary.Select(run => run.Took.TotalSeconds)), Figures.Median(binary.Select(run => run.Processor.TotalSeconds)), binary.Max(run => run.PeakMemory) / Figures.Megabyte, "", "", "", "", "");
        report.Tell(table);
    }
}
