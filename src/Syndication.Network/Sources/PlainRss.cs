using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using AngleSharp.Html.Parser;
using Syndication.Intake;

namespace Syndication.Network.Sources;

/// <summary>
/// Brings a feed of whatever dialect into the one that every reader understands: RSS 2.0 with <c>content:encoded</c> and Dublin Core, its
/// addresses absolute, its dates in one form, its texts as html.
/// </summary>
internal static class PlainRss
{
    private const string Content = "http://purl.org/rss/1.0/modules/content/";
    private const string Dc = "http://purl.org/dc/elements/1.1/";

    private static readonly string[] Titles = ["title", "atom:title", "media:title", "dc:title", "itunes:title", "dcterms:title"];
    private static readonly string[] Texts = ["content:encoded", "atom:content", "xhtml:body", "xhtml:div", "body", "fullitem", "content"];
    private static readonly string[] Summaries = ["description", "atom:summary", "itunes:summary", "media:description", "dc:description", "dcterms:abstract", "atom:subtitle", "atom:tagline", "itunes:subtitle", "summary", "abstract"];
    private static readonly string[] Published = ["pubDate", "atom:published", "atom:issued", "dcterms:issued", "dc:date", "dcterms:created", "atom:created", "date", "published", "pubdate", "dcterms:date"];
    private static readonly string[] Updated = ["atom:updated", "atom:modified", "dcterms:modified", "updated", "lastBuildDate"];

    /// <summary>The names of the elements that are items.</summary>
    public static bool IsItem(Node node) => node.Is("item") || node.Is("atom:entry") || node.Is("entry");

    /// <summary>Whether an element can be a feed's root.</summary>
    public static bool IsRoot(Node node) =>
        node.Is("rss") || node.Is("rdf:RDF") || node.Is("atom:feed") || node.Is("feed") || node.Is("channel") || node.Is("atom:entry") ||
        (node.Name.Equals("rss", StringComparison.OrdinalIgnoreCase) || node.Name.Equals("rdf", StringComparison.OrdinalIgnoreCase) || node.Name.Equals("feed", StringComparison.OrdinalIgnoreCase));

    /// <summary>How many items a feed has.</summary>
    public static int Count(Node root) => Items(root, Channel(root)).Count;

    /// <summary>Writes it so.</summary>
    /// <param name="root">The feed.</param>
    /// <param name="address">Where it is.</param>
    public static string Write(Node root, Uri address)
    {
        var channel = Channel(root);
        var items = Items(root, channel);
        var home = root.Is("atom:entry") ? null : Link(channel, address, null);
        var xml = new StringBuilder();
        using (var rss = XmlWriter.Create(xml, new XmlWriterSettings { OmitXmlDeclaration = true, CheckCharacters = false }))
        {
            rss.WriteStartElement("rss");
            rss.WriteAttributeString("version", "2.0");
            rss.WriteAttributeString("xmlns", "content", null, Content);
            rss.WriteAttributeString("xmlns", "dc", null, Dc);
            rss.WriteStartElement("channel");
            rss.WriteElementString("title", Line(channel == root && root.Is("atom:entry") ? null : channel.One(Titles)));
            Put("link", home?.AbsoluteUri);
            rss.WriteElementString("description", "");
            Put("language", (channel.One("language", "dc:language")?.Text ?? channel.Inherited("xml:lang"))?.Trim());
            Put("copyright", Line(channel.One("copyright", "atom:rights", "atom:copyright", "dc:rights", "media:copyright")));
            foreach (var item in items)
                Item(item);
            rss.WriteEndElement();
            rss.WriteEndElement();

            void Item(Node item)
            {
                rss.WriteStartElement("item");
                var link = Link(item, address, home);
                rss.WriteElementString("title", Line(item.One(Titles)));
                Put("link", link?.AbsoluteUri);
                Put("guid", (item.One("guid", "atom:id", "dc:identifier", "id")?.Text.Trim() is { Length: > 0 } guid ? guid : null) ?? item.Attributes.GetValueOrDefault("rdf:about")?.Trim());
                Put("pubDate", Date(item, Published));
                Put("dc:date", Date(item, Updated));
                Put("dc:language", (item.One("dc:language", "language")?.Text ?? OwnLanguage(item, channel))?.Trim());
                Put("dc:rights", Line(item.One("atom:rights", "dc:rights", "copyright", "atom:copyright", "media:copyright")));

                var text = item.All(Texts).Select(node => Html(node, address)).MaxBy(html => html.Length) ?? Media(item, address);
                var summary = item.All(Summaries).Select(node => Html(node, address)).FirstOrDefault(html => html.Length > 0);
                Put("description", summary);

                // The reader takes one layer of entities off this one after XML has taken its own.
                Put("content:encoded", text?.Replace("&", "&amp;", StringComparison.Ordinal));
                foreach (var category in item.All("category", "atom:category", "dc:subject"))
                {
                    var word = category.Attributes.GetValueOrDefault("label") ?? category.Attributes.GetValueOrDefault("term") ?? category.Text;
                    Put("category", word.Trim());
                }

                rss.WriteEndElement();
            }

            void Put(string name, string? value)
            {
                if (string.IsNullOrEmpty(value))
                    return;
                if (name.Split(':') is [var prefix, var local])
                    rss.WriteElementString(prefix, local, prefix == "dc" ? Dc : Content, value);
                else
                    rss.WriteElementString(name, value);
            }
        }

        return xml.ToString();
    }

