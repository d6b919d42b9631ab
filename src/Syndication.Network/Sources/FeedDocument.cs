using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using AngleSharp.Html.Parser;
using CodeHollow.FeedReader.Feeds;
using CodeHollow.FeedReader.Parser;
using Syndication.Intake;
using Syndication.Sources;
using Library = CodeHollow.FeedReader.FeedReader;

namespace Syndication.Network.Sources;

/// <summary>
/// Reads a feed: RSS 0.9 to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed. The XML is mended first and brought into one dialect, which
/// FeedReader then reads. Nothing in the bytes makes it throw.
/// </summary>
public static partial class FeedDocument
{
    /// <summary>How many items a feed may have to be read at all; public feeds have some hundreds at most.</summary>
    internal const int MostItems = 5_000;

    /// <summary>How deep html may be nested to be parsed at all.</summary>
    internal const int Deepest = 256;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>Reads it.</summary>
    /// <param name="bytes">The feed, unpacked.</param>
    /// <param name="charset">Its encoding as the server says it; null where it does not.</param>
    /// <param name="address">Where it was found.</param>
    /// <returns>The feed and how seldom it wants to be asked; where it is none, what it is and what to do.</returns>
    public static (Feed? Feed, TimeSpan? Every, string? Problem) Read(ReadOnlyMemory<byte> bytes, string? charset, Uri address)
    {
        if (FeedText.Decode(bytes.Span, charset) is not { } decoded)
            return (null, null, "Its encoding is not said and cannot be told: ask the publisher to say it, or to use UTF-8.");
        var text = decoded.TrimStart('\uFEFF', '\u200B', '\0', ' ', '\t', '\r', '\n');
        if (text.Length == 0)
            return (null, null, "It is empty.");
        if (text[0] == '{')
            return JsonFeedReader.Read(text, address);

        var (root, refused) = FeedTree.Read(Begun(text));
        if (refused is not null)
            return (null, null, refused);
        if (root is null)
            return (null, null, "It is neither XML nor JSON, so it is no feed.");
        if (Found(root) is not { } feed)
            return (null, null, NoFeed(root, text, address));
        if (PlainRss.Count(feed) > MostItems)
            return (null, null, TooMany(PlainRss.Count(feed)));
        try
        {
            return (Of(PlainRss.Write(feed, address)), Every(feed), null);
        }
        catch (Exception e) when (e is XmlException or ArgumentException or FormatException or NullReferenceException or FeedTypeNotSupportedException)
        {
            return (null, null, $"It could not be read: {e.Message}");
        }
    }

    /// <summary>Why a feed of so many items is not read.</summary>
    internal static string TooMany(int items) => $"It has {items} items; more than {MostItems} are not read: put the address of a shorter feed into sources.opml.";

    /// <summary>Html as a line of plain text.</summary>
    internal static string Line(string html)
    {
        var text = html.AsSpan().IndexOfAny('<', '&') < 0 ? html : Nesting.Depth(html) > Deepest ? "" : new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + html).Body!.TextContent;
        return Blanks().Replace(text, " ").Trim();
    }

    private static Feed Of(string rss)
    {
        var read = Library.ReadFromString(rss);
        return new()
        {
            Title = read.Title ?? "",
            Home = Address(read.Link),
            Language = Said(read.Language),
            Rights = Said(read.Copyright),
            Items = [.. read.Items.Select(Of)],
        };
    }

    private static FeedEntry Of(CodeHollow.FeedReader.FeedItem item)
    {
        var more = item.SpecificItem as Rss20FeedItem;
        var (text, summary) = (Said(item.Content), Said(item.Description));
        return new()
        {
            Guid = Said(item.Id),
            Link = Address(item.Link),
            Title = item.Title ?? "",
            Html = text ?? summary ?? "",
            Summary = text is null ? null : summary,
            IsWhole = text is not null,
            Published = FeedDates.Parse(item.PublishingDateString),
            Updated = FeedDates.Parse(more?.DC?.DateString),
            Language = Said(more?.DC?.Language),
            Categories = [.. (item.Categories ?? []).Where(category => !string.IsNullOrWhiteSpace(category))],
            Rights = Said(more?.DC?.Rights),
        };
    }

    // What stands before the first element is no part of it: a server's warning, a blank line.
    private static string Begun(string text)
    {
        if (text[0] == '<')
            return text;
        var start = Start().Match(text);
        return start.Success ? text[start.Index..] : text;
    }

    private static Node? Found(Node root)
    {
        if (PlainRss.IsRoot(root))
            return root;

        // A feed within something else, as some servers wrap it.
        return root.Children.FirstOrDefault(PlainRss.IsRoot) ?? (root.Children.Any(PlainRss.IsItem) && !root.Name.Equals("html", StringComparison.OrdinalIgnoreCase) ? root : null);
    }

    private static string NoFeed(Node root, string text, Uri address)
    {
        if (!root.Name.Equals("html", StringComparison.OrdinalIgnoreCase) && !text.Contains("<html", StringComparison.OrdinalIgnoreCase))
            return $"It begins with <{root.Name}>, which is no feed that is known.";
        var link = new HtmlParser().ParseDocument(text).QuerySelector("link[rel~=alternate][type*=rss], link[rel~=alternate][type*=atom], link[rel~=alternate][type*='feed+json']")?.GetAttribute("href");
        return link is not null && Uri.TryCreate(address, link, out var feed)
            ? $"It is a web page and no feed; it names {feed.AbsoluteUri} as its feed: put that into sources.opml."
            : "It is a web page and no feed: put the address of its feed into sources.opml.";
    }

    // The channel's ttl in minutes (RSS 2.0), or the syndication module's period and frequency.
    private static TimeSpan? Every(Node root)
    {
        var channel = root.One("channel") ?? root;
        TimeSpan? every = null;
        if (double.TryParse(channel.One("ttl")?.Text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and < 1e6)
            every = TimeSpan.FromMinutes(minutes);
        else if (channel.One("sy:updatePeriod")?.Text.Trim().ToLowerInvariant() is { Length: > 0 } period)
        {
            var times = int.TryParse(channel.One("sy:updateFrequency")?.Text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : 1;
            every = period switch
            {
                "hourly" => TimeSpan.FromHours(1) / times,
                "daily" => TimeSpan.FromDays(1) / times,
                "weekly" => TimeSpan.FromDays(7) / times,
                "monthly" or "yearly" => Longest,
                _ => null,
            };
        }

        return every > Longest ? Longest : every;
    }

    private static Uri? Address(string? text) => Uri.TryCreate(text?.Trim(), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex(@"[\s\u00A0]+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();

    [GeneratedRegex(@"<(?:\?xml|rss|feed|rdf:RDF|\w+:RDF)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Start();
}
