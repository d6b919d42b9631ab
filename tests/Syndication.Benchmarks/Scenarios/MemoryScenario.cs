using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Syndication.Benchmarks.Generated;
using Syndication.Benchmarks.Measuring;
using Syndication.Folders;
using Syndication.Translation.Memory;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>Loading a translation memory and finding texts in it; each size in a process of its own.</summary>
internal static class MemoryScenario
{
    private const int LookUps = 500_000;

    public static async Task RunAsync(Setting setting, IReadOnlyList<int> sizes, Report report)
    {
        report.Begin("A translation memory, French and Arabic", $"memory --units {string.Join(' ', sizes)}");
        var table = new Table("units", "TMX MB", "load s", "units/s", "held MB", "peak MB", "look-ups/s found", "look-ups/s not found");
        foreach (var size in sizes)
        {
            var folder = Make(setting, size);
            var child = await Child.RunAsync(Environment.ProcessPath!, ["look-up", folder, size.ToString(CultureInfo.InvariantCulture)], Setting.AtMost);
            var numbers = JsonSerializer.Deserialize(child.Output, FiguresJson.Default.DoubleArray)!;
            table.Add(size, numbers[0], numbers[1], size / numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
            Directory.Delete(folder, recursive: true);
        }

        report.Tell(table);
    }

    /// <summary>Loads and looks up, in the process that measures it; prints the numbers of the table.</summary>
    public static async Task LookUpAsync(string folder, int size)
    {
        var began = Stopwatch.GetTimestamp();
        var (memory, problems) = await TranslationMemory.LoadAsync(new FolderStore(folder), CancellationToken.None);
        var load = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (memory.Units != size || problems.Count > 0)
            throw new InvalidOperationException($"{memory.Units} units of {size} were read, with {problems.Count} problems: it does not count.");
        var peak = Machine.PeakMemory(Environment.ProcessId);
        var held = GC.GetTotalMemory(forceFullCollection: true);
        var found = LookUp(memory, [.. Enumerable.Range(0, 10_000).Select(i => Unit((int)((long)i * size / 10_000)).French)], isThere: true);
        var missed = LookUp(memory, [.. Enumerable.Range(0, 10_000).Select(i => $"{Unit(i).French} Non.")], isThere: false);
        double length = new FileInfo(Path.Combine(folder, "config/memory/large.tmx")).Length;
        double[] numbers = [length / Figures.Megabyte, load, held / Figures.Megabyte, peak / Figures.Megabyte, found, missed];
        Console.WriteLine(JsonSerializer.Serialize(numbers, FiguresJson.Default.DoubleArray));
    }

    private static double LookUp(TranslationMemory memory, string[] texts, bool isThere)
    {
        var (french, arabic) = (FourTexts.Languages[0], FourTexts.Languages[1]);
        double best = 0;
        for (var round = 0; round < 5; round++)
        {
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < LookUps; i++)
            {
                if (memory.Find(texts[i % texts.Length], french, arabic) is null == isThere)
                    throw new InvalidOperationException($"“{texts[i % texts.Length]}” was {(isThere ? "not " : "")}found.");
            }

            best = Math.Max(best, LookUps / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return best;
    }

    private static string Make(Setting setting, int size)
    {
        var folder = setting.Folder("memory");
        Directory.CreateDirectory(Path.Combine(folder, "config/memory"));
        using var file = File.Create(Path.Combine(folder, "config/memory/large.tmx"));
        using var tmx = new TmxWriter(file);
        for (var i = 0; i < size; i++)
        {
            var unit = Unit(i);
            tmx.Write(new([new(FourTexts.Languages[0], unit.French), new(FourTexts.Languages[1], unit.Arabic)]));
        }

        return folder;
    }

    // Every unit is another sentence.
    private static FourTexts Unit(int i)
    {
        var sentence = Vocabulary.Sentences[i % Vocabulary.Sentences.Count];
        var number = i.ToString(CultureInfo.InvariantCulture);
        return sentence with { French = $"{sentence.French[..^1]} (document {number}).", Arabic = $"{sentence.Arabic[..^1]} (الوثيقة {number})." };
    }
}
