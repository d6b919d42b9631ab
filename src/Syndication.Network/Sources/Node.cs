using System.Net;
using System.Text;

namespace Syndication.Network.Sources;

/// <summary>An element of a feed as it was understood: of a vocabulary known by a short name, whatever prefix it was written with.</summary>
/// <param name="vocabulary">Such as <c>atom</c>, <c>content</c>, <c>dc</c>; empty for RSS and for what has none.</param>
/// <param name="name">Its name without prefix.</param>
/// <param name="parent">The element it stands in; null for the root.</param>
internal sealed class Node(string vocabulary, string name, Node? parent)
{
    private static readonly HashSet<string> Void = ["area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"];

    public string Vocabulary { get; } = vocabulary;

    public string Name { get; } = name;

    public Node? Parent { get; } = parent;

    public int Depth { get; } = parent is null ? 1 : parent.Depth + 1;

    /// <summary>By name; those of XML's own and of RDF with their prefix, such as <c>xml:base</c>.</summary>
    public Dictionary<string, string> Attributes { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Texts and elements, in order.</summary>
    public List<object> Content { get; } = [];

    public IEnumerable<Node> Children => Content.OfType<Node>();

    /// <summary>The children of one of these names, in the order of the names.</summary>
    public IEnumerable<Node> All(params IEnumerable<string> names) => names.SelectMany(wanted => Children.Where(child => child.Is(wanted)));

    public Node? One(params IEnumerable<string> names) => All(names).FirstOrDefault(node => node.Text.Trim().Length > 0) ?? All(names).FirstOrDefault();

    /// <summary>Whether it is called so: <c>atom:title</c>, or <c>title</c> for RSS.</summary>
    public bool Is(string name)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? Vocabulary.Length == 0 && string.Equals(Name, name, StringComparison.OrdinalIgnoreCase)
            : Vocabulary.AsSpan().SequenceEqual(name.AsSpan(0, colon)) && Name.AsSpan().Equals(name.AsSpan(colon + 1), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>All text in it.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder();
            var waiting = new Stack<object>(Content.AsEnumerable().Reverse());
            while (waiting.TryPop(out var next))
            {
                if (next is string words)
                    text.Append(words);
                else
                {
                    var inner = ((Node)next).Content;
                    for (var i = inner.Count - 1; i >= 0; i--)
                        waiting.Push(inner[i]);
                }
            }

            return text.ToString();
        }
    }

    /// <summary>Text and elements in it as html.</summary>
    public string Markup
    {
        get
        {
            var markup = new StringBuilder();
            Write(this, markup);
            return markup.ToString();
        }
    }

    /// <summary>An attribute of the element or of the nearest around it that has it.</summary>
    public string? Inherited(string attribute)
    {
        for (var node = this; node is not null; node = node.Parent)
        {
            if (node.Attributes.TryGetValue(attribute, out var value))
                return value;
        }

        return null;
    }

    /// <summary>The address that relative ones in it start from: every <c>xml:base</c> around it, the outermost first (XML Base).</summary>
    /// <returns>Null where there is none.</returns>
    public Uri? Base(Uri address)
    {
        var bases = new Stack<string>();
        for (var node = this; node is not null; node = node.Parent)
        {
            if (node.Attributes.TryGetValue("xml:base", out var value))
                bases.Push(value);
        }

        if (bases.Count == 0)
            return null;
        foreach (var one in bases)
        {
            if (Uri.TryCreate(address, one.Trim(), out var next) && next.Scheme is "http" or "https")
                address = next;
        }

        return address;
    }

    // As deep as the tree is, and that is bounded where it is made.
    private static void Write(Node node, StringBuilder markup)
    {
        foreach (var part in node.Content)
        {
            if (part is string text)
            {
                markup.Append(WebUtility.HtmlEncode(text));
                continue;
            }

            var child = (Node)part;
            var name = child.Name.ToLowerInvariant();
            markup.Append('<').Append(name);
            foreach (var (key, value) in child.Attributes.Where(pair => !pair.Key.Contains(':', StringComparison.Ordinal)))
                markup.Append(' ').Append(key).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
            markup.Append('>');
            if (Void.Contains(name))
                continue;
            Write(child, markup);
            markup.Append("</").Append(name).Append('>');
        }
    }
}
