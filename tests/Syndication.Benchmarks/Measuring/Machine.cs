using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Syndication.Benchmarks.Measuring;

/// <summary>Where a measurement was taken, so that a number can be judged.</summary>
internal static class Machine
{
    /// <summary>One line: processor, memory, system, runtime, build, and how busy the machine was with other things.</summary>
    public static string Describe()
    {
        var model = Field("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30);
        var version = typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        var load = File.Exists("/proc/loadavg") ? $", load {File.ReadAllText("/proc/loadavg").Split(' ')[0]} before it began" : "";
        return $"{Environment.ProcessorCount} × {model}, {memory.ToString("0", CultureInfo.InvariantCulture)} GB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}, build {version}{load}";
    }

    /// <summary>The most memory a process has had resident so far (Linux: VmHWM), in bytes; 0 where nobody says.</summary>
    public static long PeakMemory(int process) => Memory(process, "VmHWM");

    /// <summary>The memory a process has resident now (Linux: VmRSS), in bytes; 0 where nobody says.</summary>
    public static long ResidentMemory(int process) => Memory(process, "VmRSS");

    private static long Memory(int process, string what)
    {
        try
        {
            var text = Field($"/proc/{process}/status", what);
            return text is null ? 0 : long.Parse(text.Split(' ')[0], CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0; // It ended.
        }
    }

    /// <summary>What a process has had of the processors so far (Linux: utime and stime of its stat); nothing where nobody says.</summary>
    public static TimeSpan ProcessorTime(int process)
    {
        try
        {
            // The name in parentheses may hold blanks; utime and stime are the 14th and 15th field, in hundredths of a second.
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromMilliseconds(10.0 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)));
        }
        catch (IOException)
        {
            return TimeSpan.Zero;
        }
    }

    private static string? Field(string file, string name) => !File.Exists(file) ? null : File.ReadLines(file)
        .Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()).FirstOrDefault();
}
