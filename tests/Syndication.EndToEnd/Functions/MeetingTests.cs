using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.Testing;

namespace Syndication.EndToEnd.Functions;

/// <summary>
/// Where processes meet: eight handlers behind eight hosts work on one account at once, on the same feeds, the same month and the same
/// releases for the same partner. <c>SYNDICATION_MEETING</c> says how many releases there are.
/// </summary>
public sealed partial class MeetingTests
{
    private const int Hosts = 8;

    private static readonly int Releases =
        int.TryParse(Environment.GetEnvironmentVariable("SYNDICATION_MEETING"), CultureInfo.InvariantCulture, out var many) ? many : 120;

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(3) + TimeSpan.FromSeconds(2 * Releases);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Eight_processes_at_once_lose_nothing_double_nothing_and_leave_every_feed_right()
    {
        if (Environment.GetEnvironmentVariable("SYNDICATION_MEETING") is null)
            Assert.Skip("SYNDICATION_MEETING does not say how many releases eight processes are to meet at, such as 120; it takes minutes.");
        await using var azurite = Azurite.OnDisk();
        await using var azure = await AzureSite.StartAsync(azurite, Prepare, Hosts);
        await using var folder = await SampleSite.CreateAsync();
        Prepare(folder);
        var stories = Enumerable.Range(0, Releases).Select(number => new Told(number)).ToList();
        foreach (var (name, text) in stories.SelectMany(story => story.Uploads))
            folder.Upload(name, text);
        await folder.RunAsync();
        foreach (var (name, text) in stories.SelectMany(story => story.Later))
            folder.Upload(name, text);
        await folder.RunAsync();

        var time = Stopwatch.StartNew();
        try
        {
            await MeetAsync(azure, folder, stories);
        }
        finally
        {
            Tell(string.Create(
                CultureInfo.InvariantCulture,
                $"{Releases} releases, {stories.Count(story => story.Later.Any())} of them changed meanwhile: {time.Elapsed.TotalSeconds:0} s; {azure.Received.Count} copies received; {azure.Hosts.Sum(host => host.Calls.Count)} calls of the handlers.\n{State(azure)}"));
        }

        JudgeCopies(azure);
        Assert.Empty(azure.Hosts.SelectMany(host => host.Hung));
        Assert.DoesNotContain(azure.Hosts.SelectMany(host => host.Calls), call => call.Status == 0);
        var site = Directory.CreateTempSubdirectory("meeting-").FullName;
        await JudgePublicAsync(azure, folder, site);
        Directory.Delete(site, recursive: true);
    }

    private static async Task MeetAsync(AzureSite azure, SampleSite folder, List<Told> stories)
    {
        var time = Stopwatch.StartNew();
        await UploadAsync(azure, stories);
        Tell(string.Create(CultureInfo.InvariantCulture, $"Uploaded after {time.Elapsed.TotalSeconds:0} s."));
        await EventuallyAsync(azure, async () =>
        {
            Assert.Equal(folder.Files("public").Keys.Where(IsOfRelease).Order(StringComparer.Ordinal), (await azure.NamesAsync("$web")).Where(IsOfRelease).Order(StringComparer.Ordinal));
            Assert.Equal(Held(folder.Received), Held(azure.Received));
        });
        await EventuallyAsync(azure, () => Task.CompletedTask);
    }

    private static void Tell(string what) => TestContext.Current.TestOutputHelper?.WriteLine(what);

    private static void Prepare(SampleSite site) => File.WriteAllText(site.PathOf("config/partners/las-secretariat.json"), Receives().Replace(
        File.ReadAllText(site.PathOf("config/partners/las-secretariat.json")), "\"receives\": { \"languages\": [\"fr\", \"ar\"], \"machineTranslations\": \"any\" }"));

