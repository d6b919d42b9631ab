using System.Diagnostics;
using Syndication.Benchmarks.Measuring;
using Syndication.Intake;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// Telling languages from sentences, and what that costs. <c>tests/Syndication.Lingua</c> measures the library SearchPioneer.Lingua on the
/// same sentences; it stands by itself because its models are 71 MB of files.
/// </summary>
internal static class LanguagesScenario
{
    private static readonly string[] Main = ["en", "fr", "es", "ar", "ru", "zh"];

    public static void Run(Setting setting, string sentences, Report report)
    {
        report.Begin("Telling languages", $"languages --sentences {sentences}");
        var lines = File.ReadAllLines(sentences).Select(line => line.Split('\t')).ToList();
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var clock = Stopwatch.StartNew();
        _ = LanguageGuess.Of(lines[0][1]);
        var start = clock.Elapsed;
        var kept = GC.GetTotalMemory(forceFullCollection: true) - heap;

        var table = new Table("texts", "number", "right", "unsure", "wrong", "right %");
        Add("sentences, six UN languages", lines.Where(line => Main.Contains(line[0])));
        Add("sentences, all languages", lines.Where(line => line[0] != "??"));
        Add("three sentences each, all languages", lines.Where(line => line[0] != "??").GroupBy(line => line[0]).SelectMany(group => group.Chunk(3).Select(three => new[] { group.Key, string.Join(' ', three.Select(line => line[1])) })));
        Add("what nobody can tell (unsure is right)", lines.Where(line => line[0] == "??"));
        report.Tell(table);

        var texts = lines.Where(line => line[0] != "??").Select(line => line[1]).ToList();
        clock.Restart();
        for (var round = 0; round < Math.Max(20, setting.Rounds); round++)
            texts.ForEach(text => _ = LanguageGuess.Of(text));
        var each = clock.Elapsed / (Math.Max(20, setting.Rounds) * texts.Count);
        report.Tell($"First answer {start.TotalMilliseconds:0.0} ms after the first question, {each.TotalMicroseconds:0.0} µs a sentence after that, {kept / 1024.0:0} KB kept.\n");

        void Add(string name, IEnumerable<string[]> of)
        {
            var guesses = of.Select(line => (Said: line[0], Guess: LanguageGuess.Of(line[1])?.Primary ?? "??", Text: line[1])).ToList();
            var (right, unsure) = (guesses.Count(guess => guess.Guess == guess.Said), guesses.Count(guess => guess.Guess == "??" && guess.Said != "??"));
            table.Add(name, guesses.Count, right, unsure, guesses.Count - right - unsure, 100.0 * right / Math.Max(1, guesses.Count));
            foreach (var (said, guess, text) in guesses.Where(guess => guess.Guess != guess.Said && guess.Guess != "??"))
                Report.Progress($"{said} was taken for {guess}: {text}");
        }
    }
}
