using System.Text;
using System.Text.RegularExpressions;
using Syndication.Intake;

namespace Syndication.Network.Sources;

/// <summary>The bytes of a feed as text, whatever is said of their encoding.</summary>
internal static partial class FeedText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>Decodes them: by byte order mark; as UTF-8 where they are that; else as HTTP, then as the document says, where that gives text; else as the bytes look.</summary>
    /// <returns>Null where no encoding makes text of them.</returns>
    public static string? Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            return Encoding.UTF8.GetString(bytes[3..]);
        if (bytes.Length > 3 && bytes[0] == 0xFF && bytes[1] == 0xFE)
            return bytes[2] == 0 && bytes[3] == 0 ? Encoding.UTF32.GetString(bytes[4..]) : Encoding.Unicode.GetString(bytes[2..]);
        if (bytes.Length > 3 && bytes[0] == 0xFE && bytes[1] == 0xFF)
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);

        if (bytes.Length > 3 && bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0xFE && bytes[3] == 0xFF)
            return new UTF32Encoding(true, false).GetString(bytes[4..]);

        // “<?” or “<r” in two or four bytes a character, without a mark.
        if (bytes.Length > 7)
        {
            if (bytes[0] == '<' && bytes[1] == 0)
                return bytes[2] == 0 ? Encoding.UTF32.GetString(bytes) : Encoding.Unicode.GetString(bytes);
            if (bytes[0] == 0 && bytes[1] == '<')
                return Encoding.BigEndianUnicode.GetString(bytes);
            if (bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == '<')
                return new UTF32Encoding(true, false).GetString(bytes);
        }

        var declared = Declaration().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 400)])) is { Success: true } match ? match.Groups[1].Value : null;
        var told = Of(charset) ?? Of(declared);

        // Text in another encoding that is UTF-8 by chance is no text; only those that shift by escapes are plain ASCII.
        if (told is null || told.CodePage is not (50220 or 50221 or 50222 or 50225 or 50227 or 52936 or 37 or 500))
        {
            try
            {
                return Strict.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                // It is something else.
            }
        }

        // What is said is believed, unless it makes no words of them at all.
        if (told?.GetString(bytes) is not { } text)
            return EncodingGuess.Text(bytes);
        return EncodingGuess.Score(text) >= 0 ? text : EncodingGuess.Text(bytes) ?? text;
    }

    private static Encoding? Of(string? name)
    {
        name = name?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(name) || name is "utf-8" or "utf8" || name.StartsWith("utf-16", StringComparison.Ordinal) || name.StartsWith("utf-32", StringComparison.Ordinal))
            return null;
        name = name is "iso-8859-1" or "latin1" or "us-ascii" or "ascii" or "iso8859-1" ? "windows-1252" : name is "gb2312" or "gbk" ? "gb18030" : name;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex("""<\?xml[^>]*?encoding\s*=\s*["']?([A-Za-z0-9._:-]+)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
