using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Syndication.EndToEnd;

/// <summary>
/// A press office that publishes, corrects and withdraws while its process is killed again and again; then what the partner received is compared
/// with what the ledger says. <c>SYNDICATION_KILLS=1000</c> kills as often.
/// </summary>
public sealed class DeliveryKillTests
{
    private const string Partner = "las-secretariat";
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("SYNDICATION_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : 40;

    private readonly Random random = new(20261127);
    private readonly Dictionary<string, (int Text, bool IsWithdrawn)> releases = [];

    [Fact]
    public async Task Nothing_is_lost_or_sent_under_another_id_or_out_of_order_however_often_the_process_is_killed()
    {
        await using var site = await SampleSite.CreateAsync();
        TakesAllFrench(site);
        var killed = 0;
        while (killed < Kills)
        {
            for (var i = random.Next(3); i >= 0; i--)
                Work(site);
            if (!await Cli.RunOrKillAsync(site.Environment, TimeSpan.FromMilliseconds(random.Next(40, 700)), "run", "--site", site.Folder, "--json"))
                killed++;
        }

        await site.CatchUpAsync();

        var received = site.Received.Select(Received.Of).ToList();
        var ledger = Ledger(site).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{killed} kills, {releases.Count} releases, {received.Count} copies received, {received.Select(one => one.WebhookId).Distinct().Count()} of them different.");

        // Under one id, in order: what is older never comes after what is newer.
        foreach (var copies in received.GroupBy(copy => (copy.Release, copy.Version, copy.Type)))
            Assert.Single(copies.Select(copy => copy.WebhookId).Distinct());
        foreach (var copies in received.GroupBy(copy => copy.Release))
            Assert.Equal(copies.Select(copy => copy.Version).Order(), copies.Select(copy => copy.Version));

        Assert.NotEmpty(received);

        // The ledger says of each what is true, and of nothing else.
        foreach (var copy in ledger.Where(copy => copy.State == "delivered"))
            Assert.Contains(received, one => one.WebhookId == copy.WebhookId);
        foreach (var copy in received)
            Assert.Contains(ledger, one => one.WebhookId == copy.WebhookId && one.Attempts > 0);

        // The last that the partner has of each release is the last that the office said, as the world can read it.
        var versions = (await site.StatusAsync()).Json.GetProperty("releases").EnumerateArray().ToDictionary(
            release => release.GetProperty("id").GetString()!,
            release => release.GetProperty("editions").EnumerateArray().Single(edition => edition.GetProperty("language").GetString() == "fr").GetProperty("version").GetInt32());
        foreach (var (name, (text, isWithdrawn)) in releases)
        {
            var last = received.LastOrDefault(copy => copy.Release.EndsWith("/" + name, StringComparison.Ordinal));
            if (isWithdrawn)
            {
                Assert.True(last is null or { Type: "release.withdrawn" }, $"{name} was withdrawn, and the partner has version {last?.Version}.");
                continue;
            }

            Assert.Contains($"Texte {text}.", site.Read($"public/fr/2026/{name}.html"), StringComparison.Ordinal);
            Assert.True(last is not null && last.Type != "release.withdrawn" && last.Version == versions[$"2026/{name}"], $"{name} is at version {versions[$"2026/{name}"]}, and the last that the partner has is {last}.");
        }

        var verified = await site.CommandAsync("ledger", "verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
    }

    // A new release, a correction, or a withdrawal. What was withdrawn stays so, whatever is uploaded of it, until somebody says “restore”.
    private void Work(SampleSite site)
    {
        var live = releases.Where(release => !release.Value.IsWithdrawn).Select(release => release.Key).ToList();
        var name = live.Count == 0 || (live.Count < 20 && random.Next(3) == 0) ? $"k{releases.Count}"
            : random.Next(20) == 0 ? releases.Keys.ElementAt(random.Next(releases.Count)) : live[random.Next(live.Count)];
        var before = releases.GetValueOrDefault(name);
        var withdraws = before.Text > 0 && random.Next(6) == 0;
        releases[name] = (before.Text + 1, before.IsWithdrawn || withdraws);
        var status = withdraws ? "status: withdrawn\nreason: Une date était fausse.\n" : "";
        site.Upload($"2026/{name}.md", $"---\ntitle: Communiqué {name}\nlanguage: fr\n{status}---\n\nLe bureau de presse annonce une réunion au Caire, {name}. Texte {before.Text + 1}.\n");
    }

    private static void TakesAllFrench(SampleSite site)
    {
        var file = site.PathOf($"config/partners/{Partner}.json");
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        root["receives"] = new JsonObject { ["languages"] = new JsonArray("fr") };
        root["hold"] = new JsonObject { ["failures"] = 1_000_000 };
        File.WriteAllText(file, root.ToJsonString());
    }

    private static IEnumerable<Entered> Ledger(SampleSite site) => site.Files($"deliveries/{Partner}").Keys
        .Where(file => file.EndsWith("~/copies.json", StringComparison.Ordinal))
        .Select(file => JsonDocument.Parse(site.Read($"deliveries/{Partner}/{file}")).RootElement)
        .SelectMany(ledger => ledger.GetProperty("copies").EnumerateArray())
        .Select(copy => new Entered(copy.GetProperty("webhookId").GetString()!, copy.GetProperty("state").GetString()!, copy.GetProperty("attempts").GetArrayLength()));

    private sealed record Entered(string WebhookId, string State, int Attempts);

    private sealed record Received(string Release, int Version, string Type, string WebhookId)
    {
        public static Received Of(JsonElement copy) => new(
            copy.GetProperty("id").GetString()!, copy.GetProperty("version").GetInt32(), copy.GetProperty("type").GetString()!, copy.GetProperty("webhookId").GetString()!);
    }
}
