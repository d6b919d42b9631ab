using System.Diagnostics;

namespace Syndication.Benchmarks.Measuring;

/// <summary>A process of its own: what it printed, how long it took from start to end, in all and of the processors, and the most memory it had.</summary>
internal sealed record Child(string Output, TimeSpan Took, TimeSpan Processor, long PeakMemory)
{
    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It ended with something other than 0, or not in time.</exception>
    public static async Task<Child> RunAsync(string program, IEnumerable<string> arguments, TimeSpan atMost)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        using var limit = new CancellationTokenSource(atMost);
        long peak = 0;
        var processor = TimeSpan.Zero;
        var ended = process.WaitForExitAsync(CancellationToken.None);
        while (!ended.IsCompleted)
        {
            // The numbers only grow, so the last ones seen are short by what the last few milliseconds added.
            peak = Math.Max(peak, Machine.PeakMemory(process.Id));
            processor = Machine.ProcessorTime(process.Id) is var time && time > processor ? time : processor;
            await Task.WhenAny(ended, Task.Delay(5, CancellationToken.None));
            if (limit.IsCancellationRequested)
            {
                process.Kill(entireProcessTree: true);
                throw new InvalidOperationException($"{program} took longer than {atMost} and was stopped.");
            }
        }

        var took = Stopwatch.GetElapsedTime(began);
        return process.ExitCode == 0
            ? new(await output, took, processor, peak)
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}");
    }
}
