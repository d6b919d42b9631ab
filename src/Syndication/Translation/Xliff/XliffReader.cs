using System.Globalization;
using System.Text;
using System.Xml;
using Syndication.Releases;
using Syndication.Translation.Memory;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Xliff;

/// <summary>
/// Reads XLIFF 2.0 and 2.1 as translators' tools give it back. No document type is read, nothing is fetched, no native code of the file is
/// used: an inline element is only the number that it has in the source. What it holds is bounded.
/// </summary>
public static class XliffReader
{
    private const long LargestFile = 64 << 20;
    private const int MostSegments = 100_000;
    private const int LongestSegment = 200_000;

    /// <summary>Reads a file.</summary>
    /// <param name="stream">It stays the caller's.</param>
    /// <returns>The document; or null and why, one sentence that says what to do.</returns>
    public static (XliffDocument? Document, string? Problem) Read(Stream stream)
    {
        using var xml = XmlReader.Create(stream, new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = LargestFile,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        });
        try
        {
            return Document(xml);
        }
        catch (Exception e) when (e is XmlException or ArgumentException or NotSupportedException)
        {
            var line = e is XmlException { LineNumber: > 0 } broken ? $"line {broken.LineNumber}: " : "";
            return (null, e.Message.Contains("DTD", StringComparison.Ordinal)
                ? $"{line}The file has a document type (DOCTYPE), which XLIFF does not need and which is not read. Take it out, or export the file again."
                : $"{line}The file is broken off or not XML from there on ({e.Message.TrimEnd('.')}). Save it in your tool again.");
        }
    }

    private static (XliffDocument?, string?) Document(XmlReader xml)
    {
        if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "xliff")
            return (null, $"The file is no XLIFF: its first element is “{xml.LocalName}”.");
        if (xml.NamespaceURI != XliffWriter.Core || xml.GetAttribute("version")?.StartsWith("2.", StringComparison.Ordinal) != true)
            return (null, $"The file is XLIFF {xml.GetAttribute("version") ?? "of no version"}; 2.0 or 2.1 is read. Have your tool save it as XLIFF 2.1.");
        if (Tongue(xml, "srcLang", out var from) is { } wrongSource)
            return (null, wrongSource);
        if (Tongue(xml, "trgLang", out var to) is { } wrongTarget)
            return (null, wrongTarget);

        ReleaseId? release = null;
        var version = 0;
        var (unit, segments) = ("", new List<XliffSegment>());
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI != XliffWriter.Core)
                continue;
            switch (xml.LocalName)
            {
                case "file" when release is not null:
                    return (null, $"line {Line(xml)}: The file holds more than one release. Import them one by one.");
                case "file":
                    if (ReleaseId.TryCreate(xml.GetAttribute("original") ?? "", out var id) is { } wrong)
                        return (null, $"line {Line(xml)}: “{xml.GetAttribute("original")}” (file, original) names no release: {wrong}");
                    release = id;
                    break;
                case "note" when unit.Length == 0 && xml.GetAttribute("category") == "version":
                    _ = int.TryParse(xml.ReadElementContentAsString(), NumberStyles.None, CultureInfo.InvariantCulture, out version);
                    break;
                case "unit":
                    unit = xml.GetAttribute("id") ?? "";
                    break;
                case "segment":
                    segments.Add(Segment(xml, unit));
                    if (segments.Count > MostSegments)
                        return (null, $"line {Line(xml)}: The file has more than {MostSegments:N0} segments, which no release has.");
                    break;
            }
        }

        return release is { } of ? (new(of, version, from, to, segments), null) : (null, "The file names no release: it has no “file” element with “original”.");
    }

    private static string? Tongue(XmlReader xml, string attribute, out Language language) => TmxLanguage.TryParse(xml.GetAttribute(attribute), out language) ? null
        : xml.GetAttribute(attribute) is { } code ? $"“{code}” ({attribute}) is no language that is known here, such as fr or fr-FR." : $"The file does not say {attribute}. Have your tool save it again.";

    private static int Line(XmlReader xml) => ((IXmlLineInfo)xml).LineNumber;

    private static XliffSegment Segment(XmlReader xml, string unit)
    {
        var (line, id, state) = (Line(xml), xml.GetAttribute("id"), xml.GetAttribute("state") ?? "initial");
        var numbers = new Dictionary<string, int>();
        string? fault = state is "initial" or "translated" or "reviewed" or "final" ? null : $"“{state}” is no state of XLIFF.";
        var (source, target) = ("", (string?)null);
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI != XliffWriter.Core)
                    continue;
                if (xml.LocalName == "source")
                    source = Text(xml, numbers, isSource: true, ref fault);
                else if (xml.LocalName == "target")
                    target = Text(xml, numbers, isSource: false, ref fault);
            }
        }

        return new(line, unit, id, state, source, target, fault);
    }

    private static string Text(XmlReader xml, Dictionary<string, int> numbers, bool isSource, ref string? fault)
    {
        var text = new StringBuilder();
        var open = new Stack<(int Depth, int Number)>();
        if (xml.IsEmptyElement)
            return "";
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (text.Length > LongestSegment)
                throw new XmlException($"a segment has more than {LongestSegment:N0} characters", null, Line(xml), 0);
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                text.Append(Placeholders.Escape(xml.Value));
            else if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "pc" && open.TryPeek(out var last) && last.Depth == xml.Depth)
                text.Append(CultureInfo.InvariantCulture, $"</g{open.Pop().Number}>");
            else if (xml.NodeType == XmlNodeType.Element)
                Inline(xml, text, numbers, open, isSource, ref fault);
        }

        return text.ToString();
    }

    private static void Inline(XmlReader xml, StringBuilder text, Dictionary<string, int> numbers, Stack<(int Depth, int Number)> open, bool isSource, ref string? fault)
    {
        var name = xml.NamespaceURI == XliffWriter.Core ? xml.LocalName : "";
        switch (name)
        {
            case "mrk" or "sm" or "em":
                return;
            case "cp":
                if (int.TryParse(xml.GetAttribute("hex"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code))
                    text.Append(Placeholders.Escape(new Rune(code).ToString()));
                return;
            case "pc" or "ph" or "sc" or "ec":
                break;
            default:
                fault ??= $"The inline element “{xml.Name}” is not known.";
                return;
        }

        var id = xml.GetAttribute(name == "ec" ? "startRef" : "id") ?? xml.GetAttribute("id") ?? "";
        if (!numbers.TryGetValue(id, out var number))
        {
            if (!isSource)
                fault ??= $"The inline code {id} is not in the source.";
            numbers[id] = number = numbers.Count + 1;
        }

        if (name == "ph")
            text.Append(CultureInfo.InvariantCulture, $"<x{number}/>");
        else if (name == "ec")
            text.Append(CultureInfo.InvariantCulture, $"</g{number}>");
        else
            text.Append(CultureInfo.InvariantCulture, $"<g{number}>");
        if (name == "pc" && xml.IsEmptyElement)
            text.Append(CultureInfo.InvariantCulture, $"</g{number}>");
        else if (name == "pc")
            open.Push((xml.Depth, number));
    }
}
