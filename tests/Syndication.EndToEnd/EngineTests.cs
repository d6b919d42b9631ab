using System.Text.Json.Nodes;
using Syndication.Testing;

namespace Syndication.EndToEnd;

/// <summary>The real program over the sample newsroom, with a translation service on this machine.</summary>
public sealed class EngineTests
{
    private const string Name = "TRANSLATOR_KEY";

    [Fact]
    public async Task Every_language_is_published_and_partners_are_told_that_a_machine_translated()
    {
        await using var stub = await StartAsync();
        await using var site = await SampleSite.CreateAsync();
        Configure(site, stub);

        var dry = await RunAsync(site, "run", "--dry-run", "--json");
        Assert.True(dry.ExitCode == 0, dry.Output + dry.Error);
        Assert.Empty(stub.Calls);
        Assert.False(site.Has("releases"));
        Assert.False(site.Has("public"));
        Assert.False(site.Has("queues"));

        var said = await RunAsync(site, "run", "--json");
        Assert.True(said.ExitCode == 0, said.Output + said.Error);
        Assert.Equal(0, said.Json.GetProperty("pending").GetInt32());
        Assert.Equal(0, said.Json.GetProperty("held").GetInt32());
        Assert.Equal(stub.Billed, said.Json.GetProperty("charactersBilled").GetInt64());
        Assert.Equal(stub.Billed, dry.Json.GetProperty("characters").GetInt64());
        Assert.Equal(Math.Round(stub.Billed * 10m / 1_000_000, 4), dry.Json.GetProperty("cost").GetDecimal());
        Assert.Equal(stub.Billed, dry.Json.GetProperty("editions").EnumerateArray().Sum(edition => edition.GetProperty("characters").GetInt64()));

        const string release = "reconnaissance-competences";
        Assert.True(site.Has($"public/es/2026/{release}.html"));
        var copies = Directory.EnumerateFiles(site.PathOf("partners/wire-agency"), $"*{release}*", SearchOption.AllDirectories).Select(File.ReadAllText).ToList();
        Assert.Contains(copies, copy => copy.Contains("Traducción automática", StringComparison.Ordinal));
        Assert.Contains("(fr → es)", copies.Single(copy => copy.Contains("Traducción automática", StringComparison.Ordinal)), StringComparison.Ordinal);

        // The second night costs nothing.
        var before = stub.Billed;
        var again = await RunAsync(site, "night", "--json");
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(before, stub.Billed);
        Assert.Equal(before, again.Json.GetProperty("engine").GetProperty("today").GetInt64());
        Assert.All(stub.Calls, call => Assert.False(string.IsNullOrEmpty(call.Trace)));
        Assert.DoesNotContain(StubTranslator.Key, said.Output + said.Error + again.Output + again.Error, StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(site.Folder, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(StubTranslator.Key, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agreed_names_come_out_in_every_language_with_the_glossary_and_the_checks_as_they_are_delivered()
    {
        await using var stub = await StubTranslator.StartAsync(app => StubTranslator.With(app, phrases: Phrasebook.Meeting));
        await using var site = await SampleSite.CreateAsync();
        Configure(site, stub, asDelivered: true);
        Directory.Delete(site.PathOf("inbox"), recursive: true);
        site.Upload("2026/accord.md", $"---\ntitle: {Phrasebook.French[0]}\nlanguage: fr\n---\n\n{string.Join(' ', Phrasebook.French.Skip(1))}\n");

        var said = await RunAsync(site, "run", "--json");
        Assert.True(said.ExitCode == 1, said.Output + said.Error);
        Assert.Contains("Delegates of IOM and the LAS met in Cairo on 3 March 2026.", site.Read("public/en/2026/accord.html"), StringComparison.Ordinal);
        Assert.Contains("Los delegados de la OIM y de la LEA se reunieron en El Cairo", site.Read("public/es/2026/accord.html"), StringComparison.Ordinal);

        // Arabic waits for a person, and for nothing else.
        Assert.False(site.Has("public/ar/2026/accord.html"));
        Assert.Equal(1, said.Json.GetProperty("held").GetInt32());
        var why = await RunAsync(site, "explain", "2026/accord");
        Assert.Contains("Machine translation into ar awaits approval", why.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("glossary.csv", why.Output, StringComparison.Ordinal);
        var approved = await RunAsync(site, "approve", "2026/accord", "--language", "ar");
        Assert.True(approved.ExitCode == 0, approved.Error);
        Assert.Contains("الشكر للمنظمة الدولية للهجرة وجامعة الدول العربية", site.Read("public/ar/2026/accord.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_key_and_a_budget_are_told_by_check_status_and_dry_run()
    {
        await using var stub = await StartAsync();
        await using var site = await SampleSite.CreateAsync();
        Configure(site, stub, ("charactersPerDay", 300));

        var check = await Cli.RunAsync(site.Environment, "check", "--site", site.Folder);
        Assert.Equal(1, check.ExitCode);
        Assert.Contains($"translation.key: editions wait for the engine: The environment variable {Name} is not set", check.Output, StringComparison.Ordinal);
        var without = await Cli.RunAsync(site.Environment, "run", "--site", site.Folder, "--json");
        Assert.Equal(1, without.ExitCode);
        Assert.Contains(Name, without.Error, StringComparison.Ordinal);
        Assert.Empty(stub.Calls);
        Assert.Equal(0, (await RunAsync(site, "check")).ExitCode);

        var dry = await RunAsync(site, "run", "--dry-run");
        Assert.Contains("The budget leaves 300 characters for now: the newest releases come first, the rest waits.", dry.Output, StringComparison.Ordinal);
        var said = await RunAsync(site, "run", "--json");
        Assert.Equal(0, said.ExitCode);
        Assert.InRange(stub.Billed, 1, 300);
        Assert.True(said.Json.GetProperty("pending").GetInt32() > 0);

        var status = (await RunAsync(site, "status", "--json")).Json;
        var translation = status.GetProperty("translation");
        Assert.Equal((stub.Billed, 300), (translation.GetProperty("charactersToday").GetInt64(), translation.GetProperty("charactersPerDay").GetInt64()));
        Assert.True(translation.GetProperty("waiting").GetInt32() > 0);
        Assert.True(status.GetProperty("queue").GetProperty("later").GetInt32() > 0);
    }

    [Fact]
    public async Task A_process_killed_in_the_middle_of_a_request_pays_for_one_request_more()
    {
        await using var calmStub = await StartAsync();
        await using var calm = await SampleSite.CreateAsync();
        Configure(calm, calmStub);
        await RunAsync(calm, "run", "--json");

        await using var stub = await StartAsync();
        await using var site = await SampleSite.CreateAsync();
        Configure(site, stub);
        stub.Next(Misbehaviour.Silence);
        var environment = With(site);
        using (var process = Cli.Start(environment, ["run", "--site", site.Folder, "--json"]))
        {
            while (stub.Calls.IsEmpty && !process.HasExited)
                await Task.Delay(20, TestContext.Current.CancellationToken);
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        // Several releases are translated at once; those requests that were under way are lost with the process.
        var lost = stub.Calls.ToList();
        await RunAsync(site, "run", "--json");
        await RunAsync(site, "run", "--json");

        Assert.InRange(stub.Billed, calmStub.Billed, calmStub.Billed + lost.Sum(call => call.Billed));
        Assert.InRange(lost.Count, 1, Environment.ProcessorCount);
        Assert.Equal(Pages(calm), Pages(site));
    }

    private static IEnumerable<string> Pages(SampleSite site) => site.Files("public").Keys.Where(file => file.EndsWith(".html", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static Task<Cli.Said> RunAsync(SampleSite site, params string[] arguments) => Cli.RunAsync(With(site), [.. arguments, "--site", site.Folder]);

    private static Dictionary<string, string> With(SampleSite site) => new(site.Environment) { [Name] = StubTranslator.Key };

    private static void Configure(SampleSite site, StubTranslator stub, params (string Key, long Value)[] more) => Configure(site, stub, asDelivered: false, more);

    private static void Configure(SampleSite site, StubTranslator stub, bool asDelivered, params (string Key, long Value)[] more)
    {
        var file = site.PathOf("config/site.json");
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        var translation = new JsonObject { ["engine"] = "azure", ["endpoint"] = stub.Url.AbsoluteUri, ["key"] = $"env:{Name}", ["pricePerMillion"] = 10 };
        foreach (var (key, value) in more)
            translation[key] = value;

        // The stub's words are none of any language, unless it has a phrasebook.
        if (asDelivered)
            translation["review"] = root["translation"]!["review"]!.DeepClone();
        else
            translation["checks"] = new JsonObject([.. new[] { "script", "untranslated", "length", "sentences", "dates" }.Select(check => KeyValuePair.Create<string, JsonNode?>(check, "warn"))]);
        root["translation"] = translation;
        File.WriteAllText(file, root.ToJsonString());

        // A machine without a phrasebook knows no agreed names.
        if (!asDelivered)
            File.Delete(site.PathOf("config/glossary.csv"));
    }

    private static Task<StubTranslator> StartAsync() => StubTranslator.StartAsync();
}
