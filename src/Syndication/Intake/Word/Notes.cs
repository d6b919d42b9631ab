using AngleSharp.Dom;
using DocumentFormat.OpenXml;

namespace Syndication.Intake.Word;

/// <summary>Footnotes and endnotes: a number in the text that leads to the note, and the notes in that order at the end.</summary>
internal sealed class Notes(IDocument html)
{
    private readonly List<(bool IsFootnote, string Id)> order = [];
    private readonly Dictionary<(bool IsFootnote, string Id), int> numbers = [];

    /// <summary>Where a note is referred to.</summary>
    /// <returns>Null where the reference says no note.</returns>
    public IElement? Refer(bool isFootnote, string? id)
    {
        if (id is null)
            return null;
        if (!numbers.TryGetValue((isFootnote, id), out var number))
        {
            order.Add((isFootnote, id));
            numbers[(isFootnote, id)] = number = order.Count;
        }

        var reference = html.CreateElement("sup");
        var link = reference.AppendElement(html.CreateElement("a"));
        link.SetAttribute("href", $"#note-{number}");
        link.TextContent = $"{number}";
        return reference;
    }

    /// <summary>The notes that are referred to, each with where it is read; null where there are none.</summary>
    public IElement? Write(OpenXmlElement? footnotes, OpenXmlElement? endnotes, Func<OpenXmlElement, bool, List<IElement>> read)
    {
        var known = Find(footnotes, "footnote").Select(note => (IsFootnote: true, Note: note)).Concat(Find(endnotes, "endnote").Select(note => (IsFootnote: false, Note: note)))
            .DistinctBy(pair => (pair.IsFootnote, pair.Note.Value("id"))).ToDictionary(pair => (pair.IsFootnote, pair.Note.Value("id")!), pair => pair.Note);
        var list = html.CreateElement("ol");

        // A note may refer to another, which then comes after it.
        for (var i = 0; i < order.Count; i++)
        {
            var item = list.AppendElement(html.CreateElement("li"));
            item.SetAttribute("id", $"note-{i + 1}");
            var blocks = known.TryGetValue(order[i], out var note) ? read(note, order[i].IsFootnote) : [];
            for (var at = 0; at < blocks.Count; at++)
            {
                if (blocks[at].LocalName is not "p")
                {
                    item.AppendChild(blocks[at]);
                    continue;
                }

                if (at > 0)
                    item.AppendChild(html.CreateElement("br"));
                while (blocks[at].FirstChild is { } node)
                    item.AppendChild(node);
            }

            if (item.FirstChild is IText first)
                first.Data = first.Data.TrimStart();
        }

        return order.Count == 0 ? null : list;
    }

    private static IEnumerable<OpenXmlElement> Find(OpenXmlElement? root, string name) =>
        root?.ChildElements.Where(child => child.LocalName == name && child.Value("id") is not null && child.Value("type") is null or "normal") ?? [];
}
