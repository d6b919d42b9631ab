using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Syndication.Benchmarks.Generated;
using Syndication.Benchmarks.Measuring;
using Syndication.Folders;
using Syndication.Translation.Memory;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>Opening a translation memory, for the first time and again, and finding the sentences of releases in it; each size in a process of its own.</summary>
internal static class MemoryScenario
{
    private const int SentencesOfARelease = 40;
    private const int Releases = 250;

    public static async Task RunAsync(Setting setting, IReadOnlyList<int> sizes, Report report)
    {
        report.Begin("A translation memory, French and Arabic", $"memory --units {string.Join(' ', sizes)}");
        var table = new Table("units", "TMX MB", "first opened s", "units/s", "opened again s", "held MB", "peak MB", "index MB", "look-ups/s found", "look-ups/s not found");
        foreach (var size in sizes)
        {
            var folder = Make(setting, size);
            var child = await Child.RunAsync(Environment.ProcessPath!, ["look-up", folder, size.ToString(CultureInfo.InvariantCulture)], Setting.AtMost);
            var numbers = JsonSerializer.Deserialize(child.Output, FiguresJson.Default.DoubleArray)!;
            table.Add(size, numbers[0], numbers[1], size / numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
            Directory.Delete(folder, recursive: true);
        }

        report.Tell(table);
    }

    /// <summary>Loads and looks up, in the process that measures it; prints the numbers of the table.</summary>
    public static async Task LookUpAsync(string folder, int size)
    {
        var store = new FolderStore(folder);
        var began = Stopwatch.GetTimestamp();
        var (memory, problems) = await TranslationMemory.LoadAsync(store, CancellationToken.None);
        var first = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (memory.Units != size || problems.Count > 0)
            throw new InvalidOperationException($"{memory.Units} units of {size} were read, with {problems.Count} problems: it does not count.");
        var peak = Machine.PeakMemory(Environment.ProcessId);
        began = Stopwatch.GetTimestamp();
        (memory, _) = await TranslationMemory.LoadAsync(store, CancellationToken.None);
        var again = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var held = GC.GetTotalMemory(forceFullCollection: true);
        var found = await LookUpAsync(memory, [.. Enumerable.Range(0, Releases * SentencesOfARelease).Select(i => Unit((int)(i * 7919L % size)).French)], isThere: true);
        var missed = await LookUpAsync(memory, [.. Enumerable.Range(0, Releases * SentencesOfARelease).Select(i => $"{Unit(i).French} Non.")], isThere: false);
        var releases = new DirectoryInfo(Path.Combine(folder, "releases"));
        double index = releases.Exists ? releases.EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length) : 0;
        double length = new FileInfo(Path.Combine(folder, "config/memory/large.tmx")).Length;
        double[] numbers = [length / Figures.Megabyte, first, again, held / Figures.Megabyte, peak / Figures.Megabyte, index / Figures.Megabyte, found, missed];
        Console.WriteLine(JsonSerializer.Serialize(numbers, FiguresJson.Default.DoubleArray));
    }

    private static async Task<double> LookUpAsync(TranslationMemory memory, string[] texts, bool isThere)
    {
        var (french, arabic) = (FourTexts.Languages[0], FourTexts.Languages[1]);
        double best = 0;
        for (var round = 0; round < 3; round++)
        {
            var began = Stopwatch.GetTimestamp();
            foreach (var release in texts.Chunk(SentencesOfARelease))
            {
                var share = await memory.ForAsync(release, french, CancellationToken.None);
                if (Array.Find(release, text => share.Find(text, french, arabic) is null == isThere) is { } wrong)
                    throw new InvalidOperationException($"“{wrong}” was {(isThere ? "not " : "")}found.");
            }

            best = Math.Max(best, texts.Length / Stopwatch.GetElapsedTime(began).TotalSeconds);
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
