using CsCheck;
using Syndication.Publishing;
using Syndication.Releases;
using Syndication.Tests.Delivery;

namespace Syndication.Tests.Commands;

/// <summary>What is published follows from what is stored and from nothing else: made anew it is the same, byte for byte.</summary>
public sealed class RebuildTests
{
    private static readonly string[] Made = ["public", "releases/~shelves"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_both_days_everything_deleted_is_made_again_byte_for_byte()
    {
        using var newsroom = await TwoDaysAsync();
        var before = newsroom.Files(Made);
        Assert.True(before.Count > 100);

        Delete(newsroom);
        var rebuilt = await newsroom.RebuildAsync();

        AssertSame(before, newsroom.Files(Made));
        Assert.Equal((rebuilt.Files, 0), (rebuilt.Written, rebuilt.Removed));
        Assert.Equal(newsroom.Files("public").Count, rebuilt.Files);
    }

    [Fact]
    public async Task What_was_scribbled_into_is_mended_and_what_should_not_be_there_is_removed()
    {
        using var newsroom = await TwoDaysAsync();
        var before = newsroom.Files(Made);

        var untouched = await newsroom.RebuildAsync();
        Assert.Equal((0, 0), (untouched.Written, untouched.Removed));

        var shelf = before.Keys.First(file => file.StartsWith("releases", StringComparison.Ordinal));
        foreach (var file in new[] { "public/index.html", "public/fr/index.html", "public/feeds/ar/atom.xml", "public/sitemap.xml", shelf })
            newsroom.Append(file, "scribble");
        File.Delete(newsroom.PathOf("public/feeds/es/topics/data/rss.xml"));
        foreach (var stray in new[] { "public/stray.txt", "public/xx/old.html", "public/fr/2020/gone.html", "public/feeds/fr/archive/1999-01.xml", "releases/~shelves/xx/newest.json", "releases/~shelves/fr/months/1999-01.json" })
            newsroom.Write(stray, "{}");

        var rebuilt = await newsroom.RebuildAsync();

        AssertSame(before, newsroom.Files(Made));
        Assert.Equal((5, 4), (rebuilt.Written, rebuilt.Removed));
    }

    [Fact]
    public async Task A_reader_never_meets_a_missing_page_meanwhile()
    {
        using var newsroom = await TwoDaysAsync();
        var expected = newsroom.Files("public").Keys.ToList();
        foreach (var file in expected)
            newsroom.Append(file, " ");
        var looks = 0;

        await newsroom.RebuildAsync(new WatchedStore(newsroom.Store, () =>
        {
            looks++;
            Assert.All(expected, file => Assert.True(File.Exists(newsroom.PathOf(file)), file));
        }));

        Assert.True(looks > expected.Count);
    }

    [Fact]
    public async Task Killed_in_the_middle_and_run_again_it_ends_right()
    {
        using var newsroom = await TwoDaysAsync();
        var before = newsroom.Files(Made);
        foreach (var at in new[] { 0, 1, 30, 31, 90, 150, 200 })
        {
            Delete(newsroom);
            await Assert.ThrowsAsync<CrashedException>(() => newsroom.RebuildAsync(new WatchedStore(newsroom.Store, new Crashes(at).Pass)));
            await newsroom.RebuildAsync();
            AssertSame(before, newsroom.Files(Made));
        }
    }

    [Fact]
    public async Task A_month_from_before_there_were_parts_is_made_several_however_often_that_is_cut_short()
    {
        using var newsroom = TestNewsroom.WithoutUploads();
        for (var i = 0; i < 9; i++)
        {
            newsroom.Upload($"2026/r{i}.md", TestNewsroom.Markdown($"Communiqué numéro {i}", $"Le texte du communiqué numéro {i} sur la migration."));
            newsroom.Clock.Advance(TimeSpan.FromMinutes(1));
            await newsroom.PassAsync();
        }

        Assert.Single(Archives());
        newsroom.Publishing = new() { Part = 2 };
        foreach (var at in Enumerable.Range(0, 12).Select(i => i * 7))
        {
            try
            {
                await newsroom.RebuildAsync(new WatchedStore(newsroom.Store, new Crashes(at).Pass));
            }
            catch (CrashedException)
            {
            }
        }

        await newsroom.RebuildAsync();

        var month = newsroom.Clock.GetUtcNow().ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal([$"{month}-2.xml 2", $"{month}-3.xml 2", $"{month}-4.xml 2", $"{month}-5.xml 1", $"{month}.xml 2"], Archives());
        var before = newsroom.Files(Made);
        Assert.Equal((0, 0), await newsroom.RebuildAsync() is var again ? (again.Written, again.Removed) : default);
        AssertSame(before, newsroom.Files(Made));

        List<string> Archives() => [.. Directory.GetFiles(newsroom.PathOf("public/feeds/fr/archive")).Order(StringComparer.Ordinal)
            .Select(file => $"{Path.GetFileName(file)} {File.ReadAllText(file).Split("<entry>").Length - 1}")];
    }

    [Fact]
    public async Task Where_a_document_is_damaged_nothing_is_removed()
    {
        using var newsroom = await TwoDaysAsync();
        var before = newsroom.Files("public");
        newsroom.Write("releases/2026/tunis-sante-migrants~/release.json", "{\"id");

        var e = await Assert.ThrowsAsync<Syndication.Storage.DamagedDocumentException>(() => newsroom.RebuildAsync());

        Assert.Contains("tunis-sante-migrants", e.Message, StringComparison.Ordinal);
        AssertSame(before, newsroom.Files("public"));
    }

    [Fact]
    public async Task A_topic_that_loses_many_releases_shows_those_that_had_long_been_pushed_off_it()
    {
        using var newsroom = TestNewsroom.WithoutUploads();
        var kept = new PublishingOptions().Kept;
        for (var i = 0; i < kept + 30; i++)
            newsroom.Upload($"2026/r{i:D3}.md", Text(i, "health"));
        await newsroom.PassAsync();
        for (var i = 30; i < kept + 30; i++)
            newsroom.Upload($"2026/r{i:D3}.md", Text(i, "climate"));
        newsroom.Clock.Advance(TimeSpan.FromHours(1));
        await newsroom.PassAsync();

        var feed = newsroom.Read("public/feeds/fr/topics/health/atom.xml");
        Assert.Equal(30, feed.Split("<entry>").Length - 1);
        var before = newsroom.Files(Made);
        Delete(newsroom);
        await newsroom.RebuildAsync();
        AssertSame(before, newsroom.Files(Made));

        static string Text(int i, string topic) =>
            TestNewsroom.Markdown($"Communiqué numéro {i}", $"Le texte du communiqué numéro {i} sur la santé des migrants.", $"date: 2026-{1 + i / 28:D2}-{1 + i % 28:D2}", $"topics: [{topic}]");
    }

    [Fact]
    public Task After_whatever_history_what_is_published_is_what_a_rebuild_makes() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 3], Gen.Int[0, 99]).Array[6, 14].SampleAsync(async steps =>
        {
            using var newsroom = TestNewsroom.WithoutUploads();

            // A month of several parts in half of them, which stay the parts they are.
            var inParts = steps[0].Item3 % 2 == 0;
            if (inParts)
                newsroom.Publishing = new() { Part = 3 };
            newsroom.Upload("2026/first.md", TestNewsroom.Markdown("Le premier", "Un texte assez long sur la migration."));
            await newsroom.PassAsync();
            foreach (var (step, which, salt) in steps)
            {
                var (name, id) = ($"2026/r{which}", ReleaseId.Parse($"2026/r{which}"));
                var topic = salt % 2 == 0 ? "health" : "data";
                switch (step)
                {
                    case 0 or 1:
                        newsroom.Upload($"{name}.md", TestNewsroom.Markdown($"Titre {salt}", $"Un texte assez long sur la migration, {salt}.", $"topics: [{topic}]", $"date: 2026-0{1 + salt % 9}-01"));
                        break;
                    case 2:
                        newsroom.Upload($"{name}.ar.md", $"---\ntitle: بيان {salt}\n---\n\nنص البيان الصحفي عن الهجرة الدولية {salt}.\n");
                        break;
                    case 3:
                        newsroom.Upload($"{name}.md", TestNewsroom.Markdown($"Titre {salt}", $"Un texte sous embargo, {salt}.", $"embargo: {newsroom.Clock.GetUtcNow().AddHours(salt):yyyy-MM-dd'T'HH:mm:ss'Z'}"));
                        break;
                    case 4:
                        await newsroom.AtDeskAsync((desk, _) => desk.WithdrawAsync(id, $"Faux {salt}.", Cancel));
                        break;
                    case 5:
                        await newsroom.AtDeskAsync((desk, _) => desk.RestoreAsync(id, Cancel));
                        break;
                    default:
                        newsroom.Clock.Advance(TimeSpan.FromHours(salt * 12));
                        break;
                }

                if (salt % 3 != 0)
                    await newsroom.PassAsync();
            }

            await newsroom.PassAsync();
            var before = newsroom.Files("public");
            if (inParts)
                Directory.Delete(newsroom.PathOf("public"), recursive: true);
            else
                Delete(newsroom);
            await newsroom.RebuildAsync();
            AssertSame(before, newsroom.Files("public"));

            // And the next pass finds nothing to change.
            await newsroom.PassAsync();
            AssertSame(before, newsroom.Files("public"));
        }, iter: 12, threads: 1);

    private static async Task<TestNewsroom> TwoDaysAsync()
    {
        var newsroom = TestNewsroom.OfSample();
        await newsroom.PassAsync();
        newsroom.Clock.Advance(TimeSpan.FromDays(1));
        newsroom.SecondDay();
        await newsroom.PassAsync();
        return newsroom;
    }

    // Notes of publications under way are no shelf; where none is, there may be an empty one or none.
    private static void AssertSame(IReadOnlyDictionary<string, string> expected, IReadOnlyDictionary<string, string> actual) =>
        Assert.Equal([], expected.Keys.Union(actual.Keys).Where(file => !file.EndsWith("/underway.json", StringComparison.Ordinal)).Where(file => expected.GetValueOrDefault(file) != actual.GetValueOrDefault(file)));

    private static void Delete(TestNewsroom newsroom)
    {
        foreach (var folder in Made.Select(newsroom.PathOf).Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }
}
