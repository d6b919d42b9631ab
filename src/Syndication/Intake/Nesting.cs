using System.Text;
using AngleSharp.Dom;

namespace Syndication.Intake;

/// <summary>How deep a page nests, told before it is parsed: some pages are made to bring parsers down.</summary>
public static class Nesting
{
    // Far beyond what any option lets pass: nobody asks for more.
    private const int Deepest = 5_000;

    // So many elements may be opened again because bold text and the like is still open where a paragraph begins; a page of some KB can ask for millions.
    private const int MostAgain = 250_000;

    // What parsers close by themselves, or never open.
    private static readonly HashSet<string> Void = ["area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "td", "tr", "th", "dt", "dd", "option"];

    // What stays open, or is opened again, past the end of what it stands in (HTML Standard, section 13.2.4.3).
    private static readonly HashSet<string> Formatting = ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

    // What an end tag within does not reach beyond (section 13.2.4.2).
    private static readonly HashSet<string> Boundaries = ["applet", "caption", "marquee", "object", "template", "table", "foreignobject", "desc", "title", "annotation", "mi", "mo", "mn", "ms", "mtext"];

    // What ends a drawing or a formula that it stands in (section 13.2.6.5), so that “/>” does not close it.
    private static readonly HashSet<string> NotDrawn =
        ["blockquote", "body", "center", "div", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "head", "listing", "menu", "ol", "pre", "ruby", "span", "sub", "sup", "table", "ul", "var", .. Formatting];

    /// <summary>Whether a page nests deeper than so. Programs in it write markup that is none of its own: that counts a quarter.</summary>
    public static bool IsTooDeep(string html, int most) => Depth(html) is var depth && depth > most && (depth > most * 4 || Depth(WithoutPrograms(html)) > most);

    /// <summary>
    /// The most tags that are open at once, those left out that parsers close by themselves; more than any option lets pass where
    /// what is open would be opened again too often.
    /// </summary>
    public static int Depth(string html)
    {
        var (open, formatting, deepest, again) = (new List<string>(), 0, 0, 0);
        for (var i = html.IndexOf('<', StringComparison.Ordinal); i >= 0 && i + 1 < html.Length; i = html.IndexOf('<', i + 1))
        {
            var end = i + 1;
            while (end < html.Length && (char.IsAsciiLetterOrDigit(html[end]) || (end == i + 1 && html[end] == '/')))
                end++;
            var tag = html[(i + 1)..end].ToLowerInvariant();
            if (tag.Length > 1 && tag[0] == '/')
            {
                if (Formatting.Contains(tag[1..]))
                    formatting = Math.Max(0, formatting - 1);
                else if (open.LastIndexOf(tag[1..]) is >= 0 and var at && open.FindLastIndex(open.Count - 1, open.Count - at - 1, Boundaries.Contains) < 0)
                    open.RemoveRange(at, open.Count - at);
            }
            else if (tag.Length > 0 && (again += formatting) > MostAgain)
            {
                return Deepest;
            }
            else if (tag.Length > 0 && !Void.Contains(tag) && !(html.IndexOf('>', end) is > 0 and var close && html[close - 1] == '/' && !NotDrawn.Contains(tag) && IsDrawn(open)))
            {
                if (Formatting.Contains(tag))
                    formatting++;
                else
                    open.Add(tag);
                deepest = Math.Max(deepest, open.Count + formatting);
                if (deepest > Deepest)
                    return deepest;
            }
        }

        return deepest;
    }

    private static string WithoutPrograms(string html)
    {
        var (rest, at) = (new StringBuilder(html.Length), 0);
        while (html.IndexOf("<script", at, StringComparison.OrdinalIgnoreCase) is >= 0 and var start && html.IndexOf("</script", start, StringComparison.OrdinalIgnoreCase) is >= 0 and var end)
        {
            rest.Append(html, at, start - at);
            at = end + "</script".Length;
        }

        return rest.Append(html, at, html.Length - at).ToString();
    }

    // Whether what comes next is of a drawing or a formula: within these, some elements hold html again.
    private static bool IsDrawn(List<string> open) =>
        open.FindLast(tag => tag is "svg" or "math" or "foreignobject" or "desc" or "title" or "annotation" or "mi" or "mo" or "mn" or "ms" or "mtext") is "svg" or "math";

    /// <summary>
    /// Whether elements stand deeper than so. What only a parser knows: within drawings and formulas nothing closes by itself. To be
    /// asked before anything goes down the tree by calling itself.
    /// </summary>
    public static bool IsDeeper(INode root, int most)
    {
        var (node, depth) = (root, 0);
        while (true)
        {
            if (node.FirstChild is { } child)
            {
                if (++depth > most)
                    return true;
                node = child;
                continue;
            }

            while (node != root && node.NextSibling is null)
            {
                node = node.Parent!;
                depth--;
            }

            if (node == root)
                return false;
            node = node.NextSibling!;
        }
    }
}
