using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Syndication.Translation.Segments;

namespace Syndication.Azure.Translator;

/// <summary>
/// Segments as html that the service keeps in place: <c>&lt;g1&gt;…&lt;/g1&gt;</c> becomes <c>&lt;u id='1'&gt;…&lt;/u&gt;</c>,
/// <c>&lt;x2/&gt;</c> becomes <c>&lt;br id='p2'/&gt;</c>, as translation tools have long sent them. Elements of html proper, for one of its
/// own would have to be guessed at. Whatever else comes back is left for the checks to find.
/// </summary>
internal static partial class HtmlForm
{
    /// <summary>The canonical form as html.</summary>
    public static string Of(string canonical) => !canonical.Contains('<', StringComparison.Ordinal) ? canonical : Placeholder().Replace(canonical, mark =>
        mark.Groups["open"] is { Success: true } open ? $"<u id='{open.Value}'>"
        : mark.Groups["empty"] is { Success: true } empty ? $"<br id='p{empty.Value}'/>"
        : "</u>");

    /// <summary>Html as it came back, in the canonical form.</summary>
    public static string Back(string html)
    {
        var text = new StringBuilder(html.Length);
        var open = new Stack<string>();
        var at = 0;
        foreach (Match tag in Tag().Matches(html))
        {
            text.Append(Text(html[at..tag.Index]));
            at = tag.Index + tag.Length;
            if (tag.Groups["u"] is { Success: true } number)
            {
                open.Push(number.Value);
                text.Append(CultureInfo.InvariantCulture, $"<g{number.Value}>");
            }
            else if (tag.Groups["br"] is { Success: true } empty)
            {
                text.Append(CultureInfo.InvariantCulture, $"<x{empty.Value}/>");
            }
            else if (tag.Groups["end"].Success)
            {
                // One too many is as good as a strange tag: the checks find both.
                text.Append(open.TryPop(out var last) ? $"</g{last}>" : "</u>");
            }
            else
            {
                text.Append(tag.Value);
            }
        }

        return text.Append(Text(html[at..])).ToString();
    }

    /// <summary>What the service counts: every character of Unicode once.</summary>
    public static int Characters(string canonical)
    {
        var html = Of(canonical);
        var count = html.Length;
        foreach (var c in html)
            count -= char.IsLowSurrogate(c) ? 1 : 0;
        return count;
    }

    // Entities of any kind as the characters they stand for, and then those three that the canonical form has.
    private static string Text(string html) => Placeholders.Escape(WebUtility.HtmlDecode(html));

    [GeneratedRegex("<(?:g(?<open>[0-9]{1,4})|/g(?<close>[0-9]{1,4})|x(?<empty>[0-9]{1,4}) ?/)>", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex("<u\\s+id\\s*=\\s*[\"']?(?<u>[0-9]{1,4})[\"']?\\s*>|<br\\s+id\\s*=\\s*[\"']?p(?<br>[0-9]{1,4})[\"']?\\s*/?>(?:</br\\s*>)?|(?<end></u\\s*>)|</?[a-z!][^<>]*>", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
