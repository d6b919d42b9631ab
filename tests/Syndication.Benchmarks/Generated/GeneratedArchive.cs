using System.Globalization;
using Syndication.App.Opening;
using Syndication.Benchmarks.Measuring;
using Syndication.Folders;
using Syndication.Releases;

namespace Syndication.Benchmarks.Generated;

/// <summary>
/// A newsroom with years behind it, made by the pipeline itself month after month. It is kept and taken again by the next benchmark that
/// wants one like it.
/// </summary>
internal sealed class GeneratedArchive
{
    // The present month holds as much in an archive of any size.
    private const int Current = 40;

    // So many are published together, a minute after those before.
    private const int Together = 100;

    private static readonly DateTimeOffset Present = new(2026, 10, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly Pipeline pipeline;

    private GeneratedArchive(string folder, CountingStore store, Newsroom newsroom, SetClock clock)
    {
        Folder = folder;
        Store = store;
        Clock = clock;
        pipeline = new Pipeline(newsroom);
    }

    public string Folder { get; }

    public CountingStore Store { get; }

    public SetClock Clock { get; }

    /// <summary>Opens an archive, and makes it where there is none yet.</summary>
    /// <param name="folder">Where it is, or is to be.</param>
    /// <param name="releases">How many releases it holds.</param>
    /// <param name="months">Over how many months they are spread; in the last there are 40, where there are several.</param>
    public static async Task<GeneratedArchive> OpenAsync(string folder, int releases, int months)
    {
        var mark = Path.Combine(folder, "generated.txt");
        var whole = $"{releases} releases over {months} months, form 2\n";
        var isThere = File.Exists(mark) && await File.ReadAllTextAsync(mark) == whole;
        if (!isThere)
            GeneratedSite.Make(folder, partners: 0);

        var clock = new SetClock { Now = Present };
        var opened = await OpenedSite.OpenAsync(folder, clock, CancellationToken.None);
        var store = new CountingStore(new FolderStore(folder));
        var archive = new GeneratedArchive(folder, store, opened.Newsroom! with { Store = store }, clock);
        if (!isThere)
        {
            await archive.MakeAsync(releases, months);
            await File.WriteAllTextAsync(mark, whole);
        }

        // After all that is there.
        clock.Now = Present.AddDays(10);
        store.Take();
        return archive;
    }

    /// <summary>Puts one more release into the inbox.</summary>
    public IngestUploads Upload(int number)
    {
        var (stem, names) = GeneratedSite.Upload(Folder, [number], Clock.Now)[0];
        return new(stem, names);
    }

    /// <summary>Does a piece of work.</summary>
    public Task<Handled> HandleAsync(Work work) => pipeline.HandleAsync(work, CancellationToken.None);

    private async Task MakeAsync(int releases, int months)
    {
        var made = 0;
        for (var month = 0; month < months; month++)
        {
            Clock.Now = Present.AddMonths(month + 1 - months);
            var upTo = month == months - 1 ? releases : (int)((long)(releases - Current) * (month + 1) / (months - 1));
            foreach (var some in Enumerable.Range(made, upTo - made).Chunk(Together))
            {
                var work = GeneratedSite.Upload(Folder, some, Clock.Now);
                await Parallel.ForEachAsync(work, async (upload, _) =>
                {
                    await HandleAsync(new IngestUploads(upload.Stem, upload.Names));
                    await HandleAsync(new TranslateRelease(ReleaseId.Parse(upload.Stem)));
                });
                await HandleAsync(new PublishReleases([.. work.Select(upload => ReleaseId.Parse(upload.Stem))]));
                Clock.Now = Clock.Now.AddMinutes(1);
            }

            made = upTo;
            Report.Progress(string.Create(CultureInfo.InvariantCulture, $"  an archive is made: {made:#,0} of {releases:#,0} releases"));
        }
    }
}
