using System.Text.Json;

namespace Syndication.App.Functions.Host;

/// <summary>
/// One call of the Functions host to a custom handler: <c>{"Data":{…},"Metadata":{…}}</c>. Text in it may be JSON within JSON: a queue
/// message and the values of a blob's metadata come as string literals inside of strings.
/// </summary>
internal sealed class HostCall
{
    private const int LongestString = 1 << 20;
    private const int MostBytes = 4 << 20;

    private readonly JsonElement data;
    private readonly JsonElement metadata;

    private HostCall(JsonElement data, JsonElement metadata)
    {
        this.data = data;
        this.metadata = metadata;
    }

    /// <summary>Reads a call.</summary>
    /// <exception cref="InvalidDataException">It is none of the host's.</exception>
    public static async Task<HostCall> ReadAsync(Stream body, CancellationToken cancel)
    {
        try
        {
            var json = await ShortenedJson.ReadAsync(body, LongestString, MostBytes, cancel);
            var root = JsonDocument.Parse(json).RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Data", out var data) && data.ValueKind == JsonValueKind.Object)
                return new(data, root.TryGetProperty("Metadata", out var metadata) ? metadata : default);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Functions: the call is no JSON ({e.Message})", e);
        }

        throw new InvalidDataException("Functions: the call has no Data object, so it is not the Functions host that calls.");
    }

    /// <summary>The text that a binding brought; null where it brought none.</summary>
    public string? Text(string binding) => data.TryGetProperty(binding, out var value) ? Plain(value) : null;

    /// <summary>A value that the host tells beside the data; null where it does not.</summary>
    public string? Fact(string name) => metadata.ValueKind == JsonValueKind.Object && metadata.TryGetProperty(name, out var value) ? Plain(value) : null;

    private static string? Plain(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return value.GetRawText();
        if (value.ValueKind != JsonValueKind.String)
            return value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : value.GetRawText();
        var text = value.GetString()!;
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
            return text;
        try
        {
            using var inner = JsonDocument.Parse(text);
            return inner.RootElement.GetString();
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
