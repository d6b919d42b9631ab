using System.Diagnostics;
using System.Globalization;
using Syndication.Benchmarks.Generated;
using Syndication.Benchmarks.Measuring;
using Syndication.Folders;
using Syndication.Releases;
using Syndication.Translation.Memory;
using Syndication.Translation.Segments;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>Finding the sentences of a release in the learned memory, with little and with much in it.</summary>
internal static class LearnedScenario
{
    private const int SentencesOfARelease = 40;
    private const int Releases = 250;

    public static async Task RunAsync(Setting setting, IReadOnlyList<int> sizes, Report report)
    {
        report.Begin("The learned memory in a folder, French and Arabic, releases of 40 sentences", $"learned --segments {string.Join(' ', sizes)}");
        var table = new Table("segments", "bytes on disk MB", "bytes a segment", "KB read a look-up", "look-ups/s found", "look-ups/s not found", "learned/s, a release at a time");
        foreach (var size in sizes)
        {
            var folder = setting.Folder("learned");
            var store = new FolderStore(folder);
            var memory = new LearnedMemory(store);
            for (var from = 0; from < size; from += 250_000)
                await memory.LearnAsync(Enumerable.Range(from, Math.Min(250_000, size - from)).Select(Segment), French, Arabic, CancellationToken.None);

            var files = new DirectoryInfo(folder).GetFiles("*.tsv", SearchOption.AllDirectories);
            double bytes = files.Sum(file => file.Length);
            var found = await LookUpAsync(memory, size, isThere: true);
            var missed = await LookUpAsync(memory, size, isThere: false);
            var learned = await LearnAsync(memory, size);
            table.Add(size, bytes / Figures.Megabyte, bytes / size, bytes / files.Length / 1024, found, missed, learned);
            Directory.Delete(folder, recursive: true);
        }

        report.Tell(table);
    }

    private static async Task<double> LookUpAsync(LearnedMemory memory, int size, bool isThere)
    {
        var texts = Enumerable.Range(0, Releases).Select(release => SegmentedManuscript.Of(new()
        {
            Language = French,
            Title = "",
            Html = Intake.Sanitiser.Clean(string.Concat(Enumerable.Range(0, SentencesOfARelease).Select(i => $"<p>{(isThere ? "" : "Non ")}{Segment((int)((release * SentencesOfARelease + i) * 7919L % size)).Source}</p>"))),
        })).ToList();
        double best = 0;
        for (var round = 0; round < 3; round++)
        {
            var began = Stopwatch.GetTimestamp();
            foreach (var text in texts)
            {
                var recalled = await memory.RecallAsync(text, French, Arabic, CancellationToken.None);
                if (text.Blocks.SelectMany(block => block.Sentences).Any(sentence => recalled.Best(sentence) is null == isThere))
                    throw new InvalidOperationException("The memory does not know what it should, or knows what it should not: it does not count.");
            }

            best = Math.Max(best, Releases * SentencesOfARelease / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return best;
    }

    private static async Task<double> LearnAsync(LearnedMemory memory, int size)
    {
        var began = Stopwatch.GetTimestamp();
        for (var release = 0; release < 25; release++)
            await memory.LearnAsync(Enumerable.Range(size + release * SentencesOfARelease, SentencesOfARelease).Select(Segment), French, Arabic, CancellationToken.None);
        return 25 * SentencesOfARelease / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static Language French => FourTexts.Languages[0];

    private static Language Arabic => FourTexts.Languages[1];

    // Every segment is another sentence.
    private static TranslatedSegment Segment(int i)
    {
        var sentence = Vocabulary.Sentences[i % Vocabulary.Sentences.Count];
        var number = i.ToString(CultureInfo.InvariantCulture);
        return new($"{sentence.French[..^1]} (document {number}).", $"{sentence.Arabic[..^1]} (الوثيقة {number}).", "0123456789abcdef", SegmentOrigin.Machine);
    }
}
