using System.Text;
using System.Xml;

namespace Syndication.Delivery.Formats;

/// <summary>
/// A copy as an Atom entry document (RFC 4287, section 4.1.2). Version, event and provenance are categories under schemes of the
/// newsroom's own; an embargo is Dublin Core's <c>available</c> and, while it lasts, RFC 5023's <c>draft</c>.
/// </summary>
internal static class AtomCopy
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const string Publishing = "http://www.w3.org/2007/app";
    private const string Terms = "http://purl.org/dc/terms/";

    public static byte[] Write(Copy copy)
    {
        using var stream = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            Indent = true,
            IndentChars = "  ",
            NewLineChars = "\n",
        };
        using (var xml = XmlWriter.Create(stream, settings))
            Entry(xml, copy);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Entry(XmlWriter xml, Copy copy)
    {
        var text = copy.Edition?.Text;
        xml.WriteStartElement("entry", Atom);
        xml.WriteAttributeString("xml", "lang", null, copy.Language.Tag);
        Element(xml, "id", copy.Uri);
        Element(xml, "title", text?.Title ?? CopyWords.In(copy.Language).Withdrawn);
        Element(xml, "published", Instants.Text(copy.FirstSeen));
        Element(xml, "updated", Instants.Text(copy.At));
        xml.WriteStartElement("author", Atom);
        Element(xml, "name", copy.Newsroom);
        xml.WriteEndElement();
        Link(xml, copy);
        foreach (var (address, image) in copy.Images)
        {
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("rel", "enclosure");
            xml.WriteAttributeString("type", image.MediaType);
            xml.WriteAttributeString("length", $"{image.Length}");
            if (image.Alternative is { } alternative)
                xml.WriteAttributeString("title", alternative);
            xml.WriteAttributeString("href", address.AbsoluteUri);
            xml.WriteEndElement();
        }

        Category(xml, copy, "event", copy.Type);
        Category(xml, copy, "release", copy.Release.Value);
        Category(xml, copy, "version", $"{copy.Version}");
        if (copy.Edition is { } edition)
        {
            foreach (var provenance in ProvenanceName.All(edition))
                Category(xml, copy, "provenance", provenance);
        }

        foreach (var (topic, name) in copy.Topics)
            Category(xml, copy, "topic", topic, name);
        foreach (var region in text?.Regions ?? [])
            Category(xml, copy, "region", region);
        if (copy.Rights is { } rights)
            Element(xml, "rights", rights);
        if (text?.Summary is { } summary)
            Element(xml, "summary", summary);
        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "html");
        xml.WriteString($"<div lang=\"{copy.Language}\" dir=\"{copy.Language.Direction}\">\n{Markup.Body(copy)}</div>");
        xml.WriteEndElement();
        if (copy.Embargo is { } embargo)
            xml.WriteElementString("dcterms", "available", Terms, Instants.Text(embargo));
        if (copy.Ahead)
        {
            xml.WriteStartElement("app", "control", Publishing);
            xml.WriteElementString("app", "draft", Publishing, "yes");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, Copy copy)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", "alternate");
        xml.WriteAttributeString("type", "text/html");
        xml.WriteAttributeString("hreflang", copy.Language.Tag);
        xml.WriteAttributeString("href", copy.Page.AbsoluteUri);
        xml.WriteEndElement();
    }

    private static void Category(XmlWriter xml, Copy copy, string scheme, string term, string? label = null)
    {
        xml.WriteStartElement("category", Atom);
        xml.WriteAttributeString("scheme", copy.Tags + scheme);
        xml.WriteAttributeString("term", Clean(term));
        if (label is not null && label != term)
            xml.WriteAttributeString("label", Clean(label));
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text) => xml.WriteElementString(name, Atom, Clean(text));

    // XML 1.0 has no place for most control characters, not even escaped.
    private static string Clean(string text) => text.All(c => c >= ' ') ? text : string.Concat(text.Where(c => c is >= ' ' or '\t' or '\n'));
}
