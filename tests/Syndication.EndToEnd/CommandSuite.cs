using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Syndication.Network.Receiving;
using Syndication.Testing;

namespace Syndication.EndToEnd;

/// <summary>The commands of someone who runs a newsroom, with the real program, wherever that is kept.</summary>
/// <param name="azurite">Where it is kept; null for a folder.</param>
public abstract class CommandSuite(Azurite? azurite)
{
    /// <summary>A site of its own for a test: in a folder, or in Azurite where there is one to be in.</summary>
    private protected Task<SampleSite> SiteAsync() => SampleSite.CreateAsync(azurite);

    private const string Main = "2026/caire-processus-consultatifs";

    [Fact]
    public async Task A_withdrawal_and_its_restoration_reach_the_pages_and_the_partner_at_once()
    {
        await using var site = await SiteAsync();
        await site.RunAsync();

        var withdrawn = await AtAsync(site, "withdraw", "inbox/2026/caire-processus-consultatifs.html", "--reason", "Une date était fausse.", "--json");

        Assert.True(withdrawn.ExitCode == 0, withdrawn.Error);
        Assert.True(withdrawn.Json.GetProperty("changed").GetBoolean());
        Assert.Equal(["ar", "en", "es", "fr"], withdrawn.Json.GetProperty("pages").EnumerateArray().Select(page => page.GetString()));
        Assert.Equal("withdrawn", withdrawn.Json.GetProperty("release").GetProperty("status").GetString());
        Assert.False(withdrawn.Json.GetProperty("release").GetProperty("outstanding").GetBoolean());
        Assert.Contains("Une date était fausse.", site.Read($"public/fr/{Main}.html"), StringComparison.Ordinal);
        Assert.Equal("release.withdrawn", site.Received[^1].GetProperty("type").GetString());

        var again = await AtAsync(site, "withdraw", Main, "--reason", "Une date était fausse.");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("withdrawn already, for the same reason", again.Output, StringComparison.Ordinal);

        var restored = await AtAsync(site, "restore", Main);
        Assert.Equal(0, restored.ExitCode);
        Assert.Contains("is restored (version 3)", restored.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Une date était fausse.", site.Read($"public/fr/{Main}.html"), StringComparison.Ordinal);
        Assert.Equal(["release.published", "release.withdrawn", "release.corrected"], Types(site));

        var needless = await AtAsync(site, "restore", Main);
        Assert.Equal(0, needless.ExitCode);
        Assert.Contains("is not withdrawn; nothing is changed", needless.Output, StringComparison.Ordinal);
        Assert.Equal(3, Types(site).Count);
    }

    [Fact]
    public async Task A_copy_is_sent_again_under_the_same_id_and_only_when_asked_for()
    {
        await using var site = await SiteAsync();
        await site.RunAsync();
        var before = site.Received.Count;

        var looked = await AtAsync(site, "resend", "--partner", "las-secretariat", "--dry-run", "--json");
        Assert.Equal(0, looked.ExitCode);
        Assert.Equal(before, site.Received.Count);
        Assert.Equal(before, looked.Json.GetProperty("copies").GetArrayLength());

        var sent = await AtAsync(site, "resend", "--partner", "las-secretariat", "--release", Main, "--json");
        Assert.True(sent.ExitCode == 0, sent.Error);
        Assert.Equal("delivered", sent.Json.GetProperty("copies")[0].GetProperty("outcome").GetString());
        Assert.Equal(before + 1, site.Received.Count);
        var copies = site.Received.Where(copy => copy.GetProperty("id").GetString() == Main).ToList();
        Assert.Equal(2, copies.Count);
        Assert.Single(copies.Select(copy => copy.GetProperty("webhookId").GetString()).Distinct());

        await site.RunAsync();
        Assert.Equal(before + 1, site.Received.Count);
        var none = await AtAsync(site, "resend", "--partner", "las-secretariat", "--since", "2999-01-01");
        Assert.Contains("nothing to send again", none.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_that_is_disabled_is_sent_nothing_but_withdrawals_and_everything_when_it_is_enabled()
    {
        await using var site = await SiteAsync();
        var disabled = await AtAsync(site, "partner", "disable", "las-secretariat", "--reason", "It moves.");
        Assert.True(disabled.ExitCode == 0, disabled.Error);
        await site.RunAsync();
        Assert.Empty(site.Received);
        Assert.Contains("It moves.", (await AtAsync(site, "explain", Main)).Output, StringComparison.Ordinal);

        var enabled = await AtAsync(site, "partner", "enable", "las-secretariat");

        Assert.True(enabled.ExitCode == 0, enabled.Error);
        Assert.True(site.Received.Count > 1);
        Assert.Contains($"las-secretariat is enabled: {site.Received.Count} copies went out now.", enabled.Output, StringComparison.Ordinal);
        var sent = site.Received.Count;
        Assert.Contains("was not held: 0 copies", (await AtAsync(site, "partner", "enable", "las-secretariat")).Output, StringComparison.Ordinal);

        await AtAsync(site, "partner", "disable", "las-secretariat");
        await AtAsync(site, "withdraw", Main, "--reason", "Une date était fausse.");
        Assert.Equal(sent + 1, site.Received.Count);
        Assert.Equal("release.withdrawn", site.Received[^1].GetProperty("type").GetString());
        var notices = await AtAsync(site, "status", "--withdrawals", "--json");
        var notice = notices.Json.GetProperty("withdrawals").EnumerateArray().Single(line => line.GetProperty("partner").GetString() == "las-secretariat");
        Assert.Equal((Main, false), (notice.GetProperty("release").GetString(), notice.GetProperty("outstanding").GetBoolean()));
        Assert.StartsWith("rcpt_", notice.GetProperty("receipt").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_journal_has_a_line_for_every_copy_and_tells_the_one_that_somebody_changed()
    {
        await using var site = await SiteAsync();
        await site.RunAsync();

        var verified = await AtAsync(site, "ledger", "verify", "--json");
        Assert.True(verified.ExitCode == 0, verified.Error);
        var partners = verified.Json.GetProperty("partners").EnumerateArray().ToDictionary(partner => partner.GetProperty("partner").GetString()!, partner => partner.GetProperty("lines").GetInt32());
        Assert.Equal(["las-secretariat", "union-observatory", "wire-agency"], partners.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(site.Received.Count, partners["las-secretariat"]);
        var exported = await AtAsync(site, "ledger", "export", "--partner", "las-secretariat");
        Assert.Equal(
            site.Received.Select(copy => copy.GetProperty("webhookId").GetString()).Order(StringComparer.Ordinal),
            exported.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("webhookId").GetString()).Order(StringComparer.Ordinal));
        var table = await AtAsync(site, "ledger", "export", "--format", "csv");
        Assert.Equal(1 + partners.Values.Sum(), table.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        var file = Directory.EnumerateFiles(site.PathOf("deliveries/~journal/las-secretariat"), "*.jsonl", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains("\"accepted\"", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text.Replace("\"accepted\"", "\"permanent\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var changed = await AtAsync(site, "ledger", "verify");
        Assert.Equal(1, changed.ExitCode);
        Assert.Contains("las-secretariat: ", changed.Error, StringComparison.Ordinal);
        Assert.Contains("union-observatory: ", changed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_days_copies_are_replayed_to_a_test_receiver_and_the_partner_hears_nothing_of_it()
    {
        await using var site = await SiteAsync();
        await site.RunAsync();
        var (before, ledger) = (site.Received, site.Files("deliveries"));
        var secret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var taken = new ConcurrentQueue<string>();
        await using var receiver = await Receiver.StartAsync(0, secret, taken.Enqueue, TimeProvider.System, TestContext.Current.CancellationToken);

        var replayed = await site.CommandAsync(
            new Dictionary<string, string>(site.Environment) { ["TEST_SECRET"] = secret },
            "resend", "--partner", "las-secretariat", "--since", "2020-01-01", "--to", $"http://localhost:{receiver.Port}/", "--secret", "env:TEST_SECRET", "--json");

        Assert.True(replayed.ExitCode == 0, replayed.Error);
        Assert.Equal(before.Count, site.Received.Count);
        Assert.Equal(ledger, site.Files("deliveries"));
        Assert.Equal(Ids(before), Ids(taken.Select(line => JsonDocument.Parse(line).RootElement)));
        Assert.All(taken, line => Assert.Contains("\"verified\":true", line, StringComparison.Ordinal));

        static IEnumerable<string?> Ids(IEnumerable<JsonElement> copies) => copies.Select(copy => copy.GetProperty("webhookId").GetString()).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Explain_says_who_gets_a_release_and_why_the_others_do_not()
    {
        await using var site = await SiteAsync();
        await site.RunAsync();

        var said = await AtAsync(site, "explain", Main, "--json");
        Assert.Equal(0, said.ExitCode);
        var copies = said.Json.GetProperty("copies").EnumerateArray().ToList();
        var arabic = copies.Single(copy => copy.GetProperty("partner").GetString() == "las-secretariat" && copy.GetProperty("language").GetString() == "ar");
        Assert.Equal("delivered", arabic.GetProperty("state").GetString());
        Assert.StartsWith("rcpt_", arabic.GetProperty("receipt").GetString(), StringComparison.Ordinal);
        Assert.Contains(copies, copy => copy.GetProperty("reason").GetString() == "The agreement has ar, not fr.");

        var people = await AtAsync(site, "explain", "2027/climate-mobility-outlook");
        Assert.Contains("under embargo until", people.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', people.Output);

        var unknown = await AtAsync(site, "explain", "2026/tunis-sante-migrant");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("Did you mean “2026/tunis-sante-migrants”?", unknown.Error, StringComparison.Ordinal);
        Assert.Empty(unknown.Output);
    }

    [Fact]
    public async Task A_rebuild_makes_everything_public_again_byte_for_byte()
    {
        await using var site = await SiteAsync();
        await site.RunAsync();
        site.SecondDay();
        await site.RunAsync();
        var (files, shelves) = (site.Files("public"), site.Files("releases/~shelves"));
        Directory.Delete(site.PathOf("public"), recursive: true);
        Directory.Delete(site.PathOf("releases/~shelves"), recursive: true);

        var said = await AtAsync(site, "rebuild", "--json");

        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Equal(files.OrderBy(file => file.Key, StringComparer.Ordinal), site.Files("public").OrderBy(file => file.Key, StringComparer.Ordinal));
        Assert.Equal(Shelves(shelves), Shelves(site.Files("releases/~shelves")));
        Assert.Equal(files.Count, said.Json.GetProperty("written").GetInt32());
        Assert.Equal(0, (await site.RunAsync()).Json.GetProperty("published").GetInt32());

        // Notes of publications under way are no shelf; where none is, there may be an empty one or none.
        static IEnumerable<KeyValuePair<string, string>> Shelves(IReadOnlyDictionary<string, string> files) =>
            files.Where(file => !file.Key.EndsWith("underway.json", StringComparison.Ordinal)).OrderBy(file => file.Key, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_memory_exported_from_one_newsroom_makes_the_editions_of_another()
    {
        await using var knowing = await SiteAsync();
        await using var other = await SiteAsync();
        Directory.Delete(other.PathOf("config/memory"), recursive: true);
        await other.RunAsync();
        Assert.False(other.Has($"public/ar/{Main}.html"));
        var file = other.PathOf("agency.tmx");

        var exported = await AtAsync(knowing, "memory", "export", "--output", file, "--json");
        Assert.Equal(33, exported.Json.GetProperty("units").GetInt32());
        var printed = await AtAsync(knowing, "memory", "export");
        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), printed.Output);
        Assert.Contains("33 units (ar, en, es, fr)", printed.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file + ".cut", printed.Output[..4000], TestContext.Current.CancellationToken);
        var cut = await AtAsync(other, "memory", "import", file + ".cut");
        Assert.Equal(2, cut.ExitCode);
        Assert.Contains("Nothing was imported", cut.Error, StringComparison.Ordinal);
        Assert.False(other.Has("memory/index.json"));

        var imported = await AtAsync(other, "memory", "import", file, "--json");
        Assert.Equal(33, imported.Json.GetProperty("new").GetInt32());
        Assert.True((await other.RunAsync()).Json.GetProperty("translated").GetInt32() > 0);
        Assert.True(other.Has($"public/ar/{Main}.html"));
        Assert.Equal(printed.Output, (await AtAsync(other, "memory", "export")).Output);
    }

    [Theory]
    [InlineData("'--reason' is required", "withdraw", Main)]
    [InlineData("it holds html", "withdraw", Main, "--reason", "<b>x</b>")]
    [InlineData("Did you mean “wire-agency”?", "resend", "--partner", "wire-agenci")]
    [InlineData("is no date", "resend", "--partner", "wire-agency", "--since", "yesterday")]
    [InlineData("There is no file", "memory", "import", "nowhere.tmx")]
    [InlineData("is no language", "memory", "export", "--from", "klingon")]
    [InlineData("--output FILE", "memory", "export", "--json")]
    public async Task Wrong_usage_is_told_with_what_to_do_and_nothing_is_touched(string told, params string[] arguments)
    {
        await using var site = await SiteAsync();
        var said = await AtAsync(site, arguments);
        Assert.Equal(2, said.ExitCode);
        Assert.Contains(told, said.Error, StringComparison.Ordinal);
        Assert.Empty(said.Output);
        Assert.False(Directory.Exists(site.PathOf("public")));
    }

    private static List<string?> Types(SampleSite site) =>
        [.. site.Received.Where(copy => copy.GetProperty("id").GetString() == Main).Select(copy => copy.GetProperty("type").GetString())];

    private static Task<Cli.Said> AtAsync(SampleSite site, params string[] arguments) => site.CommandAsync(arguments);
}
