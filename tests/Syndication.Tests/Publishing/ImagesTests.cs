using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Syndication.Tests.Intake;

namespace Syndication.Tests.Publishing;

/// <summary>An image from upload to page, and down again with the last release that shows it.</summary>
public sealed class ImagesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_comes_up_with_its_release_and_goes_with_the_last_that_shows_it()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        UploadImage(rooms, "2026/photo.png", 40, 30);
        rooms.Upload("2026/one.md", Text("One", ""));
        rooms.Upload("2026/two.md", Text("Two", ""));
        await RunAsync(rooms);

        var image = Assert.Single(Images(rooms));
        Assert.Equal(image.Length, Document(rooms, "feeds/fr/feed.json").RootElement.GetProperty("items").EnumerateArray().First(item => item.GetProperty("title").GetString() == "One")
            .GetProperty("attachments")[0].GetProperty("size_in_bytes").GetInt64());
        var enclosure = XDocument.Load(Public(rooms, "feeds/fr/rss.xml")).Descendants("item").First(item => item.Element("title")!.Value == "One").Element("enclosure")!;
        Assert.Equal(("image/png", $"{image.Length}"), (enclosure.Attribute("type")!.Value, enclosure.Attribute("length")!.Value));
        Assert.EndsWith($"/media/{image.Name}", enclosure.Attribute("url")!.Value, StringComparison.Ordinal);
        XNamespace atom = "http://www.w3.org/2005/Atom";
        Assert.Equal(2, XDocument.Load(Public(rooms, "feeds/fr/atom.xml")).Descendants(atom + "link").Count(link => link.Attribute("rel")!.Value == "enclosure" && link.Attribute("title")!.Value == "La salle"));
        Assert.Contains($"media/{image.Name}\" alt=\"La salle\" width=\"40\" height=\"30\"", await File.ReadAllTextAsync(Public(rooms, "fr/2026/one.html"), Cancel), StringComparison.Ordinal);

        rooms.Upload("2026/one.md", Text("One", "status: withdrawn\n"));
        await RunAsync(rooms);
        Assert.Single(Images(rooms));

        rooms.Upload("2026/two.md", Text("Two", "status: withdrawn\n"));
        await RunAsync(rooms);
        Assert.Empty(Images(rooms));
    }

    [Fact]
    public async Task Before_its_embargo_ends_an_image_is_nowhere_outside()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        UploadImage(rooms, "2026/photo.png", 40, 30);
        rooms.Upload("2026/one.md", Text("One", "embargo: 2999-01-01T00:00:00Z\n"));
        await RunAsync(rooms);
        Assert.Empty(Images(rooms));

        rooms.Upload("2026/one.md", Text("One", ""));
        await RunAsync(rooms);
        Assert.Single(Images(rooms));
    }

    [Fact]
    public async Task An_image_that_comes_or_changes_after_its_release_is_shown_from_then_on()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        rooms.Upload("2026/one.md", Text("One", ""));
        await RunAsync(rooms);
        Assert.Empty(Images(rooms));

        UploadImage(rooms, "2026/photo.png", 40, 30);
        await RunAsync(rooms);
        var first = Assert.Single(Images(rooms)).Name;

        UploadImage(rooms, "2026/photo.png", 41, 30);
        await RunAsync(rooms);
        Assert.NotEqual(first, Assert.Single(Images(rooms)).Name);
    }

    [Fact]
    public async Task A_rebuild_puts_up_what_is_missing_and_takes_down_what_is_too_much()
    {
        using var rooms = await Newsrooms.OpenAsync(Cancel);
        UploadImage(rooms, "2026/photo.png", 40, 30);
        rooms.Upload("2026/one.md", Text("One", ""));
        await RunAsync(rooms);
        var image = Assert.Single(Images(rooms));
        var bytes = await File.ReadAllBytesAsync(image.FullName, Cancel);
        image.Delete();
        await File.WriteAllBytesAsync(Path.Combine(image.DirectoryName!, "stray.png"), bytes, Cancel);

        await new Syndication.Publishing.Rebuild(rooms.Newsroom).RunAsync(Cancel);

        Assert.Equal(bytes, await File.ReadAllBytesAsync(Assert.Single(Images(rooms)).FullName, Cancel));
        Assert.Equal(0, (await new Syndication.Publishing.Rebuild(rooms.Newsroom).RunAsync(Cancel)).Written);
    }

    private static string Text(string title, string more) =>
        $"---\ntitle: {title}\nlanguage: fr\n{more}---\n\nGENÈVE, 3 novembre 2026 – Le texte de la nouvelle {title}, assez long pour en être une.\n\n![La salle](photo.png)\n";

    private static void UploadImage(Newsrooms rooms, string name, int width, int height)
    {
        rooms.Upload(name, "");
        var file = Path.Combine(rooms.Folder, "inbox", name);
        File.WriteAllBytes(file, Pictures.Png(width, height, ("tEXt", "Author\0Somebody"u8.ToArray())));
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddMinutes(-1));
    }

    private static async Task RunAsync(Newsrooms rooms)
    {
        var newsroom = rooms.Newsroom with { Partners = new Dictionary<string, Syndication.Configuration.Partner>() };
        var queue = rooms.Queue();
        await new Pass(newsroom, queue, _ => { }).FindAsync(Cancel);
        var shift = new Shift(newsroom, queue, _ => { }, Cancel);
        while (await shift.StepAsync())
        {
        }

        await shift.DrainAsync();
    }

    private static FileInfo[] Images(Newsrooms rooms) =>
        new DirectoryInfo(Public(rooms, "media")) is { Exists: true } folder ? [.. folder.GetFiles("*", SearchOption.AllDirectories).Where(file => !file.Name.StartsWith('.'))] : [];

    private static JsonDocument Document(Newsrooms rooms, string path) => JsonDocument.Parse(File.ReadAllText(Public(rooms, path), Encoding.UTF8));

    private static string Public(Newsrooms rooms, string path) => Path.Combine(rooms.Folder, "public", path);
}
