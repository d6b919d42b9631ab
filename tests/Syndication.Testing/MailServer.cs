using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Syndication.Testing;

/// <summary>A mail server with its certificate made by itself, behaving as it is told to.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly Process process;

    private MailServer(Process process) => this.process = process;

    /// <summary>Where it listens, on this machine.</summary>
    public int Port { get; private set; }

    /// <summary>What it took: <c>from</c>, <c>to</c>, <c>secure</c>, and the <c>message</c> as base64.</summary>
    public ConcurrentQueue<JsonElement> Taken { get; } = [];

    /// <summary>Starts one.</summary>
    /// <param name="behaviour">JSON, as <c>smtp.cjs</c> has it.</param>
    /// <returns>The server; or null and why not: what a test that is skipped for it says.</returns>
    public static async Task<(MailServer? Server, string? Why)> StartAsync(string behaviour = "{}")
    {
        var (tests, lacks) = await NodePrograms.InstallAsync();
        if (tests is null)
            return (null, $"The mail server is not started: {lacks}");
        var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, "smtp.cjs"), tests, behaviour])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var server = new MailServer(process);
        var listening = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
                listening.TrySetException(new InvalidOperationException("The mail server ended."));
            else if (line.Data.StartsWith("listening ", StringComparison.Ordinal))
                listening.TrySetResult(int.Parse(line.Data["listening ".Length..], CultureInfo.InvariantCulture));
            else
                server.Taken.Enqueue(JsonElement.Parse(line.Data));
        };
        process.BeginOutputReadLine();
        server.Port = await listening.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return (server, null);
    }

    /// <summary>What it took once there are so many; a message's line may come a little after its sender was answered.</summary>
    public async Task<IReadOnlyList<JsonElement>> TakenAsync(int count, CancellationToken cancel)
    {
        for (var time = Stopwatch.StartNew(); Taken.Count < count && time.Elapsed < TimeSpan.FromSeconds(30);)
            await Task.Delay(10, cancel);
        return [.. Taken];
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        process.Dispose();
    }
}
