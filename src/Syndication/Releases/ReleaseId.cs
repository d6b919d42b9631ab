using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndication.Releases;

/// <summary>
/// What a release is called: the path and name of its upload below the inbox, without language and extension, such as
/// <c>2026/caire-reunion</c>. Never empty, composed (NFC), at most 512 bytes of UTF-8; no segment is empty, longer than 200 bytes,
/// starts with a full stop, ends with <c>~</c>, a full stop or a space, or holds a control character or one of <c>\ : * ? " &lt; &gt; |</c>.
/// </summary>
[JsonConverter(typeof(ReleaseIdJsonConverter))]
public readonly record struct ReleaseId : IComparable<ReleaseId>
{
    // The unreserved characters of RFC 3986, section 2.3, and the slash.
    private static readonly SearchValues<char> Unescaped = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/");

    private readonly string? value;

    private ReleaseId(string value) => this.value = value;

    /// <summary>The id as it is written in paths, configuration and copies.</summary>
    public string Value => value ?? "";

    /// <summary>The id as a part of an address: every segment percent-encoded (RFC 3986), the slashes kept.</summary>
    public string Escaped =>
        Value.AsSpan().IndexOfAnyExcept(Unescaped) < 0 ? Value : string.Join('/', Value.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Makes an id of a path below the inbox.</summary>
    /// <returns>Null where it is fit to be one, else what is wrong and what to do.</returns>
    public static string? TryCreate(string path, out ReleaseId id)
    {
        id = default;
        var text = Composition.Compose(path);
        if (Encoding.UTF8.GetByteCount(text) > 512)
            return "The path and name are longer than 512 bytes: shorten them.";

        var segments = text.Split('/');
        if (segments.SkipLast(1).FirstOrDefault(folder => folder.EndsWith(".html", StringComparison.OrdinalIgnoreCase)) is { } page)
            return $"The folder “{page}” is named like a page: rename it.";
        foreach (var segment in segments)
        {
            if (segment.Length == 0)
                return "A folder or file name is empty: give it a name.";
            if (Encoding.UTF8.GetByteCount(segment) > 200)
                return $"The name “{segment[..20]}…” is longer than 200 bytes: shorten it.";
            if (segment[0] == '.' || segment[^1] is '.' or ' ' or '~')
                return $"The name “{segment}” starts with a full stop or ends with “.”, “~” or a space: rename it.";
            if (segment.Any(c => char.IsControl(c) || char.IsSurrogate(c) && !IsPaired(segment) || "\\:*?\"<>|".Contains(c, StringComparison.Ordinal)))
                return $"The name “{segment}” holds a character that cannot stand in an address (\\ : * ? \" < > | or a control character): rename it.";
        }

        if (text == "index")
            return "The name “index” is taken by the list of releases: rename the file.";

        id = new ReleaseId(text);
        return null;
    }

    /// <summary>Makes an id of a text that is known to be one.</summary>
    /// <exception cref="FormatException">It is not fit to be one; the message says why.</exception>
    public static ReleaseId Parse(string text) => TryCreate(text, out var id) is { } wrong ? throw new FormatException(wrong) : id;

    /// <inheritdoc/>
    public int CompareTo(ReleaseId other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The id.</summary>
    public override string ToString() => Value;

    private static bool IsPaired(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }
}

internal sealed class ReleaseIdJsonConverter : JsonConverter<ReleaseId>
{
    public override ReleaseId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ReleaseId.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, ReleaseId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
