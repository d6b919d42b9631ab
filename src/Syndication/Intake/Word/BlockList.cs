using AngleSharp.Dom;

namespace Syndication.Intake.Word;

/// <summary>Puts blocks one after the other: items of a list into it, quotations together, what an image shows under it.</summary>
internal sealed class BlockList(IDocument html)
{
    private readonly List<(IElement List, ListItem Item)> open = [];

    /// <summary>The blocks so far.</summary>
    public List<IElement> Blocks { get; } = [];

    /// <summary>What follows belongs to no list before it.</summary>
    public void EndLists() => open.Clear();

    /// <summary>Adds a block.</summary>
    public void Add(IElement block, ParagraphKind? kind)
    {
        EndLists();
        if (kind == ParagraphKind.Caption && Blocks.Count > 0 && Blocks[^1] is { LocalName: "figure" } figure && figure.QuerySelector("figcaption") is null)
        {
            var caption = figure.AppendElement(html.CreateElement("figcaption"));
            while (block.FirstChild is { } node)
                caption.AppendChild(node);
        }
        else if (kind == ParagraphKind.Quote)
        {
            var quote = Blocks.Count > 0 && Blocks[^1].LocalName == "blockquote" ? Blocks[^1] : null;
            if (quote is null)
                Blocks.Add(quote = html.CreateElement("blockquote"));
            quote.AppendChild(block);
        }
        else
        {
            Blocks.Add(block);
        }
    }

    /// <summary>Adds an image as a block of its own.</summary>
    public void AddImage(IElement image)
    {
        EndLists();
        var figure = html.CreateElement("figure");
        figure.AppendChild(image);
        Blocks.Add(figure);
    }

    /// <summary>Adds an item to the list it belongs to, which may stand within another's item.</summary>
    public void AddItem(IElement paragraph, ListItem item)
    {
        while (open.Count > 0 && (open[^1].Item.Level > item.Level || (open[^1].Item.Level == item.Level && !IsSame(open[^1].Item, item))))
            open.RemoveAt(open.Count - 1);
        if (open.Count == 0 || open[^1].Item.Level < item.Level)
        {
            var list = html.CreateElement(item.IsNumbered ? "ol" : "ul");
            if (item.IsNumbered && item.Number != 1)
                list.SetAttribute("start", $"{item.Number}");
            if (open.Count > 0)
                open[^1].List.LastElementChild!.AppendChild(list);
            else
                Blocks.Add(list);
            open.Add((list, item));
        }

        var entry = open[^1].List.AppendElement(html.CreateElement("li"));
        if (paragraph.GetAttribute("dir") is { } direction)
            entry.SetAttribute("dir", direction);
        while (paragraph.FirstChild is { } node)
            entry.AppendChild(node);
    }

    // Marks of two lists side by side are one list to a reader; numbers are not.
    private static bool IsSame(ListItem one, ListItem other) => one.IsNumbered == other.IsNumbered && (!one.IsNumbered || one.List == other.List);
}
