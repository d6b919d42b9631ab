using System.Text.Json;

namespace Syndication.Storage;

/// <summary>Work as a queue keeps it: one JSON object, UTF-8, its kind under <c>do</c>.</summary>
public static class WorkJson
{
    /// <summary>Work as bytes.</summary>
    public static byte[] Write(Work work) => JsonSerializer.SerializeToUtf8Bytes(work, Documents.Json.Work);

    /// <summary>Bytes as work.</summary>
    /// <exception cref="JsonException">They are no JSON.</exception>
    /// <exception cref="NotSupportedException">They are no work that this program knows.</exception>
    /// <exception cref="FormatException">A name in them is none.</exception>
    public static Work? Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, Documents.Json.Work);
}
