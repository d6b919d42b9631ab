using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Syndication.EndToEnd;

/// <summary>A machine that misbehaves, with the real program: it says what is wrong and what to do, ends, and the next run does the rest.</summary>
public sealed class HostileMachineTests
{
    private static readonly CancellationToken None = TestContext.Current.CancellationToken;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Names_of_every_kind_are_taken_or_told_and_nothing_hangs()
    {
        await using var site = await SampleSite.CreateAsync();
        Directory.Delete(site.PathOf("inbox"), recursive: true);
        var arabic = new string('ا', 126); // With the ending 255 bytes, as long as a file name can be.
        var good = new[] { "a b c.md", "أخبار اليوم.md", "a..b.md", "x.md/inside.md", "A.md", "a.md", new string('n', 100) + ".md" };
        foreach (var name in good)
            site.Upload(name, Text(name));
        var bad = new[] { new string('n', 252) + ".md", arabic + ".md", "new\nline.md", "bell\a.md", "back\\slash.md", "e\u0301te\u0301.md" };
        foreach (var name in bad)
            site.Upload(name, Text("bad"));
        site.Upload("été.md", Text("composed"));
        foreach (var name in new[] { "..md", ".hidden.md", ".../dots.md" })
            site.Upload(name, Text("passed over"));
        File.CreateSymbolicLink(site.PathOf("inbox/link.md"), "/etc/passwd");
        Directory.CreateSymbolicLink(site.PathOf("inbox/elsewhere"), "/etc");
        var pipe = await ShellAsync($"mkfifo '{site.PathOf("inbox/pipe.md")}' && mkfifo '{site.PathOf("config/pipe.json")}'");
        Assert.Equal(0, pipe.ExitCode);
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified);
        var socketPath = site.PathOf("inbox/s.md");
        if (socketPath.Length < 100)
            socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(socketPath));

        var said = await RunAsync(site, "run");

        Assert.Equal(1, said.ExitCode);
        Assert.Equal(good.Length + 1, said.Json.GetProperty("read").GetInt32());
        Assert.Equal(bad.Length, said.Json.GetProperty("rejected").GetInt32());
        foreach (var name in good)
            Assert.True(site.Has($"public/en/{name[..^3]}.html"), name);
        Assert.Equal(bad.Length, site.Files("rejected").Keys.Count(file => file.EndsWith(".problem.json", StringComparison.Ordinal)));
        Assert.DoesNotContain(site.Files("public").Keys, file => file.Contains("link", StringComparison.Ordinal) || file.Contains("passwd", StringComparison.Ordinal) || file.Contains("pipe", StringComparison.Ordinal));

        var again = await RunAsync(site, "night");
        Assert.Equal(0, again.ExitCode);
        Assert.Equal(0, again.Json.GetProperty("totals").GetProperty("repaired").GetInt32());
    }

    [Fact]
    public async Task A_full_disk_is_told_with_its_folder_and_the_next_run_completes()
    {
        await using var site = await SampleSite.CreateAsync();
        await using var calm = await SampleSite.CreateAsync();
        await RunAsync(calm, "run");
        var disk = await MountAsync("-t tmpfs -o size=160k,mode=777 tmpfs", site.PathOf("releases"));
        Assert.SkipUnless(disk, "A small disk cannot be mounted here: that needs root.");
        try
        {
            var said = await RunAsync(site, "run");
            Assert.Equal(1, said.ExitCode);
            Assert.Contains(site.Folder, said.Error, StringComparison.Ordinal);
            Assert.Contains("disk is full", said.Error, StringComparison.Ordinal);
            Assert.All(site.Files("releases").Keys.Where(file => file.EndsWith(".json", StringComparison.Ordinal)), file => JsonDocument.Parse(site.Read($"releases/{file}")).Dispose());

            Assert.Equal(0, (await ShellAsync($"mount -o remount,size=64m '{site.PathOf("releases")}'")).ExitCode);
            for (var i = 0; i < 3; i++)
                said = await RunAsync(site, "run");
            Assert.Equal(0, said.ExitCode);
            Assert.Equal(calm.Files("public").Keys.Order(StringComparer.Ordinal), site.Files("public").Keys.Order(StringComparer.Ordinal));
            Assert.Equal(calm.Files("partners").Keys.Order(StringComparer.Ordinal), site.Files("partners").Keys.Order(StringComparer.Ordinal));
            Assert.Equal(0, (await site.StatusAsync()).Json.GetProperty("queue").GetProperty("poison").GetInt32());
        }
        finally
        {
            await ShellAsync($"umount '{site.PathOf("releases")}'");
        }
    }

    [Theory]
    [InlineData("releases")]
    [InlineData("public")]
    [InlineData("queues")]
    public async Task A_folder_mounted_read_only_is_told_and_the_next_run_completes(string folder)
    {
        await using var site = await SampleSite.CreateAsync();
        await RunAsync(site, "run");
        site.Upload("2026/news.md", Text("news"));
        var path = site.PathOf(folder);
        Assert.SkipUnless(await MountAsync($"--bind '{path}'", path) && (await ShellAsync($"mount -o remount,bind,ro '{path}'")).ExitCode == 0, "A folder cannot be mounted read-only here: that needs root.");
        try
        {
            var said = await RunAsync(site, "run");
            Assert.Equal(1, said.ExitCode);
            Assert.Contains("read-only", said.Error, StringComparison.Ordinal);
            Assert.Contains(site.Folder, said.Error, StringComparison.Ordinal);
        }
        finally
        {
            await ShellAsync($"umount '{path}'");
        }

        Assert.Equal(0, (await RunAsync(site, "run")).ExitCode);
        Assert.True(site.Has("public/en/2026/news.html"));
    }

    [Fact]
    public async Task Another_user_is_told_what_it_may_not_write_and_what_it_may_not_read()
    {
        await using var site = await SampleSite.CreateAsync();
        site.Upload("2026/secret.md", Text("secret"));
        Assert.SkipUnless(System.Environment.UserName == "root" && (await ShellAsync("setpriv --version")).ExitCode == 0, "Another user cannot be tried here: that needs root and setpriv.");
        await ShellAsync($"chmod 755 '{site.Folder}' && chmod -R a+rX '{site.Folder}'");
        var denied = await RunAsync(site, "run", asNobody: true);
        Assert.Equal(1, denied.ExitCode);
        Assert.Contains("may not be written", denied.Error, StringComparison.Ordinal);
        Assert.Contains(site.Folder, denied.Error, StringComparison.Ordinal);

        await ShellAsync($"chown -R nobody '{site.Folder}' && chown root '{site.PathOf("inbox/2026/secret.md")}' && chmod 600 '{site.PathOf("inbox/2026/secret.md")}'");
        var unread = await RunAsync(site, "run", asNobody: true);
        Assert.Equal(1, unread.ExitCode);
        Assert.Equal(1, unread.Json.GetProperty("rejected").GetInt32());
        Assert.Contains("secret.md", unread.Error, StringComparison.Ordinal);

        await ShellAsync($"chmod 644 '{site.PathOf("inbox/2026/secret.md")}'");
        Assert.Equal(0, (await RunAsync(site, "run", asNobody: true)).ExitCode);
        Assert.True(site.Has("public/en/2026/secret.html"));
    }

    [Fact]
    public async Task Files_that_come_and_go_while_they_are_read_harm_nothing()
    {
        await using var site = await SampleSite.CreateAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(None);
        var churn = Task.Run(
            async () =>
            {
                for (var i = 0; !stop.IsCancellationRequested; i++)
                {
                    site.Upload($"fleeting/{i % 20}.md", Text($"fleeting {i}"));
                    if (i > 10)
                        File.Delete(site.PathOf($"inbox/fleeting/{(i - 10) % 20}.md"));
                    if (i % 50 == 49)
                        Directory.Delete(site.PathOf("inbox/fleeting"), recursive: true);
                    await Task.Delay(1, None);
                }
            },
            None);

        var said = await RunAsync(site, "run");
        await stop.CancelAsync();
        await churn;

        Assert.True(said.ExitCode is 0 or 1, said.Error);
        Assert.DoesNotContain("Exception", said.Error, StringComparison.Ordinal);
        Assert.True(site.Has("public/fr/2026/caire-processus-consultatifs.html"));
        Assert.Equal(0, (await site.StatusAsync()).Json.GetProperty("queue").GetProperty("poison").GetInt32());
    }

    [Fact]
    public async Task Ten_thousand_files_at_once_are_taken_with_few_open_files_and_little_memory()
    {
        await using var site = await SampleSite.CreateAsync();
        Directory.CreateDirectory(site.PathOf("inbox/many"));
        for (var i = 0; i < 10_000; i++)
            await File.WriteAllTextAsync(site.PathOf($"inbox/many/{i}.xyz"), "x", None);
        await ShellAsync($"find '{site.PathOf("inbox/many")}' -type f -exec touch -d '1 minute ago' {{}} +");

        // 256 files open at once, of which the program itself takes half for its libraries, and 24 GB of addresses as .NET reserves them; what is used is read from the system.
        var said = await RunAsync(site, "run", limit: "ulimit -n 256; ");

        Assert.Equal(1, said.ExitCode);
        Assert.Equal(10_000, said.Json.GetProperty("rejected").GetInt32());
        Assert.InRange(said.PeakMegabytes, 1, 500);
    }

    [Fact]
    public async Task A_site_of_a_newer_program_is_refused_and_not_touched()
    {
        await using var site = await SampleSite.CreateAsync();
        Directory.CreateDirectory(site.PathOf("releases"));
        await File.WriteAllTextAsync(site.PathOf("releases/~format.json"), """{"format":99,"program":"7.1.0"}""", None);
        var before = site.Files("");

        foreach (var command in new[] { "run", "night", "status" })
        {
            var said = await RunAsync(site, command);
            Assert.Equal(2, said.ExitCode);
            Assert.Contains("syndication 7.1.0 or later", said.Error, StringComparison.Ordinal);
        }

        Assert.Equal(before, site.Files(""));
    }

    [Fact]
    public async Task A_release_cut_in_half_is_told_set_aside_and_made_again()
    {
        await using var site = await SampleSite.CreateAsync();
        await RunAsync(site, "run");
        var (files, received) = (site.Files("public"), site.Received.Count);
        const string Path = "releases/2026/dakar-erosion-cotiere~/release.json";
        await File.WriteAllTextAsync(site.PathOf(Path), site.Read(Path)[..100], None);
        Assert.Contains(Path, (await site.StatusAsync()).Output, StringComparison.Ordinal);

        var said = await RunAsync(site, "night");

        Assert.Equal(1, said.ExitCode);
        Assert.Contains($"{Path} was damaged and is now in releases/~damaged/", said.Error, StringComparison.Ordinal);
        Assert.Equal(files, site.Files("public"));
        Assert.Equal(received, site.Received.Count);
        Assert.True(site.Has("reports/latest.html"));
        Assert.DoesNotContain(site.Files("public").Keys, file => file.Contains("report", StringComparison.Ordinal));
        Assert.Equal(JsonValueKind.Object, (await site.StatusAsync()).Json.GetProperty("lastNight").ValueKind);
    }

    private static string Text(string title) =>
        $"---\ntitle: \"The release {string.Concat(title.Where(char.IsLetterOrDigit)).PadRight(40)[..40].Trim()}\"\nlanguage: en\n---\nGeneva - The organisation said today that all is well with this release, and that there will be more of them.\n";

    private static async Task<bool> MountAsync(string what, string path)
    {
        if (System.Environment.UserName != "root")
            return false;
        Directory.CreateDirectory(path);
        return (await ShellAsync($"mount {what} '{path}'")).ExitCode == 0;
    }

    private static Task<Said> ShellAsync(string command) => StartAsync(null, command);

    private static Task<Said> RunAsync(SampleSite site, string command, bool asNobody = false, string limit = "")
    {
        var user = asNobody ? "setpriv --reuid=nobody --clear-groups " : "";
        return StartAsync(site.Environment, $"{limit}exec {user}'{Cli.Program}' {command} --site '{site.Folder}' --json");
    }

    // Whatever the machine does, the program ends by itself: one that hangs is killed, and its exit code says so.
    private static async Task<Said> StartAsync(IReadOnlyDictionary<string, string>? environment, string command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(None), process.StandardError.ReadToEndAsync(None));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(None);
        patience.CancelAfter(Patience);
        long peak = 0;
        try
        {
            while (!process.HasExited)
            {
                peak = Math.Max(peak, Peak(process));
                await Task.WhenAny(process.WaitForExitAsync(patience.Token), Task.Delay(100, patience.Token));
                patience.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync(None);
        return new(process.ExitCode, await output, await error, peak >> 20);
    }

    // One that ends while it is asked has none to tell.
    private static long Peak(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    private sealed record Said(int ExitCode, string Output, string Error, long PeakMegabytes)
    {
        public JsonElement Json => JsonDocument.Parse(Output).RootElement;
    }
}
