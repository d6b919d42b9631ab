using System.Diagnostics;
using System.Text.Json;

namespace Syndication.EndToEnd;

/// <summary>The real program, started as a process.</summary>
internal static class Cli
{
    /// <summary>What a process said when it ended.</summary>
    public sealed record Said(int ExitCode, string Output, string Error)
    {
        public JsonElement Json => JsonDocument.Parse(Output).RootElement;
    }

    /// <summary>The program as it was built beside the tests, or the one that <c>SYNDICATION_PROGRAM</c> names, such as the published one.</summary>
    public static readonly string Program = Environment.GetEnvironmentVariable("SYNDICATION_PROGRAM") is { Length: > 0 } named ? Path.GetFullPath(named)
        : Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "syndication.exe" : "syndication");

    /// <summary>The folder that the program stands in, with what the Functions host reads beside it.</summary>
    public static readonly string App = Path.GetDirectoryName(Program)!;

    /// <summary>Runs it to its end.</summary>
    public static async Task<Said> RunAsync(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Runs it to its end, without any variable of its own.</summary>
    public static Task<Said> RunAsync(params string[] arguments) => RunAsync(null, arguments);

    /// <summary>Starts it; returns false if it had to be killed after a while.</summary>
    public static async Task<bool> RunOrKillAsync(IReadOnlyDictionary<string, string>? environment, TimeSpan after, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await Task.WhenAny(process.WaitForExitAsync(CancellationToken.None), Task.Delay(after, TestContext.Current.CancellationToken));
        var ended = process.HasExited;
        if (!ended)
            process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(output, error);
        return ended;
    }

    /// <summary>Starts it.</summary>
    public static Process Start(IReadOnlyDictionary<string, string>? environment, string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
