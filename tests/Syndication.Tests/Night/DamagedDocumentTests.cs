namespace Syndication.Tests.Night;

/// <summary>Documents cut off at any length: told, set aside, made again; the world sees the same and no partner a new copy.</summary>
public sealed class DamagedDocumentTests : IAsyncLifetime
{
    private NightSite site = null!;

    public async ValueTask InitializeAsync() => site = await NightSite.LivedInAsync();

    public ValueTask DisposeAsync()
    {
        site.Dispose();
        return ValueTask.CompletedTask;
    }

    public static TheoryData<string> Kinds => new(
        "releases/*~/release.json", "releases/*~/versions/*", "releases/*~/editions/*", "releases/*~/manuscripts/*", "releases/~register/*",
        "releases/~shelves/*/newest.json", "releases/~shelves/*/topics/*", "releases/~shelves/*/months/*", "deliveries/*~/copies.json",
        "rejected/*.problem.json", "releases/~format.json", "releases/~night.json", "reports/*.json");

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_document_of_a_kind_cut_in_half_is_set_aside_and_made_again(string kind)
    {
        var files = site.Files("public");
        var ids = site.Sent.Select(Id).ToHashSet();
        var cut = Matching(kind);
        Assert.NotEmpty(cut);
        foreach (var (file, length) in cut.Select((file, i) => (file, (i % 3) switch { 0 => 2, 1 => 0, _ => 3 })))
            Cut(file, length == 0 ? 0 : (int)new FileInfo(file).Length * (length - 1) / length);

        await site.RunAsync();
        Assert.Equal(files, site.Files("public"));
        await site.NightAsync();

        Assert.Equal(files, site.Files("public"));
        Assert.Subset(ids, site.Sent.Select(Id).ToHashSet());
        if ((kind.StartsWith("releases/*", StringComparison.Ordinal) && !kind.Contains("versions", StringComparison.Ordinal)) || kind.Contains("shelves", StringComparison.Ordinal) || kind.StartsWith("deliveries", StringComparison.Ordinal))
        {
            Assert.NotEmpty(site.Events.OfType<DocumentMended>());
            Assert.NotEmpty(Directory.GetFiles(site.PathOf("releases/~damaged"), "*.damaged", SearchOption.AllDirectories));
        }

        var (sent, all) = (site.Sent.Count, site.Files("public", "releases", "deliveries"));
        site.Events.Clear();
        await site.NightAsync();
        Assert.Empty(site.Found());
        Assert.Equal(sent, site.Sent.Count);
        Assert.Equal(all, site.Files("public", "releases", "deliveries"));
    }

    [Theory]
    [InlineData("release.json")]
    [InlineData("editions")]
    public async Task A_release_that_is_worked_on_while_its_documents_are_damaged_is_mended_by_the_run(string what)
    {
        using var calm = site.Twin();
        foreach (var one in new[] { calm, site })
            one.Upload("2026/tunis-sante-migrants.txt", one.Read("inbox/2026/tunis-sante-migrants.txt").Replace("Tunis", "Sfax", StringComparison.Ordinal));
        foreach (var file in Matching($"releases/2026/tunis*{what}*"))
            Cut(file, (int)new FileInfo(file).Length / 2);

        await calm.RunAsync();
        await site.RunAsync();

        Assert.Equal(calm.Files("public"), site.Files("public"));
        Assert.Equal(calm.Sent.Order(StringComparer.Ordinal), site.Sent.Order(StringComparer.Ordinal));
        Assert.NotEmpty(site.Events.OfType<DocumentMended>());
        Assert.Empty(site.Events.OfType<WorkFailed>());
    }

    [Fact]
    public async Task A_release_of_which_no_version_can_be_read_stays_withdrawn_and_keeps_its_number()
    {
        var files = site.Files("public");
        foreach (var file in Matching("releases/*~/release.json").Concat(Matching("releases/*~/versions/*")))
            Cut(file, (int)new FileInfo(file).Length / 2);

        await site.RunAsync();
        await site.NightAsync();

        Assert.Contains("withdrawn", site.Read("public/fr/2026/dakar-erosion-cotiere.html"), StringComparison.Ordinal);
        Assert.Equal(files.Split('\n').Select(line => line.Split(' ')[0]), site.Files("public").Split('\n').Select(line => line.Split(' ')[0]));
        Assert.Contains("\"version\":2", site.Read("releases/2026/dakar-erosion-cotiere~/release.json"), StringComparison.Ordinal);
        Assert.False(File.Exists(site.PathOf("public/en/2027/climate-mobility-outlook.html")));
    }

    [Fact]
    public async Task Status_tells_of_what_is_damaged_and_shows_the_rest()
    {
        Cut(site.PathOf("releases/2026/dakar-erosion-cotiere~/release.json"), 20);
        var folder = await App.Opening.OpenedSite.OpenAsync(site.Folder, site.Clock, TestContext.Current.CancellationToken);

        var status = await App.Opening.StatusReport.OfAsync(folder, folder.Newsroom!, new(0, 0, 0), TestContext.Current.CancellationToken);

        Assert.Contains(status.Problems, problem => problem.Code == "damaged" && problem.File == "releases/2026/dakar-erosion-cotiere~/release.json");
        Assert.NotEmpty(status.Releases);
        Assert.NotNull(status.LastNight);
    }

    private static void Cut(string file, int length)
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength(length);
    }

    private List<string> Matching(string pattern)
    {
        var expression = new System.Text.RegularExpressions.Regex("^" + System.Text.RegularExpressions.Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$");
        return [.. Directory.EnumerateFiles(site.Folder, "*", SearchOption.AllDirectories)
            .Where(file => expression.IsMatch(Path.GetRelativePath(site.Folder, file))).Order(StringComparer.Ordinal)];
    }

    private static string Id(string sent) => sent[(sent.LastIndexOf(' ') + 1)..];
}
