using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Syndication.Storage;

namespace Syndication.Network.Receiving;

/// <summary>What a receiver understood of a message.</summary>
internal sealed record ReceivedCopy
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string? Type { get; init; }

    public string? Id { get; init; }

    public int? Version { get; init; }

    public string? Language { get; init; }

    public bool Verified { get; init; }

    public string? Problem { get; init; }

    /// <summary>Reads an event; a problem where it is none.</summary>
    public static ReceivedCopy Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var data = json.RootElement.GetProperty("data");
            return new()
            {
                Type = json.RootElement.GetProperty("type").GetString(),
                Id = data.GetProperty("id").GetString(),
                Version = data.GetProperty("version").GetInt32(),
                Language = data.GetProperty("language").GetString(),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new() { Problem = "The body is no event with type, data.id, data.version and data.language." };
        }
    }

    /// <summary>What the receiver tells of it.</summary>
    public string Line(DateTimeOffset at, string? webhookId, bool repeated, int bytes) => Write(json =>
    {
        json.WriteString("at", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteString("webhookId", webhookId);
        json.WriteString("type", Type);
        json.WriteString("id", Id);
        if (Version is { } version)
            json.WriteNumber("version", version);
        else
            json.WriteNull("version");
        json.WriteString("language", Language);
        json.WriteBoolean("verified", Verified);
        json.WriteBoolean("repeated", repeated);
        json.WriteNumber("bytes", bytes);
        if (Problem is not null)
            json.WriteString("problem", Problem);
    }, System.Text.Encoding.UTF8.GetString);

    /// <summary>The answer to a copy taken.</summary>
    public static byte[] Receipt(string webhookId, bool repeated) => Write(json =>
    {
        json.WriteString("receipt", "rcpt_" + Fingerprints.Of(webhookId)[..24]);
        if (repeated)
            json.WriteBoolean("repeated", true);
    }, bytes => bytes);

    /// <summary>The answer to a message refused.</summary>
    public static byte[] Refusal(string problem) => Write(json => json.WriteString("error", problem), bytes => bytes);

    private static T Write<T>(Action<Utf8JsonWriter> content, Func<byte[], T> result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return result(stream.ToArray());
    }
}
