using System.Diagnostics;

namespace Syndication.Testing;

/// <summary>What <c>tests/package.json</c> names: programs that are not .NET, installed as they are locked when the first test needs one.</summary>
public static class NodePrograms
{
    private static readonly TimeSpan InstallWithin = TimeSpan.FromMinutes(5);
    private static readonly Lazy<Task<(string? Tests, string? Lacks)>> Installed = new(InstallOnceAsync);

    /// <summary>Sees to it that they are there.</summary>
    /// <returns>The folder <c>tests/</c>, below which Node finds them; or null, and what is missing and what to do.</returns>
    public static Task<(string? Tests, string? Lacks)> InstallAsync() => Installed.Value;

    private static async Task<(string? Tests, string? Lacks)> InstallOnceAsync()
    {
        if (TestsFolder() is not { } tests)
            return (null, "the tests do not run below the repository.");
        if (await RunAsync("node", ["--version"], tests, TimeSpan.FromMinutes(1)) is { } noNode)
            return (null, $"Node.js is missing ({noNode}). Install Node.js 20 or later with npm.");
        return await InstallAsync(tests) is { } notInstalled
            ? (null, $"“npm ci” in tests/ failed ({notInstalled}). Run it where npm's registry can be reached.")
            : (tests, null);
    }

    // One process at a time installs; the others find it done.
    private static async Task<string?> InstallAsync(string tests)
    {
        Directory.CreateDirectory(Path.Combine(tests, "../artifacts"));
        var lockFile = Path.Combine(tests, "../artifacts/node-modules.lock");
        var patience = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await using var held = new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                var done = new FileInfo(Path.Combine(tests, "node_modules/.package-lock.json"));
                if (done.Exists && done.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(tests, "package-lock.json")))
                    return null;
                return await RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-progress", "--fetch-retries=1"], tests, InstallWithin);
            }
            catch (IOException) when (patience.Elapsed < InstallWithin)
            {
                await Task.Delay(200);
            }
        }
    }

    // Null where it went well, else what it said last.
    private static async Task<string?> RunAsync(string program, string[] arguments, string folder, TimeSpan within)
    {
        var info = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var running = Process.Start(info)!;
            var output = running.StandardOutput.ReadToEndAsync();
            var error = running.StandardError.ReadToEndAsync();
            using var time = new CancellationTokenSource(within);
            try
            {
                await running.WaitForExitAsync(time.Token);
            }
            catch (OperationCanceledException)
            {
                running.Kill(entireProcessTree: true);
                return $"no end after {within.TotalMinutes:0} minutes";
            }

            var said = await output + await error;
            return running.ExitCode == 0 ? null : said.Trim().Split('\n')[0];
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }

    private static string? TestsFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Syndication.sln")))
                return Path.Combine(folder.FullName, "tests");
        }

        return null;
    }
}
