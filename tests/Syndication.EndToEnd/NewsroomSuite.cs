using System.Text.Json;
using System.Xml.Linq;
using Syndication.Testing;

namespace Syndication.EndToEnd;

/// <summary>The main job, with the real program over the sample newsroom, wherever that is kept.</summary>
/// <param name="azurite">Where it is kept; null for a folder.</param>
public abstract class NewsroomSuite(Azurite? azurite)
{
    /// <summary>A site of its own for a test: in a folder, or in Azurite where there is one to be in.</summary>
    private protected Task<SampleSite> SiteAsync() => SampleSite.CreateAsync(azurite);

    private const string Main = "2026/caire-processus-consultatifs";
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Fact]
    public async Task A_pass_reads_translates_publishes_and_delivers()
    {
        await using var site = await SiteAsync();

        var said = await site.RunAsync();

        Assert.True(said.ExitCode == 0, said.Output + said.Error);
        Assert.True(said.Json.GetProperty("read").GetInt32() >= 9);
        Assert.Equal(0, said.Json.GetProperty("rejected").GetInt32());
        Assert.Equal(1, said.Json.GetProperty("embargoed").GetInt32());
        Assert.True(said.Json.GetProperty("charactersFromMemory").GetInt64() > 3000);
        Assert.Equal(0, said.Json.GetProperty("charactersBilled").GetInt64());
        foreach (var language in new[] { "fr", "ar", "en", "es" })
        {
            Assert.True(site.Has($"public/{language}/{Main}.html"), language);
            foreach (var feed in new[] { "rss.xml", "atom.xml", "feed.json" })
                Assert.True(site.Has($"public/feeds/{language}/{feed}"), feed);
        }

        Assert.Contains("dir=\"rtl\"", site.Read($"public/ar/{Main}.html"), StringComparison.Ordinal);
        Assert.Contains(site.Received, copy => copy.GetProperty("id").GetString() == Main && copy.GetProperty("language").GetString() == "ar" && copy.GetProperty("verified").GetBoolean());
    }

    [Fact]
    public async Task A_pass_with_nothing_new_changes_not_a_byte_and_sends_nothing()
    {
        await using var site = await SiteAsync();
        await site.RunAsync();
        var (files, received) = (site.Files("public"), site.Received.Count);

        var said = await site.RunAsync();

        Assert.Equal(0, said.ExitCode);
        Assert.Equal(files, site.Files("public"));
        Assert.Equal(received, site.Received.Count);
        foreach (var count in new[] { "read", "rejected", "corrected", "translated", "published", "delivered" })
            Assert.Equal(0, said.Json.GetProperty(count).GetInt32());
    }

    [Fact]
    public async Task The_second_days_correction_and_withdrawal_reach_pages_feeds_and_partners()
    {
        await using var site = await SiteAsync();
        await site.RunAsync();
        var before = Entry(site, "fr", Main);
        site.SecondDay();

        var said = await site.RunAsync();

        Assert.Equal(0, said.ExitCode);
        Assert.Equal(1, said.Json.GetProperty("corrected").GetInt32());
        Assert.Equal(1, said.Json.GetProperty("withdrawn").GetInt32());

        var after = Entry(site, "fr", Main);
        Assert.Equal(before.Element(Atom + "id")!.Value, after.Element(Atom + "id")!.Value);
        Assert.Equal(before.Element(Atom + "published")!.Value, after.Element(Atom + "published")!.Value);
        Assert.True(DateTimeOffset.Parse(after.Element(Atom + "updated")!.Value) > DateTimeOffset.Parse(before.Element(Atom + "updated")!.Value));

        var arabic = site.Received.Where(copy => copy.GetProperty("id").GetString() == Main).ToList();
        Assert.Equal(["release.published", "release.corrected"], arabic.Select(copy => copy.GetProperty("type").GetString()));
        Assert.Equal([1, 2], arabic.Select(copy => copy.GetProperty("version").GetInt32()));

        var page = site.Read("public/fr/2026/dakar-erosion-cotiere.html");
        Assert.Contains("noindex", page, StringComparison.Ordinal);
        Assert.NotNull(Entry(site, "fr", "2026/dakar-erosion-cotiere"));
        Assert.Contains(Directory.EnumerateFiles(site.PathOf("partners"), "*withdrawn*", SearchOption.AllDirectories), file => file.Contains("dakar", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_embargoed_release_is_nowhere_outside_before_its_time()
    {
        await using var site = await SiteAsync();
        await site.RunAsync();

        const string name = "climate-mobility-outlook";
        foreach (var container in new[] { "public", "partners", "deliveries" })
        {
            foreach (var file in Directory.EnumerateFiles(site.PathOf(container), "*", SearchOption.AllDirectories))
            {
                Assert.DoesNotContain(name, file, StringComparison.Ordinal);
                Assert.DoesNotContain(name, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
            }
        }

        var status = (await site.StatusAsync()).Json;
        Assert.Equal("embargoed", Release(status, $"2027/{name}").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_language_that_is_missing_is_pending_on_the_page_and_absent_from_its_feed()
    {
        await using var site = await SiteAsync();
        await site.RunAsync();

        const string release = "2026/reconnaissance-competences";
        Assert.False(site.Has($"public/es/{release}.html"));
        Assert.DoesNotContain(release, site.Read("public/feeds/es/atom.xml"), StringComparison.Ordinal);
        var status = (await site.StatusAsync()).Json;
        var spanish = Release(status, release).GetProperty("editions").EnumerateArray().Single(edition => edition.GetProperty("language").GetString() == "es");
        Assert.Equal("pending", spanish.GetProperty("state").GetString());
        Assert.Contains("español", site.Read($"public/fr/{release}.html"), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Everyone_gets_what_was_agreed_and_nothing_else()
    {
        await using var site = await SiteAsync();
        await site.RunAsync();

        Assert.All(site.Received, copy => Assert.Equal("ar", copy.GetProperty("language").GetString()));
        var agency = Directory.EnumerateFiles(site.PathOf("partners/wire-agency"), "*", SearchOption.AllDirectories).Select(Path.GetFileName).ToList();
        Assert.NotEmpty(agency);
        Assert.All(agency, file => Assert.EndsWith(".txt", file, StringComparison.Ordinal));
        Assert.DoesNotContain(agency, file => file!.Contains(".ar.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Copies_wait_for_a_secret_that_is_missing_and_go_out_once_it_is_there()
    {
        await using var site = await SiteAsync();

        var without = await site.WithoutSecretAsync("run", "--json");
        Assert.Equal(1, without.ExitCode);
        Assert.Contains("LAS_WEBHOOK_SECRET", without.Error, StringComparison.Ordinal);
        Assert.Empty(site.Received);
        Assert.Equal(1, (await site.WithoutSecretAsync("check")).ExitCode);

        var with = await site.RunAsync();
        Assert.Equal(0, with.ExitCode);
        Assert.NotEmpty(site.Received);
        Assert.Equal(site.Received.Count, site.Received.Select(copy => copy.GetProperty("webhookId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_partner_that_does_not_answer_delays_nobody_else_and_gets_its_copies_later()
    {
        await using var site = await SiteAsync();
        var file = site.PathOf("config/partners/las-secretariat.json");
        var right = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        App.Opening.Sample.Set(file, "http://localhost:9/", "channel", "url");

        var said = await site.RunAsync();
        Assert.Equal(0, said.ExitCode);
        Assert.True(said.Json.GetProperty("retrying").GetInt32() > 0);
        Assert.NotEmpty(Directory.EnumerateFiles(site.PathOf("partners/wire-agency")));
        Assert.Empty(site.Received);

        await File.WriteAllTextAsync(file, right, TestContext.Current.CancellationToken);
        for (var i = 0; i < 20 && site.Received.Count < said.Json.GetProperty("retrying").GetInt32(); i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            await site.RunAsync();
        }

        Assert.Contains(site.Received, copy => copy.GetProperty("id").GetString() == Main);
    }

    private static XElement Entry(SampleSite site, string language, string release) => XDocument
        .Load(site.PathOf($"public/feeds/{language}/atom.xml")).Root!.Elements(Atom + "entry")
        .Single(entry => entry.Elements(Atom + "link").Any(link => link.Attribute("href")!.Value.EndsWith($"/{language}/{release}.html", StringComparison.Ordinal)));

    private static JsonElement Release(JsonElement status, string id) =>
        status.GetProperty("releases").EnumerateArray().Single(release => release.GetProperty("id").GetString() == id);
}
