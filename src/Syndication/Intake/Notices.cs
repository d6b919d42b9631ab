using AngleSharp.Dom;
using Syndication.Releases;

namespace Syndication.Intake;

/// <summary>What stands above and below a release about an embargo: taken off the text, and understood or not.</summary>
internal static class Notices
{
    // So many blocks from either end count as above and below.
    private const int Near = 6;

    /// <summary>Takes such lines off the ends of a text.</summary>
    public static List<string> Take(List<IElement> blocks)
    {
        var lines = new List<string>();
        var said = blocks.Where(block => Words.Of(block).Length > 0).ToList();
        var top = said.Take(Near).ToList();
        foreach (var block in top.Concat(said.Skip(Near).TakeLast(Near)).ToList())
            TakeOff(block, blocks, lines, top.Contains(block));
        return lines;
    }

    /// <summary>The lines anywhere in a document that can be nothing else: below a letterhead, in a cell, in a box. They are left where they are.</summary>
    public static IEnumerable<string> Plain(IEnumerable<IElement> blocks) =>
        blocks.Where(block => block.LocalName is not ("ul" or "ol" or "blockquote")).SelectMany(Manuscripts.Lines).Where(EmbargoLine.IsPlain);

    /// <summary>Whether a headline holds an embargo before its own words.</summary>
    public static bool IsIn(string title) => EmbargoLine.IsUntil(title);

    /// <summary>Understands them together: the latest instant holds, and one that is not understood holds until it is.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="about">The day of the release; null where there is none.</param>
    /// <returns>The embargo, why it is open, and what is odd about it.</returns>
    public static (DateTimeOffset? Until, Problem? Open, List<Problem> Doubts) Understand(IReadOnlyList<string> lines, DateTimeOffset? about)
    {
        DateTimeOffset? until = null;
        Problem? open = null;
        Problem? word = null;
        var doubts = new List<Problem>();
        foreach (var text in lines)
        {
            // What was said beside the release in a sentence of its own shape holds it too.
            var line = EmbargoLine.Of(text, about) ?? new(EmbargoKind.Unclear, null, "it cannot be told from when the release may come out");
            if (line.Kind == EmbargoKind.Unclear && EmbargoLine.IsWordAlone(text))
                word ??= Unclear(text, line.Why!);
            else if (line.Kind == EmbargoKind.Unclear)
                open ??= Unclear(text, line.Why!);
            else if (line.Why is { } odd)
                doubts.Add(new("embargo-doubtful", $"“{Short(text)}”: {odd}."));
            if (line.Until is { } instant && !(until >= instant))
                until = instant;
        }

        // “EMBARGOED” and nothing else is told by another line, or holds.
        open ??= until is null ? word : null;
        return (open is null ? until : OpenEmbargo.End, open, doubts);
    }

    /// <summary>The problem of a line that is not understood.</summary>
    public static Problem Unclear(string line, string why) => new(
        "embargo-not-understood",
        $"The line “{Short(line)}” speaks of an embargo and is not understood: {why}. The release is held until the file is uploaded again with a day, an hour and a time zone in it, " +
        "such as “Embargo: 14 March 2026, 09:00 GMT”, or with “embargo: 2026-03-14T09:00:00Z” (“embargo: none” where there is none) in the front matter.");

    private static void TakeOff(IElement block, List<IElement> blocks, List<string> lines, bool isTop)
    {
        if (block.LocalName is "ul" or "ol" or "dl" or "img" or "figure")
            return;
        if (block.LocalName == "table")
        {
            foreach (var row in block.QuerySelectorAll("tr").Take(Near).Where(row => EmbargoLine.Is(Words.Of(row))).ToList())
            {
                lines.Add(Words.Of(row));
                row.Remove();
            }

            return;
        }

        // “EMBARGOED UNTIL …” and the text may stand in one paragraph, parted by line breaks or by nothing.
        var breaks = block.QuerySelectorAll("br").Where(br => br.ParentElement == block).ToList();
        if (breaks.Count > 0 && TakeLine(block, breaks, lines))
        {
            if (Words.Of(block).Length == 0)
                blocks.Remove(block);
            else
                TakeOff(block, blocks, lines, isTop);
            return;
        }

        var text = Words.Of(block);
        if (EmbargoLine.Is(text))
        {
            lines.Add(text);
            blocks.Remove(block);
        }
        else if (isTop && EmbargoLine.Opens(text) is { } sentence)
        {
            lines.Add(sentence);
        }
    }

    private static bool TakeLine(IElement block, List<IElement> breaks, List<string> lines)
    {
        foreach (var (from, to) in new[] { (null, breaks[0]), (breaks[^1], (IElement?)null) })
        {
            var nodes = block.ChildNodes.SkipWhile(node => from is not null && node != from).Skip(from is null ? 0 : 1).TakeWhile(node => node != to).ToList();
            var text = Words.OnOneLine(string.Concat(nodes.Select(node => node.TextContent)));
            if (!EmbargoLine.Is(text))
                continue;
            lines.Add(text);
            foreach (var node in nodes.Append(from ?? to!))
                node.Parent?.RemoveChild(node);
            return true;
        }

        return false;
    }

    private static string Short(string line) => line.Length <= 120 ? line : line[..119] + "…";
}
