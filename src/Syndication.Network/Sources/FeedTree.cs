using System.Net;
using System.Text;
using System.Xml;

namespace Syndication.Network.Sources;

/// <summary>
/// A feed's XML as a tree: by the rules where it keeps them, and else as well as it goes. Document types are passed over, entities of
/// their own never expanded, nothing fetched, and what is nested too deep is refused. Longer than a file should be, because the two ways of
/// reading share the names that feeds use.
/// </summary>
internal static class FeedTree
{
    private const int Deepest = 200;

    private static readonly Dictionary<string, string> Vocabularies = new(StringComparer.OrdinalIgnoreCase)
    {
        ["http://www.w3.org/2005/Atom"] = "atom",
        ["http://purl.org/atom/ns#"] = "atom",
        ["http://purl.org/atom"] = "atom",
        ["http://example.com/newformat#"] = "atom",
        ["http://purl.org/rss/1.0"] = "",
        ["http://my.netscape.com/rdf/simple/0.9"] = "",
        ["http://channel.netscape.com/rdf/simple/0.9"] = "",
        ["http://backend.userland.com/rss2"] = "",
        ["http://blogs.law.harvard.edu/tech/rss"] = "",
        ["http://www.rssboard.org/rss-specification"] = "",
        ["http://purl.org/net/rss1.1#"] = "",
        ["http://backend.userland.com/rss"] = "",
        ["http://backend.userland.com/blogchannelmodule"] = "blog",
        ["http://cyber.law.harvard.edu/rss/rss.html"] = "",
        ["http://purl.org/rss/1.0/modules/content"] = "content",
        ["http://purl.org/dc/elements/1.1"] = "dc",
        ["http://purl.org/dc/elements/1.0"] = "dc",
        ["http://purl.org/dc/terms"] = "dcterms",
        ["http://purl.org/rss/1.0/modules/syndication"] = "sy",
        ["http://search.yahoo.com/mrss"] = "media",
        ["http://search.yahoo.com/rss"] = "media",
        ["http://www.itunes.com/dtds/podcast-1.0.dtd"] = "itunes",
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"] = "rdf",
        ["http://www.w3.org/1999/xhtml"] = "xhtml",
        ["http://rssnamespace.org/feedburner/ext/1.0"] = "feedburner",
        ["http://www.w3.org/XML/1998/namespace"] = "xml",
        ["http://a9.com/-/spec/opensearch/1.1"] = "other",
        [""] = "",
    };

    private static readonly HashSet<string> Prefixes = ["atom", "content", "dc", "dcterms", "sy", "media", "itunes", "rdf", "xhtml", "feedburner", "xml"];

    // Where html stands in a feed without being written as text, these end by themselves.
    private static readonly HashSet<string> Void = ["br", "hr", "img", "input", "wbr"];

    private static readonly HashSet<string> Items = new(StringComparer.OrdinalIgnoreCase) { "item", "entry" };
    private static readonly HashSet<string> Holders = new(StringComparer.OrdinalIgnoreCase) { "channel", "rss", "rdf", "feed", "items" };

    /// <summary>Reads it.</summary>
    /// <returns>The root; null where there is no element in it. The problem where it is refused.</returns>
    public static (Node? Root, string? Problem) Read(string text)
    {
        try
        {
            var strict = Strict(text);
            return strict is null ? (Lenient(text), null) : (strict, null);
        }
        catch (InvalidDataException e)
        {
            return (null, e.Message);
        }
    }