    // A hundred releases at a time, their files one by one in any order, each told to the next host, sixteen at once. Where many wait, the next
    // hundred waits too: every message costs Azurite a look at all there are, and that is not what is tried here.
    private static async Task UploadAsync(AzureSite azure, List<Told> stories)
    {
        var random = new Random(11);
        var options = new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancel };
        var later = new List<Task>();
        foreach (var some in stories.Chunk(100))
        {
            var uploads = some.SelectMany(story => story.Uploads).ToArray();
            random.Shuffle(uploads);
            later.Add(LaterAsync(azure, [.. some.Where(story => story.Later.Any())]));
            await Parallel.ForAsync(0, uploads.Length, options, async (at, _) => await OneAsync(azure, uploads[at], at));
            for (var time = Stopwatch.StartNew(); await azure.WaitingAsync() > 200 && time.Elapsed < Within;)
                await Task.Delay(500, Cancel);
        }

        await Task.WhenAll(later);
    }

    private static async Task OneAsync(AzureSite azure, (string Name, string Text) upload, int at)
    {
        await azure.PutAsync("inbox", upload.Name, upload.Text);
        Assert.Equal(200, await azure.Hosts[at % Hosts].BlobCreatedAsync(upload.Name));
    }

    // As soon as a release is public, while the others are on their way, it is corrected or withdrawn.
    private static async Task LaterAsync(AzureSite azure, List<Told> stories)
    {
        for (var time = Stopwatch.StartNew(); stories.Count > 0 && time.Elapsed < Within;)
        {
            foreach (var story in stories.ToList())
            {
                if (!await IsPublicAsync(azure, story))
                    continue;
                stories.Remove(story);
                foreach (var upload in story.Later)
                    await OneAsync(azure, upload, story.Number);
            }

            await Task.Delay(2000, Cancel);
        }

        Assert.True(stories.Count == 0, $"{stories.Count} releases are not public after {Within}, {stories.FirstOrDefault()?.Id} for one. {State(azure)}");
    }

    private static async Task<bool> IsPublicAsync(AzureSite azure, Told story)
    {
        foreach (var language in story.Languages)
        {
            if (!await azure.HasAsync("$web", $"{language}/{story.Id}.html"))
                return false;
        }

        return true;
    }

    // What the hosts saw, for whoever has to find out why something is missing.
    private static string State(AzureSite azure) =>
        string.Join(", ", azure.Hosts.SelectMany(host => host.Calls).CountBy(call => $"{call.Function} {call.Status}").Select(pair => $"{pair.Key}: {pair.Value}")) +
        "\n" + string.Join("\n", azure.Hosts.SelectMany(host => host.Said.Split('\n')).Where(line => line.Contains("failed", StringComparison.Ordinal)).Take(20));

    // Work that waits its turn is hidden in the queue, so that quiet queues alone do not say that all is done.
    private static async Task EventuallyAsync(AzureSite azure, Func<Task> holds)
    {
        for (var time = Stopwatch.StartNew(); ;)
        {
            foreach (var host in azure.Hosts)
                await host.SettleAsync(Within);
            try
            {
                await holds();
                return;
            }
            catch (Exception e) when (e is Xunit.Sdk.IAssertionException && time.Elapsed < Within)
            {
                await Task.Delay(2000, Cancel);
            }
        }
    }

    private static void JudgeCopies(AzureSite azure)
    {
        Assert.All(azure.Received, copy => Assert.True(copy.GetProperty("verified").GetBoolean()));
        foreach (var copies in azure.Received.GroupBy(OfWhat))
        {
            var versions = copies.Select(VersionOf).ToList();
            Assert.True(versions.SequenceEqual(versions.Order()), $"{copies.Key}: the versions came as {string.Join(", ", versions)}.");
            foreach (var same in copies.GroupBy(VersionOf))
                Assert.Single(same.Select(copy => copy.GetProperty("webhookId").GetString()).Distinct());
        }

        var ids = azure.Received.Select(copy => copy.GetProperty("webhookId").GetString()).ToList();
        Assert.Equal(azure.Received.Select(copy => $"{OfWhat(copy)} {VersionOf(copy)}").Distinct().Count(), ids.Distinct().Count());
        Tell($"{ids.Count - ids.Distinct().Count()} copies came again, under the same id.");
    }

    // Every file is what the releases say, to the byte: all made anew from them is the same. And every page says what a pass over a folder says.
    private static async Task JudgePublicAsync(AzureSite azure, SampleSite folder, string site)
    {
        foreach (var (container, name) in new[] { ("releases", "releases"), ("config", "config"), ("$web", "public") })
            await azure.CopyAsync(container, Path.Combine(site, name));
        var published = Read(Path.Combine(site, "public"));
        foreach (var page in folder.Files("public").Keys.Where(IsOfRelease))
            Assert.Equal(WithoutInstants(folder.Read($"public/{page}")), WithoutInstants(published[page]));

        var rebuilt = await Cli.RunAsync(folder.Environment, "rebuild", "--site", site, "--json");
        Assert.True(rebuilt.ExitCode == 0, rebuilt.Error);
        var anew = Read(Path.Combine(site, "public"));
        Assert.Equal(anew.Keys.Order(StringComparer.Ordinal), published.Keys.Order(StringComparer.Ordinal));
        Assert.All(anew, file => Assert.True(file.Value == published[file.Key], $"public/{file.Key} is not what the releases say."));
    }

    private static Dictionary<string, string> Read(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText);

    private static bool IsOfRelease(string name) => name.Contains("/meeting/", StringComparison.Ordinal) && name.EndsWith(".html", StringComparison.Ordinal);

    private static string OfWhat(JsonElement copy) => $"{copy.GetProperty("id").GetString()} {copy.GetProperty("language").GetString()}";

    private static int VersionOf(JsonElement copy) => copy.GetProperty("version").GetInt32();

    // What partners hold in the end. The folder has the sample's own releases too, which do not meet; versions may differ, since in a folder the
    // files of a release come together; and what was withdrawn before its copy left was never sent.
    private static IEnumerable<string> Held(IEnumerable<JsonElement> received) => received.Where(copy => OfWhat(copy).StartsWith("meeting/", StringComparison.Ordinal)).GroupBy(OfWhat)
        .Where(copies => copies.MaxBy(VersionOf).GetProperty("type").GetString() != "release.withdrawn").Select(copies => copies.Key).Order(StringComparer.Ordinal);

    private static string WithoutInstants(string text) => Instant().Replace(text, "…");

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Instant();

    [GeneratedRegex("\"receives\": \\{.*?\\}", RegexOptions.Singleline)]
    private static partial Regex Receives();

    /// <summary>A release in the inbox: French and Arabic, every fifth in all four languages; every seventh corrected later, every eleventh withdrawn.</summary>
    private sealed record Told(int Number)
    {
        public string Id => string.Create(CultureInfo.InvariantCulture, $"meeting/release-{Number:D5}");

        public string[] Languages => Number % 5 == 0 ? ["fr", "ar", "en", "es"] : ["fr", "ar"];

        public IEnumerable<(string Name, string Text)> Uploads => Languages.Select(language => (Name(language), Text(language, "")));

        public IEnumerable<(string Name, string Text)> Later => Number switch
        {
            _ when Number % 11 == 10 => [(Name("fr"), Text("fr", "", "status: withdrawn\nreason: Une erreur.\n"))],
            _ when Number % 7 == 6 => [(Name("fr"), Text("fr", " Corrigé."))],
            _ => [],
        };

        private string Name(string language) => language == "fr" ? $"{Id}.md" : $"{Id}.{language}.md";

        private string Text(string language, string more, string front = "") =>
            $"---\ntitle: \"{Title(language)} {Number}\"\nlanguage: {language}\ndate: 2026-03-01\ntopics: [{(Number % 2 == 0 ? "climate, data" : "climate")}]\n{front}---\n\n" +
            string.Join("\n\n", Enumerable.Range(0, 3).Select(part => string.Join(' ', Enumerable.Repeat($"{Title(language)} {Number}, {part}.", 6)))) + more + "\n";

        private static string Title(string language) => language switch
        {
            "fr" => "Le communiqué numéro",
            "ar" => "البيان رقم",
            "en" => "The release of number",
            _ => "El comunicado número",
        };
    }
}
