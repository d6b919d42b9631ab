using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Xml.Linq;

namespace Syndication.EndToEnd;

/// <summary>The real server over a real folder, with other processes beside it.</summary>
public sealed class ServeTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_is_in_the_feeds_within_seconds_and_a_correction_and_a_withdrawal_too()
    {
        await using var site = await SampleSite.CreateAsync();
        await using var serve = await Serve.StartAsync(site);
        await serve.UntilAsync(() => serve.Said("published", "2026/caire-processus-consultatifs"), "the first pass");

        var watch = Stopwatch.StartNew();
        Copy(site, "2026/nouvelle.md", Text("Une nouvelle", "Le texte de la nouvelle."));
        await serve.UntilAsync(async () => (await serve.GetAsync("/feeds/fr/atom.xml")).Contains("2026/nouvelle", StringComparison.Ordinal), "the upload in the feed");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(15), $"It took {watch.Elapsed}.");

        Copy(site, "2026/nouvelle.md", Text("Une nouvelle", "Le texte corrigé de la nouvelle."));
        await serve.UntilAsync(async () => (await serve.GetAsync("/fr/2026/nouvelle.html")).Contains("corrigé", StringComparison.Ordinal), "the correction");

        // A slow copy under another name, renamed into place, that withdraws.
        await File.WriteAllTextAsync(site.PathOf("inbox/2026/nouvelle.md.part"), Text("Une nouvelle", "Le texte.", "status: withdrawn\n"), Cancel);
        File.Move(site.PathOf("inbox/2026/nouvelle.md.part"), site.PathOf("inbox/2026/nouvelle.md"), overwrite: true);
        await serve.UntilAsync(async () => (await serve.Client.GetAsync("/fr/2026/nouvelle.html", Cancel)).StatusCode == HttpStatusCode.Gone, "the withdrawal");

        // A folder moved in with files in it.
        Directory.CreateDirectory(site.PathOf("aside/deep"));
        await File.WriteAllTextAsync(site.PathOf("aside/deep/dossier.md"), Text("Un dossier", "Le texte du dossier."), Cancel);
        Directory.Move(site.PathOf("aside"), site.PathOf("inbox/moved"));
        await serve.UntilAsync(async () => (await serve.GetAsync("/feeds/fr/atom.xml")).Contains("moved/deep/dossier", StringComparison.Ordinal), "the folder moved in");

        // A link leads out of the inbox; nothing behind it is read, and what comes after it is.
        Directory.CreateDirectory(site.PathOf("outside"));
        await File.WriteAllTextAsync(site.PathOf("outside/secret.md"), Text("Un secret", "Le texte du secret."), Cancel);
        Directory.CreateSymbolicLink(site.PathOf("inbox/ext"), site.PathOf("outside"));
        Copy(site, "2026/derniere.md", Text("Une dernière", "Le texte de la dernière."));
        await serve.UntilAsync(async () => (await serve.GetAsync("/feeds/fr/atom.xml")).Contains("2026/derniere", StringComparison.Ordinal), "what came after the link");
        Assert.DoesNotContain(site.Files("public").Keys, file => file.Contains("secret", StringComparison.Ordinal));

        var health = JsonDocument.Parse(await serve.GetAsync("/healthz")).RootElement;
        Assert.Equal("well", health.GetProperty("status").GetString());
        Assert.Equal(0, await serve.StopAsync());
        Assert.DoesNotContain(site.Environment["LAS_WEBHOOK_SECRET"], serve.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configuration_is_taken_up_and_a_broken_one_is_told_and_left_alone()
    {
        await using var site = await SampleSite.CreateAsync();
        await using var serve = await Serve.StartAsync(site);
        await serve.UntilAsync(() => serve.Said("published", "2026/caire-processus-consultatifs"), "the first pass");

        File.Delete(site.PathOf("config/partners/wire-agency.json"));
        await serve.UntilAsync(() => serve.Said("config", "is read anew: 4 languages, 2 partners"), "the partner that was taken away");

        var right = await File.ReadAllTextAsync(site.PathOf("config/site.json"), Cancel);
        await File.WriteAllTextAsync(site.PathOf("config/site.json"), right.Replace("0 30 2 * * *", "30 2 * * *", StringComparison.Ordinal), Cancel);
        await serve.UntilAsync(() => serve.Said("config", "has 5 parts instead of six"), "the mistake in the log");
        Copy(site, "2026/nouvelle.md", Text("Une nouvelle", "Le texte de la nouvelle."));
        await serve.UntilAsync(async () => (await serve.GetAsync("/feeds/fr/atom.xml")).Contains("2026/nouvelle", StringComparison.Ordinal), "an upload under the old configuration");
        Assert.Equal(0, await serve.StopAsync());
    }

    [Fact]
    public async Task A_run_beside_it_takes_its_turn_and_what_it_leaves_is_seen()
    {
        await using var site = await SampleSite.CreateAsync();
        await using var serve = await Serve.StartAsync(site);
        await serve.UntilAsync(() => serve.Said("delivered", "2026/caire-processus-consultatifs"), "the first pass");

        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => site.RunAsync()));
        Assert.All(runs, said => Assert.True(said.ExitCode == 0, said.Output + said.Error));

        // Work that another process leaves in the queue, as one that was killed does.
        Copy(site, "2026/seule.md", Text("Une seule", "Le texte."));
        await serve.UntilAsync(async () => (await serve.GetAsync("/feeds/fr/atom.xml")).Contains("2026/seule", StringComparison.Ordinal), "the upload");
        Assert.Equal(0, await serve.StopAsync());
        AssertOnce(site);
    }

    [Theory]
    [InlineData(1)]
    public async Task Several_processes_killed_at_random_lose_and_double_nothing(int seed)
    {
        await using var site = await SampleSite.CreateAsync();
        var random = new Random(seed);
        for (var round = 0; round < 3; round++)
        {
            await using var serve = await Serve.StartAsync(site, wait: false);
            var runs = Enumerable.Range(0, 2).Select(_ => Cli.RunOrKillAsync(site.Environment, TimeSpan.FromMilliseconds(random.Next(300, 4000)), "run", "--site", site.Folder, "--json")).ToList();
            Copy(site, $"2026/envoi-{round}.md", Text($"Envoi {round}", "Le texte."));
            await Task.Delay(random.Next(200, 3000), Cancel);
            serve.Kill();
            await Task.WhenAll(runs);
        }

        await site.CatchUpAsync();

        var entries = XDocument.Load(site.PathOf("public/feeds/fr/atom.xml")).Root!.Elements(Atom + "entry")
            .Select(entry => entry.Element(Atom + "id")!.Value).ToList();
        for (var round = 0; round < 3; round++)
            Assert.Single(entries, id => id.EndsWith($":fr/2026/envoi-{round}", StringComparison.Ordinal));
        foreach (var copies in site.Received.GroupBy(copy => (copy.GetProperty("id").GetString(), copy.GetProperty("language").GetString(), copy.GetProperty("version").GetInt32())))
            Assert.Single(copies.Select(copy => copy.GetProperty("webhookId").GetString()).Distinct());
    }

    [Fact]
    public async Task A_partner_that_hangs_holds_up_no_upload()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var site = await SampleSite.CreateAsync();
        App.Opening.Sample.Set(site.PathOf("config/partners/las-secretariat.json"), $"http://localhost:{((IPEndPoint)silent.LocalEndpoint).Port}/", "channel", "url");
        await using var serve = await Serve.StartAsync(site);
        await serve.UntilAsync(() => serve.Said("delivered", "wire-agency"), "the others' copies");

        Copy(site, "2026/nouvelle.md", Text("Une nouvelle", "Le texte de la nouvelle."));
        await serve.UntilAsync(async () => (await serve.GetAsync("/feeds/fr/atom.xml")).Contains("2026/nouvelle", StringComparison.Ordinal), "the upload in the feed");
        Assert.DoesNotContain("undelivered", serve.Log, StringComparison.Ordinal);

        // It stops within its bound although copies hang.
        Assert.Equal(0, await serve.StopAsync());
    }

    [Fact]
    public async Task A_port_that_is_taken_and_a_folder_that_is_not_there_are_said_and_nothing_is_touched()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var site = await SampleSite.CreateAsync();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var said = await Cli.RunAsync(site.Environment, "serve", "--site", site.Folder, "--urls", url);
        Assert.Equal(2, said.ExitCode);
        Assert.Contains("that port is taken", said.Error, StringComparison.Ordinal);
        Assert.False(site.Has("public/index.html"));

        var missing = await Cli.RunAsync("serve", "--site", site.PathOf("nowhere"));
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("there is no such folder", missing.Error, StringComparison.Ordinal);

        var odd = await Cli.RunAsync(site.Environment, "serve", "--site", site.Folder, "--urls", "ftp://x");
        Assert.Equal(2, odd.ExitCode);

        Directory.Delete(site.PathOf("queues"), recursive: true);
        await File.WriteAllTextAsync(site.PathOf("queues"), "in the way", Cancel);
        var unwritable = await Cli.RunAsync(site.Environment, "serve", "--site", site.Folder, "--urls", "http://127.0.0.1:0");
        Assert.Equal(2, unwritable.ExitCode);
        Assert.Contains("cannot be written to", unwritable.Error, StringComparison.Ordinal);
    }

    private static void AssertOnce(SampleSite site) =>
        Assert.Equal(site.Received.Count, site.Received.Select(copy => copy.GetProperty("webhookId").GetString()).Distinct().Count());

    // As a person copies it, with the time of now.
    private static void Copy(SampleSite site, string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(site.PathOf($"inbox/{name}"))!);
        File.WriteAllText(site.PathOf($"inbox/{name}"), text);
    }

    private static string Text(string title, string body, string more = "") => $"---\ntitle: {title}\nlanguage: fr\n{more}---\n\nGENÈVE, 3 novembre 2026 – {body}\n";

    /// <summary>A serving process.</summary>
    internal sealed class Serve : IAsyncDisposable
    {
        private readonly Process process;
        private readonly ConcurrentQueue<string> lines = new();
        private readonly TaskCompletionSource<string> address = new();

        private Serve(Process process)
        {
            this.process = process;
            process.OutputDataReceived += (_, e) => Note(e.Data);
            process.ErrorDataReceived += (_, e) => Note(e.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        public HttpClient Client { get; } = new();

        public string Log => string.Join('\n', lines);

        public static async Task<Serve> StartAsync(SampleSite site, bool wait = true)
        {
            var serve = new Serve(Cli.Start(site.Environment, ["serve", "--site", site.Folder, "--urls", "http://127.0.0.1:0"]));
            if (wait)
                serve.Client.BaseAddress = new Uri(await serve.address.Task.WaitAsync(Patience, Cancel));
            return serve;
        }

        public bool Said(string what, string text) => lines.Any(line => line.Contains($" {what} ", StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal));

        public async Task<string> GetAsync(string path)
        {
            using var answer = await Client.GetAsync(path, Cancel);
            return await answer.Content.ReadAsStringAsync(Cancel);
        }

        public Task UntilAsync(Func<bool> holds, string what) => UntilAsync(() => Task.FromResult(holds()), what);

        public async Task UntilAsync(Func<Task<bool>> holds, string what)
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; await Task.Delay(100, Cancel))
            {
                if (await holds())
                    return;
            }

            Assert.Fail($"{what} did not come:\n{Log}");
        }

        public async Task<int> StopAsync()
        {
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await kill.WaitForExitAsync(Cancel);
            await process.WaitForExitAsync(Cancel).WaitAsync(Patience, Cancel);
            return process.ExitCode;
        }

        public void Kill() => process.Kill();

        public async ValueTask DisposeAsync()
        {
            if (!process.HasExited)
                process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
            Client.Dispose();
        }

        private void Note(string? line)
        {
            if (line is null)
                return;
            lines.Enqueue(line);
            if (line.Contains(" serving ", StringComparison.Ordinal) && line.IndexOf("http://", StringComparison.Ordinal) is var at and >= 0)
                address.TrySetResult(line[at..line.IndexOf(',', at)]);
        }
    }
}
