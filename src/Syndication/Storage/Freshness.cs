namespace Syndication.Storage;

/// <summary>For how long readers and caches may keep a published file without asking again.</summary>
public static class Freshness
{
    /// <summary>The value of <c>Cache-Control</c> (RFC 9111, section 5.2.2) for a path below <c>public/</c>.</summary>
    public static string Of(string path) => path.StartsWith("assets/", StringComparison.Ordinal) ? "public, max-age=86400" : "public, max-age=60";
}
