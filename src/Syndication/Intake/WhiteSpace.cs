using System.Text;
using AngleSharp.Dom;

namespace Syndication.Intake;

/// <summary>
/// White space in a body as a browser shows it (CSS Text Module Level 3, section 4.1): runs of it become one space, at the edges of a line
/// it goes. Hard spaces count as part of a run, since saved pages lay text out with them; one alone stays where it was put. What is
/// preformatted stays as it is.
/// </summary>
internal sealed class WhiteSpace
{
    private static readonly HashSet<string> Blocks =
        [.. "p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote table caption colgroup col thead tbody tfoot tr th td figure figcaption pre hr".Split(' ')];

    private bool isAtSpace = true;
    private char last;
    private IText? ending;

    /// <summary>Collapses all of it.</summary>
    public static void Collapse(IElement body)
    {
        var space = new WhiteSpace();
        space.In(body);
        space.EndLine();
    }

    private void In(INode parent)
    {
        foreach (var node in parent.ChildNodes.ToList())
        {
            if (node is IText text)
                Of(text);
            else if (node is IElement element)
                Of(element);
        }
    }

    private void Of(IElement element)
    {
        var isBlock = Blocks.Contains(element.LocalName);
        if (isBlock || element.LocalName == "br")
            EndLine();
        if (element.LocalName == "img")
            (isAtSpace, last, ending) = (false, '\uFFFC', null);
        else if (element.LocalName != "pre")
            In(element);
        if (isBlock)
            EndLine();
    }

    private void Of(IText text)
    {
        var data = text.Data;
        if (data.Contains('\n', StringComparison.Ordinal) && string.IsNullOrWhiteSpace(data) && (IsBlock(text.PreviousSibling) || IsBlock(text.NextSibling)))
        {
            text.Data = "\n"; // Nobody sees it but who reads the markup.
            return;
        }

        var kept = new StringBuilder(data.Length);
        for (var i = 0; i < data.Length; i++)
        {
            if (!IsSpace(data[i]))
            {
                kept.Append(last = data[i]);
                (isAtSpace, ending) = (false, null);
                continue;
            }

            var start = i;
            while (i + 1 < data.Length && IsSpace(data[i + 1]))
                i++;
            if (isAtSpace || Between(data[start..(i + 1)], i + 1 < data.Length ? data[i + 1] : ' ') is not { } space)
                continue;
            kept.Append(last = space);
            (isAtSpace, ending) = (true, text);
        }

        if (kept.Length == 0)
            text.Remove();
        else
            text.Data = kept.ToString();
    }

    // What stands for a run. Ideographs stand without a space where a line was broken.
    private char? Between(string run, char next)
    {
        if (run is "\u00A0")
            return '\u00A0';
        if (IsIdeograph(last) && IsIdeograph(next) && run.Contains('\n', StringComparison.Ordinal))
            return null;
        return run.Contains('\u00A0', StringComparison.Ordinal) && (next is ':' or ';' or '!' or '?' or '»' or '%' || last == '«') ? '\u00A0' : ' ';
    }

    private void EndLine()
    {
        if (ending is { Data.Length: 1 })
            ending.Remove();
        else if (ending is not null)
            ending.Data = ending.Data[..^1];
        (isAtSpace, last, ending) = (true, '\0', null);
    }

    private static bool IsBlock(INode? node) => node is IElement element && Blocks.Contains(element.LocalName);

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f' or '\u00A0';

    private static bool IsIdeograph(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF' or >= '\uFF00' and <= '\uFF60';
}
