using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Syndication.Publishing.JsonFeed;

/// <summary>JSON Feed 1.1 (jsonfeed.org), with what else is known of a release in the extension <c>_syndication</c>.</summary>
public static class JsonFeedWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        // The document is JSON and served as such; its reader decides what html means.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>Writes the feed.</summary>
    public static ReadOnlyMemory<byte> Write(Feed feed)
    {
        var buffer = new ArrayBufferWriter<byte>(feed.ExpectedSize + feed.ExpectedSize / 8);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("version"u8, "https://jsonfeed.org/version/1.1"u8);
            json.WriteString("title"u8, Text.Whole(feed.Title));
            json.WriteString("home_page_url"u8, feed.Page.AbsoluteUri);
            json.WriteString("feed_url"u8, feed.Address("feed.json").AbsoluteUri);
            json.WriteString("language"u8, feed.Language.Tag);
            Authors(json, feed);
            if (feed.Site.HubUrl is { } hub)
            {
                json.WriteStartArray("hubs"u8);
                json.WriteStartObject();
                json.WriteString("type"u8, "WebSub"u8);
                json.WriteString("url"u8, hub.AbsoluteUri);
                json.WriteEndObject();
                json.WriteEndArray();
            }

            json.WriteStartArray("items"u8);
            var text = new JsonText();
            for (var i = 0; i < feed.Entries.Count; i++)
                Item(json, feed.Entries[i], text.Write(feed.Bodies.Of(i)), feed);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenMemory;
    }

    private static void Authors(Utf8JsonWriter json, Feed feed)
    {
        json.WriteStartArray("authors"u8);
        json.WriteStartObject();
        json.WriteString("name"u8, Text.Whole(feed.Newsroom));
        json.WriteString("url"u8, feed.Site.BaseUrl.AbsoluteUri);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Item(Utf8JsonWriter json, Entry entry, ReadOnlySpan<byte> body, Feed feed)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, Addresses.Tag(feed.Site, entry.Language, entry.Release));
        json.WriteString("url"u8, Addresses.OfPage(feed.Site, entry.Language, entry.Release));
        if (entry is { Source.Link: { } external, Withdrawal: null })
            json.WriteString("external_url"u8, external.AbsoluteUri);
        json.WriteString("title"u8, Text.Whole(EntryText.Title(entry)));
        json.WritePropertyName("content_html"u8);
        json.WriteRawValue(body, skipInputValidation: true);
        json.WriteString("summary"u8, Text.Whole(EntryText.Summary(entry, feed.Site)));
        json.WriteString("date_published"u8, Instant(entry.Released));
        json.WriteString("date_modified"u8, Instant(entry.Updated));
        json.WriteString("language"u8, entry.Language.Tag);
        var topics = entry.Topics.Where(feed.Site.HasTopic).ToList();
        var regions = entry.Regions.Where(feed.Site.HasRegion).ToList();
        if (topics.Count > 0 || regions.Count > 0)
        {
            json.WriteStartArray("tags"u8);
            foreach (var topic in topics)
                json.WriteStringValue(Text.Whole(feed.Site.TopicName(topic, entry.Language)));
            foreach (var region in regions)
                json.WriteStringValue(Text.Whole(feed.Site.RegionName(region, entry.Language)));
            json.WriteEndArray();
        }

        Attachments(json, entry, feed);
        json.WriteStartObject("_syndication"u8);
        json.WriteString("release"u8, entry.Release.Value);
        json.WriteNumber("version"u8, entry.Version);
        json.WriteString("status"u8, entry.Withdrawal is null ? "live"u8 : "withdrawn"u8);
        json.WriteString("provenance"u8, entry.Provenance.ToString().ToLowerInvariant());
        if (entry is { Source: { } source, Withdrawal: null })
        {
            json.WriteStartObject("source"u8);
            json.WriteString("name"u8, Text.Whole(source.Name));
            json.WriteString("feed"u8, source.Feed.AbsoluteUri);
            json.WriteEndObject();
        }

        if (entry.Reviewed is { } reviewed)
            json.WriteString("reviewed"u8, Instant(reviewed));
        json.WriteBoolean("stale"u8, entry.Stale);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Attachments(Utf8JsonWriter json, Entry entry, Feed feed)
    {
        if (entry.Images is not { Count: > 0 } images)
            return;
        json.WriteString("image"u8, Addresses.Of(feed.Site, PublicImages.Path(images[0].Name)).AbsoluteUri);
        json.WriteStartArray("attachments"u8);
        foreach (var image in images)
        {
            json.WriteStartObject();
            json.WriteString("url"u8, Addresses.Of(feed.Site, PublicImages.Path(image.Name)).AbsoluteUri);
            json.WriteString("mime_type"u8, image.MediaType);
            if (image.Alternative is { } alternative)
                json.WriteString("title"u8, Text.Whole(alternative));
            json.WriteNumber("size_in_bytes"u8, image.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
