using System.Diagnostics;
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.Json;
using System.Xml;
using Syndication.Benchmarks.Generated;
using Syndication.Benchmarks.Measuring;
using Syndication.Configuration;
using Syndication.Intake;
using Syndication.Publishing;
using Syndication.Publishing.Atom;
using Syndication.Publishing.JsonFeed;
using Syndication.Publishing.Rss;
using Syndication.Releases;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// Writing feeds beside System.ServiceModel.Syndication and npm's <c>feed</c>, from the same entries to a buffer in memory. The writers take
/// turns, and each is warm before it is measured. The libraries get titles, summaries and bodies as finished strings; ours makes them while it
/// writes, for every format alone and, as the pipeline does, once for those of one feed. Node.js is a process of its own, so only its processor's
/// time is told.
/// </summary>
internal static class FeedsScenario
{
    private static readonly Language French = Language.Parse("fr");

    /// <summary>Ours alone, over and over, for a profiler.</summary>
    public static void Ours(int items, TimeSpan time)
    {
        var feed = new Feed { Site = SiteOf(), Language = French, Entries = [.. Enumerable.Range(0, items).Select(Entry)] };
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < time;)
            _ = RssFeed.Write(feed).Length + AtomFeed.Write(feed, null).Length + JsonFeedWriter.Write(feed).Length;
    }

    public static void Run(Setting setting, int items, Report report)
    {
        report.Begin($"Writing feeds of {items:#,0} items", $"feeds --items {items} --rounds {setting.Rounds}");
        var table = new Table("feed", "items", "ms", "CPU ms", "items/s", "MB allocated", "MB written", "allocated/written");
        var whole = Measured(setting, items, table);
        Measured(setting, Math.Max(1, items / 10), table);
        report.Tell(table);
        report.Tell($"System.ServiceModel.Syndication takes {Times("RSS, library", "RSS, ours"):0.0} times the processor's time for RSS, {Times("Atom, library", "Atom, ours"):0.0} times for Atom, {Times("RSS and Atom, library", "RSS and Atom, ours"):0.0} times for both of one feed.\n");
        report.Tell(whole.TryGetValue("RSS, npm", out var rss) && whole.TryGetValue("Atom, npm", out var atom)
            ? $"npm's feed takes {rss / whole["RSS, ours"]:0.0} times the processor's time for RSS, {atom / whole["Atom, ours"]:0.0} times for Atom, {(rss + atom) / whole["RSS and Atom, ours"]:0.0} times for both of one feed.\n"
            : "npm's feed was left out: run “npm ci” in tests/, and this in the repository's root.\n");

        double Times(string theirs, string ours) => whole[theirs] / whole[ours];
    }

    private static Dictionary<string, double> Measured(Setting setting, int items, Table table)
    {
        var site = SiteOf();
        var feed = new Feed { Site = site, Language = French, Entries = [.. Enumerable.Range(0, items).Select(Entry)] };
        var texts = feed.Entries.Select(entry => (EntryText.Title(entry), EntryText.Summary(entry, site), Encoding.UTF8.GetString(EntryText.WriteBody(new(), entry, site).Content.Span))).ToList();
        using var node = NodeFeeds.Start(Described(setting, feed, texts));
        TimeSpan? elsewhere = null;
        List<(string Name, Func<long> Write)> writers =
        [
            ("RSS, ours", () => RssFeed.Write(Fresh()).Length),
            ("RSS, library", () => Library(feed, texts, library => new Rss20FeedFormatter(library))),
            ("Atom, ours", () => AtomFeed.Write(Fresh(), null).Length),
            ("Atom, library", () => Library(feed, texts, library => new Atom10FeedFormatter(library))),
            ("JSON Feed, ours", () => JsonFeedWriter.Write(Fresh()).Length),
            ("RSS and Atom, ours", () => Fresh() is var one ? RssFeed.Write(one).Length + AtomFeed.Write(one, null).Length : 0),
            ("RSS and Atom, library", () => Library(feed, texts, library => new Rss20FeedFormatter(library), library => new Atom10FeedFormatter(library))),
            ("all three, ours", () => Fresh() is var one ? RssFeed.Write(one).Length + AtomFeed.Write(one, null).Length + JsonFeedWriter.Write(one).Length : 0),
        ];
        if (node is not null)
            writers.AddRange([("RSS, npm", () => InNode("rss")), ("Atom, npm", () => InNode("atom"))]);

        Feed Fresh() => new() { Site = site, Language = French, Entries = feed.Entries };

        long InNode(string format)
        {
            var (time, bytes) = node.Write(format);
            elsewhere = time;
            return bytes;
        }

        var times = writers.Select(_ => new List<TimeSpan>()).ToArray();
        var processor = writers.Select(_ => new List<TimeSpan>()).ToArray();
        var (allocated, written) = (new long[writers.Count], new long[writers.Count]);
        var warmUp = Math.Max(3, 20_000 / items);
        for (var round = 0; round < warmUp + Math.Max(7, setting.Rounds); round++)
        {
            for (var i = 0; i < writers.Count; i++)
            {
                elsewhere = null;
                GC.Collect();
                GC.WaitForPendingFinalizers();
                var before = GC.GetAllocatedBytesForCurrentThread();
                var busy = Environment.CpuUsage.TotalTime;
                var began = Stopwatch.GetTimestamp();
                written[i] = writers[i].Write();
                var took = Stopwatch.GetElapsedTime(began);
                allocated[i] = GC.GetAllocatedBytesForCurrentThread() - before;
                busy = elsewhere ?? Environment.CpuUsage.TotalTime - busy;
                if (round < warmUp)
                    continue;
                times[i].Add(took);
                processor[i].Add(busy);
            }
        }

        for (var i = 0; i < writers.Count; i++)
        {
            var middle = Figures.Median(times[i]);
            table.Add(writers[i].Name, items, middle, Figures.Median(processor[i]), items / middle * 1000, allocated[i] / Figures.Megabyte, written[i] / Figures.Megabyte, (double)allocated[i] / written[i]);
        }

        return writers.Zip(processor).ToDictionary(pair => pair.First.Name, pair => Figures.Median(pair.Second));
    }

    // As npm's feed wants it.
    private static string Described(Setting setting, Feed feed, List<(string Title, string Summary, string Body)> texts)
    {
        Directory.CreateDirectory(setting.Work);
        var file = setting.Folder("feed.json");
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(new
        {
            feed = new { title = feed.Title, description = feed.Title, id = Addresses.FeedTag(feed.Site, French, null), link = feed.Address("atom.xml"), language = "fr", copyright = "" },
            items = feed.Entries.Select((entry, i) => new
            {
                title = texts[i].Title,
                id = Addresses.Tag(feed.Site, French, entry.Release),
                guid = Addresses.Tag(feed.Site, French, entry.Release),
                link = Addresses.OfPage(feed.Site, French, entry.Release),
                description = texts[i].Summary,
                content = texts[i].Body,
                date = entry.Updated,
                category = entry.Topics.Select(topic => new { name = feed.Site.TopicName(topic, French), term = topic, scheme = feed.TopicScheme, domain = feed.TopicScheme }),
            }),
        }));
        return file;
    }

    private static long Library(Feed feed, List<(string Title, string Summary, string Body)> texts, params Func<SyndicationFeed, SyndicationFeedFormatter>[] formats)
    {
        var items = new List<SyndicationItem>(feed.Entries.Count);
        for (var i = 0; i < feed.Entries.Count; i++)
        {
            var (entry, (title, summary, body)) = (feed.Entries[i], texts[i]);
            var item = new SyndicationItem(title, SyndicationContent.CreateHtmlContent(body), new(Addresses.OfPage(feed.Site, French, entry.Release)), Addresses.Tag(feed.Site, French, entry.Release), entry.Updated)
            {
                PublishDate = entry.Released,
                Summary = new(summary),
            };
            foreach (var topic in entry.Topics)
                item.Categories.Add(new(topic, feed.TopicScheme, feed.Site.TopicName(topic, French)));
            items.Add(item);
        }

        var library = new SyndicationFeed(feed.Title, feed.Title, feed.Address("atom.xml"), Addresses.FeedTag(feed.Site, French, null), feed.Updated ?? default, items) { Language = "fr" };
        var length = 0L;
        foreach (var format in formats)
        {
            using var buffer = new MemoryStream();
            using (var xml = XmlWriter.Create(buffer, new() { Encoding = new UTF8Encoding(false) }))
                format(library).WriteTo(xml);
            length += buffer.Length;
        }

        return length;
    }

    private static Entry Entry(int number)
    {
        var release = new GeneratedRelease(number);
        var html = Sanitiser.Clean(release.Body(French));
        var released = new DateTimeOffset(2026, 10, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(-number);
        return new()
        {
            Release = ReleaseId.Parse(release.Stem),
            Language = French,
            Version = 1,
            Provenance = Provenance.Original,
            TranslatedFrom = French,
            Title = release.Title.French,
            Dateline = release.Place.French,
            Summary = Blocks.Beginning(html, 400),
            Html = html,
            Topics = release.Topics,
            Date = released,
            Released = released,
            Updated = released,
            Alternates = [.. FourTexts.Languages.Select(language => new Alternate(language, EditionStatus.Ready))],
        };
    }

    private static Site SiteOf() => new()
    {
        Title = FourTexts.Languages.ToDictionary(language => language, language => $"Newsroom {language}"),
        Authority = "newsroom.example,2026",
        BaseUrl = new("https://newsroom.example/"),
        Languages = FourTexts.Languages,
        Topics = [new("governance", new Dictionary<Language, string> { [French] = "Gouvernance" }), new("protection", new Dictionary<Language, string> { [French] = "Protection" })],
    };
}
