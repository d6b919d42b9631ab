using System.Diagnostics;
using System.Globalization;
using Syndication.Benchmarks.Generated;
using Syndication.Benchmarks.Measuring;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// The work of publishing one release in four languages: reading its upload, translating, and writing pages, feeds, archive and sitemap,
/// with little and with much in the archive. The archives take turns, so that whatever else the machine does falls on all of them.
/// </summary>
internal static class PublishScenario
{
    public static Task RunAsync(Setting setting, int archive, int months, Report report) => MeasureAsync(
        setting, report, $"Publishing one release, with 100 and with {archive:#,0} in the archive",
        $"publish --archive {archive} --months {months} --rounds {setting.Rounds}", [("over 2 months", 100, 2), ($"over {months} months", archive, months)]);

    /// <summary>The same where all of the archive lies in one month.</summary>
    public static Task RunOneMonthAsync(Setting setting, int[] sizes, Report report) => MeasureAsync(
        setting, report, "Publishing one release, with all of the archive in one month",
        $"publish --one-month {string.Join(' ', sizes)} --rounds {setting.Rounds}", [.. sizes.Select(size => ("in one month", size, 1))]);

    private static async Task MeasureAsync(Setting setting, Report report, string title, string command, IReadOnlyList<(string Spread, int Releases, int Months)> kinds)
    {
        report.Begin(title, command);
        var archives = new List<GeneratedArchive>();
        foreach (var (_, releases, months) in kinds)
            archives.Add(await GeneratedArchive.OpenAsync(setting.Folder(string.Create(CultureInfo.InvariantCulture, $"archive-{releases}-{months}")), releases, months));

        var measured = archives.Select(_ => new List<Round>()).ToList();
        var warmUp = Math.Min(5, setting.Rounds);
        var next = 900_000 + Environment.TickCount % 90_000;
        for (var round = 0; round < warmUp + setting.Rounds; round++, next++)
        {
            for (var i = 0; i < archives.Count; i++)
            {
                var one = await OneAsync(archives[i], next);
                if (round >= warmUp)
                    measured[i].Add(one);
            }
        }

        var table = new Table("archive", "ms", "read+translate", "publish ×4", "CPU ms", "reads", "KB read", "writes", "KB written", "stats", "lists", "listed");
        for (var i = 0; i < kinds.Count; i++)
        {
            double Of(Func<Round, double> what) => Figures.Median(measured[i].Select(what));
            table.Add(
                $"{kinds[i].Releases:#,0} {kinds[i].Spread}", Of(r => r.Reading + r.Publishing), Of(r => r.Reading), Of(r => r.Publishing), Of(r => r.Processor), (long)Of(r => r.Store.Reads),
                Of(r => r.Store.BytesRead / 1024.0), (long)Of(r => r.Store.Writes), Of(r => r.Store.BytesWritten / 1024.0), (long)Of(r => r.Store.Stats), (long)Of(r => r.Store.Lists), (long)Of(r => r.Store.Listed));
        }

        report.Tell(table);
        double Whole(int i) => Figures.Median(measured[i].Select(round => round.Reading + round.Publishing));
        report.Tell($"Time with the last archive over time with the first: {Whole(kinds.Count - 1) / Whole(0):0.00}.\n");
    }

    private static async Task<Round> OneAsync(GeneratedArchive archive, int number)
    {
        archive.Clock.Now = archive.Clock.Now.AddMinutes(1);
        var work = archive.Upload(number);
        archive.Store.Take();
        var processor = Environment.CpuUsage.TotalTime;
        var began = Stopwatch.GetTimestamp();
        var ingested = await archive.HandleAsync(work);
        var translated = await archive.HandleAsync(ingested.Next.Single().Work);
        var reading = Stopwatch.GetElapsedTime(began);
        began = Stopwatch.GetTimestamp();
        var published = 0;
        foreach (var next in translated.Next)
            published += (await archive.HandleAsync(next.Work)).Events.OfType<EditionPublished>().Count();
        var publishing = Stopwatch.GetElapsedTime(began);
        if (published != FourTexts.Languages.Count)
            throw new InvalidOperationException($"{published} editions of {FourTexts.Languages.Count} were published: it does not count.");
        return new(reading.TotalMilliseconds, publishing.TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds, archive.Store.Take());
    }

    private sealed record Round(double Reading, double Publishing, double Processor, StoreCounts Store);
}
