using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Intake;

/// <summary>Bytes into text: by byte order mark, by declaration, by content.</summary>
internal static partial class Encodings
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

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

        if (isHtml && Declared(bytes) is { } declared && declared is not UTF8Encoding)
            return Checked(declared.GetString(bytes));
        try
        {
            return Checked(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return Guessed(bytes);
        }
    }

    private static (string, Problem?) Guessed(ReadOnlySpan<byte> bytes)
    {
        if (Controls(bytes) > bytes.Length / 100)
            return NotText();

        // In windows-1256 Arabic letters are what windows-1252 has accented capitals and signs for, in long runs.
        var high = 0;
        var runs = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0xC0)
                continue;
            high++;
            if (i > 0 && bytes[i - 1] >= 0xC0)
                runs++;
        }

        var name = high > 0 && runs > high * 0.6 ? "windows-1256" : "windows-1252";
        return Checked(CodePagesEncodingProvider.Instance.GetEncoding(name)!.GetString(bytes));
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

    private static Encoding? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 4096)]);
        if (Charset().Match(head) is not { Success: true } match)
            return null;
        var name = match.Groups[1].Value.ToLowerInvariant();
        if (name is "utf-8" or "utf8")
            return null;
        name = name is "iso-8859-1" or "latin1" or "us-ascii" or "ascii" ? "windows-1252" : name; // As browsers have it (WHATWG Encoding).
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"<meta[^>]+charset\s*=\s*[""']?\s*([A-Za-z0-9_.:-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
