using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>
/// Writes XML and html as UTF-8. What stands in the source is written as it is; what fills a hole is escaped, whatever it holds, so that a
/// headline cannot become markup and no byte leaves that XML 1.0 has no place for. Only <see cref="CleanHtml"/> and another
/// <see cref="Fragment"/> pass as markup.
/// </summary>
/// <param name="expected">About how many bytes it will be; where it is more, the writer makes room.</param>
public sealed class Markup(int expected = 8 * 1024)
{
    // Nothing of it is shown before it is written, so that it needs no zeroing first.
    private byte[] buffer = GC.AllocateUninitializedArray<byte>(expected);
    private int length;

    /// <summary>What was written so far.</summary>
    public ReadOnlyMemory<byte> Content => buffer.AsMemory(0, length);

    /// <summary>Writes markup with holes.</summary>
    public Markup Add([InterpolatedStringHandlerArgument("")] ref Handler markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Writes markup with holes, if a condition holds.</summary>
    public Markup AddIf(bool condition, [InterpolatedStringHandlerArgument("", nameof(condition))] ref Handler markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Writes html as the text of a CDATA section (XML 1.0, section 2.7), so that its own end cannot end it.</summary>
    public Markup AddCharacterData(ReadOnlySpan<byte> html)
    {
        Write("<![CDATA["u8);
        for (var end = EndOfCharacterData(html); end >= 0; end = EndOfCharacterData(html))
        {
            Write(html[..(end + 2)]);
            Write("]]><![CDATA["u8);
            html = html[(end + 2)..];
        }

        Write(html);
        Write("]]>"u8);
        return this;
    }

    /// <summary>Markup within a hole: written by this class, so escaped already.</summary>
    public Fragment ToFragment() => new(Content);

    // Hardly any text has a bracket, and one letter is found much faster than three.
    private static int EndOfCharacterData(ReadOnlySpan<byte> html) => html.Contains((byte)']') ? html.IndexOf("]]>"u8) : -1;

    private void Raw(ReadOnlySpan<char> text)
    {
        // Counted first only where the most that it could be does not fit.
        if (buffer.Length - length < text.Length * 3L)
            Room(Encoding.UTF8.GetByteCount(text));
        length += Encoding.UTF8.GetBytes(text, buffer.AsSpan(length));
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Room(bytes.Length));
        length += bytes.Length;
    }

    private Span<byte> Room(int size)
    {
        if (buffer.Length - length < size)
        {
            var larger = GC.AllocateUninitializedArray<byte>((int)Math.Min(Math.Max((long)buffer.Length * 2, (long)length + size), Array.MaxLength));
            buffer.AsSpan(0, length).CopyTo(larger);
            buffer = larger;
        }

        return buffer.AsSpan(length);
    }

    private void Escaped(ReadOnlySpan<char> text)
    {
        // Addresses, ids and tags are looked through once; other texts twice, since what is ASCII alone is found many letters at a time.
        if (!text.ContainsAnyExcept(Harmless))
        {
            Raw(text);
            return;
        }

        var special = text.ContainsAnyInRange('\uD800', '\uFFFF') ? Special : SpecialInAscii;
        for (var at = text.IndexOfAny(special); at >= 0; at = text.IndexOfAny(special))
        {
            Raw(text[..at]);
            var pair = at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]);
            if (pair)
                Raw(text.Slice(at, 2));
            else
                Write(Entity(text[at]));
            text = text[(at + (pair ? 2 : 1))..];
        }

        Raw(text);
    }

    // The characters that mean something in markup, and those that XML 1.0 (section 2.2) has no place for.
    private static readonly string Ascii = "<>&\"'" + new string([.. Enumerable.Range(0, 32).Where(i => i is not (9 or 10 or 13)).Select(i => (char)i)]);

    private static readonly SearchValues<char> SpecialInAscii = SearchValues.Create(Ascii);

    // Halves of characters too, which are looked at with what comes after them.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        Ascii + "\uFFFE\uFFFF" + new string([.. Enumerable.Range(0xD800, 0x800).Select(i => (char)i)]));

    private static readonly SearchValues<char> Harmless = SearchValues.Create([.. Enumerable.Range(32, 95).Select(i => (char)i).Except(Ascii)]);

    private static ReadOnlySpan<byte> Entity(char c) => c switch
    {
        '<' => "&lt;"u8,
        '>' => "&gt;"u8,
        '&' => "&amp;"u8,
        '"' => "&quot;"u8,
        '\'' => "&#39;"u8,
        _ => default,
    };

    /// <summary>Markup that was written before.</summary>
    /// <param name="Content">UTF-8.</param>
    public readonly record struct Fragment(ReadOnlyMemory<byte> Content);

    /// <summary>Fills the holes.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        private readonly Markup markup;

        /// <summary>For <see cref="Add"/>.</summary>
        public Handler(int literalLength, int formattedCount, Markup markup)
        {
            _ = literalLength + formattedCount;
            this.markup = markup;
        }

        /// <summary>For <see cref="AddIf"/>.</summary>
        public Handler(int literalLength, int formattedCount, Markup markup, bool condition, out bool goesOn)
            : this(literalLength, formattedCount, markup) => goesOn = condition;

        /// <summary>Markup as it stands in the source.</summary>
        public void AppendLiteral(string literal) => markup.Raw(literal);

        /// <summary>A text, escaped.</summary>
        public void AppendFormatted(string? text) => markup.Escaped(text);

        /// <summary>A language's tag.</summary>
        public void AppendFormatted(Language language) => markup.Escaped(language.Tag);

        /// <summary>A number.</summary>
        public void AppendFormatted(int number)
        {
            number.TryFormat(markup.Room(11), out var written, default, CultureInfo.InvariantCulture);
            markup.length += written;
        }

        /// <summary>An address.</summary>
        public void AppendFormatted(Uri address) => markup.Escaped(address.AbsoluteUri);

        /// <summary>An instant as RFC 3339 has it, in UTC, without parts of a second.</summary>
        public void AppendFormatted(DateTimeOffset instant)
        {
            instant.UtcDateTime.TryFormat(markup.Room(19), out var written, "s", CultureInfo.InvariantCulture);
            markup.length += written;
            markup.Write("Z"u8);
        }

        /// <summary>An instant in UTC as RFC 822 has it, with a year of four digits; <paramref name="format"/> is <c>r</c>.</summary>
        public void AppendFormatted(DateTimeOffset instant, string format)
        {
            instant.UtcDateTime.TryFormat(markup.Room(29), out var written, format, CultureInfo.InvariantCulture);
            markup.length += written;
        }

        /// <summary>The body of a release.</summary>
        public void AppendFormatted(CleanHtml html) => markup.Raw(html.Markup);

        /// <summary>Markup written before.</summary>
        public void AppendFormatted(Fragment fragment) => markup.Write(fragment.Content.Span);
    }
}
