using System.Text;
using AngleSharp.Dom;
using Syndication.Releases;

namespace Syndication.Translation.Segments;

/// <summary>Text and inline elements between two block boundaries, on the way to a <see cref="Block"/>.</summary>
internal sealed class Run
{
    private readonly List<Item> items = [];
    private readonly List<Tag> tags = [];

    private enum ItemKind
    {
        Character,
        Open,
        Close,
        Empty,
        Break,
    }

    public static Run Of(string text)
    {
        var run = new Run();
        run.Add(text);
        return run;
    }

    /// <summary>Adds text, white space as html has it: runs of blanks, tabs and line ends are one blank; others stay.</summary>
    public void Add(string text)
    {
        var blank = false;
        foreach (var c in text)
        {
            var isBlank = c is ' ' or '\t' or '\r' or '\n' or '\f';
            if (!isBlank || !blank)
                items.Add(new(ItemKind.Character, isBlank ? ' ' : c, 0, 0));
            blank = isBlank;
        }
    }

    /// <summary>Adds an inline element and everything in it.</summary>
    public void Add(IElement element, Func<IElement, IReadOnlyList<Piece>> opening)
    {
        var tag = tags.Count;
        tags.Add(new(opening(element), Elements.IsVoid(element) ? "" : $"</{element.LocalName}>"));
        if (Elements.IsVoid(element))
        {
            items.Add(new(element.LocalName == "br" ? ItemKind.Break : ItemKind.Empty, Sentences.Object, tag, 0));
            return;
        }

        var open = items.Count;
        items.Add(default);
        foreach (var child in element.ChildNodes)
        {
            if (child is IText text)
                Add(text.Data);
            else if (child is IElement inner)
                Add(inner, opening);
        }

        items[open] = new(ItemKind.Open, '\0', tag, items.Count);
        items.Add(new(ItemKind.Close, '\0', tag, open));
    }

    /// <summary>Cuts it into sentences.</summary>
    /// <returns>The block; null, with the pieces it consists of, where there is nothing in it to translate.</returns>
    public (Block? Block, IReadOnlyList<Piece> Pieces) Cut(Part part, Language language, bool sentences, Func<string, string> escape, Func<int> number)
    {
        var all = Peel(0, items.Count, escape);
        if (IsNeutral(all.From, all.To))
            return (null, Literal(0, items.Count, escape));

        var found = new List<Segment>();
        var inner = new List<Piece>();
        var (from, cuts) = (all.From, sentences ? Cuts(all.From, all.To, language) : []);
        foreach (var (end, next) in cuts.Append((all.To, all.To)))
        {
            var (lead, first, last, tail) = Peel(from, end, escape);
            if (IsNeutral(first, last))
            {
                inner.AddRange(Literal(from, end, escape));
            }
            else
            {
                var sentence = Segment(number(), first, last);
                found.Add(sentence);
                inner.AddRange([.. lead, new Slot(sentence), .. tail]);
            }

            if (end < all.To)
                inner.AddRange(Between(end, next, escape));
            from = next;
        }

        var whole = found.Count > 1 ? Segment(number(), all.From, all.To) : null;
        return (new(part, whole, found, all.Lead, inner, all.Tail), []);
    }

    private List<Piece> Between(int from, int to, Func<string, string> escape) =>
        items[from..to].TrueForAll(item => item.Kind == ItemKind.Character) ? [new Gap(escape(TextOf(from, to)))] : Literal(from, to, escape);

    // White space, and tags that stand around all of it, are no part of what is translated.
    private (List<Piece> Lead, int From, int To, List<Piece> Tail) Peel(int from, int to, Func<string, string> escape)
    {
        var (first, last) = (from, to);
        while (first < last)
        {
            if (IsBlank(first) || items[first].Kind is ItemKind.Empty or ItemKind.Break)
                first++;
            else if (IsBlank(last - 1) || items[last - 1].Kind is ItemKind.Empty or ItemKind.Break)
                last--;
            else if (items[first].Kind == ItemKind.Open && items[first].Partner == first + 1)
                first += 2;
            else if (items[last - 1].Kind == ItemKind.Close && items[last - 1].Partner == last - 2)
                last -= 2;
            else if (items[first].Kind == ItemKind.Open && items[first].Partner == last - 1)
                (first, last) = (first + 1, last - 1);
            else
                break;
        }

        return (Literal(from, first, escape), first, last, Literal(last, to, escape));
    }

