using System.IO.Compression;
using System.Text.Json;
using AngleSharp.Html.Parser;

namespace Syndication.Benchmarks.Pages;

/// <summary>
/// A folder of pages with what is expected of each: ours (<c>*.input.html</c> beside <c>*.expected.json</c>), or a checkout of a public
/// corpus as its authors lay it out. Of those nothing is kept here.
/// </summary>
internal static class Corpus
{
    /// <summary>Opens a folder, whichever of the layouts it has.</summary>
    public static List<Page> Open(string folder)
    {
        List<Page> pages =
        [
            .. Directory.GetFiles(folder, "*.input.html").Select(OfOurs),
            .. Directory.GetFiles(folder, "source.html", SearchOption.AllDirectories).Select(OfReadability),
            .. File.Exists(Path.Combine(folder, "ground-truth.json")) ? OfArticleExtractionBenchmark(folder) : [],
            .. File.Exists(Path.Combine(folder, "evaldata.json")) ? OfTrafilatura(folder) : [],
        ];
        return pages.Count > 0 ? [.. pages.OrderBy(page => page.Name, StringComparer.Ordinal)] : throw new InvalidOperationException($"There are no pages in {folder}, or they are laid out in a way that is not known.");
    }

    private static Page OfOurs(string file)
    {
        var fields = Json(file.Replace(".input.html", ".expected.json", StringComparison.Ordinal));
        return new(Path.GetFileName(file), File.ReadAllBytes(file))
        {
            Title = Text(fields, "title"),
            Date = Text(fields, "date"),
            Place = Text(fields, "place"),
            Body = Joined("body"),
            Besides = Joined("besides"),
            Contacts = [.. fields.GetProperty("contacts").EnumerateArray().SelectMany(contact => contact.EnumerateObject().Select(part => part.Value.GetString()!))],
        };

        string Joined(string name) => string.Join(' ', fields.GetProperty(name).EnumerateArray().Select(part => part.GetString()));
    }

    // github.com/mozilla/readability, test/test-pages: what is expected there is what Readability itself makes of the page.
    private static Page OfReadability(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        var fields = Json(Path.Combine(folder, "expected-metadata.json"));
        var text = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(folder, "expected.html")));
        return new(Path.GetFileName(folder), File.ReadAllBytes(file))
        {
            Title = Text(fields, "title"),
            Date = Text(fields, "publishedTime") is { Length: >= 10 } time && char.IsAsciiDigit(time[0]) && time[4] == '-' ? time[..10] : null,
            Body = text.Body!.TextContent,
        };
    }

    // github.com/scrapinghub/article-extraction-benchmark: whole texts, marked by people.
    private static IEnumerable<Page> OfArticleExtractionBenchmark(string folder) =>
        Json(Path.Combine(folder, "ground-truth.json")).EnumerateObject().Select(entry =>
        {
            using var packed = new GZipStream(File.OpenRead(Path.Combine(folder, "html", entry.Name + ".html.gz")), CompressionMode.Decompress);
            using var page = new MemoryStream();
            packed.CopyTo(page);
            return new Page(entry.Name, page.ToArray()) { Body = Text(entry.Value, "articleBody") };
        });

    // github.com/adbar/trafilatura, tests: title and date, and phrases of the text and around it, marked by people.
    private static IEnumerable<Page> OfTrafilatura(string folder) =>
        from entry in Json(Path.Combine(folder, "evaldata.json")).EnumerateObject()
        let file = new[] { "eval", "cache" }.Select(name => Path.Combine(folder, name, Text(entry.Value, "file")!)).FirstOrDefault(File.Exists)
        where file is not null
        select new Page(Text(entry.Value, "file")!, File.ReadAllBytes(file))
        {
            Title = Text(entry.Value, "title"),
            Date = Text(entry.Value, "date"),
            With = Phrases(entry.Value, "with"),
            Without = Phrases(entry.Value, "without"),
        };

    private static JsonElement Json(string file) => JsonSerializer.Deserialize<JsonElement>(File.ReadAllBytes(file));

    private static string? Text(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static List<string> Phrases(JsonElement fields, string name) =>
        fields.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(phrase => phrase.GetString()).OfType<string>().Where(phrase => phrase.Length > 0)] : [];
}
