using System.Text.Json;
using System.Text.Json.Serialization;
using Syndication.App.Opening;
using Syndication.Folders;

namespace Syndication.Benchmarks.Measuring;

/// <summary>What one pass over a newsroom cost, measured inside the process that makes it.</summary>
internal sealed record PassFigures
{
    public required RunReport Report { get; init; }

    public required StoreCounts Store { get; init; }

    /// <summary>Reading the configuration and the memory, in seconds.</summary>
    public required double Opening { get; init; }

    /// <summary>The pass itself, in seconds.</summary>
    public required double Passing { get; init; }

    /// <summary>Of that, what the processors were at work for it, in seconds of one.</summary>
    public required double Processor { get; init; }

    /// <summary>Allocated in all, in bytes.</summary>
    public required long Allocated { get; init; }

    public required double CollectorPauses { get; init; }

    public required long PeakMemory { get; init; }

    /// <summary>Makes a pass with a counting store between the pipeline and the folder. To be run in a process of its own.</summary>
    public static async Task<PassFigures> MakeAsync(string site, TimeProvider clock)
    {
        var began = clock.GetTimestamp();
        var folder = await OpenedSite.OpenAsync(site, clock, CancellationToken.None);
        var opened = clock.GetElapsedTime(began);
        var store = new CountingStore(new FolderStore(site));
        var newsroom = folder.Newsroom! with { Store = store };
        var processor = Environment.CpuUsage.TotalTime;
        began = clock.GetTimestamp();
        var pass = await SitePass.RunAsync(folder, newsroom, null, null, CancellationToken.None);
        return new()
        {
            Report = pass.Report,
            Store = store.Take(),
            Opening = opened.TotalSeconds,
            Passing = clock.GetElapsedTime(began).TotalSeconds,
            Processor = (Environment.CpuUsage.TotalTime - processor).TotalSeconds,
            Allocated = GC.GetTotalAllocatedBytes(),
            CollectorPauses = GC.GetTotalPauseDuration().TotalSeconds,
            PeakMemory = Machine.PeakMemory(Environment.ProcessId),
        };
    }

    /// <summary>Has it done by a fresh copy of this program.</summary>
    public static async Task<PassFigures> OfChildAsync(string site, TimeSpan atMost)
    {
        var child = await Child.RunAsync(Environment.ProcessPath!, ["pass", site], atMost);
        return JsonSerializer.Deserialize(child.Output, FiguresJson.Default.PassFigures)!;
    }

    public string ToJson() => JsonSerializer.Serialize(this, FiguresJson.Default.PassFigures);
}

[JsonSerializable(typeof(PassFigures))]
[JsonSerializable(typeof(double[]))]
internal sealed partial class FiguresJson : JsonSerializerContext;
