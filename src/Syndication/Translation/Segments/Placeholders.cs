using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Translation.Segments;

/// <summary>
/// The canonical form of a segment's text: inline elements as <c>&lt;g1&gt;…&lt;/g1&gt;</c>, those without content as
/// <c>&lt;x2/&gt;</c>, numbered from 1 in order of opening; in the text itself <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c> stand as
/// <c>&amp;amp;</c>, <c>&amp;lt;</c> and <c>&amp;gt;</c>, so that text can never be taken for a placeholder.
/// </summary>
public static partial class Placeholders
{
    /// <summary>Plain text in the canonical form.</summary>
    public static string Escape(string text) =>
        text.AsSpan().IndexOfAny('&', '<', '>') < 0
            ? text
            : text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    /// <summary>The text that the canonical form holds, without placeholders.</summary>
    public static string Plain(string canonical) =>
        canonical.AsSpan().IndexOfAny('&', '<') < 0 ? canonical : string.Concat(Read(canonical).Where(token => token.Kind == TokenKind.Text).Select(token => token.Text));

    /// <summary>The same text with other numbers.</summary>
    internal static string Renumber(string canonical, Func<int, int> number) => Mark().Replace(canonical, mark =>
        Of(mark) is (TokenKind.Open, var open) ? $"<g{number(open)}>"
        : Of(mark) is (TokenKind.Close, var close) ? $"</g{number(close)}>"
        : $"<x{number(Of(mark).Number)}/>");

    /// <summary>The text taken apart. A “&lt;” that begins no placeholder is text here; <see cref="Shape"/> tells of it.</summary>
    internal static IReadOnlyList<Token> Read(string canonical)
    {
        var tokens = new List<Token>();
        var text = 0;
        foreach (Match mark in Mark().Matches(canonical))
        {
            if (mark.Index > text)
                tokens.Add(new(TokenKind.Text, 0, Unescape(canonical[text..mark.Index])));
            var (kind, number) = Of(mark);
            tokens.Add(new(kind, number, mark.Value));
            text = mark.Index + mark.Length;
        }

        if (text < canonical.Length)
            tokens.Add(new(TokenKind.Text, 0, Unescape(canonical[text..])));
        return tokens;
    }

    private static (TokenKind Kind, int Number) Of(Match mark) =>
        mark.Groups["open"] is { Success: true } open ? (TokenKind.Open, int.Parse(open.ValueSpan))
        : mark.Groups["close"] is { Success: true } close ? (TokenKind.Close, int.Parse(close.ValueSpan))
        : (TokenKind.Empty, int.Parse(mark.Groups["empty"].ValueSpan));

    private static string Unescape(string text) =>
        !text.Contains('&', StringComparison.Ordinal) ? text
        : new StringBuilder(text).Replace("&lt;", "<").Replace("&gt;", ">").Replace("&quot;", "\"").Replace("&#39;", "'").Replace("&amp;", "&").ToString();

    [GeneratedRegex("<(?:g(?<open>[0-9]{1,4})|/g(?<close>[0-9]{1,4})|x(?<empty>[0-9]{1,4}) ?/)>", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}

internal enum TokenKind
{
    Text,
    Open,
    Close,
    Empty,
}

// The text of a text token is plain; that of a placeholder is the placeholder.
internal readonly record struct Token(TokenKind Kind, int Number, string Text)
{
    // At the beginning or end of a text it is no part of what is translated.
    public bool IsEdge => Kind == TokenKind.Empty || Kind == TokenKind.Text && string.IsNullOrWhiteSpace(Text);
}