    private static Node? Strict(string text)
    {
        // What is text already has no encoding; a declaration that claims one would only be in the way.
        var start = text.StartsWith("<?xml", StringComparison.Ordinal) && text.IndexOf("?>", StringComparison.Ordinal) is > 0 and var end ? end + 2 : 0;
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Ignore,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersFromEntities = 1,
            CheckCharacters = true,
        };
        try
        {
            using var reader = XmlReader.Create(new StringReader(text[start..]), settings);
            Node? root = null;
            Node? at = null;
            while (reader.Read())
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        var node = Open(at, Vocabulary(reader.NamespaceURI, reader.Prefix), reader.LocalName);
                        root ??= node;
                        var isEmpty = reader.IsEmptyElement;
                        while (reader.MoveToNextAttribute())
                        {
                            if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/")
                                node.Attributes[Qualified(Vocabulary(reader.NamespaceURI, reader.Prefix), reader.LocalName)] = reader.Value;
                        }

                        if (!isEmpty)
                            at = node;
                        break;
                    case XmlNodeType.EndElement:
                        at = at!.Parent;
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                        at?.Content.Add(reader.Value);
                        break;
                }
            }

            return root;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // Tags that do not match, stray ampersands, entities of html, undeclared prefixes, characters that XML has no place for.
    private static Node? Lenient(string text)
    {
        var spaces = new Dictionary<string, string>(StringComparer.Ordinal);
        Node? root = null;
        Node? at = null;
        var i = 0;
        while (i < text.Length)
        {
            var open = text.IndexOf('<', i);
            if (open < 0)
                open = text.Length;
            Say(text[i..open]);
            if (open == text.Length)
                break;
            i = open;
            if (Starts("<!--"))
                i = After("-->");
            else if (Starts("<![CDATA["))
            {
                var end = text.IndexOf("]]>", i, StringComparison.Ordinal);
                at?.Content.Add(Allowed(text[(i + 9)..(end < 0 ? text.Length : end)]));
                i = end < 0 ? text.Length : end + 3;
            }
            else if (Starts("<!"))
                i = AfterDocumentType(text, i);
            else if (Starts("<?"))
                i = After("?>");
            else if (Starts("</"))
            {
                var end = text.IndexOf('>', i);
                var name = text[(i + 2)..(end < 0 ? text.Length : end)].Trim();
                var local = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
                for (var match = at; match is not null; match = match.Parent)
                {
                    if (!string.Equals(match.Name, local, StringComparison.OrdinalIgnoreCase))
                        continue;
                    at = match.Parent;
                    break;
                }

                if (root is not null && at is null)
                    break;
                i = end < 0 ? text.Length : end + 1;
            }
            else if (i + 1 < text.Length && (char.IsLetter(text[i + 1]) || text[i + 1] == '_'))
            {
                i = Element(text, i, out var name, out var attributes, out var isEmpty);
                foreach (var (key, value) in attributes)
                {
                    if (key == "xmlns")
                        spaces[""] = value;
                    else if (key.StartsWith("xmlns:", StringComparison.Ordinal))
                        spaces[key[6..]] = value;
                }

                if (Items.Contains(name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..]))
                    at = Around(at);
                var node = Open(at, name);
                root ??= node;
                foreach (var (key, value) in attributes.Where(pair => !pair.Key.StartsWith("xmlns", StringComparison.Ordinal)))
                    node.Attributes.TryAdd(key, value);
                if (!isEmpty && !(Void.Contains(node.Name) && node.Vocabulary is "" or "xhtml" or "atom" && at is not null))
                    at = node;
            }
            else
            {
                Say("<");
                i++;
            }
        }

        return root;

        bool Starts(string what) => string.CompareOrdinal(text, i, what, 0, what.Length) == 0;

        int After(string what) => text.IndexOf(what, i, StringComparison.Ordinal) is >= 0 and var end ? end + what.Length : text.Length;

        void Say(string words)
        {
            if (words.Length > 0)
                at?.Content.Add(Allowed(WebUtility.HtmlDecode(words)));
        }

        Node Open(Node? parent, string name)
        {
            var colon = name.IndexOf(':', StringComparison.Ordinal);
            var prefix = colon < 0 ? "" : name[..colon];
            var space = spaces.TryGetValue(prefix, out var told) ? Vocabulary(told, prefix) : prefix.Length == 0 ? parent is null ? Guessed(name) : parent.Vocabulary is "atom" ? "atom" : "" : Prefixes.Contains(prefix) ? prefix : "other";
            return FeedTree.Open(parent, space, name[(colon + 1)..]);
        }
    }

    // Whatever was not closed before an item, the item stands in none of it.
    private static Node? Around(Node? at)
    {
        for (var around = at; around is not null; around = around.Parent)
        {
            if (Holders.Contains(around.Name))
                return around;
        }

        return at;
    }

    private static string Guessed(string root) => root.Equals("feed", StringComparison.OrdinalIgnoreCase) || root.Equals("entry", StringComparison.OrdinalIgnoreCase) ? "atom" : "";

    private static Node Open(Node? parent, string vocabulary, string name)
    {
        if (parent?.Depth >= Deepest)
            throw new InvalidDataException($"Its elements are nested more than {Deepest} deep, as in no honest feed.");
        var node = new Node(vocabulary, name, parent);
        parent?.Content.Add(node);
        return node;
    }

    private static int Element(string text, int i, out string name, out List<(string Key, string Value)> attributes, out bool isEmpty)
    {
        attributes = [];
        isEmpty = false;
        var end = i + 1;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('>' or '/' or '<'))
            end++;
        name = text[(i + 1)..end];
        while (end < text.Length && text[end] is not ('>' or '<'))
        {
            if (text[end] == '/' && end + 1 < text.Length && text[end + 1] == '>')
            {
                isEmpty = true;
                end++;
            }
            else if (char.IsWhiteSpace(text[end]) || text[end] is '/' or '"' or '\'' or '=')
            {
                end++;
            }
            else
            {
                var start = end;
                while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('=' or '>' or '<' or '/'))
                    end++;
                var key = text[start..end];
                while (end < text.Length && char.IsWhiteSpace(text[end]))
                    end++;
                var value = "";
                if (end < text.Length && text[end] == '=')
                {
                    end++;
                    while (end < text.Length && char.IsWhiteSpace(text[end]))
                        end++;
                    if (end < text.Length && text[end] is '"' or '\'')
                    {
                        var close = text.IndexOf(text[end], end + 1);
                        value = text[(end + 1)..(close < 0 ? text.Length : close)];
                        end = close < 0 ? text.Length : close + 1;
                    }
                    else
                    {
                        start = end;
                        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('>' or '<'))
                            end++;
                        value = text[start..end];
                    }
                }

                attributes.Add((key, Allowed(WebUtility.HtmlDecode(value))));
            }
        }

        return end < text.Length && text[end] == '>' ? end + 1 : end;
    }

    private static int AfterDocumentType(string text, int i)
    {
        var inner = 0;
        for (; i < text.Length; i++)
        {
            if (text[i] == '[')
                inner++;
            else if (text[i] == ']')
                inner--;
            else if (text[i] == '>' && inner <= 0)
                return i + 1;
        }

        return text.Length;
    }

    private static string Vocabulary(string address, string prefix) =>
        Vocabularies.TryGetValue(address.TrimEnd('/'), out var known) ? known
        : address.Length == 0 ? "" : Prefixes.Contains(prefix) ? prefix : "other";

    private static string Qualified(string vocabulary, string name) => vocabulary is "xml" or "rdf" ? $"{vocabulary}:{name}" : name;

    // XML 1.0, section 2.2.
    private static string Allowed(string text)
    {
        var allowed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and not (0xFFFE or 0xFFFF)))
                allowed.Append(rune);
        }

        return allowed.ToString();
    }
}
