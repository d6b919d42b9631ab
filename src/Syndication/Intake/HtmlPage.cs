using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Syndication.Intake;

/// <summary>A page, often a saved one: the release is taken out from between menus, banners and footers.</summary>
internal static partial class HtmlPage
{
    private const string Around =
        "script, style, template, noscript, iframe, object, embed, svg, math, nav, footer, aside, form, button, dialog, [role=navigation], [role=banner], " +
        "[role=contentinfo], [role=search], [role=complementary], [role=dialog], [role=alert], [hidden], [aria-hidden=true]";

    private static readonly HashSet<string> BlockTags = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "blockquote", "table", "figure", "pre", "img"];

    /// <summary>Finds the release in a page. The document is changed.</summary>
    public static Draft Read(IDocument page)
    {
        var headline = page.QuerySelector("article h1, main h1, [role=main] h1, [itemprop=headline]") ?? page.QuerySelector("h1");
        var title = headline is not null ? Words.OfHeadline(headline) : null;
        if (string.IsNullOrEmpty(title))
            title = page.QuerySelector("meta[property='og:title']")?.GetAttribute("content") is { Length: > 0 } shared ? Words.OnOneLine(shared) : WithoutSite(Words.OnOneLine(page.Title ?? ""));

        var root = Root(page);
        foreach (var element in root.QuerySelectorAll(Around).ToList())
            element.Remove();
        foreach (var element in root.QuerySelectorAll("[class], [id]").Where(IsAround).ToList())
            element.Remove();
        if (headline is null || !root.Contains(headline))
            root.QuerySelector("header")?.Remove();

        var blocks = new List<IElement>();
        Collect(root, blocks);
        return new(title, Trim(blocks, title), page.DocumentElement.GetAttribute("lang"));
    }

    // What the page calls its text; else the element that holds most of the paragraphs.
    private static IElement Root(IDocument page)
    {
        foreach (var name in new[] { "[itemprop=articleBody]", "article", "main, [role=main]" })
        {
            if (page.QuerySelectorAll(name).MaxBy(ParagraphLength) is { } root && ParagraphLength(root) > 200)
                return root;
        }

        var best = page.Body!.QuerySelectorAll("p").GroupBy(paragraph => paragraph.ParentElement!)
            .MaxBy(group => group.Sum(paragraph => paragraph.TextContent.Length));
        var all = ParagraphLength(page.Body!);
        return best is not null && best.Sum(paragraph => paragraph.TextContent.Length) > all * 0.7 && best.Key != page.Body && best.Count() > 1 ? best.Key : page.Body!;
    }

    private static int ParagraphLength(IElement element) => element.QuerySelectorAll("p").Sum(paragraph => paragraph.TextContent.Length);

    private static bool IsAround(IElement element)
    {
        var names = $"{element.ClassName} {element.Id}";
        return AroundName().IsMatch(names) && ParagraphLength(element) < 1500 && element.QuerySelector("h1") is null;
    }

    private static void Collect(IElement element, List<IElement> blocks)
    {
        IElement? loose = null;
        foreach (var node in element.ChildNodes.ToList())
        {
            if (node is IElement child && (BlockTags.Contains(child.LocalName) || child.QuerySelector(string.Join(',', BlockTags.Where(tag => tag != "img"))) is not null || IsBox(child)))
            {
                loose = null;
                if (BlockTags.Contains(child.LocalName))
                    blocks.Add(child);
                else
                    Collect(child, blocks);
            }
            else if (node is IElement { LocalName: "br" })
            {
                loose = null;
            }
            else if (node is IElement or IText && (loose is not null || !string.IsNullOrWhiteSpace(node.TextContent)))
            {
                if (loose is null)
                    blocks.Add(loose = element.Owner!.CreateElement("p"));
                loose.AppendChild(node);
            }
        }
    }

    private static bool IsBox(IElement element) => element.LocalName is "div" or "section" or "article" or "main" or "header" or "body" or "center" or "address" or "details";

    // The headline is told apart; above the text stand a kicker, a date, share links, below it perhaps a list of links.
    private static List<IElement> Trim(List<IElement> blocks, string? title)
    {
        blocks = [.. blocks.Where(block => block.LocalName is "img" or "figure" or "table" || Words.Of(block).Length > 0)];
        var headline = blocks.FindIndex(block => block.LocalName == "h1" || (block.LocalName is "h2" or "h3" or "p" && Words.Of(block) == title));
        if (headline >= 0)
            blocks = blocks[(headline + 1)..];
        var start = blocks.FindIndex(block => block.LocalName is "img" or "figure" or "blockquote" or "table" || Words.Of(block) is { Length: > 80 } || IsSentence(Words.Of(block)) || Dateline.Of(Words.Of(block)) is not null);
        if (start > 0)
            blocks = blocks[start..];
        while (blocks.Count > 1 && IsLinks(blocks[^1]))
            blocks.RemoveAt(blocks.Count - 1);
        return blocks;
    }

    private static bool IsSentence(string text) => text.Length > 30 && text[^1] is '.' or '!' or '?' or '؟' or '。' or '»' or '”';

    private static bool IsLinks(IElement block) => block.LocalName is "ul" or "ol" && block.QuerySelectorAll("a").Sum(link => link.TextContent.Trim().Length) > Words.Of(block).Length * 0.8;

    private static string WithoutSite(string title) =>
        title.Split([" | ", " – ", " — ", " - "], StringSplitOptions.TrimEntries).MaxBy(part => part.Length) ?? title;

    [GeneratedRegex(
        @"(?:^|[\s_-])(?:nav|navbar|navigation|menu|menus|breadcrumbs?|cookies?|consent|share|sharing|social|related|sidebar|footer|newsletter|subscribe|comments?|pagination|pager|skip|skip-link|toolbar|search|banner|promo|advert|ads|tags|fil-ariane|partager|reseaux)(?:$|[\s_-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AroundName();
}
