using System.Diagnostics;
using System.Text;
using Syndication.App.Opening;
using Syndication.Benchmarks.Generated;
using Syndication.Benchmarks.Measuring;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// What a release costs stage by stage, on one processor and over a store in memory: where to look when a pass has become slow.
/// </summary>
internal static class StagesScenario
{
    private const int Group = 100;

    public static async Task RunAsync(Setting setting, Report report)
    {
        report.Begin("A release, stage by stage, in memory", $"stages --rounds {setting.Rounds}");
        var site = setting.Folder("stages");
        GeneratedSite.Make(site, partners: 0);
        var folder = await OpenedSite.OpenAsync(site, TimeProvider.System, CancellationToken.None);
        Directory.Delete(site, recursive: true);

        var rounds = new List<List<(string Stage, double Milliseconds, double Kilobytes)>>();
        for (var round = 0; round < setting.Rounds + 3; round++)
            rounds.Add(await RoundAsync(folder.Newsroom!));
        var table = new Table("stage", "ms a release", "KB allocated a release");
        foreach (var stage in rounds[0].Select(part => part.Stage))
        {
            // The first rounds are compiled along the way.
            var parts = rounds.Skip(3).Select(parts => parts.Find(part => part.Stage == stage)).ToList();
            table.Add(stage, Figures.Median(parts.Select(part => part.Milliseconds)), Figures.Median(parts.Select(part => part.Kilobytes)));
        }

        report.Tell(table);
    }

    private static async Task<List<(string, double, double)>> RoundAsync(Newsroom newsroom)
    {
        var store = new MemoryStore();
        var pipeline = new Pipeline(newsroom with { Store = store });
        var parts = new List<(string, double, double)>();
        var work = new List<IngestUploads>();
        foreach (var release in Enumerable.Range(0, Group).Select(number => new GeneratedRelease(number)))
        {
            var uploads = release.Uploads(byPeople: release.Number % 2 == 0).ToList();
            foreach (var (name, text) in uploads)
                await store.WriteAsync($"inbox/{name}", Encoding.UTF8.GetBytes(text), WriteCondition.Always, CancellationToken.None);
            work.Add(new(release.Stem, [.. uploads.Select(upload => upload.Name)]));
        }

        foreach (var kind in new[] { ".md", ".html", ".txt" })
        {
            var some = work.Where(one => one.Names[0].EndsWith(kind, StringComparison.Ordinal)).ToList();
            await PartAsync($"reading {kind} ({some.Average(one => one.Names.Count):0.0} files)", some);
        }

        var releases = work.Select(one => ReleaseId.Parse(one.Stem)).ToList();
        await PartAsync("translating, done by people", [.. releases.Where((_, i) => i % 2 == 0).Select(id => new TranslateRelease(id))]);
        await PartAsync("translating from the memory", [.. releases.Where((_, i) => i % 2 == 1).Select(id => new TranslateRelease(id))]);
        await PartAsync("publishing four languages, a hundred at once", [new PublishReleases(releases)], Group);
        return parts;

        async Task PartAsync(string name, IReadOnlyList<Work> pieces, int count = 0)
        {
            GC.Collect();
            var allocated = GC.GetTotalAllocatedBytes(precise: true);
            var began = Stopwatch.GetTimestamp();
            foreach (var piece in pieces)
                await pipeline.HandleAsync(piece, CancellationToken.None);
            var took = Stopwatch.GetElapsedTime(began);
            var each = count == 0 ? pieces.Count : count;
            parts.Add((name, took.TotalMilliseconds / each, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1024.0 / each));
        }
    }
}
