using System.Diagnostics;
using CodeHollow.FeedReader;
using Syndication.Benchmarks.Measuring;
using Syndication.Network.Sources;

namespace Syndication.Benchmarks.Scenarios;

/// <summary>
/// Reads every feed of a folder, such as the test suite of a well-known parser, and tells how many are read, beside FeedReader alone. The
/// folder is the reader's own: nothing of it is kept here.
/// </summary>
internal static class CorpusScenario
{
    private static readonly Uri Address = new("https://corpus.example/feed");

    public static void Run(string folder, bool verbose, Report report)
    {
        report.Begin($"Feeds of {Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))}", $"corpus {folder}");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".xml" or ".json" or ".rss" or ".atom" or ".rdf").Select(file => (File: file, Bytes: System.IO.File.ReadAllBytes(file))).ToList();
        var (alone, ours, both, lostByUs, fewer, more, dates, aloneDates) = (0, 0, 0, 0, 0, 0, 0, 0);
        var (aloneTook, oursTook) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var (file, bytes) in files)
        {
            var start = Stopwatch.GetTimestamp();
            var library = Alone(bytes);
            aloneTook += Stopwatch.GetElapsedTime(start);
            start = Stopwatch.GetTimestamp();
            var (feed, _, problem) = FeedDocument.Read(bytes, null, Address);
            oursTook += Stopwatch.GetElapsedTime(start);

            alone += library is null ? 0 : 1;
            ours += feed is null ? 0 : 1;
            both += library is not null && feed is not null ? 1 : 0;
            if (library is not null && feed is null)
            {
                lostByUs++;
                Console.WriteLine($"only FeedReader reads {file}: {problem}");
            }
            else if (feed is null && verbose)
            {
                Console.WriteLine($"nobody reads {file}: {problem}");
            }

            if (library is null || feed is null)
                continue;
            fewer += feed.Items.Count < library.Items.Count ? 1 : 0;
            more += feed.Items.Count > library.Items.Count ? 1 : 0;
            if (feed.Items.Count < library.Items.Count)
                Console.WriteLine($"FeedReader finds {library.Items.Count} items and we {feed.Items.Count}: {file}");
            aloneDates += library.Items.Count(item => item.PublishingDate is not null);
            dates += feed.Items.Count(item => item.Published is not null || item.Updated is not null);
        }

        var table = new Table("reader", "feeds read", "of", "seconds", "dates read of items both read");
        table.Add("FeedReader alone", alone, files.Count, aloneTook.TotalSeconds, aloneDates);
        table.Add("mended, then FeedReader", ours, files.Count, oursTook.TotalSeconds, dates);
        report.Tell(table);
        Console.WriteLine($"read by both {both}; by FeedReader alone {lostByUs}; with fewer items than it {fewer}, with more {more}");
    }

    private static Feed? Alone(byte[] bytes)
    {
        try
        {
            return FeedReader.ReadFromByteArray(bytes);
        }
        catch (Exception)
        {
            return null; // Whatever it throws, it did not read it.
        }
    }
}
