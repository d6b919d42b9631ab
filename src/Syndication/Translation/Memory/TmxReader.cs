using System.Xml;
using Syndication.Releases;

namespace Syndication.Translation.Memory;

/// <summary>
/// Reads TMX 1.4b unit by unit, whatever the size of the file. Inline elements become placeholders: a pair of <c>bpt</c> and
/// <c>ept</c> is a <c>g</c>; <c>ph</c>, <c>it</c> and <c>ut</c> an <c>x</c>; <c>hi</c> gives way to its content; the native codes
/// within them, <c>sub</c> too, are left out. A DOCTYPE is skipped, never fetched, and no entity of its own is expanded.
/// </summary>
public sealed class TmxReader : IDisposable
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly List<TmxProblem> problems = [];
    private readonly HashSet<string> unknown = [];
    private readonly XmlReader xml;
    private bool isTmx;
    private bool isBroken;
    private bool ended;

    /// <summary>Opens a file. The stream stays the caller's.</summary>
    public TmxReader(Stream stream) => xml = XmlReader.Create(stream, Settings);

    /// <summary>What could not be used so far, in the order of the file.</summary>
    public IReadOnlyList<TmxProblem> Problems => problems;

    /// <summary>Whether the file is a translation memory and was read to its end; known once <see cref="Next"/> has returned null.</summary>
    public bool IsWhole => ended && isTmx && !isBroken;

    /// <summary>The next unit that holds at least two languages.</summary>
    /// <returns>Null at the end of the file, and where it is broken off or no longer XML: a problem says so.</returns>
    public TmxUnit? Next()
    {
        try
        {
            while (!ended && xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element)
                    continue;
                if (!isTmx && !IsRoot())
                    break;
                if (xml.LocalName == "tu" && Unit() is { } unit)
                    return unit;
            }
        }
        catch (Exception e) when (e is XmlException or ArgumentException or NotSupportedException)
        {
            isBroken = true;

            // An encoding that this program does not have comes as one of the latter two.
            var line = e is XmlException xmlError ? xmlError.LineNumber : 0;
            problems.Add(new(line, $"The file is broken off or not XML from here on ({e.Message.TrimEnd('.')}). Export it again, as UTF-8."));
        }

        ended = true;
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => xml.Dispose();

    private int Line => ((IXmlLineInfo)xml).LineNumber;

    private bool IsRoot()
    {
        isTmx = xml.LocalName == "tmx";
        if (!isTmx)
            problems.Add(new(Line, $"The file is no translation memory: its first element is “{xml.LocalName}”, not “tmx”. Export it as TMX 1.4."));
        return isTmx;
    }

    private TmxUnit? Unit()
    {
        var line = Line;
        var texts = new List<(Language Language, InlineText Text)>();
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "tuv")
                    Variant(texts);
            }
        }

        if (texts.Count < 2)
        {
            problems.Add(new(line, "A unit has fewer than two texts that can be used; it is left out."));
            return null;
        }

        var numbers = new Dictionary<string, int>();
        foreach (var name in texts.SelectMany(text => text.Text.Names))
            numbers.TryAdd(name, numbers.Count + 1);
        return new([.. texts.Select(text => new TmxVariant(text.Language, text.Text.Canonical(numbers)))]);
    }

    private void Variant(List<(Language Language, InlineText Text)> texts)
    {
        var line = Line;
        var code = xml.GetAttribute("lang", "http://www.w3.org/XML/1998/namespace") ?? xml.GetAttribute("lang");
        var known = TmxLanguage.TryParse(code, out var language);
        if (!known && unknown.Add(code ?? ""))
        {
            problems.Add(new(line, code is null
                ? "A text says no language (xml:lang); texts like it are left out."
                : $"“{code}” is no language that is known here, such as fr or fr-FR; its texts are left out."));
        }

        InlineText? text = null;
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "seg")
                    text = Text();
            }
        }

        if (!known)
            return;
        if (text is null)
            problems.Add(new(line, $"A text ({code}) has no seg; it is left out."));
        else if (text.Fault is { } fault)
            problems.Add(new(line, $"{fault} The text ({code}) is left out."));
        else if (texts.Exists(other => other.Language == language))
            problems.Add(new(line, $"A unit has two texts in {language}; the first is used."));
        else
            texts.Add((language, text));
    }

    private InlineText Text()
    {
        var text = new InlineText();
        if (!xml.IsEmptyElement)
        {
            var depth = xml.Depth;
            while (xml.Read() && xml.Depth > depth)
            {
                if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
                    text.Add(xml.Value);
                else if (xml.NodeType == XmlNodeType.Element && xml.LocalName != "hi")
                    Inline(text);
            }
        }

        text.End();
        return text;
    }

    private void Inline(InlineText text)
    {
        var (i, x) = (xml.GetAttribute("i"), xml.GetAttribute("x"));
        if (xml.LocalName == "bpt")
            text.Open(i, x);
        else if (xml.LocalName == "ept")
            text.Close(i);
        else
            text.Empty(x);

        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            // Native codes: what the element stood for in the file it came from.
        }
    }
}
