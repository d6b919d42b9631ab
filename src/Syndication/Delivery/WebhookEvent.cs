using System.Text.Encodings.Web;
using System.Text.Json;
using Syndication.Configuration;
using Syndication.Delivery.Formats;

namespace Syndication.Delivery;

/// <summary>The body of a webhook: one event of the Standard Webhooks specification, the copy within it.</summary>
public static class WebhookEvent
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// <c>{"type","timestamp","data":{"id","version","language","provenance"?,"reviewed"?,"embargo"?,"reason"?,"format","copy"}}</c>. A copy in
    /// ninjs is an object, in any other form a text.
    /// </summary>
    public static Payload Write(Copy copy, CopyFormat format)
    {
        var document = CopyFormats.Write(copy, format);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("type", copy.Type);
            json.WriteString("timestamp", Instants.Text(copy.At));
            json.WriteStartObject("data");
            json.WriteString("id", copy.Release.Value);
            json.WriteNumber("version", copy.Version);
            json.WriteString("language", copy.Language.Tag);
            if (copy.Edition is { } edition)
                json.WriteString("provenance", ProvenanceName.Of(edition.Provenance));
            if (copy.Edition is { Reviewed: { } reviewed })
                json.WriteString("reviewed", Instants.Text(reviewed));
            if (copy.Embargo is { } embargo)
                json.WriteString("embargo", Instants.Text(embargo));
            if (copy.Reason is { } reason)
                json.WriteString("reason", reason);
            json.WriteString("format", CopyFormats.Name(format));
            json.WritePropertyName("copy");
            if (format == CopyFormat.Ninjs)
                Nest(json, document.Content);
            else
                json.WriteStringValue(document.Content.Span);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new(stream.ToArray(), "application/json", "json");
    }

    // Written anew rather than pasted in, so that the event is on one line.
    private static void Nest(Utf8JsonWriter json, ReadOnlyMemory<byte> document)
    {
        using var parsed = JsonDocument.Parse(document);
        parsed.RootElement.WriteTo(json);
    }
}
