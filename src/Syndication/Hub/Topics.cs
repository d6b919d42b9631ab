using Syndication.Configuration;
using Syndication.Publishing;

namespace Syndication.Hub;

/// <summary>What can be subscribed to: the newsroom's feeds, each at its one address.</summary>
public static class Topics
{
    private static readonly string[] Formats = ["rss.xml", "atom.xml", "feed.json"];

    /// <summary>The feed that a topic's address names (WebSub, section 5.1), as a path below <c>public/</c>.</summary>
    /// <returns>Null where it is none of the newsroom's.</returns>
    public static string? Find(Site site, string topic)
    {
        // Compared as the URL standard reads them: what needs no percent-encoding is the same with and without.
        if (!Uri.TryCreate(topic, UriKind.Absolute, out var address) || !address.AbsoluteUri.StartsWith(site.BaseUrl.AbsoluteUri, StringComparison.Ordinal))
            return null;
        var path = address.AbsoluteUri[site.BaseUrl.AbsoluteUri.Length..];
        return IsFeed(site, path) ? path : null;
    }

    /// <summary>Whether a path below <c>public/</c> is a feed's.</summary>
    public static bool IsFeed(Site site, string path)
    {
        if (!path.StartsWith("feeds/", StringComparison.Ordinal) || Array.Find(Formats, format => path.EndsWith('/' + format, StringComparison.Ordinal)) is null)
            return false;
        return path.Split('/') switch
        {
            ["feeds", var language, _] => IsLanguage(site, language),
            ["feeds", var language, "topics", var topic, _] => IsLanguage(site, language) && site.Topics.Any(one => one.Id == topic),
            ["feeds", var language, "regions", var region, _] => IsLanguage(site, language) && site.HasRegion(region),
            _ => false,
        };
    }

    /// <summary>The feeds of a language, or of a topic or region in it, by their paths below <c>public/</c>.</summary>
    internal static IEnumerable<string> Of(Releases.Language language, Subject? subject) => Formats.Select(format => Addresses.Feed(language, subject, format));

    /// <summary>All feeds, by their paths below <c>public/</c>.</summary>
    internal static IEnumerable<string> All(Site site) =>
        site.Languages.SelectMany(language => Subject.Of(site).Prepend<Subject?>(null).SelectMany(subject => Of(language, subject)));

    /// <summary>The address of a feed.</summary>
    internal static Uri AddressOf(Site site, string feed) => Addresses.Of(site, feed);

    /// <summary>The headers <c>Link</c> of a feed in one (WebSub, sections 4 and 7): its hub, and its own address. Null where there is no hub.</summary>
    public static string? Links(Site site, string feed) => site.HubUrl is { } hub
        ? $"<{hub.AbsoluteUri}>; rel=\"hub\", <{AddressOf(site, feed).AbsoluteUri}>; rel=\"self\""
        : null;

    private static bool IsLanguage(Site site, string tag) => site.Languages.Any(language => language.Tag == tag);
}
