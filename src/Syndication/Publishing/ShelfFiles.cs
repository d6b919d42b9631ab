using System.Globalization;
using Syndication.Configuration;
using Syndication.Publishing.Atom;
using Syndication.Publishing.JsonFeed;
using Syndication.Publishing.Pages;
using Syndication.Publishing.Rss;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>Writes one public file.</summary>
internal delegate Task WriteFile(string path, ReadOnlyMemory<byte> content, CancellationToken cancel);

/// <summary>The files that show what stands on a shelf.</summary>
internal sealed class ShelfFiles(Site site, PublishingOptions options)
{
    /// <summary>Shows the newest of a language: its feeds and its list.</summary>
    public async Task WriteNewestAsync(Language language, Shelf shelf, MonthPart? last, WriteFile write, CancellationToken cancel)
    {
        var feed = FeedOf(language, null, shelf);
        await WriteFeedsAsync(feed, last is { } month ? $"{month.Name}.xml?until={Reach(shelf)}" : null, write, cancel);
        await write(Addresses.Index(language), ListPages.WriteIndex(site, language, Newest(shelf)), cancel);
    }

    /// <summary>Shows the newest of a topic or region: its feeds and its list.</summary>
    public async Task WriteSubjectAsync(Language language, Subject subject, Shelf shelf, WriteFile write, CancellationToken cancel)
    {
        var feed = FeedOf(language, subject, shelf);
        await write(Addresses.SubjectPage(language, subject), ListPages.WriteSubject(site, language, subject, Newest(shelf)), cancel);
        await WriteFeedsAsync(feed, null, write, cancel);
    }

    /// <summary>Shows a month: its archive, its list, its parts of the sitemap and of the search.</summary>
    public async Task WriteMonthAsync(Language language, IReadOnlyList<MonthPart> months, int at, Shelf shelf, WriteFile write, CancellationToken cancel)
    {
        await WriteArchiveAsync(language, months, at, shelf, write, cancel);
        await write(Addresses.SitemapPart(language, months[at].Name), Sitemap.WritePart(site, language, months[at].Name, shelf.Entries), cancel);
        await write(Addresses.MonthPage(language, months[at].Name), ListPages.WriteMonth(site, language, months[at].Name, Listed(shelf.Entries)), cancel);
        await write(Addresses.SearchPart(language, months[at].Name), SearchIndex.WritePart(site, language, Listed(shelf.Entries)), cancel);
    }

    /// <summary>Shows a month's archive, which names the months beside it.</summary>
    public Task WriteArchiveAsync(Language language, IReadOnlyList<MonthPart> months, int at, Shelf shelf, WriteFile write, CancellationToken cancel) => write(
        Addresses.Archive(language, months[at].Name),
        AtomFeed.WriteArchive(
            new() { Site = site, Language = language, Entries = shelf.Entries },
            months[at].Name,
            at > 0 ? months[at - 1].Name : null,
            shelf.Next?.Name ?? (at + 1 < months.Count ? months[at + 1].Name : null)),
        cancel);

    // Since when the feed has everything: to the day, or where it reaches no further back than today, to the second. The address of the document
    // that still grows says it, so that a reader which stops at what it has (RFC 5005, section 4) takes that one again before anything is
    // in neither of them: no two feeds between which something left them name the same address.
    private string Reach(Shelf shelf)
    {
        var newest = shelf.Entries.Take(options.Shown).ToList();
        if (newest.Count == 0)
            return "";
        var (first, last) = (newest[0].Released.UtcDateTime, newest[^1].Released.UtcDateTime);
        return last.ToString(first.Date == last.Date ? "yyyyMMdd'T'HHmmss" : "yyyyMMdd", CultureInfo.InvariantCulture);
    }

    private static async Task WriteFeedsAsync(Feed feed, string? archive, WriteFile write, CancellationToken cancel)
    {
        await write(Addresses.Feed(feed.Language, feed.Subject, "rss.xml"), RssFeed.Write(feed), cancel);
        await write(Addresses.Feed(feed.Language, feed.Subject, "atom.xml"), AtomFeed.Write(feed, archive), cancel);
        await write(Addresses.Feed(feed.Language, feed.Subject, "feed.json"), JsonFeedWriter.Write(feed), cancel);
    }

    private Feed FeedOf(Language language, Subject? subject, Shelf shelf) =>
        new() { Site = site, Language = language, Subject = subject, Entries = shelf.Told(options.Shown) };

    private List<Entry> Newest(Shelf shelf) => Listed([.. shelf.Entries.Take(options.Shown)]);

    // People look for the date that a release bears.
    private static List<Entry> Listed(IReadOnlyList<Entry> entries) => [.. entries.OrderByDescending(entry => entry.Date)];
}
