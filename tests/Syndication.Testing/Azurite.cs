using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Testing;

/// <summary>
/// Azurite, Microsoft's emulator of Azure Storage, as one process for all tests of an assembly, started when the first of them asks. It
/// ends with the assembly's tests, and also where those are killed, since it then loses its standard input. Nothing is kept on disk, unless
/// that is asked for.
/// </summary>
public sealed partial class Azurite : IAsyncDisposable
{
    private const int Accounts = 1000;

    private static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(2);

    private readonly Lazy<Task<string?>> start;
    private readonly string key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
    private readonly SemaphoreSlim advancing = new(1);
    private readonly string? folder;
    private Process? process;
    private TaskCompletionSource<string>? answer;
    private int lastAccount = -1;
    private TimeSpan ahead;

    public Azurite()
        : this(null)
    {
    }

    private Azurite(string? folder)
    {
        this.folder = folder;
        start = new(LaunchAsync);
        Clock = new AzuriteClock(this);
    }

    /// <summary>
    /// One that keeps blobs in a folder of its own, which is deleted with it: in memory it renews an index over all blobs with each that is
    /// written over, so that tens of thousands of them stand in each other's way.
    /// </summary>
    public static Azurite OnDisk() => new(Directory.CreateTempSubdirectory("azurite-").FullName);

    /// <summary>Where its blobs are, without an account.</summary>
    public Uri Blobs { get; private set; } = null!;

    /// <summary>Where its queues are, without an account.</summary>
    public Uri Queues { get; private set; } = null!;

    /// <summary>Azurite's time.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Starts it where it does not run yet.</summary>
    /// <returns>Null where it runs, else why it does not: what a test that is skipped for it says.</returns>
    public Task<string?> StartAsync() => start.Value;

    /// <summary>An account that nobody else uses, empty.</summary>
    public AzuriteAccount NewAccount() => new($"newsroom{Interlocked.Increment(ref lastAccount) % Accounts}", key, Blobs, Queues);

    /// <summary>Puts Azurite's time forward. Whoever holds messages then loses them, so such tests do not run beside others with queues.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        await advancing.WaitAsync();
        try
        {
            answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await process!.StandardInput.WriteLineAsync(time.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
            await process.StandardInput.FlushAsync();
            await answer.Task.WaitAsync(StartWithin);
            ahead += time;
        }
        finally
        {
            advancing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        advancing.Dispose();
        if (start.IsValueCreated && process is not null)
        {
            process.StandardInput.Close();
            try
            {
                await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
            }
            catch (TimeoutException)
            {
                process.Kill(entireProcessTree: true);
                await process.WaitForExitAsync();
            }

            process.Dispose();
        }

        if (folder is not null)
            Directory.Delete(folder, recursive: true);
    }

    private async Task<string?> LaunchAsync()
    {
        var (tests, lacks) = await NodePrograms.InstallAsync();
        if (tests is null)
            return $"Azurite is not started: {lacks}";

        var info = new ProcessStartInfo(
            "node",
            [
                Path.Combine(AppContext.BaseDirectory, "azurite.cjs"), tests, "--skipApiVersionCheck", .. folder is null ? new[] { "--inMemoryPersistence" } : ["--location", folder], "--silent",
                "--disableTelemetry", "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
                "--blobPort", "0", "--queuePort", "0", "--tablePort", "0",
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(0, Accounts).Select(i => $"newsroom{i}:{key}"));
        process = Process.Start(info)!;
        var said = new StringBuilder();
        process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var started = ListenAsync(process, said);
        try
        {
            await started.WaitAsync(StartWithin);
            return null;
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"Azurite is installed and does not start: {said}", e);
        }
    }

    // Reads what it says: where it listens, then the answers to what it is told.
    private Task ListenAsync(Process running, StringBuilder said)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        running.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                listening.TrySetException(new InvalidOperationException("It ended."));
                answer?.TrySetException(new InvalidOperationException("It ended."));
                return;
            }

            said.AppendLine(line.Data);
            if (Listening().Match(line.Data) is { Success: true } match)
            {
                var address = new Uri(match.Groups["address"].Value);
                if (match.Groups["service"].Value == "Blob")
                    Blobs = address;
                else if (match.Groups["service"].Value == "Queue")
                    Queues = address;
                if (Blobs is not null && Queues is not null)
                    listening.TrySetResult();
            }
            else if (line.Data.StartsWith("ahead ", StringComparison.Ordinal))
            {
                answer?.TrySetResult(line.Data);
            }
        };
        running.BeginOutputReadLine();
        return listening.Task;
    }

    [GeneratedRegex("^Azurite (?<service>\\w+) service is successfully listening at (?<address>\\S+)")]
    private static partial Regex Listening();

    private sealed class AzuriteClock(Azurite azurite) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + azurite.ahead;
    }
}
