using System.Text.Encodings.Web;
using System.Text.Json;
using Syndication.Releases;

namespace Syndication.Delivery.Formats;

/// <summary>
/// A copy as IPTC ninjs 3.0. <c>pubStatus</c> is <c>usable</c>; <c>withheld</c> where it is sent ahead of its embargo, until
/// <c>embargoedUntil</c>; <c>canceled</c> for a withdrawal. Provenance is a genre, the release's own id one of the <c>altIds</c>.
/// </summary>
internal static class NinjsCopy
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Copy copy)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
            Item(json, copy);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void Item(Utf8JsonWriter json, Copy copy)
    {
        json.WriteStartObject();
        json.WriteString("uri", copy.Uri);
        json.WriteStartObject("standard");
        json.WriteString("name", "ninjs");
        json.WriteString("version", "3.0");
        json.WriteString("schema", "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#");
        json.WriteEndObject();
        json.WriteString("type", "text");
        json.WriteString("version", $"{copy.Version}");
        json.WriteString("firstCreated", Instants.Text(copy.FirstSeen));
        json.WriteString("versionCreated", Instants.Text(copy.At));
        if (copy.Edition?.Text.Date is { } date)
            json.WriteString("contentCreated", Instants.Text(date));
        if (copy.Embargo is { } embargo)
            json.WriteString("embargoedUntil", Instants.Text(embargo));
        json.WriteString("pubStatus", copy.Edition is null ? "canceled" : copy.Ahead ? "withheld" : "usable");
        json.WriteString("language", copy.Language.Tag);
        Optional(json, "copyrightNotice", copy.Rights);
        if (copy.Edition is { } edition)
            Text(json, copy, edition);
        else
            Optional(json, "edNote", string.Join('\n', CopyNotes.Withdrawal(copy)));
        Each(json, "infoSources", [copy.Newsroom], newsroom =>
        {
            json.WriteString("name", newsroom);
            json.WriteString("role", "publisher");
        });
        Each(json, "altIds", [copy.Release], release =>
        {
            json.WriteString("role", "release");
            json.WriteString("value", release.Value);
        });
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, Copy copy, Edition edition)
    {
        var text = edition.Text;
        Optional(json, "edNote", string.Join('\n', CopyNotes.Above(copy)));
        Optional(json, "located", text.Dateline);
        Each(json, "headlines", [text.Title], title => Value(json, "main", "text/plain", title));
        Each<string>(json, "descriptions", text.Summary is { } summary ? [summary] : [], value => Value(json, "summary", "text/plain", value));
        Each(json, "bodies", [("html", "text/html", text.Html.Markup), ("text", "text/plain", PlainText.Of(text.Html, copy.Language))],
            body => Value(json, body.Item1, body.Item2, body.Item3));
        Each(json, "subjects", copy.Topics, topic =>
        {
            json.WriteString("name", topic.Value);
            json.WriteString("uri", $"{copy.Tags}topic:{Uri.EscapeDataString(topic.Key)}");
            json.WriteString("literal", topic.Key);
        });
        Each(json, "places", text.Regions, region => json.WriteString("literal", region));
        Each(json, "people", text.Contacts.Where(contact => contact.Name is not null), contact => Party(json, contact.Name!, contact));
        Each(json, "organisations", text.Contacts.Where(contact => contact.Organisation is not null).DistinctBy(contact => contact.Organisation),
            contact => Party(json, contact.Organisation!, contact.Name is null ? contact : null));
        Each(json, "genres", ProvenanceName.All(edition), provenance =>
        {
            json.WriteString("name", provenance);
            json.WriteString("uri", $"{copy.Tags}provenance:{provenance}");
            json.WriteString("literal", provenance);
        });
        Each(json, "associations", copy.Images, image =>
        {
            json.WriteString("name", "image");
            json.WriteString("uri", image.Key.AbsoluteUri);
            json.WriteString("type", "picture");
            Each<string>(json, "descriptions", image.Value.Alternative is { } alternative ? [alternative] : [], value => Value(json, "alternative", "text/plain", value));
            Each(json, "renditions", [image], rendition =>
            {
                json.WriteString("name", "original");
                json.WriteString("href", rendition.Key.AbsoluteUri);
                json.WriteString("contentType", rendition.Value.MediaType);
                json.WriteNumber("width", rendition.Value.Width);
                json.WriteNumber("height", rendition.Value.Height);
                json.WriteNumber("sizeInBytes", rendition.Value.Length);
            });
        });
        Each(json, "renditions", [copy.Page], page =>
        {
            json.WriteString("name", "web");
            json.WriteString("href", page.AbsoluteUri);
            json.WriteString("contentType", "text/html");
        });
    }

    private static void Party(Utf8JsonWriter json, string name, Contact? reached)
    {
        json.WriteString("name", name);
        json.WriteString("rel", "contact");
        var ways = new[] { ("email", reached?.Email), ("phone", reached?.Phone), ("address", reached?.Address) };
        Each(json, "contactInfo", ways.Where(way => way.Item2 is not null), way =>
        {
            json.WriteString("type", way.Item1);
            if (way.Item1 != "address")
            {
                json.WriteString("value", way.Item2);
                return;
            }

            json.WriteStartObject("address");
            json.WriteStartArray("lines");
            json.WriteStringValue(way.Item2);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Value(Utf8JsonWriter json, string role, string type, string value)
    {
        json.WriteString("role", role);
        json.WriteString("contentType", type);
        json.WriteString("value", value);
    }

    private static void Each<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        var all = items.ToList();
        if (all.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var item in all)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            json.WriteString(name, text);
    }
}
