using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>Where everything public stands: as paths below <c>public/</c>, as addresses, and as ids that outlive both.</summary>
internal static class Addresses
{
    public const string Start = "index.html";
    public const string Opml = "feeds/index.opml";
    public const string Sitemap = "sitemap.xml";
    public const string Robots = "robots.txt";
    public const string Style = "assets/site.css";
    public const string RightToLeftStyle = "assets/right-to-left.css";
    public const string RightToLeftFont = "assets/noto-naskh-arabic.woff2";
    public const string RightToLeftFontLatin = "assets/noto-naskh-arabic-latin.woff2";
    public const string RightToLeftFontLicence = "assets/noto-naskh-arabic.txt";
    public const string SearchScript = "assets/search.js";

    private static readonly string[] BesideLanguages = ["feeds", "sitemaps", "months", "search", "topics", "regions"];

    public static string Page(Language language, ReleaseId id) => $"{language}/{id}.html";

    public static string Index(Language language) => $"{language}/index.html";

    /// <summary>The page of a topic or region. Not below the language's folder, where a release may be called so.</summary>
    public static string SubjectPage(Language language, Subject subject) => $"{subject.Folder}/{language}/{subject.Id}.html";

    /// <summary>The page that leads to the months.</summary>
    public static string MonthsPage(Language language) => $"months/{language}/index.html";

    /// <summary>The page of a month.</summary>
    public static string MonthPage(Language language, string month) => $"months/{language}/{month}.html";

    /// <summary>Where the search finds what it reads.</summary>
    public static string SearchFolder(Language language) => $"search/{language}/";

    /// <summary>The months that the search may read.</summary>
    public static string SearchMonths(Language language) => $"{SearchFolder(language)}months.json";

    /// <summary>What can be found of a month.</summary>
    public static string SearchPart(Language language, string month) => $"{SearchFolder(language)}{month}.json";

    public static string FeedsPage(Language language) => $"feeds/{language}/index.html";

    public static string Feed(Language language, Subject? subject, string file) =>
        subject is null ? $"feeds/{language}/{file}" : $"feeds/{language}/{subject.Path}/{file}";

    public static string Archive(Language language, string month) => $"{ArchiveFolder(language)}{month}.xml";

    public static string ArchiveFolder(Language language) => $"feeds/{language}/archive/";

    /// <summary>The part of the sitemap with the pages that list.</summary>
    public const string SitemapOfLists = "sitemaps/lists.xml";

    public static string SitemapPart(Language language, string month) => $"sitemaps/{language}/{month}.xml";

    /// <summary>All folders that hold nothing but what is of a language.</summary>
    public static IReadOnlyList<string> Folders(Language language) =>
        [$"{language}/", .. BesideLanguages.Select(folder => $"{folder}/{language}/")];

    /// <summary>The address of a path.</summary>
    public static Uri Of(Site site, string path) => new(site.BaseUrl, path);

    /// <summary>The address of a release's page.</summary>
    public static string OfPage(Site site, Language language, ReleaseId id) => $"{site.BaseUrl.AbsoluteUri}{language.Tag}/{id.Escaped}.html";

    /// <summary>The path that a link within the site names: it holds wherever the site is served below the base address's path.</summary>
    public static string Link(Site site, string path) => site.BaseUrl.AbsolutePath + path;

    /// <summary>The link to a release's page.</summary>
    public static string LinkToPage(Site site, Language language, ReleaseId id) => $"{site.BaseUrl.AbsolutePath}{language}/{id.Escaped}.html";

    /// <summary>The id of a release in a language for feeds: a tag URI (RFC 4151), the same for ever.</summary>
    public static string Tag(Site site, Language language, ReleaseId id) => $"tag:{site.Authority}:{language.Tag}/{id.Escaped}";

    /// <summary>The id of a feed.</summary>
    public static string FeedTag(Site site, Language language, Subject? subject) => subject switch
    {
        null => $"tag:{site.Authority}:feeds/{language}",
        { Kind: SubjectKind.Topic } => $"tag:{site.Authority}:feeds/{language}/{subject.Id}",
        _ => $"tag:{site.Authority}:feeds/{language}/{subject.Path}",
    };
}