    private static Node Channel(Node root) => root.Is("atom:entry")
        ? root
        : root.One("channel") ?? root.One("rss:channel") ?? root.Children.FirstOrDefault(node => node.Name.Equals("channel", StringComparison.OrdinalIgnoreCase)) ?? root;

    private static List<Node> Items(Node root, Node channel)
    {
        if (root.Is("atom:entry"))
            return [root];
        List<Node> items = [.. channel.Children.Where(IsItem)];
        if (channel != root)
            items.AddRange(root.Children.Where(IsItem));
        if (items.Count == 0)
            items.AddRange(root.Children.Concat(channel.Children).Where(node => node.Name.Equals("items", StringComparison.OrdinalIgnoreCase)).SelectMany(node => node.Children).Where(IsItem));

        // Where an element before was not closed, the items stand in it, or in each other.
        return items.Count > 0 && items.Count < 2 || items.Count == 0 ? [.. Below(root).Where(IsItem)] : items;
    }

    private static IEnumerable<Node> Below(Node root)
    {
        var waiting = new Queue<Node>([root]);
        while (waiting.TryDequeue(out var node))
        {
            foreach (var child in node.Children)
            {
                yield return child;
                waiting.Enqueue(child);
            }
        }
    }

    private static string? Date(Node item, string[] names) =>
        item.All(names).Select(node => FeedDates.Parse(node.Text)).FirstOrDefault(date => date is not null)?.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    private static string? OwnLanguage(Node item, Node channel)
    {
        for (var node = item; node is not null && node != channel.Parent && node != channel; node = node.Parent)
        {
            if (node.Attributes.TryGetValue("xml:lang", out var language))
                return language;
        }

        return item.All(Titles).Concat(item.All(Texts)).Select(node => node.Attributes.GetValueOrDefault("xml:lang")).FirstOrDefault(language => language is not null);
    }

