namespace Syndication.Tests.Night;

/// <summary>Whatever was lost, the night finds it by comparing, and makes it good; what is right it leaves alone.</summary>
public sealed class NightlyRunTests : IAsyncLifetime
{
    private const string Release = "2026/caire-processus-consultatifs";

    private NightSite site = null!;

    public async ValueTask InitializeAsync() => site = await NightSite.LivedInAsync();

    public ValueTask DisposeAsync()
    {
        site.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_second_night_changes_not_a_byte_and_sends_nothing()
    {
        var (files, sent) = (site.Files("public", "releases", "deliveries", "rejected", "inbox"), site.Sent.Count);
        site.Events.Clear();

        await site.NightAsync();

        Assert.Empty(site.Found());
        Assert.Equal(files, site.Files("public", "releases", "deliveries", "rejected", "inbox"));
        Assert.Equal(sent, site.Sent.Count);
    }

    public static TheoryData<string, string> Lost => new()
    {
        { "public/fr/2026/caire-processus-consultatifs.html", "delete" },
        { "public/ar/2026/caire-processus-consultatifs.html", "scribble" },
        { "public/fr/2026/dakar-erosion-cotiere.html", "scribble" },
        { "public/feeds/fr/rss.xml", "scribble" },
        { "public/feeds/ar/atom.xml", "delete" },
        { "public/feeds/en/feed.json", "scribble" },
        { "public/feeds/es/topics/health/rss.xml", "scribble" },
        { "public/feeds/fr/archive", "scribble" },
        { "public/sitemaps/fr", "scribble" },
        { "public/sitemap.xml", "delete" },
        { "public/index.html", "scribble" },
        { "public/en/index.html", "delete" },
        { "public/assets/site.css", "scribble" },
        { "public", "delete" },
        { "releases/~register", "delete" },
        { "releases/~shelves/fr/newest.json", "delete" },
        { "releases/~shelves/fr/topics", "delete" },
        { "releases/~shelves/fr/months", "delete" },
        { "releases/2026/caire-processus-consultatifs~/release.json", "delete" },
        { "releases/2026/caire-processus-consultatifs~/versions", "delete" },
        { "releases/2026/caire-processus-consultatifs~/editions", "delete" },
        { "releases/2026/caire-processus-consultatifs~/manuscripts", "delete" },
        { "rejected", "delete" },
        { "queues", "delete" },
    };

    [Theory]
    [MemberData(nameof(Lost))]
    public async Task What_was_lost_or_scribbled_over_is_as_it_was_after_the_night(string path, string how)
    {
        var (files, rejected, ids) = (site.Files("public"), Names("rejected"), site.Sent.Select(Id).ToHashSet());
        var editions = site.Files("releases/2026");
        foreach (var file in Directory.Exists(site.PathOf(path)) ? Directory.GetFiles(site.PathOf(path), "*", SearchOption.AllDirectories) : [site.PathOf(path)])
        {
            Assert.True(File.Exists(file), file);
            if (how == "delete")
                File.Delete(file);
            else
                await File.WriteAllTextAsync(file, "scribbled over", TestContext.Current.CancellationToken);
        }

        await site.NightAsync();

        Assert.Equal(files, site.Files("public"));
        Assert.Equal(rejected, Names("rejected"));

        // Of the history only what stands can be made again.
        if (!path.StartsWith("releases/2026", StringComparison.Ordinal) || path.EndsWith("release.json", StringComparison.Ordinal))
            Assert.Equal(editions, site.Files("releases/2026"));
        Assert.Subset(ids, site.Sent.Select(Id).ToHashSet());
        site.Events.Clear();
        var sent = site.Sent.Count;
        await site.NightAsync();
        Assert.Empty(site.Found());
        Assert.Equal(sent, site.Sent.Count);
    }

    [Fact]
    public async Task An_upload_changed_without_its_time_or_length_changing_is_read_again()
    {
        var file = site.PathOf("inbox/2026/tunis-sante-migrants.txt");
        var (text, time) = (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), File.GetLastWriteTimeUtc(file));
        var changed = text.Replace("Tunis", "Sfax!", StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        await File.WriteAllTextAsync(file, changed, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(file, time);
        await site.RunAsync();
        Assert.DoesNotContain("Sfax!", site.Files("public") + site.Read("public/fr/2026/tunis-sante-migrants.html"), StringComparison.Ordinal);

        await site.NightAsync();

        Assert.Contains("Sfax!", site.Read("public/fr/2026/tunis-sante-migrants.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_register_that_is_wrong_about_a_release_is_put_right()
    {
        foreach (var shard in Directory.GetFiles(site.PathOf("releases/~register")))
            await File.WriteAllTextAsync(shard, (await File.ReadAllTextAsync(shard, TestContext.Current.CancellationToken)).Replace("\"pending\":", "\"pending\":7", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.True((await site.RunAsync()).Pending > 70);

        await site.NightAsync();

        Assert.InRange((await site.RunAsync()).Pending, 1, 70);
    }

    [Fact]
    public async Task An_embargo_whose_lift_was_lost_is_lifted_and_one_still_to_come_is_not()
    {
        Assert.False(File.Exists(site.PathOf("public/en/2027/climate-mobility-outlook.html")));
        Directory.Delete(site.PathOf("queues"), recursive: true);
        foreach (var shard in Directory.GetFiles(site.PathOf("releases/~register")))
            await File.WriteAllTextAsync(shard, System.Text.RegularExpressions.Regex.Replace(await File.ReadAllTextAsync(shard, TestContext.Current.CancellationToken), "\"embargo\":\"[^\"]*\",", ""), TestContext.Current.CancellationToken);
        var untouched = site.Twin();
        await untouched.NightAsync();
        Assert.False(File.Exists(untouched.PathOf("public/en/2027/climate-mobility-outlook.html")));

        site.SetClock(new DateTimeOffset(2027, 3, 14, 9, 0, 1, TimeSpan.Zero));
        await site.RunAsync();
        await site.NightAsync();

        Assert.True(File.Exists(site.PathOf("public/en/2027/climate-mobility-outlook.html")));
        Assert.Contains(site.Sent, sent => sent.StartsWith("wire-agency 2027/climate-mobility-outlook en", StringComparison.Ordinal));
        untouched.Dispose();
    }

    [Fact]
    public async Task A_page_that_stands_before_its_time_is_taken_away()
    {
        site.Write("public/en/2027/climate-mobility-outlook.html", "too early");

        await site.NightAsync();

        Assert.False(File.Exists(site.PathOf("public/en/2027/climate-mobility-outlook.html")));
    }

    [Fact]
    public async Task A_waiting_copy_whose_work_was_lost_is_sent()
    {
        site.Answers = false;
        site.Upload("2026/news.md", "---\ntitle: Something new\nlanguage: en\n---\nGeneva - The organisation said something new today, and the partners want to know.\n");
        await site.RunAsync();
        Directory.Delete(site.PathOf("queues"), recursive: true);
        site.Answers = true;
        site.Clock.Advance(TimeSpan.FromHours(1));
        await site.RunAsync();
        Assert.DoesNotContain(site.Sent, sent => sent.Contains("2026/news", StringComparison.Ordinal));

        await site.NightAsync();

        Assert.Single(site.Sent, sent => sent.StartsWith("wire-agency 2026/news en 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_partner_is_sent_what_its_agreement_gives_it()
    {
        var file = site.Read("config/partners/wire-agency.json").Replace("wire-agency", "late-comer", StringComparison.Ordinal);
        site.Write("config/partners/late-comer.json", file);

        await site.NightAsync();

        Assert.Contains(site.Sent, sent => sent.StartsWith($"late-comer {Release} fr", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_night_that_was_killed_goes_on_where_it_was()
    {
        var files = site.Files("public");
        foreach (var page in Directory.GetFiles(site.PathOf("public"), "*.html", SearchOption.AllDirectories))
            await File.WriteAllTextAsync(page, "scribbled over", TestContext.Current.CancellationToken);
        using var killed = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => site.NightAsync(killed.Token, e => killed.Cancel()));
        var state = await Syndication.Night.NightlyRun.StateAsync(site.Store, TestContext.Current.CancellationToken);
        Assert.InRange(state.Parts, 200, 256);
        Assert.NotNull(state.Began);

        var report = await site.NightAsync();

        Assert.Equal(files, site.Files("public"));
        Assert.Null((await Syndication.Night.NightlyRun.StateAsync(site.Store, TestContext.Current.CancellationToken)).Began);
        Assert.NotEmpty(report.Repaired);
    }

    private IEnumerable<string> Names(string folder) => site.Files(folder).Split('\n').Select(line => line.Split(' ')[0]);

    private static string Id(string sent) => sent[(sent.LastIndexOf(' ') + 1)..];
}
