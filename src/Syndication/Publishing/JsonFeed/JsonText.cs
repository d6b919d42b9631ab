using System.Buffers;

namespace Syndication.Publishing.JsonFeed;

/// <summary>
/// Writes long texts as JSON strings (RFC 8259, section 7), escaping what has to be and no more. The library's writer goes on letter by letter
/// once it has met one to escape, as it does in every html.
/// </summary>
internal sealed class JsonText
{
    private static readonly SearchValues<byte> Special = SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (byte)i), (byte)'"', (byte)'\\', 0x7f]);

    private readonly ArrayBufferWriter<byte> buffer = new(16 * 1024);

    /// <summary>The string with its quotation marks; what it gave before is no longer there.</summary>
    /// <param name="text">UTF-8.</param>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<byte> text)
    {
        buffer.ResetWrittenCount();
        buffer.Write("\""u8);
        for (var special = text.IndexOfAny(Special); special >= 0; special = text.IndexOfAny(Special))
        {
            buffer.Write(text[..special]);
            Escape(text[special]);
            text = text[(special + 1)..];
        }

        buffer.Write(text);
        buffer.Write("\""u8);
        return buffer.WrittenSpan;
    }

    private void Escape(byte character)
    {
        switch (character)
        {
            case (byte)'"':
                buffer.Write("\\\""u8);
                break;
            case (byte)'\\':
                buffer.Write("\\\\"u8);
                break;
            case (byte)'\n':
                buffer.Write("\\n"u8);
                break;
            case (byte)'\r':
                buffer.Write("\\r"u8);
                break;
            case (byte)'\t':
                buffer.Write("\\t"u8);
                break;
            default:
                buffer.Write("\\u00"u8);
                buffer.Write([Digit(character >> 4), Digit(character & 15)]);
                break;
        }
    }

    private static byte Digit(int value) => (byte)"0123456789abcdef"[value];
}
