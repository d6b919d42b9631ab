using Syndication.App.Opening;

namespace Syndication.EndToEnd;

public sealed class PreviewTests
{
    [Fact]
    public async Task The_saved_page_is_understood_and_nothing_is_changed()
    {
        await using var site = await SampleSite.CreateAsync();
        var before = site.Files(".");

        var said = await Cli.RunAsync("preview", site.PathOf("inbox/2026/caire-processus-consultatifs.html"), "--site", site.Folder, "--json");

        Assert.True(said.ExitCode == 0, said.Error);
        var json = said.Json;
        Assert.Equal("2026/caire-processus-consultatifs", json.GetProperty("id").GetString());
        Assert.Equal("fr", json.GetProperty("language").GetString());
        Assert.Equal("ltr", json.GetProperty("direction").GetString());
        Assert.Equal("Le Caire", json.GetProperty("dateline").GetString());
        Assert.Equal(2, json.GetProperty("contacts").GetArrayLength());
        Assert.Contains(json.GetProperty("blocks").EnumerateArray(), block => block.GetProperty("kind").GetString() == "list");
        Assert.Equal(before, site.Files("."));
    }

    [Fact]
    public async Task A_file_of_a_release_that_is_known_is_previewed_beside_its_others()
    {
        await using var site = await SampleSite.CreateAsync();
        await site.RunAsync();
        site.SecondDay();

        var translation = await Cli.RunAsync("preview", site.PathOf("inbox/2026/journee-migrants.ar.md"), "--site", site.Folder);
        Assert.Contains("fr: original", translation.Output, StringComparison.Ordinal);
        Assert.Contains("ar: translated by a person, this file", translation.Output, StringComparison.Ordinal);

        var withdrawal = await Cli.RunAsync("preview", site.PathOf("inbox/2026/dakar-erosion-cotiere.md"), "--site", site.Folder);
        Assert.Contains("The release is taken back: ", withdrawal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(": yes.", withdrawal.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_would_be_rejected_says_why()
    {
        await using var site = await SampleSite.CreateAsync();
        var file = Path.Combine(site.Folder, "bad.md");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var said = await Cli.RunAsync("preview", file, "--json");

        Assert.Equal(1, said.ExitCode);
        Assert.Equal("empty", said.Json.GetProperty("problems")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task Demo_lives_through_two_days_and_exits()
    {
        var folder = Directory.CreateTempSubdirectory("demo-").FullName;
        try
        {
            var said = await Cli.RunAsync("demo", folder, "--once");

            Assert.True(said.ExitCode == 0, said.Output + said.Error);
            Assert.True(File.Exists(Path.Combine(folder, Sample.Marker)));
            Assert.True(File.Exists(Path.Combine(folder, "public/index.html")));
            Assert.Equal(0, (await Cli.RunAsync("demo", folder, "--once")).ExitCode);

            // An upload of somebody's own is not thrown away with the demonstration.
            await File.WriteAllTextAsync(Path.Combine(folder, "inbox/mine.en.md"), "mine", TestContext.Current.CancellationToken);
            var refused = await Cli.RunAsync("demo", folder, "--once");
            Assert.Equal(2, refused.ExitCode);
            Assert.Contains("inbox/mine.en.md", refused.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Demo_does_not_touch_a_folder_that_is_somebodys()
    {
        var folder = Directory.CreateTempSubdirectory("mine-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "thesis.txt"), "mine", TestContext.Current.CancellationToken);

            Assert.Equal(2, (await Cli.RunAsync("demo", folder, "--once")).ExitCode);
            Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder, "thesis.txt"), TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
