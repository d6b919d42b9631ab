using AngleSharp.Dom;

namespace Syndication.Intake;

/// <summary>How deep a page nests, told before it is parsed: some pages are made to bring parsers down.</summary>
public static class Nesting
{
    private static readonly HashSet<string> Void = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li", "td", "tr", "th", "dt", "dd", "option"];

    /// <summary>The most tags that are open at once, those left out that parsers close by themselves.</summary>
    public static int Depth(string html)
    {
        var (depth, deepest) = (0, 0);
        for (var i = html.IndexOf('<', StringComparison.Ordinal); i >= 0 && i + 1 < html.Length; i = html.IndexOf('<', i + 1))
        {
            var end = i + 1;
            while (end < html.Length && (char.IsAsciiLetterOrDigit(html[end]) || (end == i + 1 && html[end] == '/')))
                end++;
            var tag = html[(i + 1)..end].ToLowerInvariant();
            if (tag.Length > 1 && tag[0] == '/')
                depth = Math.Max(0, depth - (Void.Contains(tag[1..]) ? 0 : 1));
            else if (tag.Length > 0 && !Void.Contains(tag))
                deepest = Math.Max(deepest, ++depth);
        }

        return deepest;
    }

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
