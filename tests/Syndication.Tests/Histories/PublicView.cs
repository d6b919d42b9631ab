using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Syndication.Tests.Histories;

/// <summary>Everything below <c>public/</c> at one moment, as texts.</summary>
internal sealed class PublicView
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    private readonly Dictionary<string, IReadOnlyList<Item>> feeds = [];

    public PublicView(MemoryBlobs blobs) => Files = blobs.Paths("public/")
        .ToDictionary(path => path["public/".Length..], path => Encoding.UTF8.GetString(blobs.Read(path)!.Content.Span));

    /// <summary>The files by path.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The paths and files in which a word stands.</summary>
    public IEnumerable<string> With(string word) => Files.Where(file => file.Key.Contains(word, StringComparison.Ordinal) || file.Value.Contains(word, StringComparison.Ordinal)).Select(file => file.Key);

    /// <summary>The months of a language that have an archive document.</summary>
    public IEnumerable<string> Months(string language) => Files.Keys.Where(path => path.StartsWith($"feeds/{language}/archive/", StringComparison.Ordinal)).Select(path => Path.GetFileNameWithoutExtension(path));

    /// <summary>The path that an Atom document links to; null where it has no such link.</summary>
    public string? Link(string path, string relation) => XDocument.Parse(Files[path]).Root!.Elements(Atom + "link")
        .SingleOrDefault(link => link.Attribute("rel")!.Value == relation)?.Attribute("href")!.Value["https://news.example.org/".Length..].Split('?')[0];

    /// <summary>What is in a feed, whatever its format; empty where there is none.</summary>
    public IReadOnlyList<Item> Feed(string path)
    {
        if (!feeds.TryGetValue(path, out var items))
            feeds[path] = items = Files.TryGetValue(path, out var text) ? Read(path, text) : [];
        return items;
    }

    private static IReadOnlyList<Item> Read(string path, string text)
    {
        if (path.EndsWith(".json", StringComparison.Ordinal))
        {
            using var json = JsonDocument.Parse(text);
            return [.. json.RootElement.GetProperty("items").EnumerateArray().Select(item => new Item(
                item.GetProperty("id").GetString()!,
                item.GetProperty("title").GetString()!,
                item.GetProperty("content_html").GetString()!,
                item.GetProperty("date_published").GetDateTimeOffset(),
                item.GetProperty("date_modified").GetDateTimeOffset()))];
        }

        var xml = XDocument.Parse(text).Root!;
        return xml.Name.LocalName == "rss"
            ? [.. xml.Descendants("item").Select(item => new Item(
                item.Element("guid")!.Value,
                item.Element("title")!.Value,
                item.Element(XName.Get("encoded", "http://purl.org/rss/1.0/modules/content/"))!.Value,
                DateTimeOffset.Parse(item.Element("pubDate")!.Value, System.Globalization.CultureInfo.InvariantCulture),
                Instant(item.Element(Atom + "updated")!)))]
            : [.. xml.Elements(Atom + "entry").Select(entry => new Item(
                entry.Element(Atom + "id")!.Value,
                entry.Element(Atom + "title")!.Value,
                entry.Element(Atom + "content")!.Value,
                Instant(entry.Element(Atom + "published")!),
                Instant(entry.Element(Atom + "updated")!)))];
    }

    private static DateTimeOffset Instant(XElement element) => DateTimeOffset.Parse(element.Value, System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>An entry of a feed.</summary>
internal sealed record Item(string Id, string Title, string Body, DateTimeOffset Published, DateTimeOffset Updated);
