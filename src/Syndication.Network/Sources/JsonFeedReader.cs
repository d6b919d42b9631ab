using System.Net;
using System.Text.Json;
using Syndication.Sources;

namespace Syndication.Network.Sources;

/// <summary>Reads JSON Feed 1.0 and 1.1 (jsonfeed.org).</summary>
internal static class JsonFeedReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public static (Feed? Feed, TimeSpan? Every, string? Problem) Read(string text, Uri address)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array)
                return (null, null, "It is JSON without “items”, so it is no JSON Feed.");
            if (items.GetArrayLength() > FeedDocument.MostItems)
                return (null, null, FeedDocument.TooMany(items.GetArrayLength()));
            var home = Address(Text(root, "home_page_url"), address);
            return (
                new()
                {
                    Title = FeedDocument.Line(WebUtility.HtmlEncode(Text(root, "title") ?? "")),
                    Home = home,
                    Language = Text(root, "language"),
                    Items = [.. items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => Item(item, home ?? address))],
                },
                null,
                null);
        }
        catch (JsonException e)
        {
            return (null, null, $"It is no JSON (line {e.LineNumber + 1}), so it is no feed.");
        }
        catch (InvalidOperationException)
        {
            return (null, null, "It is JSON with half characters in it, which cannot be read.");
        }
    }

    private static FeedEntry Item(JsonElement item, Uri address)
    {
        var html = Text(item, "content_html") ?? (Text(item, "content_text") is { } plain ? string.Concat(plain.Split("\n\n").Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph.Trim())}</p>")) : null);
        var summary = Text(item, "summary") is { } said ? WebUtility.HtmlEncode(said) : null;
        return new()
        {
            Guid = Text(item, "id"),
            Link = Address(Text(item, "url") ?? Text(item, "external_url"), address),
            Title = FeedDocument.Line(WebUtility.HtmlEncode(Text(item, "title") ?? "")),
            Html = html ?? summary ?? "",
            Summary = html is null ? null : summary,
            IsWhole = html is not null,
            Published = FeedDates.Parse(Text(item, "date_published")),
            Updated = FeedDates.Parse(Text(item, "date_modified")),
            Language = Text(item, "language"),
            Categories = item.TryGetProperty("tags", out var tags) && tags.ValueKind == JsonValueKind.Array ? [.. tags.EnumerateArray().Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString()!)] : [],
        };
    }

    private static string? Text(JsonElement element, string name) => !element.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String when !string.IsNullOrWhiteSpace(value.GetString()) => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    private static Uri? Address(string? text, Uri from) =>
        text is not null && Uri.TryCreate(from, text, out var address) && address.Scheme is "http" or "https" ? address : null;
}
