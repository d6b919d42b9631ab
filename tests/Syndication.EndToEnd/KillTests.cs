using System.Text.Json;
using System.Text.RegularExpressions;

namespace Syndication.EndToEnd;

/// <summary>The process really killed, many times, at random instants: afterwards all is as if nothing had happened.</summary>
public sealed partial class KillTests
{
    private const int Kills = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_newsroom_killed_again_and_again_ends_as_one_that_was_left_alone(int seed)
    {
        await using var calm = await SampleSite.CreateAsync();
        await calm.RunAsync();
        calm.SecondDay();
        await calm.RunAsync();

        await using var killed = await SampleSite.CreateAsync();
        var random = new Random(seed);
        await KillAsync(killed, random);
        await killed.CatchUpAsync();
        killed.SecondDay();
        await KillAsync(killed, random);
        await killed.CatchUpAsync();

        Assert.Equal(calm.Files("public").Keys.Order(StringComparer.Ordinal), killed.Files("public").Keys.Order(StringComparer.Ordinal));
        foreach (var page in calm.Files("public").Keys.Where(file => file.EndsWith(".html", StringComparison.Ordinal) && file.Contains("202", StringComparison.Ordinal)))
            Assert.Equal(WithoutInstants(calm.Read($"public/{page}")), WithoutInstants(killed.Read($"public/{page}")));
        Assert.Equal(Editions(await calm.StatusAsync()), Editions(await killed.StatusAsync()));

        Assert.Equal(Copies(calm), Copies(killed));
        foreach (var copies in killed.Received.GroupBy(copy => (Id(copy), copy.GetProperty("version").GetInt32())))
            Assert.Single(copies.Select(copy => copy.GetProperty("webhookId").GetString()).Distinct());
        Assert.Equal(calm.Files("partners").Keys.Order(StringComparer.Ordinal), killed.Files("partners").Keys.Order(StringComparer.Ordinal));
    }

    private static async Task KillAsync(SampleSite site, Random random)
    {
        for (var i = 0; i < Kills; i++)
            await Cli.RunOrKillAsync(site.Environment, TimeSpan.FromMilliseconds(random.Next(50, 900)), "run", "--site", site.Folder, "--json");
    }

    private static string Id(JsonElement copy) => $"{copy.GetProperty("id").GetString()} {copy.GetProperty("language").GetString()}";

    private static IEnumerable<string> Copies(SampleSite site) => site.Received
        .Select(copy => $"{Id(copy)} {copy.GetProperty("type").GetString()} {copy.GetProperty("version").GetInt32()}").Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Editions(Cli.Said status) => status.Json.GetProperty("releases").EnumerateArray().SelectMany(release =>
        release.GetProperty("editions").EnumerateArray().Select(edition =>
            $"{release.GetProperty("id")} {release.GetProperty("version")} {release.GetProperty("status")} {edition.GetProperty("language")} {edition.GetProperty("state")} {edition.GetProperty("version")}"));

    private static string WithoutInstants(string text) => Instant().Replace(text, "…");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Instant();
}
