using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>
/// Bytes into text: by byte order mark, by declaration, by content. A mark goes before a declaration, as browsers have it (WHATWG
/// Encoding); what is whole UTF-8 is UTF-8 whatever it says; and a declaration that the bytes belie gives way to what they look like.
/// </summary>
internal static partial class Encodings
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    // As browsers have it (WHATWG Encoding, section 4.2): what many pages call Latin-1 is windows-1252.
    private static readonly Dictionary<string, string> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["iso-8859-1"] = "windows-1252",
        ["latin1"] = "windows-1252",
        ["us-ascii"] = "windows-1252",
        ["ascii"] = "windows-1252",
        ["iso8859-1"] = "windows-1252",
        ["cp1252"] = "windows-1252",
        ["cp1256"] = "windows-1256",
        ["x-cp1256"] = "windows-1256",
        ["cp1251"] = "windows-1251",
        ["x-cp1251"] = "windows-1251",
        ["koi8r"] = "koi8-r",
        ["koi8"] = "koi8-r",
        ["gb2312"] = "gb18030",
        ["gbk"] = "gb18030",
        ["x-gbk"] = "gb18030",
        ["gb_2312-80"] = "gb18030",
        ["sjis"] = "shift_jis",
        ["shift-jis"] = "shift_jis",
        ["x-sjis"] = "shift_jis",
        ["windows-31j"] = "shift_jis",
        ["big5-hkscs"] = "big5",
        ["arabic"] = "iso-8859-6",
        ["asmo-708"] = "iso-8859-6",
        ["iso8859-6"] = "iso-8859-6",
        ["latin-9"] = "iso-8859-15",
        ["iso8859-15"] = "iso-8859-15",
    };

    /// <summary>Reads bytes as text.</summary>
    /// <returns>Null for the problem where they are text.</returns>
    public static (string Text, Problem? Problem) Decode(ReadOnlySpan<byte> bytes, bool isHtml)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            return Checked(Encoding.UTF8.GetString(bytes[3..]));
        if (bytes.Length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
            return Checked(Encoding.Unicode.GetString(bytes[2..]));
        if (bytes.Length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
            return Checked(Encoding.BigEndianUnicode.GetString(bytes[2..]));
        if (Utf16(bytes) is { } wide)
            return Checked(wide.GetString(bytes));

        // A stateful encoding is plain ASCII to the eye, so only its declaration tells it.
        var declared = isHtml ? Declared(bytes) : null;
        if (declared?.CodePage is 50220 or 50221 or 50222)
            return Checked(declared.GetString(bytes));
        try
        {
            return Checked(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return declared is not null && declared is not UTF8Encoding && Fits(declared, bytes) is { } text ? Checked(text) : Guessed(bytes);
        }
    }

    // UTF-16 without its mark: every second byte is one of few, such as the zero of Latin letters or the 6 of Arabic ones.
    private static Encoding? Utf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || bytes.Length % 2 != 0)
            return null;
        var sample = bytes[..Math.Min(bytes.Length, 4096)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < sample.Length - 1; i += 2)
        {
            even += sample[i] is 0 ? 1 : 0;
            odd += sample[i + 1] is 0 ? 1 : 0;
        }

        // Even a text in Arabic or Chinese has blanks, line ends and figures, whose high byte is zero, and hardly a zero else: 一 has one.
        var pairs = sample.Length / 2;
        return odd > pairs / 25 && even * 4 < odd ? Encoding.Unicode : even > pairs / 25 && odd * 4 < even ? Encoding.BigEndianUnicode : null;
    }

    private static (string, Problem?) Guessed(ReadOnlySpan<byte> bytes)
    {
        if (Controls(bytes) > bytes.Length / 100)
            return NotText();

        return EncodingGuess.Text(bytes) is { } text ? Checked(text) : NotText();
    }

    private static (string, Problem?) Checked(string text)
    {
        var controls = text.Count(c => c is '\0' or '\uFFFD' || (char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f' or '\u0085')));
        return controls > Math.Max(2, text.Length / 200) ? NotText() : (text.Replace("\0", "", StringComparison.Ordinal), null);
    }

    private static (string, Problem?) NotText() =>
        ("", new("not-text", "The file is no text in an encoding that can be told. Save it as UTF-8, or as the format it really is."));

    private static int Controls(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
            count += b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C) ? 1 : 0;
        return count;
    }

    // What is declared is believed where it gives text; where the letters it gives are none that stand together, it is a mistake.
    private static string? Fits(Encoding declared, ReadOnlySpan<byte> bytes)
    {
        var text = declared.GetString(bytes);
        var odd = text.Count(c => c == '\uFFFD' || (char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\f' or '\u0085')));
        return odd <= text.Length / 200 && EncodingGuess.Score(text) >= EncodingGuess.Best(bytes) * 0.6 ? text : null;
    }

    private static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 4096)]);
        if (Charset().Match(head) is not { Success: true } match)
            return null;
        var name = match.Groups[1].Value.Trim();
        if (name.StartsWith("utf", StringComparison.OrdinalIgnoreCase))
            return null; // A page that says UTF-16 in letters of one byte each is not in it.
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(Labels.GetValueOrDefault(name, name.ToLowerInvariant()));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*[""']?\s*([A-Za-z0-9_.:-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
