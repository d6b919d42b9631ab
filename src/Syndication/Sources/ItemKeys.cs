using Syndication.Sameness;
using Syndication.Storage;

namespace Syndication.Sources;

/// <summary>
/// What the items of a feed are known by: the name their source gives them, then their link, then what they say; never their date, and
/// nothing that several items of the feed share.
/// </summary>
internal sealed class ItemKeys
{
    private readonly HashSet<string> sharedGuids;
    private readonly HashSet<string> sharedLinks;
    private readonly string? home;

    public ItemKeys(Feed feed)
    {
        home = feed.Home is null ? null : Links.Plain(feed.Home);
        sharedGuids = Shared(feed.Items.Where(item => item.Guid is not null), item => item.Guid!);
        sharedLinks = Shared(feed.Items.Where(item => item.Link is not null), item => Links.Plain(item.Link!));
    }

    /// <summary>What an item is known by first.</summary>
    public string Of(FeedEntry item) => ByGuid(item) ?? ByLink(item) ?? ByText(item);

    /// <summary>By the name its source gives it; null where that is none, or that of several.</summary>
    public string? ByGuid(FeedEntry item) =>
        item.Guid is { Length: > 0 } guid && !sharedGuids.Contains(guid) ? Key("guid", guid) : null;

    /// <summary>By its link; null where it has none of its own.</summary>
    public string? ByLink(FeedEntry item) =>
        item.Link is { } link && Links.Plain(link) is var plain && !sharedLinks.Contains(plain) && plain != home && link.PathAndQuery.Length > 1 ? Key("link", plain) : null;

    private static string ByText(FeedEntry item) => Key("text", NormalText.Letters(item.Title) + "\n" + NormalText.Letters(item.Html));

    private static string Key(string what, string value) => Fingerprints.Of($"{what}\n{value}")[..32];

    private static HashSet<string> Shared(IEnumerable<FeedEntry> items, Func<FeedEntry, string> of) =>
        [.. items.GroupBy(of, StringComparer.Ordinal).Where(same => same.Select(item => NormalText.Letters(item.Title)).Distinct().Skip(1).Any()).Select(same => same.Key)];
}
