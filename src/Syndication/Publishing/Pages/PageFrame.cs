using Syndication.Configuration;
using Syndication.Publishing.Words;
using Syndication.Releases;

namespace Syndication.Publishing.Pages;

/// <summary>What every page has around its content.</summary>
internal sealed record PageFrame
{
    // A page asks no one but its own site, and only one that searches may run a script or fetch anything by it.
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'";
    private const string PolicyOfSearch = Policy + "; script-src 'self'; connect-src 'self'";

    public required Site Site { get; init; }

    public required Language Language { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Where the page stands, for its canonical address.</summary>
    public required string Address { get; init; }

    /// <summary>The same in other languages, for machines.</summary>
    public IReadOnlyList<(Language Language, string Address)> Alternates { get; init; } = [];

    /// <summary>Where whoever reads none of these languages chooses one; null where there is no such page.</summary>
    public string? Default { get; init; }

    /// <summary>The languages that a person can choose, each with its page.</summary>
    public required IReadOnlyList<(Language Language, string Link)> Languages { get; init; }

    public bool IsWithdrawn { get; init; }

    public bool IsArticle { get; init; }

    /// <summary>Whether the page has a search.</summary>
    public bool Searches { get; init; }

    /// <summary>The topic or region that the page is of.</summary>
    public Subject? Subject { get; init; }

    /// <summary>More for the head.</summary>
    public Markup? Head { get; init; }

    /// <summary>Writes the page around its content.</summary>
    public ReadOnlyMemory<byte> Around(Markup content)
    {
        var words = PageWords.Of(Language);
        var newsroom = Site.InLanguage(Site.Title, Language);
        var page = new Markup(16 * 1024);
        page.Add($"<!DOCTYPE html>\n<html lang=\"{Language}\" dir=\"{Language.Direction}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"{(Searches ? PolicyOfSearch : Policy)}\">\n<title>{(Title == newsroom ? Title : $"{Title} – {newsroom}")}</title>\n");
        page.AddIf(Description is not null, $"<meta name=\"description\" content=\"{Description}\">\n");
        page.AddIf(IsWithdrawn, $"<meta name=\"robots\" content=\"noindex\">\n<meta name=\"syndication.status\" content=\"withdrawn\">\n");
        page.Add($"<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"stylesheet\" href=\"{Addresses.Link(Site, Addresses.Style)}\">\n");
        if (Language.IsRightToLeft)
            page.Add($"<link rel=\"preload\" as=\"font\" type=\"font/woff2\" crossorigin href=\"{Addresses.Link(Site, Addresses.RightToLeftFont)}\">\n<link rel=\"stylesheet\" href=\"{Addresses.Link(Site, Addresses.RightToLeftStyle)}\">\n");
        page.AddIf(Searches, $"<script defer src=\"{Addresses.Link(Site, Addresses.SearchScript)}\"></script>\n");
        page.Add($"<link rel=\"canonical\" href=\"{Address}\">\n");
        foreach (var (language, address) in Alternates)
            page.Add($"<link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\">\n");
        page.AddIf(Default is not null, $"<link rel=\"alternate\" hreflang=\"x-default\" href=\"{Default}\">\n");
        AddFeeds(page, newsroom);
        page.Add($"<meta property=\"og:title\" content=\"{Title}\">\n<meta property=\"og:type\" content=\"{(IsArticle ? "article" : "website")}\">\n<meta property=\"og:url\" content=\"{Address}\">\n<meta property=\"og:site_name\" content=\"{newsroom}\">\n<meta property=\"og:locale\" content=\"{Language.Tag.Replace('-', '_')}\">\n");
        page.AddIf(Description is not null, $"<meta property=\"og:description\" content=\"{Description}\">\n");
        if (Head is not null)
            page.Add($"{Head.ToFragment()}");
        page.Add($"</head>\n<body>\n<a class=\"skip\" href=\"#content\">{words.Skip}</a>\n<header class=\"top\">\n<div class=\"inner\">\n<a class=\"brand\" href=\"{Addresses.Link(Site, Addresses.Index(Language))}\">{newsroom}</a>\n");
        AddLanguages(page, words);
        page.Add($"</div>\n<nav class=\"sections\" aria-label=\"{newsroom}\"><ul class=\"inner\">\n");
        AddSection(page, words.All, Addresses.Index(Language));
        AddSection(page, words.Archive, Addresses.MonthsPage(Language));
        AddSection(page, words.Feeds, Addresses.FeedsPage(Language));
        page.Add($"</ul></nav>\n</header>\n<main id=\"content\" class=\"inner\">\n{content.ToFragment()}</main>\n");
        page.Add($"<footer class=\"bottom\"><div class=\"inner\">\n<p class=\"brand\">{newsroom}</p>\n");
        page.AddIf(Site.InLanguage(Site.Rights, Language) is not null, $"<p>{Site.InLanguage(Site.Rights, Language)}</p>\n");
        return page.Add($"</div></footer>\n</body>\n</html>\n").Content;
    }

    private void AddFeeds(Markup page, string? newsroom)
    {
        foreach (var subject in new[] { Subject, null }.Distinct())
        {
            var feed = new Feed { Site = Site, Language = Language, Subject = subject, Entries = [] };
            var title = subject is null ? newsroom : $"{newsroom} – {subject.Name(Site, Language)}";
            foreach (var (type, file, name) in new[] { ("application/atom+xml", "atom.xml", "Atom"), ("application/rss+xml", "rss.xml", "RSS"), ("application/feed+json", "feed.json", "JSON Feed") })
                page.Add($"<link rel=\"alternate\" type=\"{type}\" title=\"{title} ({name})\" href=\"{feed.Address(file)}\">\n");
        }
    }

    private void AddSection(Markup page, string name, string path)
    {
        var here = new Markup(32).AddIf(Address == Addresses.Of(Site, path).AbsoluteUri, $" aria-current=\"page\"");
        page.Add($"<li><a href=\"{Addresses.Link(Site, path)}\"{here.ToFragment()}>{name}</a></li>\n");
    }

    private void AddLanguages(Markup page, PageWords words)
    {
        page.Add($"<nav class=\"languages\" aria-label=\"{words.Languages}\"><ul>\n");
        foreach (var (language, link) in Languages)
        {
            var here = new Markup(32).AddIf(language == Language, $" aria-current=\"true\"");
            page.Add($"<li><a href=\"{link}\" hreflang=\"{language}\" lang=\"{language}\"{here.ToFragment()}>{PageWords.Of(language).Name}</a></li>\n");
        }

        page.Add($"</ul></nav>\n");
    }
}
