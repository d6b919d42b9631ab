namespace Syndication.Storage;

/// <summary>The media types of what is published, by the end of the name.</summary>
public static class MediaTypes
{
    /// <summary>The media type of a published file, with its charset where it is text.</summary>
    public static string Of(string path) => path[(path.LastIndexOf('/') + 1)..] switch
    {
        "rss.xml" => "application/rss+xml; charset=utf-8",
        "sitemap.xml" => "application/xml; charset=utf-8",
        "feed.json" => "application/feed+json; charset=utf-8",
        var name => Path.GetExtension(name) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".xml" => path.StartsWith("feeds/", StringComparison.Ordinal) ? "application/atom+xml; charset=utf-8" : "application/xml; charset=utf-8",
            ".opml" => "text/x-opml; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".json" => "application/json; charset=utf-8",
            ".txt" => "text/plain; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".woff2" => "font/woff2",
            ".png" => "image/png",
            ".jpg" => "image/jpeg",
            ".gif" => "image/gif",
            ".webp" => "image/webp",
            _ => "application/octet-stream",
        },
    };
}
