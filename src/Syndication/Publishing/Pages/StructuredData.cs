using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Syndication.Configuration;

namespace Syndication.Publishing.Pages;

/// <summary>What a release is, for machines: a NewsArticle of schema.org as JSON-LD.</summary>
internal static class StructuredData
{
    // Letters of all scripts as they are; angle brackets, ampersands and quotation marks never, so that nothing ends the element it stands in.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Writes the element.</summary>
    public static void Add(Markup head, Site site, Entry entry)
    {
        var buffer = new ArrayBufferWriter<byte>(2 * 1024);
        using (var json = new Utf8JsonWriter(buffer, Options))
            Write(json, site, entry);
        head.Add($"<script type=\"application/ld+json\">{new Markup.Fragment(buffer.WrittenMemory)}</script>\n");
    }

    private static void Write(Utf8JsonWriter json, Site site, Entry entry)
    {
        var address = Addresses.OfPage(site, entry.Language, entry.Release);
        json.WriteStartObject();
        json.WriteString("@context"u8, "https://schema.org"u8);
        json.WriteString("@type"u8, "NewsArticle"u8);
        json.WriteString("@id"u8, address);
        json.WriteString("url"u8, address);
        json.WriteString("headline"u8, Text.Whole(EntryText.PlainTitle(entry)));
        json.WriteString("description"u8, Text.Whole(EntryText.PlainSummary(entry, site)));
        json.WriteString("inLanguage"u8, entry.Language.Tag);
        json.WriteString("datePublished"u8, Instant(entry.Published));
        json.WriteString("dateModified"u8, Instant(entry.Updated));
        if (EntryText.Place(entry) is { } place)
            json.WriteString("dateline"u8, Text.Whole(place));
        var topics = entry.Topics.Where(site.HasTopic).ToList();
        if (topics.Count > 0)
        {
            json.WriteStartArray("articleSection"u8);
            foreach (var topic in topics)
                json.WriteStringValue(Text.Whole(site.TopicName(topic, entry.Language)));
            json.WriteEndArray();
        }

        if (entry.Images is { Count: > 0 } images)
        {
            json.WriteStartArray("image"u8);
            foreach (var image in images)
            {
                json.WriteStartObject();
                json.WriteString("@type"u8, "ImageObject"u8);
                json.WriteString("url"u8, Addresses.Of(site, PublicImages.Path(image.Name)).AbsoluteUri);
                json.WriteNumber("width"u8, image.Width);
                json.WriteNumber("height"u8, image.Height);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (entry.TranslatedFrom != entry.Language)
        {
            json.WriteStartObject("translationOfWork"u8);
            json.WriteString("@type"u8, "NewsArticle"u8);
            json.WriteString("@id"u8, Addresses.OfPage(site, entry.TranslatedFrom, entry.Release));
            json.WriteEndObject();
        }

        Organisation(json, "author"u8, site, entry);
        Organisation(json, "publisher"u8, site, entry);
        json.WriteEndObject();
    }

    private static void Organisation(Utf8JsonWriter json, ReadOnlySpan<byte> name, Site site, Entry entry)
    {
        json.WriteStartObject(name);
        json.WriteString("@type"u8, "Organization"u8);
        json.WriteString("name"u8, Text.Whole(site.InLanguage(site.Title, entry.Language) ?? site.BaseUrl.Host));
        json.WriteString("url"u8, site.BaseUrl.AbsoluteUri);
        json.WriteEndObject();
    }

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
