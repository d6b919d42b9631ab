using System.Globalization;
using Syndication.Intake;

namespace Syndication.Benchmarks.Pages;

/// <summary>Ours, and the one of the same platform. Each is handed the bytes.</summary>
internal static class Extractors
{
    public const string Address = "https://newsroom.example/page.html";

    public static Found Ours(Page page)
    {
        var reading = Reader.Read(UploadName.Parse("page.html"), page.Bytes, null, null, new());
        var refused = reading.Manuscript is null ? reading.Problems[0].Code : null;

        // A page whose language is not certain is refused; what would be found in it, had an editor named the language, is told all the same.
        if (refused == "language-unsure")
            reading = Reader.Read(UploadName.Parse("page.en.html"), page.Bytes, null, null, new());
        return reading.Manuscript is not { } read ? new() { Refused = refused } : new()
        {
            Refused = refused,
            Title = read.Title,
            Date = Day(read.Date),
            Place = read.Dateline,
            Text = string.Join(' ', Blocks.Of(read.Html).Select(block => block.Text)),
            Contacts = [.. read.Contacts.SelectMany(contact => new[] { contact.Name, contact.Email, contact.Phone }).OfType<string>()],
        };
    }

    public static Found Smart(Page page)
    {
        using var stream = new MemoryStream(page.Bytes);
        var article = new SmartReader.Reader(Address, stream).GetArticle();
        return new()
        {
            // It takes a page to be none for being short, and has read it all the same.
            Refused = article.IsReadable || article.TextContent?.Length > 0 ? null : "not readable",
            Title = article.Title,
            Date = Day(article.PublicationDate),
            Text = article.TextContent ?? "",
        };
    }

    private static string? Day(DateTimeOffset? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