    private static Uri? Link(Node node, Uri address, Uri? home)
    {
        if (node.One("feedburner:origLink") is { } original && Absolute(original, original.Text) is { } first)
            return first;
        foreach (var link in node.All("atom:link", "link").Where(link => link.Attributes.GetValueOrDefault("rel") is null or "alternate" or "").OrderBy(link => link.Attributes.GetValueOrDefault("type") is { } type && !type.Contains("html", StringComparison.Ordinal)))
        {
            if (Absolute(link, link.Attributes.GetValueOrDefault("href") ?? link.Text) is { } found)
                return found;
        }

        if (node.One("guid") is { } guid && !string.Equals(guid.Attributes.GetValueOrDefault("isPermaLink"), "false", StringComparison.OrdinalIgnoreCase) && guid.Text.Trim().StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return Absolute(guid, guid.Text);
        if (node.Attributes.GetValueOrDefault("rdf:about") is { } about && about.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return Absolute(node, about);
        return node.All("atom:content").Select(content => content.Attributes.GetValueOrDefault("src") is { } src ? Absolute(content, src) : null).FirstOrDefault(found => found is not null)
            ?? node.All("media:content", "enclosure").Select(media => media.Attributes.GetValueOrDefault("url") is { } url && node.One(Titles) is null ? Absolute(media, url) : null).FirstOrDefault(found => found is not null);

        Uri? Absolute(Node at, string text)
        {
            text = text.Trim();
            return text.Length > 0 && Uri.TryCreate(at.Base(address) ?? home ?? address, text, out var found) && found.Scheme is "http" or "https" ? found : null;
        }
    }

    /// <summary>A text as html (RFC 4287, section 3.1; Atom 0.3's modes; RSS's habit of writing html as text).</summary>
    private static string Html(Node node, Uri address)
    {
        var type = node.Attributes.GetValueOrDefault("type")?.Trim().ToLowerInvariant() ?? "";
        var mode = node.Attributes.GetValueOrDefault("mode")?.Trim().ToLowerInvariant();
        var hasElements = node.Children.Any();
        string html;
        if (mode == "base64" && Decoded(node.Text) is { } decoded)
            html = type is "" or "text/plain" or "text" ? WebUtility.HtmlEncode(decoded) : decoded;
        else if (type is "xhtml" or "application/xhtml+xml" || mode == "xml" || hasElements)
            html = type == "text" && !hasElements ? WebUtility.HtmlEncode(node.Text) : Inner(node);
        else if (node.Vocabulary == "atom" && (type is "text" or "text/plain" || (type.Length == 0 && mode is null && !LooksLikeHtml(node.Text))))
            html = WebUtility.HtmlEncode(node.Text);
        else
            html = node.Text;
        html = html.Trim();
        return node.Base(address) is { } from && html.Contains('<', StringComparison.Ordinal) && Nesting.Depth(html) <= FeedDocument.Deepest ? Resolved(html, from) : html;
    }

    // RFC 4287: text is text. Who writes tags into it means them all the same.
    private static bool LooksLikeHtml(string text) =>
        text.Contains("</", StringComparison.Ordinal) || text.Contains("/>", StringComparison.Ordinal) || text.Contains("<br", StringComparison.OrdinalIgnoreCase) || text.Contains("<p>", StringComparison.OrdinalIgnoreCase);

    private static string Inner(Node node) =>
        node.Children.ToList() is [{ Name: "div" or "body" } only] && node.Content.OfType<string>().All(string.IsNullOrWhiteSpace) ? only.Markup : node.Markup;

    private static string? Media(Node item, Uri address) =>
        item.All("media:group").SelectMany(group => group.All("media:description", "media:text")).Select(node => Html(node, address)).FirstOrDefault(html => html.Length > 0);

    private static string? Decoded(string text)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(text.Trim()));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string Resolved(string html, Uri from)
    {
        var body = new HtmlParser().ParseDocument("<!DOCTYPE html><body>" + html).Body!;
        foreach (var (selector, attribute) in new[] { ("[href]", "href"), ("[src]", "src") })
        {
            foreach (var element in body.QuerySelectorAll(selector))
            {
                if (Uri.TryCreate(from, element.GetAttribute(attribute)!.Trim(), out var found))
                    element.SetAttribute(attribute, found.AbsoluteUri);
            }
        }

        return body.InnerHtml;
    }

    /// <summary>A text as a line without markup.</summary>
    private static string Line(Node? node)
    {
        if (node is null)
            return "";
        var type = node.Attributes.GetValueOrDefault("type")?.ToLowerInvariant() ?? "";
        var isText = node.Vocabulary == "atom" && type is "" or "text" or "text/plain" && !node.Children.Any() && node.Attributes.GetValueOrDefault("mode") is null && !LooksLikeHtml(node.Text);
        return FeedDocument.Line(isText ? WebUtility.HtmlEncode(node.Text) : node.Children.Any() ? node.Markup : node.Text);
    }
}
