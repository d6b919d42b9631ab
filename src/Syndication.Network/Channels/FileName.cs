using System.Text;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Network.Channels;

/// <summary>Names of copies as files.</summary>
internal static class FileName
{
    // File systems take 255 bytes; the rest of the name and that of the unfinished file need some of them.
    private const int Longest = 160;

    private static readonly string[] Ambiguous = ["__", "_/", "/_", "~"];

    /// <summary>
    /// <c>{id with / as __}.{language}.v{version}.{published|corrected|withdrawn}.{json|html|xml|txt}</c>. An id that holds <c>__</c>
    /// or <c>~</c> itself, or is too long for a file's name, has a piece of its hash behind it, so that no two ids share a name.
    /// </summary>
    public static string Of(Shipment shipment)
    {
        var copy = shipment.Copy;
        var kind = copy.Type["release.".Length..];
        return $"{Stem(copy.Release.Value)}.{copy.Language}.v{copy.Version}.{kind}.{shipment.Payload.Extension}";
    }

    private static string Stem(string id)
    {
        var flat = id.Replace("/", "__", StringComparison.Ordinal);
        var ambiguous = Array.Exists(Ambiguous, part => id.Contains(part, StringComparison.Ordinal));
        if (!ambiguous && Encoding.UTF8.GetByteCount(flat) <= Longest)
            return flat;

        var head = new StringBuilder();
        var bytes = 0;
        foreach (var rune in flat.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > Longest)
                break;
            head.Append(rune.ToString());
        }

        return $"{head}~{Fingerprints.Of(id)[..12]}";
    }
}
