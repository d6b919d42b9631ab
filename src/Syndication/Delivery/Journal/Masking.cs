using System.Text.RegularExpressions;

namespace Syndication.Delivery.Journal;

/// <summary>Takes out of a partner's words what may point to a person or a machine: the journal cannot be corrected later.</summary>
internal static partial class Masking
{
    private const int Most = 200;

    /// <summary>The words on one line, at most 200 characters, with every e-mail address, web address, network address and telephone number masked.</summary>
    public static string? Mask(string? text)
    {
        if (text is null)
            return null;

        // Cut first, generously: a mask is shorter than what it stands for, and nobody decides how long we look.
        var line = string.Concat(text.Take(4 * Most).Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        line = Web().Replace(line, "[address]");
        line = Mail().Replace(line, "[e-mail]");
        line = Numeric().Replace(line, "[address]");
        line = Telephone().Replace(line, "[number]");
        if (line.Length <= Most)
            return line;
        var end = char.IsHighSurrogate(line[Most - 2]) ? Most - 2 : Most - 1;
        return line[..end] + "…";
    }

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]{1,15}://\S+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Web();

    [GeneratedRegex(@"[^\s<>""'(),;:]+@[^\s<>""'(),;:]+", RegexOptions.CultureInvariant)]
    private static partial Regex Mail();

    // IPv4; and IPv6 in full or shortened. A time of day has colons too and stays.
    [GeneratedRegex(@"\b\d{1,3}(?:\.\d{1,3}){3}\b|(?<![\w:])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{0,4}::(?:[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){0,6})?)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"\+\d[\d ().-]{6,}\d", RegexOptions.CultureInvariant)]
    private static partial Regex Telephone();
}
