using System.Text;
using System.Text.Json;
using Syndication.Testing;

namespace Syndication.EndToEnd;

/// <summary>What a press office gets wrong, with the real program: each is told, kept, and harms nothing else.</summary>
/// <param name="azurite">Where the newsroom is kept; null for a folder.</param>
public abstract class BadInputSuite(Azurite? azurite)
{
    /// <summary>A site of its own for a test: in a folder, or in Azurite where there is one to be in.</summary>
    private protected Task<SampleSite> SiteAsync() => SampleSite.CreateAsync(azurite);

    private const string Good = "---\ntitle: A good release\nlanguage: en\n---\nGeneva - The organisation said today that all is well with the good release.\n";

    public static TheoryData<string, string, string> Bad => new()
    {
        { "bad/empty.md", "", "empty" },
        { "bad/spaces.txt", " \n\t\n", "empty" },
        { "bad/picture.bmp", "BM", "format-not-known" },
        { "bad/none", "text without an ending", "format-not-known" },
        { "bad/scripts.html", "<html><script>alert(1)</script></html>", "" },
        { "bad/front.md", "---\ntitle: [unclosed\n---\nText.\n", "front-matter-not-understood" },
        { "bad/date.md", "---\ntitle: A\nlanguage: en\ndate: the day after\n---\nText of the release.\n", "date-not-understood" },
        { "bad/embargo.md", "---\ntitle: A\nlanguage: en\nembargo: tomorrow morning\n---\nText of the release.\n", "embargo-not-understood" },
        { "bad/key.md", "---\ntitle: A\nlanguage: en\nembarggo: 2099-01-01T00:00:00Z\n---\nText of the release.\n", "" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_upload_is_rejected_with_its_bytes_and_a_reason_and_the_rest_goes_on(string name, string text, string code)
    {
        await using var site = await SiteAsync();
        site.Upload(name, text);
        site.Upload("good/release.md", Good);

        var said = await site.RunAsync();

        Assert.Equal(1, said.ExitCode);
        Assert.Equal(1, said.Json.GetProperty("rejected").GetInt32());
        Assert.Contains(name, said.Error, StringComparison.Ordinal);
        Assert.Equal(text, site.Read($"rejected/{name}"));
        var problem = JsonDocument.Parse(site.Read($"rejected/{name}.problem.json")).RootElement;
        Assert.False(string.IsNullOrWhiteSpace(problem.GetProperty("detail").GetString()));
        if (code.Length > 0)
            Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.True(site.Has("public/en/good/release.html"));
        Assert.DoesNotContain(site.Files("public").Keys, file => file.Contains("bad", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_bad_bytes_are_told_once_and_gone_when_a_good_upload_comes()
    {
        await using var site = await SiteAsync();
        site.Upload("bad/a.md", "");
        Assert.Equal(1, (await site.RunAsync()).ExitCode);

        var again = await site.RunAsync();
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(0, again.Json.GetProperty("rejected").GetInt32());
        Assert.Contains("bad/a.md", (await site.StatusAsync()).Output, StringComparison.Ordinal);

        site.Upload("bad/a.md", Good);
        Assert.Equal(0, (await site.RunAsync()).ExitCode);
        Assert.Empty(site.Files("rejected"));
        Assert.True(site.Has("public/en/bad/a.html"));
    }

    [Fact]
    public async Task A_bad_correction_leaves_what_was_published()
    {
        await using var site = await SiteAsync();
        site.Upload("a.md", Good);
        await site.RunAsync();
        var page = site.Read("public/en/a.html");

        site.Upload("a.md", "---\ntitle: [\n---\n");
        Assert.Equal(1, (await site.RunAsync()).ExitCode);

        Assert.Equal(page, site.Read("public/en/a.html"));
    }

    [Fact]
    public async Task A_file_of_sixty_megabytes_is_rejected_and_kept()
    {
        await using var site = await SiteAsync();
        site.Upload("big.txt", Encoding.ASCII.GetBytes(new string('a', 60 << 20)));

        var said = await site.RunAsync();

        Assert.Equal(1, said.ExitCode);
        Assert.Contains("big.txt", said.Error, StringComparison.Ordinal);
        Assert.Equal(60 << 20, new FileInfo(site.PathOf("rejected/big.txt")).Length);
        Assert.Equal("too-large", JsonDocument.Parse(site.Read("rejected/big.txt.problem.json")).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Html_with_scripts_and_broken_tags_is_published_clean()
    {
        await using var site = await SiteAsync();
        site.Upload(
            "broken.html",
            "<html lang=en><title>A broken page</title><body><h1>A broken page</h1><p onclick='steal()'>Geneva - The first paragraph of this release is <b>long enough" +
            "<script>steal()</script><p>The second one has <a href='javascript:steal()'>a link</a> and <img src=x onerror=steal()> more to say about it.</div></p>");

        var said = await site.RunAsync();

        Assert.True(said.ExitCode == 0, said.Error);
        var outside = site.Read("public/en/broken.html") + site.Read("public/feeds/en/atom.xml") + site.Read("public/feeds/en/rss.xml") + site.Read("public/feeds/en/feed.json");
        Assert.Contains("second one", outside, StringComparison.Ordinal);
        Assert.DoesNotContain("steal", outside, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_in_no_encoding_of_text_are_rejected()
    {
        await using var site = await SiteAsync();
        site.Upload("noise.txt", [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7919 % 251))]);

        Assert.Equal(1, (await site.RunAsync()).ExitCode);
        Assert.True(site.Has("rejected/noise.txt.problem.json"));
    }

    [Fact]
    public async Task Two_files_for_one_language_are_told_once_and_one_of_them_is_published()
    {
        await using var site = await SiteAsync();
        site.Upload("two.md", Good);
        site.Upload("two.en.md", Good.Replace("A good release", "Another one", StringComparison.Ordinal));

        var said = await site.RunAsync();
        Assert.Equal(1, said.ExitCode);
        Assert.Equal(1, said.Json.GetProperty("rejected").GetInt32());
        Assert.True(site.Has("public/en/two.html"));
        Assert.Equal(0, (await site.RunAsync()).ExitCode);

        File.Delete(site.PathOf("inbox/two.en.md"));
        Assert.Equal(0, (await site.RunAsync()).ExitCode);
        Assert.Contains("A good release", site.Read("public/en/two.html"), StringComparison.Ordinal);
        Assert.Empty(site.Files("rejected"));
    }

    [Fact]
    public async Task A_misspelt_key_in_a_partners_file_stops_everything_before_anything_is_touched()
    {
        await using var site = await SiteAsync();
        var file = site.PathOf("config/partners/wire-agency.json");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("\"receives\"", "\"recieves\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var said = await site.RunAsync();

        Assert.Equal(2, said.ExitCode);
        Assert.Contains("config/partners/wire-agency.json: recieves: is no setting here. Did you mean “receives”?", said.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.PathOf("public")));
        Assert.False(Directory.Exists(site.PathOf("releases")));
        Assert.Equal(2, (await site.CommandAsync("check")).ExitCode);
    }
}
