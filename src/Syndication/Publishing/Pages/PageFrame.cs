using Syndication.Configuration;
using Syndication.Publishing.Words;
using Syndication.Releases;

namespace Syndication.Publishing.Pages;

/// <summary>What every page has around its content.</summary>
internal sealed record PageFrame
{
    private const string Policy = "default-src 'none'; style-src 'self'; img-src 'self' https: http:; font-src 'self'; base-uri 'none'; form-action 'none'";

    public required Site Site { get; init; }

    public required Language Language { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Where the page stands, for its canonical address.</summary>
    public required string Address { get; init; }

    /// <summary>The same in other languages, for machines.</summary>
    public IReadOnlyList<(Language Language, string Address)> Alternates { get; init; } = [];

    /// <summary>The languages as people choose them: each with a link, or without one where there is nothing yet.</summary>
    public required IReadOnlyList<(Language Language, string? Link)> Languages { get; init; }

    public bool IsWithdrawn { get; init; }

    public bool IsArticle { get; init; }

    /// <summary>More for the head.</summary>
    public Markup? Head { get; init; }

    /// <summary>Writes the page around its content.</summary>
    public ReadOnlyMemory<byte> Around(Markup content)
    {
        var words = PageWords.Of(Language);
        var newsroom = Site.InLanguage(Site.Title, Language);
        var page = new Markup();
        page.Add($"<!DOCTYPE html>\n<html lang=\"{Language}\" dir=\"{Language.Direction}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Add($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">\n<title>{(Title == newsroom ? Title : $"{Title} – {newsroom}")}</title>\n");
        page.AddIf(Description is not null, $"<meta name=\"description\" content=\"{Description}\">\n");
        page.AddIf(IsWithdrawn, $"<meta name=\"robots\" content=\"noindex\">\n<meta name=\"syndication.status\" content=\"withdrawn\">\n");
        page.Add($"<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"stylesheet\" href=\"{Addresses.Link(Site, Addresses.Style)}\">\n<link rel=\"canonical\" href=\"{Address}\">\n");
        foreach (var (language, address) in Alternates)
            page.Add($"<link rel=\"alternate\" hreflang=\"{language}\" href=\"{address}\">\n");
        var feed = new Feed { Site = Site, Language = Language, Entries = [] };
        foreach (var (type, file, name) in new[] { ("application/atom+xml", "atom.xml", "Atom"), ("application/rss+xml", "rss.xml", "RSS"), ("application/feed+json", "feed.json", "JSON Feed") })
            page.Add($"<link rel=\"alternate\" type=\"{type}\" title=\"{newsroom} ({name})\" href=\"{feed.Address(file)}\">\n");
        page.Add($"<meta property=\"og:title\" content=\"{Title}\">\n<meta property=\"og:type\" content=\"{(IsArticle ? "article" : "website")}\">\n<meta property=\"og:url\" content=\"{Address}\">\n<meta property=\"og:site_name\" content=\"{newsroom}\">\n<meta property=\"og:locale\" content=\"{Language.Tag.Replace('-', '_')}\">\n");
        page.AddIf(Description is not null, $"<meta property=\"og:description\" content=\"{Description}\">\n");
        if (Head is not null)
            page.Add($"{Head.ToFragment()}");
        page.Add($"</head>\n<body>\n<a class=\"skip\" href=\"#content\">{words.Skip}</a>\n<header class=\"top\"><div class=\"inner\">\n<a class=\"brand\" href=\"{Addresses.Link(Site, Addresses.Index(Language))}\">{newsroom}</a>\n");
        AddLanguages(page, words);
        page.Add($"</div></header>\n<main id=\"content\" class=\"inner\">\n{content.ToFragment()}</main>\n");
        page.Add($"<footer class=\"bottom\"><div class=\"inner\">\n<p>{Site.InLanguage(Site.Rights, Language)}</p>\n<nav aria-label=\"{words.Feeds}\"><ul>");
        page.Add($"<li><a href=\"{Addresses.Link(Site, Addresses.Index(Language))}\">{words.All}</a></li><li><a href=\"{Addresses.Link(Site, Addresses.FeedsPage(Language))}\">{words.Feeds}</a></li>");
        return page.Add($"</ul></nav>\n</div></footer>\n</body>\n</html>\n").Content;
    }

    private void AddLanguages(Markup page, PageWords words)
    {
        page.Add($"<nav class=\"languages\" aria-label=\"{words.Languages}\"><ul>\n");
        foreach (var (language, link) in Languages)
        {
            var name = PageWords.Of(language).Name;
            if (language == Language)
                page.Add($"<li><a aria-current=\"page\" href=\"{link}\" lang=\"{language}\">{name}</a></li>\n");
            else if (link is not null)
                page.Add($"<li><a href=\"{link}\" hreflang=\"{language}\" lang=\"{language}\">{name}</a></li>\n");
            else
                page.Add($"<li class=\"pending\"><span lang=\"{language}\">{name}</span> <small>({words.Pending})</small></li>\n");
        }

        page.Add($"</ul></nav>\n");
    }
}
