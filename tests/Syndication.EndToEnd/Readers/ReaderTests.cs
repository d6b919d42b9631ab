using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Syndication.Testing;
using Library = CodeHollow.FeedReader.FeedReader;

namespace Syndication.EndToEnd.Readers;

/// <summary>
/// Every feed of the sample newsroom, RSS and Atom, in all languages, topics and regions, and every archive document, by three readers that
/// know nothing of each other: each finds the same releases in the same order as the JSON Feed says.
/// </summary>
public sealed class ReaderTests(ReaderTests.Newsroom newsroom) : IClassFixture<ReaderTests.Newsroom>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_newsroom_has_feeds_to_read()
    {
        Assert.True(newsroom.Feeds.Count > 50, $"There are {newsroom.Feeds.Count}.");
        Assert.Contains(newsroom.Feeds, feed => feed.Contains("/ar/", StringComparison.Ordinal) && Expected(feed).Items.Count > 2);
    }

    [Fact]
    public void FeedReader_finds_what_stands_there()
    {
        foreach (var file in newsroom.Feeds)
        {
            var feed = Library.ReadFromByteArray(File.ReadAllBytes(file));
            var (title, items) = Expected(file);
            Assert.Equal(title, feed.Title);
            Assert.Equal(items.Select(item => (item.Id, item.Title)), feed.Items.Select(item => (item.Id, item.Title)));
            Assert.Equal(items.Select(item => item.Published), feed.Items.Select(item => item.PublishingDate!.Value.ToUniversalTime()));

            // It takes a layer of entities off what it has read.
            Assert.Equal(items.Select(item => WebUtility.HtmlDecode(item.Text)), feed.Items.Select(item => item.Content));
        }
    }

    [Fact]
    public async Task Rss_parser_of_Node_finds_what_stands_there()
    {
        var (tests, lacks) = await NodePrograms.InstallAsync();
        Assert.SkipWhen(tests is null, $"rss-parser is not started: {lacks}");
        Same(await SaidAsync("node", [Path.Combine(AppContext.BaseDirectory, "Readers", "readers.cjs"), tests!, .. newsroom.Feeds]));
    }

    [Fact]
    public async Task Feedparser_of_Debian_finds_what_stands_there()
    {
        const string Python = "/usr/bin/python3";
        Assert.SkipUnless(File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/feedparser"), "feedparser is missing: install Debian's python3-feedparser.");
        Same(await SaidAsync(Python, [Path.Combine(AppContext.BaseDirectory, "Readers", "readers.py"), .. newsroom.Feeds]));
    }

    private void Same(IReadOnlyList<JsonElement> feeds)
    {
        Assert.Equal(newsroom.Feeds, feeds.Select(feed => feed.GetProperty("file").GetString()));
        foreach (var feed in feeds)
        {
            var file = feed.GetProperty("file").GetString()!;
            Assert.True(!feed.TryGetProperty("wrong", out var wrong) || wrong.ValueKind == JsonValueKind.Null, $"{file}: {wrong}");
            var (title, items) = Expected(file);
            Assert.Equal(title, feed.GetProperty("title").GetString());
            Assert.Equal(items, feed.GetProperty("items").EnumerateArray().Select(item => new Item(
                item.GetProperty("id").GetString()!,
                item.GetProperty("title").GetString()!,
                item.GetProperty("link").GetString()!,
                Instant(item.GetProperty("published").GetString()!),
                item.GetProperty("text").GetString()!)));
        }
    }

    // The JSON Feed beside it; for an archive document, all that the feed of its language has of its month.
    private static (string Title, IReadOnlyList<Item> Items) Expected(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        var isArchive = Path.GetFileName(folder) == "archive";
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(isArchive ? Path.GetDirectoryName(folder)! : folder, "feed.json")));
        var items = json.RootElement.GetProperty("items").EnumerateArray().Select(item => new Item(
            item.GetProperty("id").GetString()!,
            item.GetProperty("title").GetString()!,
            item.GetProperty("url").GetString()!,
            Instant(item.GetProperty("date_published").GetString()!),
            item.GetProperty("content_html").GetString()!));
        return (json.RootElement.GetProperty("title").GetString()!, [.. items.Where(item => !isArchive || item.Published.ToString("yyyy-MM", CultureInfo.InvariantCulture) == Path.GetFileNameWithoutExtension(file))]);
    }

    private static DateTime Instant(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);

    private static async Task<IReadOnlyList<JsonElement>> SaidAsync(string program, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(Cancel);
        var said = await process.StandardOutput.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, await error);
        return [.. said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
    }

    private sealed record Item(string Id, string Title, string Link, DateTime Published, string Text);

    /// <summary>The sample newsroom after its second day, with a correction and a withdrawal.</summary>
    public sealed class Newsroom : IAsyncLifetime
    {
        private readonly string folder = Directory.CreateTempSubdirectory("readers-").FullName;

        /// <summary>All RSS and Atom documents.</summary>
        public IReadOnlyList<string> Feeds { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            var said = await Cli.RunAsync("demo", Path.Combine(folder, "newsroom"), "--once");
            Assert.True(said.ExitCode == 0, said.Error);
            Feeds = [.. Directory.EnumerateFiles(Path.Combine(folder, "newsroom/public/feeds"), "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        }

        public ValueTask DisposeAsync()
        {
            Directory.Delete(folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