    // Where to cut, as items: sentence boundaries that no element spans.
    private List<(int End, int Next)> Cuts(int from, int to, Language language)
    {
        var text = new StringBuilder();
        var places = new List<int>();
        for (var i = from; i < to; i++)
        {
            if (items[i].Kind is ItemKind.Open or ItemKind.Close)
                continue;
            text.Append(items[i].Kind == ItemKind.Break ? Sentences.LineBreak : items[i].Character);
            places.Add(i);
        }

        var cuts = new List<(int, int)>();
        var open = new Stack<int>();
        var at = from;
        foreach (var (end, start) in Sentences.Boundaries(text.ToString(), language))
        {
            var (left, right) = (places[end - 1] + 1, places[start]);
            for (; at < left; at++)
                Follow(open, at);
            if (open.Any(item => items[item].Partner >= right))
                continue;

            var (cut, next) = (left, right);
            for (var i = left; i < right; i++)
            {
                if (items[i].Kind == ItemKind.Close && items[i].Partner < left)
                    cut = i + 1;
            }

            for (var i = right - 1; i >= cut; i--)
            {
                if (items[i].Kind == ItemKind.Open && items[i].Partner >= right)
                    next = i;
            }

            cuts.Add((cut, next));
        }

        return cuts;
    }

    private void Follow(Stack<int> open, int at)
    {
        if (items[at].Kind == ItemKind.Open)
            open.Push(at);
        else if (items[at].Kind == ItemKind.Close)
            open.TryPop(out _);
    }

    private Segment Segment(int number, int from, int to)
    {
        var text = new StringBuilder();
        var used = new List<int>();
        for (var i = from; i < to; i++)
        {
            var item = items[i];
            if (item.Kind is ItemKind.Open or ItemKind.Empty or ItemKind.Break)
                used.Add(item.Tag);
            text.Append(item.Kind switch
            {
                ItemKind.Character => item.Character switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => item.Character.ToString() },
                ItemKind.Open => $"<g{used.Count}>",
                ItemKind.Close => $"</g{used.IndexOf(item.Tag) + 1}>",
                _ => $"<x{used.Count}/>",
            });
        }

        return new(number, text.ToString(), [.. used.Select(tag => tags[tag])]);
    }

    private List<Piece> Literal(int from, int to, Func<string, string> escape)
    {
        var pieces = new List<Piece>();
        for (var i = from; i < to; i++)
        {
            if (items[i].Kind == ItemKind.Character)
            {
                var end = i;
                while (end < to && items[end].Kind == ItemKind.Character)
                    end++;
                pieces.Add(new Markup(escape(TextOf(i, end))));
                i = end - 1;
            }
            else if (items[i].Kind == ItemKind.Close)
            {
                pieces.Add(new Markup(tags[items[i].Tag].Close));
            }
            else
            {
                pieces.AddRange(tags[items[i].Tag].Open);
            }
        }

        return pieces;
    }

    private bool IsNeutral(int from, int to) => NeutralText.Is(TextOf(from, to));

    private bool IsBlank(int at) => items[at].Kind == ItemKind.Character && char.IsWhiteSpace(items[at].Character);

    private string TextOf(int from, int to)
    {
        var text = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            if (items[i].Kind == ItemKind.Character)
                text.Append(items[i].Character);
        }

        return text.ToString();
    }

    // Tag: the place in tags. Partner: where the other of an element's two ends is.
    private readonly record struct Item(ItemKind Kind, char Character, int Tag, int Partner);
}
