using System.Globalization;
using System.Text;
using System.Xml;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Memory;

/// <summary>
/// Writes TMX 1.4b unit by unit, as UTF-8. Placeholders become <c>bpt</c>, <c>ept</c> and <c>ph</c>; what <see cref="TmxReader"/>
/// reads of it is what was written.
/// </summary>
public sealed class TmxWriter : IDisposable
{
    private readonly XmlWriter xml;
    private int units;

    /// <summary>Begins a file. The stream stays the caller's.</summary>
    public TmxWriter(Stream stream)
    {
        xml = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize });
        xml.WriteStartDocument();
        Line(0);
        xml.WriteStartElement("tmx");
        xml.WriteAttributeString("version", "1.4");
        Line(1);
        xml.WriteStartElement("header");
        foreach (var (name, value) in ((string, string)[])[
            ("creationtool", "syndication"), ("creationtoolversion", "1"), ("segtype", "sentence"), ("o-tmf", "syndication"),
            ("adminlang", "en"), ("srclang", "*all*"), ("datatype", "html")])
            xml.WriteAttributeString(name, value);
        xml.WriteEndElement();
        Line(1);
        xml.WriteStartElement("body");
    }

    /// <summary>Writes a unit.</summary>
    public void Write(TmxUnit unit)
    {
        Line(2);
        xml.WriteStartElement("tu");
        xml.WriteAttributeString("tuid", (++units).ToString(CultureInfo.InvariantCulture));
        foreach (var variant in unit.Variants)
        {
            Line(3);
            xml.WriteStartElement("tuv");
            xml.WriteAttributeString("xml", "lang", null, variant.Language.Tag);
            xml.WriteStartElement("seg");
            foreach (var token in Placeholders.Read(variant.Text))
                Write(token);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        Line(2);
        xml.WriteEndElement();
    }

    /// <summary>Ends the file.</summary>
    public void Dispose()
    {
        Line(1);
        xml.WriteEndElement();
        Line(0);
        xml.WriteEndElement();
        Line(0);
        xml.WriteEndDocument();
        xml.Dispose();
    }

    private void Write(Token token)
    {
        if (token.Kind == TokenKind.Text)
        {
            xml.WriteString(string.Concat(token.Text.Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))));
            return;
        }

        var number = token.Number.ToString(CultureInfo.InvariantCulture);
        xml.WriteStartElement(token.Kind switch { TokenKind.Open => "bpt", TokenKind.Close => "ept", _ => "ph" });
        if (token.Kind != TokenKind.Empty)
            xml.WriteAttributeString("i", number);
        if (token.Kind != TokenKind.Close)
            xml.WriteAttributeString("x", number);
        xml.WriteString(token.Text);
        xml.WriteEndElement();
    }

    // Line ends by hand: the writer's own indentation would become part of a seg that begins with an element.
    private void Line(int depth) => xml.WriteWhitespace("\n" + new string(' ', depth * 2));
}
