using AngleSharp.Dom;

namespace Syndication.Intake;

/// <summary>Which of a page's headings is the release's headline.</summary>
internal static class Headlines
{
    private static readonly string[] Places =
    [
        "[itemprop=headline]", "article h1, main h1, [role=main] h1", "h1",
        ".entry-title, .post-title, .node-title, .page-title, .article-title, .news-title, .press-title, .MsoTitle, .ms-core-pageTitle, #pageTitle, [class*=PageTitle], [class*=headline], [class*=titulo], [class*=titre]",
    ];

    /// <summary>The element that holds it, if one does, and what it says; nothing where the page leaves it to its looks.</summary>
    public static (IElement? Headline, string? Title) Of(IDocument page)
    {
        var said = Said(page);
        foreach (var place in Places)
        {
            var all = page.QuerySelectorAll(place).Where(element => element.Closest("nav, footer, aside, [class*=logo], [id*=logo], .site-title, .site-name, .site-branding, [role=banner] > *") is null && Words.Of(element) is { Length: > 0 and < 400 } text && !Labels.IsLabel(text)).ToList();
            if (all.Count == 0)
                continue;
            var headline = all.Find(element => Words.Of(element) is var text && said.Exists(title => title.Contains(text, StringComparison.OrdinalIgnoreCase) || (title.Length > 12 && text.Contains(title, StringComparison.OrdinalIgnoreCase)))) ?? all[0];

            // The name of the site as the only heading of the first level: the headline is one of the second, which the page's title names too.
            if (place == "h1" && all.Count == 1 && said.Count > 0 && page.QuerySelectorAll("h2, h3").FirstOrDefault(element => Words.Of(element) is { Length: > 12 } text && said.Exists(title => title.StartsWith(text, StringComparison.OrdinalIgnoreCase))) is { } second &&
                !said.Exists(title => title.StartsWith(Words.Of(headline), StringComparison.OrdinalIgnoreCase)))
            {
                headline = second;
            }

            return Words.OfHeadline(headline) is { Length: > 0 } found ? (headline, found) : (null, null);
        }

        if (page.QuerySelectorAll("h2, h3").FirstOrDefault(element => Words.Of(element) is { Length: > 8 } text && said.Exists(title => title.Contains(text, StringComparison.OrdinalIgnoreCase))) is { } lower)
            return (lower, Words.OfHeadline(lower));
        return (null, said.FirstOrDefault() is { Length: > 0 } shared ? shared : null);
    }

    /// <summary>The headline among the blocks of a page that marks none: the one that its title names, or the last before the text.</summary>
    public static string? Among(List<IElement> blocks, string? title)
    {
        if (title is { Length: > 8 } && blocks.Take(12).Select(Words.Of).FirstOrDefault(text => text.Length is > 8 and < 300 && (title.Contains(text, StringComparison.OrdinalIgnoreCase) || text.Contains(title, StringComparison.OrdinalIgnoreCase))) is { } named)
            return named;
        var first = blocks.FindIndex(block => Words.Of(block) is var text && (Dateline.Of(text) is { Date: not null } || Dateline.OfLine(text) is { Place.Length: > 0 } || text.Length > 200 || (text.Length > 60 && text[0] >= '\u2E80')));
        for (var i = first - 1; i >= 0 && i >= first - 4; i--)
        {
            if (Words.Of(blocks[i]) is { Length: > 7 and < 250 } text && !Labels.IsLabel(text) && Dateline.OfLine(text) is null && text[^1] is not ('.' or '。'))
                return text;
        }

        return null;
    }

    // What the page says of itself to others, without the name of its site.
    private static List<string> Said(IDocument page)
    {
        var titles = new List<string>();
        if (page.QuerySelector("meta[property='og:title'], meta[name='og:title'], meta[name='twitter:title'], meta[name='dc.title' i]")?.GetAttribute("content") is { Length: > 0 } shared)
            titles.Add(WithoutSite(Words.OnOneLine(shared), page));
        if (Words.OnOneLine(page.Title ?? "") is { Length: > 0 } title && !title.StartsWith("Microsoft Word", StringComparison.OrdinalIgnoreCase))
            titles.Add(WithoutSite(title, page));
        return titles;
    }

    private static string WithoutSite(string title, IDocument page)
    {
        var site = page.QuerySelector("meta[property='og:site_name']")?.GetAttribute("content")?.Trim();
        var parts = title.Split([" | ", " – ", " — ", " - ", " :: ", " « ", " » ", "_", "丨"], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(part => part != site).ToList();
        if (parts.Count <= 1)
            return parts.FirstOrDefault() ?? title;

        // A headline may hold a dash itself: what stands as one text on the page is one.
        var headings = page.QuerySelectorAll("h1, h2, h3").Select(Words.Of).ToList();
        return headings.Find(text => text.Length > 8 && title.Contains(text, StringComparison.OrdinalIgnoreCase)) ?? parts.MaxBy(part => part.Length) ?? title;
    }
}
