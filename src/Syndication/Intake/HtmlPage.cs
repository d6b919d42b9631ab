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

    private static readonly string BlocksWithin = string.Join(',', BlockTags.Where(tag => tag != "img"));

    /// <summary>Finds the release in a page. The document is changed.</summary>
    /// <param name="page">The page.</param>
    /// <param name="isMail">Whether it is a message's: that stands in no site, and its headline may only look like one.</param>
    public static Draft Read(IDocument page, bool isMail = false)
    {
        // What says when the page is from, and from when it may be used, may stand in a part of it that is left out.
        var date = PageDates.Of(page);
        var notices = PageNotices(page);
        var (headline, title) = Headlines.Of(page);
        if (isMail && headline is null)
            title = null;

        var root = Root(page);
        foreach (var quote in root.QuerySelectorAll("p[class], div[class], aside[class]").Where(element => QuoteName().IsMatch(element.ClassName!)).ToList())
            MakeQuote(quote);
        foreach (var element in root.QuerySelectorAll(Around).Where(element => !IsFrame(element, root)).ToList())
            element.Remove();
        foreach (var element in root.QuerySelectorAll("[class], [id]").Where(IsAround).ToList())
            element.Remove();
        if (headline is null || !root.Contains(headline))
            root.QuerySelector("header")?.Remove();

        var blocks = new List<IElement>();
        Collect(root, blocks);
        blocks = [.. blocks.Where(IsThere)];
        notices.AddRange(Notices.Take(blocks));
        if (!isMail && (title is null || headline is null))
            title = Headlines.Among(blocks, title) ?? title;
        return new(title, isMail ? blocks : Trim(blocks, title, headline), page.DocumentElement.GetAttribute("lang") ?? page.Body?.GetAttribute("lang"))
        {
            Date = date,
            Notices = [.. notices.Distinct()],
        };
    }

    /// <summary>The blocks of a text that somebody else found in a page, and the lines about an embargo among them.</summary>
    /// <param name="text">What holds the text.</param>
    /// <param name="title">The page's headline; null where it has none.</param>
    public static (List<IElement> Blocks, IReadOnlyList<string> Notices) Of(IElement text, string? title)
    {
        var blocks = new List<IElement>();
        Collect(text, blocks);
        blocks = [.. blocks.Where(IsThere)];
        var notices = Notices.Take(blocks);
        return (WithoutEnd(WithoutBeginning(blocks, title, headline: null)), notices);
    }

    private static List<string> PageNotices(IDocument page) =>
        [.. page.Body!.QuerySelectorAll("p, div, span, td, th, h1, h2, h3, h4, h5, h6, strong, b, em, font, center, header, section, aside")
            .Where(element => element.Closest("a, nav, footer, ul, script, style, template, blockquote") is null && element.QuerySelector("p, div, td, h1, h2, h3, br") is null)
            .Select(Words.Of).Where(text => text.Length is > 3 and <= 240 && EmbargoLine.IsPlain(text)).Distinct()];

    // A form or an aside around the whole text, as some systems build their pages, is not beside it.
    private static bool IsFrame(IElement element, IElement root) =>
        element.LocalName is "form" or "aside" or "section" or "dialog" && element.TextContent.Length > root.TextContent.Length / 2;

    // What the page calls its text; else the innermost element that holds nearly all of it. A comment or a teaser may be called an article
    // too: it holds little of what the page says.
    private static IElement Root(IDocument page)
    {
        var all = ParagraphLength(page.Body!);
        foreach (var name in new[] { "[itemprop=articleBody]", "article", "main, [role=main]" })
        {
            if (page.QuerySelectorAll(name).MaxBy(ParagraphLength) is { } root && ParagraphLength(root) is > 200 and var length && length > all / 4)
                return root;
        }

        foreach (var element in page.Body!.QuerySelectorAll(Around).Where(element => !IsFrame(element, page.Body!)).ToList())
            element.Remove();
        foreach (var element in page.Body!.QuerySelectorAll("[class], [id]").Where(IsAround).ToList())
            element.Remove();
        return Densest(page.Body!);
    }

    private static IElement Densest(IElement body)
    {
        var texts = new Dictionary<IElement, int>();
        foreach (var text in body.Descendants<IText>())
        {
            if (text.Data.Trim().Length is var length && length < 40 && !(length > 16 && text.Data.Any(c => c >= '\u2E80')))
                continue;
            var above = text.ParentElement;
            if (above?.Closest("a") is not null)
                continue;
            for (; above is not null && body.Contains(above); above = above.ParentElement)
                texts[above] = texts.GetValueOrDefault(above) + length;
        }

        var root = body;
        while (root.Children.FirstOrDefault(child => !(BlockTags.Contains(child.LocalName) && child.LocalName != "table") && texts.GetValueOrDefault(child) >= texts.GetValueOrDefault(body) * 0.8) is { } child &&
            texts.GetValueOrDefault(child) > 0 && child.LocalName is not ("span" or "b" or "strong" or "font" or "em" or "i" or "a"))
        {
            root = child;
        }

        return root;
    }

    private static int ParagraphLength(IElement element) => element.QuerySelectorAll("p").Sum(paragraph => paragraph.TextContent.Length);

    private static bool IsAround(IElement element)
    {
        if (element.LocalName is "html" or "body" or "h1" or "p" or "a" && element.LocalName != "p")
            return false;
        var names = $"{element.ClassName} {element.Id}";
        return AroundName().IsMatch(names) && ParagraphLength(element) < 1500 && element.TextContent.Length < 4000 && element.QuerySelector("h1") is null;
    }

    private static void MakeQuote(IElement element)
    {
        // A pull quote repeats what the text says.
        var text = Words.Of(element);
        if (element.ParentElement is { } parent && parent.TextContent.Length > text.Length && parent.QuerySelectorAll("p, blockquote").Any(other => other != element && !element.Contains(other) && Words.Of(other).Contains(text, StringComparison.Ordinal)))
        {
            element.Remove();
            return;
        }

        var quote = element.Owner!.CreateElement("blockquote");
        while (element.FirstChild is { } child)
            quote.AppendChild(child);
        element.Replace(quote);
    }

    private static void Collect(IElement element, List<IElement> blocks)
    {
        IElement? loose = null;
        foreach (var node in element.ChildNodes.ToList())
        {
            if (node is IElement child && (BlockTags.Contains(child.LocalName) || child.QuerySelector(BlocksWithin) is not null || IsBox(child)))
            {
                loose = null;
                if (BlockTags.Contains(child.LocalName) && !IsLayout(child))
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

    private static bool IsBox(IElement element) =>
        element.LocalName is "div" or "section" or "article" or "main" or "header" or "body" or "center" or "address" or "details" or "form" or "aside" or "tbody" or "tr" or "td" or "footer" or "nav";

    // A table that the page is built with, rather than one that says something.
    private static bool IsLayout(IElement element) =>
        element.LocalName == "table" && (element.GetAttribute("role") == "presentation" || element.QuerySelector("table, h1, h2") is not null ||
            (element.QuerySelector("th") is null && element.QuerySelectorAll("td").Any(cell => cell.TextContent.Trim().Length > 400 || cell.QuerySelectorAll("p").Length > 1)));

    // The headline is told apart; above the text stand a kicker, a date, share links, below it perhaps a list of links.
    private static List<IElement> Trim(List<IElement> blocks, string? title, IElement? headline) => WithoutEnd(WithoutRelated(WithoutBeginning(blocks, title, headline)));

    private static List<IElement> WithoutBeginning(List<IElement> blocks, string? title, IElement? headline)
    {
        var at = headline is null ? -1 : blocks.FindIndex(block => block == headline || block.Contains(headline));
        if (at < 0)
            at = blocks.FindIndex(block => block.LocalName == "h1" || (block.LocalName is "h2" or "h3" or "p" && Words.Of(block) == title));
        if (at >= 0)
            blocks = blocks[(at + 1)..];
        var start = blocks.FindIndex(block => block.LocalName is "img" or "figure" or "blockquote" or "table" || Words.Of(block) is { Length: > 80 } || IsSentence(Words.Of(block)) || Dateline.Of(Words.Of(block)) is not null ||
            Dateline.OfLine(Words.Of(block)) is { Place.Length: > 0 });
        return start > 0 ? blocks[start..] : blocks;
    }

    private static List<IElement> WithoutRelated(List<IElement> blocks)
    {
        for (var related = blocks.FindIndex(IsRelated); related > 0; related = blocks.FindIndex(related, IsRelated))
        {
            // “Share” above the text is a button; “Related” below it begins what is not of it.
            if (blocks.Take(related).Sum(Prose) >= blocks.Skip(related).Sum(Prose))
            {
                blocks = blocks[..related];
                break;
            }

            blocks.RemoveAt(related);
        }

        return blocks;
    }

    private static List<IElement> WithoutEnd(List<IElement> blocks)
    {
        while (blocks.Count > 1 && (IsLinks(blocks[^1]) || IsRemainder(blocks[^1])))
            blocks.RemoveAt(blocks.Count - 1);
        return blocks;
    }

    private static bool IsRelated(IElement block) => Words.Of(block) is { Length: < 60 } text && RelatedHeading().IsMatch(text);

    // How much of a block is said, rather than linked to.
    private static int Prose(IElement block) => block.TextContent.Length - block.QuerySelectorAll("a").Sum(link => link.TextContent.Length);

    private static bool IsThere(IElement block) => block.LocalName is "img" or "figure" or "table" || Words.Of(block).Length > 0 || block.QuerySelector("img") is not null;

    private static bool IsSentence(string text) => text.Length > (text.Length > 0 && text[0] >= '\u2E80' ? 12 : 30) && text[^1] is '.' or '!' or '?' or '؟' or '。' or '»' or '”';

    private static bool IsLinks(IElement block) =>
        block.LocalName is "ul" or "ol" or "p" && Words.Of(block) is { Length: > 0 } text && !ContactReader.Holds(text) && block.QuerySelector("a") is not null &&
        (block.QuerySelectorAll("a").Sum(link => link.TextContent.Trim().Length) > text.Length * 0.8 || !WithoutLinks(block, text).Any(char.IsLetter));

    private static bool IsRemainder(IElement block) =>
        block.LocalName is "p" or "div" or "h2" or "h3" or "h4" && Words.Of(block) is { Length: < 200 } text && !ContactReader.Holds(text) && (Remainder().IsMatch(text) || Remainder().IsMatch(WithoutLinks(block, text)));

    private static string WithoutLinks(IElement block, string text) =>
        block.QuerySelectorAll("a").Select(Words.Of).Where(link => link.Length > 0).Aggregate(text, (rest, link) => rest.Replace(link, "", StringComparison.Ordinal));

    [GeneratedRegex(@"(?:^|\s|-|_)(?:pull-?quote|quote|quotation|citation|cita|zitat)(?:$|[\s_-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuoteName();

    [GeneratedRegex(
        @"^\W*(?:related(?: (?:news|stories|articles|content|links|documents|posts))?|read (?:more|also|next)|more news|latest(?: news)?|see also|you may also like|share(?: this.*)?|recent posts|(?:à|a) lire aussi|lire aussi|articles? (?:liés|similaires|récents)|voir aussi|sur le même sujet|partager|dernières actualités|noticias relacionadas|artículos relacionados|más noticias|lea también|compartir|últimas noticias|leia também|notícias relacionadas|اقرأ أيضا?ً?|أخبار ذات صلة|مواضيع ذات صلة|مقالات ذات صلة|شارك|آخر الأخبار|читайте также|похожие (?:новости|материалы)|по теме|поделиться|другие новости|相关(?:新闻|阅读|链接|文章)|更多新闻|分享(?:到)?|延伸阅读|mehr zum thema|weitere meldungen)\W*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RelatedHeading();

    [GeneratedRegex(
        @"^\W*(?:tags?\b|topics?\s?:|filed under|posted (?:in|by)|share\b|print\b|download\b|last (?:updated|modified)|©|\(c\)|copyright|all rights reserved|back to|previous\b|next\b|étiquettes?|mots-clés|partager|imprimer|télécharger|mis à jour|tous droits|retour|etiquetas|compartir|imprimir|descargar|todos los derechos|volver|actualizado|الوسوم|وسوم|شارك|طباعة|تحميل|جميع الحقوق|العودة|теги|метки|поделиться|распечатать|скачать|все права|назад|обновлено|标签|分享|打印|下载|版权所有|返回|责任编辑|上一篇|下一篇)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Remainder();

    [GeneratedRegex(
        @"(?:^|[\s_-])(?:nav|navbar|navigation|menu|menus|breadcrumbs?|cookies?|consent|share|sharing|social|related|sidebar|footer|newsletter|subscribe|comments?|pagination|pager|skip|skip-link|toolbar|search|banner|promo|advert|ads|tags|fil-ariane|partager|reseaux|post-navigation|entry-meta|post-meta|topbar|widget|quicklaunch|suitebar|languages?-switcher|lang-switch)(?:$|[\s_-])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AroundName();
}
