using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.Benchmarks.Measuring;
using Syndication.Intake;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// Finding the release in whole pages, beside SmartReader alone and Mozilla's Readability (through <c>tests/readability.cjs</c> on Node),
/// from the same bytes, field by field. A field counts where it is as it stands in the page's expectations, but for white space; of the text
/// it is the F1 of its words, the better of with and without dateline and contacts for those that leave them in.
/// </summary>
internal static partial class ExtractionScenario
{
    public static async Task RunAsync(Setting setting, string pages, Report report)
    {
        report.Begin("Finding the release in a page", $"extraction --pages {pages} --rounds {setting.Rounds}");
        var files = Directory.GetFiles(pages, "*.input.html").Order(StringComparer.Ordinal).Select(Page.Open).ToList();
        if (files.Count == 0)
            throw new InvalidOperationException($"There are no pages in {pages}.");

        var ours = Measure(setting, files, Ours);
        var smart = Measure(setting, files, Smart);
        var table = new Table("extractor", "title %", "date %", "place %", "text F1 %", "text whole %", "contacts F1 %", "ms a page");
        Row("Syndication", ours.Found, ours.Each);
        Row("SmartReader", smart.Found, smart.Each);
        if (await ReadabilityAsync(setting, pages, files) is { } readability)
            Row("Readability (jsdom)", readability.Found, readability.Each);
        report.Tell(table);
        report.Tell($"{files.Count} pages, {files.Sum(file => file.Bytes.Length) / 1024} KB.\n");

        void Row(string name, IReadOnlyList<Found> found, double each) => table.Add(
            name,
            Share(files.Zip(found, (page, read) => Plain(read.Title) == Plain(page.Title))),
            Share(files.Zip(found, (page, read) => read.Date == page.Date)),
            Share(files.Zip(found, (page, read) => read.Place == page.Place)),
            100 * files.Zip(found, (page, read) => F1(page, read.Text)).Average(),
            Share(files.Zip(found, (page, read) => F1(page, read.Text) > 0.99)),
            100 * files.Zip(found, (page, read) => ContactsF1(page, read.Contacts)).Average(),
            each);
    }

    private static (List<Found> Found, double Each) Measure(Setting setting, List<Page> pages, Func<Page, Found> extract)
    {
        var found = pages.ConvertAll(page => extract(page));
        var clock = new Stopwatch();
        var fastest = double.MaxValue;
        for (var round = 0; round < Math.Max(5, setting.Rounds); round++)
        {
            clock.Restart();
            pages.ForEach(page => extract(page));
            fastest = Math.Min(fastest, clock.Elapsed.TotalMilliseconds / pages.Count);
        }

        return (found, fastest);
    }

    private static Found Ours(Page page)
    {
        var reading = Reader.Read(UploadName.Parse(page.Name), page.Bytes, null, null, new());
        return reading.Manuscript is not { } read ? new() : new()
        {
            Title = read.Title,
            Date = read.Date?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Place = read.Dateline,
            Text = string.Join(' ', Blocks.Of(read.Html).Select(block => block.Text)),
            Contacts = [.. read.Contacts.SelectMany(contact => new[] { contact.Name, contact.Email, contact.Phone }).OfType<string>()],
        };
    }

    private static Found Smart(Page page)
    {
        var article = new SmartReader.Reader("https://newsroom.example/page.html", Encoding.UTF8.GetString(page.Bytes)).GetArticle();
        return new()
        {
            Title = article.Title,
            Date = article.PublicationDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            Text = article.IsReadable ? article.TextContent : "",
        };
    }

    private static async Task<(List<Found> Found, double Each)?> ReadabilityAsync(Setting setting, string pages, List<Page> files)
    {
        var script = Path.Combine("tests", "readability.cjs");
        if (!Directory.Exists(Path.Combine("tests", "node_modules", "jsdom")))
        {
            Report.Progress("Readability is left out: run “npm ci” in tests/ first, and start this in the repository's root.");
            return null;
        }

        using var node = Process.Start(new ProcessStartInfo("node", [script, Path.GetFullPath(pages), $"{Math.Max(5, setting.Rounds)}"]) { RedirectStandardOutput = true })!;
        var answer = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        using var document = JsonDocument.Parse(answer);
        var read = document.RootElement.GetProperty("pages").EnumerateArray().ToDictionary(page => page.GetProperty("name").GetString()!, page => new Found
        {
            Title = page.GetProperty("title").GetString(),
            Date = page.GetProperty("date").GetString(),
            Text = page.GetProperty("text").GetString() ?? "",
        });
        return (files.ConvertAll(file => read.GetValueOrDefault(file.Name) ?? new()), document.RootElement.GetProperty("milliseconds").GetDouble());
    }

    private static double Share(IEnumerable<bool> right) => 100 * right.Average(one => one ? 1.0 : 0);

    private static double F1(Page page, string text) => Math.Max(F1(Words(page.Body), Words(text)), F1(Words($"{page.Besides} {page.Body}"), Words(text)));

    private static double F1(List<string> expected, List<string> found)
    {
        var left = expected.GroupBy(word => word).ToDictionary(group => group.Key, group => group.Count());
        var both = found.Count(word => left.TryGetValue(word, out var count) && count > 0 && (left[word] = count - 1) >= 0);
        return both == 0 ? 0 : 2.0 * both / (expected.Count + found.Count);
    }

    private static double ContactsF1(Page page, IReadOnlyList<string> found)
    {
        var both = found.Intersect(page.Contacts).Count();
        return both == 0 ? 0 : 2.0 * both / (page.Contacts.Count + found.Count);
    }

    private static List<string> Words(string text) => [.. Word().Matches(text).Select(match => match.Value)];

    private static string Plain(string? text) => Space().Replace(text ?? "", " ").Trim();

    // An ideograph is a word.
    [GeneratedRegex(@"[\u3400-\u9FFF]|[^\W\u3400-\u9FFF]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    private sealed record Found
    {
        public string? Title { get; init; }

        public string? Date { get; init; }

        public string? Place { get; init; }

        public string Text { get; init; } = "";

        public IReadOnlyList<string> Contacts { get; init; } = [];
    }

    private sealed record Page(string Name, byte[] Bytes, string Title, string Date, string Place, string Body, string Besides, List<string> Contacts)
    {
        public static Page Open(string file)
        {
            using var expected = JsonDocument.Parse(File.ReadAllBytes(file.Replace(".input.html", ".expected.json", StringComparison.Ordinal)));
            var fields = expected.RootElement;
            return new(
                Path.GetFileName(file), File.ReadAllBytes(file), Text("title"), Text("date"), Text("place"), Joined("body"), Joined("besides"),
                [.. fields.GetProperty("contacts").EnumerateArray().SelectMany(contact => contact.EnumerateObject().Select(part => part.Value.GetString()!))]);

            string Text(string name) => fields.GetProperty(name).GetString()!;

            string Joined(string name) => string.Join(' ', fields.GetProperty(name).EnumerateArray().Select(part => part.GetString()));
        }
    }
}
