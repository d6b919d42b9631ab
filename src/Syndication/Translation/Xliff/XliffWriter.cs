using System.Globalization;
using System.Text;
using System.Xml;
using Syndication.Releases;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Memory;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Xliff;

/// <summary>
/// Writes a release for a translator as XLIFF 2.1 (OASIS): a unit a block, a segment a sentence, inline elements as <c>pc</c> and <c>ph</c>
/// with what they stand for as original data, agreed names as notes. What people answered for stands as <c>final</c> or <c>reviewed</c>,
/// what a machine proposes as <c>initial</c>: somebody has to confirm it.
/// </summary>
internal static class XliffWriter
{
    /// <summary>The namespace of the core (4.2).</summary>
    public const string Core = "urn:oasis:names:tc:xliff:document:2.0";

    /// <summary>Writes it. The stream stays the caller's; the same release and proposals give the same bytes.</summary>
    public static void Write(Stream to, Release release, Manuscript original, SegmentedManuscript source, Draft proposed, Glossary glossary)
    {
        using var xml = XmlWriter.Create(to, new() { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize });
        xml.WriteStartDocument();
        Line(xml, 0);
        xml.WriteStartElement("xliff", Core);
        Attributes(xml, ("version", "2.1"), ("srcLang", original.Language.Tag), ("trgLang", proposed.To.Tag));
        Line(xml, 1);
        xml.WriteStartElement("file", Core);
        Attributes(xml, ("id", "release"), ("original", release.Id.Value), ("canResegment", "no"), ("srcDir", original.Language.Direction), ("trgDir", proposed.To.Direction));
        Line(xml, 2);
        xml.WriteStartElement("notes", Core);
        Note(xml, 3, "version", release.Version.ToString(CultureInfo.InvariantCulture));
        End(xml, 2);
        var sentence = 0;
        for (var i = 0; i < source.Blocks.Count; i++)
        {
            Unit(xml, $"u{i + 1}", source.Blocks[i], ref sentence, proposed, glossary);
        }

        End(xml, 1);
        End(xml, 0);
        xml.WriteEndDocument();
    }

    private static void Unit(XmlWriter xml, string id, Block block, ref int sentence, Draft proposed, Glossary glossary)
    {
        Line(xml, 2);
        xml.WriteStartElement("unit", Core);
        Attributes(xml, ("id", id), ("name", block.Part.ToString().ToLowerInvariant()), ("canResegment", "no"));
        var names = block.Sentences.SelectMany(segment => glossary.Find(Placeholders.Plain(segment.Text), proposed.From, proposed.To)).Select(found => $"{found.Text} → {found.Agreed}").Distinct().ToList();
        if (names.Count > 0)
        {
            Line(xml, 3);
            xml.WriteStartElement("notes", Core);
            foreach (var name in names)
                Note(xml, 4, "glossary", name);
            End(xml, 3);
        }

        Data(xml, block);
        var offset = 0;
        foreach (var segment in block.Sentences)
        {
            sentence++;
            Line(xml, 3);
            xml.WriteStartElement("segment", Core);
            var proposal = proposed.ProposalOf(segment);
            Attributes(xml, ("id", $"s{sentence.ToString(CultureInfo.InvariantCulture)}"), ("state", proposal?.Origin switch
            {
                SegmentOrigin.Human => "final",
                SegmentOrigin.Reviewed => "reviewed",
                _ => "initial",
            }));
            if (proposal is { } known)
                xml.WriteAttributeString("subState", $"syndication:{known.Origin.ToString().ToLowerInvariant()}");
            Text(xml, "source", segment.Text, offset);
            if (proposal is { } there)
                Text(xml, "target", there.Text, offset);
            End(xml, 3);
            offset += segment.Tags.Count;
        }

        End(xml, 2);
    }

    // What the inline elements stand for, for the translator to see; it is not read back.
    private static void Data(XmlWriter xml, Block block)
    {
        if (block.Sentences.All(segment => segment.Tags.Count == 0))
            return;
        Line(xml, 3);
        xml.WriteStartElement("originalData", Core);
        var offset = 0;
        foreach (var segment in block.Sentences)
        {
            for (var i = 0; i < segment.Tags.Count; i++)
            {
                var id = (offset + i + 1).ToString(CultureInfo.InvariantCulture);
                Data(xml, $"d{id}", string.Concat(segment.Tags[i].Open.Select(piece => piece switch { Markup markup => markup.Text, OwnMarkup own => own.Text, _ => "…" })));
                if (segment.Tags[i].Close.Length > 0)
                    Data(xml, $"e{id}", segment.Tags[i].Close);
            }

            offset += segment.Tags.Count;
        }

        End(xml, 3);
    }

    private static void Data(XmlWriter xml, string id, string text)
    {
        Line(xml, 4);
        xml.WriteStartElement("data", Core);
        Attributes(xml, ("id", id));
        Characters(xml, text);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string canonical, int offset)
    {
        Line(xml, 4);
        xml.WriteStartElement(name, Core);
        xml.WriteAttributeString("xml", "space", null, "preserve");
        foreach (var token in Placeholders.Read(canonical))
        {
            var id = (offset + token.Number).ToString(CultureInfo.InvariantCulture);
            switch (token.Kind)
            {
                case TokenKind.Open:
                    xml.WriteStartElement("pc", Core);
                    Attributes(xml, ("id", id), ("canCopy", "no"), ("canDelete", "no"), ("dataRefStart", $"d{id}"), ("dataRefEnd", $"e{id}"));
                    break;
                case TokenKind.Close:
                    xml.WriteFullEndElement();
                    break;
                case TokenKind.Empty:
                    xml.WriteStartElement("ph", Core);
                    Attributes(xml, ("id", id), ("canCopy", "no"), ("canDelete", "no"), ("dataRef", $"d{id}"));
                    xml.WriteEndElement();
                    break;
                default:
                    Characters(xml, token.Text);
                    break;
            }
        }

        xml.WriteEndElement();
    }

    // XML has no place for some characters; XLIFF has an element for them (4.3.1.3).
    private static void Characters(XmlWriter xml, string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value))
            {
                xml.WriteStartElement("cp", Core);
                xml.WriteAttributeString("hex", rune.Value.ToString("X4", CultureInfo.InvariantCulture));
                xml.WriteEndElement();
            }
            else
            {
                xml.WriteString(rune.ToString());
            }
        }
    }

    private static void Note(XmlWriter xml, int depth, string category, string text)
    {
        Line(xml, depth);
        xml.WriteStartElement("note", Core);
        Attributes(xml, ("category", category));
        Characters(xml, text);
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes)
            xml.WriteAttributeString(name, value);
    }

    private static void End(XmlWriter xml, int depth)
    {
        Line(xml, depth);
        xml.WriteEndElement();
    }

    private static void Line(XmlWriter xml, int depth) => xml.WriteWhitespace("\n" + new string(' ', depth * 2));
}
