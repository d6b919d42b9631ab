using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Syndication.Storage;

/// <summary>
/// Work as a queue keeps it: one JSON object, UTF-8, its kind under <c>do</c>. Beside it the envelope: <c>traceparent</c>, the W3C trace
/// that the work belongs to, and <c>from</c>, when it falls due. Both may be missing, and older programs pass over them.
/// </summary>
public static class WorkJson
{
    private const string TraceName = "traceparent";
    private const string FromName = "from";
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>Work as bytes.</summary>
    /// <param name="work">The work.</param>
    /// <param name="trace">Its trace; null for none.</param>
    /// <param name="from">When it falls due; null for at once, or where the queue says it otherwise.</param>
    public static byte[] Write(Work work, string? trace = null, DateTimeOffset? from = null)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(work, Documents.Json.Work);
        if (trace is null && from is null)
            return json;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            using var plain = JsonDocument.Parse(json);
            writer.WriteStartObject();
            foreach (var property in plain.RootElement.EnumerateObject())
                property.WriteTo(writer);
            WriteEnvelope(writer, trace, from);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Bytes as work.</summary>
    /// <exception cref="JsonException">They are no JSON.</exception>
    /// <exception cref="NotSupportedException">They are no work that this program knows.</exception>
    /// <exception cref="FormatException">A name in them is none.</exception>
    public static Work? Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize(bytes, Documents.Json.Work);

    /// <summary>The trace that is written on a message; null where there is none that can be read.</summary>
    public static string? Trace(JsonElement message) =>
        Text(message, TraceName) is { } text && ActivityContext.TryParse(text, null, out _) ? text : null;

    /// <summary>When a message falls due; null where it does not say.</summary>
    public static DateTimeOffset? From(JsonElement message) => Text(message, FromName) is { } text &&
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from) ? from : null;

    /// <summary>Writes the envelope into an object that holds the work otherwise.</summary>
    public static void WriteEnvelope(Utf8JsonWriter json, string? trace, DateTimeOffset? from)
    {
        if (trace is not null)
            json.WriteString(TraceName, trace);
        if (from is { } due)
            json.WriteString(FromName, due.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture));
    }

    private static string? Text(JsonElement message, string name) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
