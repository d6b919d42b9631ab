// SearchPioneer.Lingua on the sentences that our own table is measured with (bench languages): accuracy, start, memory.
using System.Diagnostics;
using Lingua;

var file = args.Length > 0 ? args[0] : "tests/Syndication.Tests/Intake/Languages/sentences.input.tsv";
var least = args.Length > 1 ? double.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 0;
var lines = File.ReadAllLines(file).Select(line => line.Split('\t')).ToList();
var before = Process.GetCurrentProcess().WorkingSet64;
var clock = Stopwatch.StartNew();
var detector = LanguageDetectorBuilder.FromAllLanguages().WithMinimumRelativeDistance(least).Build();
_ = Tag(lines[0][1]);
Console.WriteLine($"First answer {clock.Elapsed.TotalMilliseconds:0} ms after the first question.");
Add("six UN languages", lines.Where(line => line[0] is "en" or "fr" or "es" or "ar" or "ru" or "zh"));
Add("all languages", lines.Where(line => line[0] != "??"));
Add("three sentences each", lines.Where(line => line[0] != "??").GroupBy(line => line[0]).SelectMany(group => group.Chunk(3).Select(three => new[] { group.Key, string.Join(' ', three.Select(line => line[1])) })));
Add("what nobody can tell", lines.Where(line => line[0] == "??"));
clock.Restart();
foreach (var line in lines)
    _ = Tag(line[1]);
Console.WriteLine($"{clock.Elapsed.TotalMicroseconds / lines.Count:0} µs a sentence; {(Process.GetCurrentProcess().PeakWorkingSet64 - before) / 1048576} MB more resident at the peak.");

string Tag(string text) => detector.DetectLanguageOf(text) is var found && found == Language.Unknown ? "??" : found.IsoCode6391().ToString().ToLowerInvariant();

void Add(string name, IEnumerable<string[]> of)
{
    var guesses = of.Select(line => (Said: line[0], Guess: Tag(line[1]))).ToList();
    var (right, unsure) = (guesses.Count(guess => guess.Guess == guess.Said), guesses.Count(guess => guess.Guess == "??" && guess.Said != "??"));
    Console.WriteLine($"{name}: {guesses.Count}, right {right}, unsure {unsure}, wrong {guesses.Count - right - unsure}");
    foreach (var (said, guess) in guesses.Where(guess => guess.Guess != guess.Said).GroupBy(guess => guess).Select(group => group.Key))
        Console.Error.WriteLine($"  {said} taken for {guess}");
}
