using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.App.Opening;
using Syndication.Intake;

namespace Syndication.Tests.Intake;

/// <summary>
/// Whole pages as content systems, word processors and hands make them, <c>Pages/{case}.input.html</c>, and beside each what a reader
/// finds in it, <c>{case}.expected.json</c>. The benchmark <c>extraction</c> measures the same pages beside other extractors.
/// </summary>
public sealed partial class PagesTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Intake", "Pages");

    public static TheoryData<string> Cases() => [.. Directory.GetFiles(Folder, "*.input.html").Select(path => Path.GetFileName(path)[..^".input.html".Length]).Order(StringComparer.Ordinal)];

    [Fact]
    public void There_are_pages_in_six_languages() => Assert.True(Directory.GetFiles(Folder, "*.input.html").Length >= 30);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_release_is_found_in_the_page(string page)
    {
        var read = await PreviewReport.OfAsync(Path.Combine(Folder, page + ".input.html"), null, null, TestContext.Current.CancellationToken);
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Folder, page + ".expected.json"), TestContext.Current.CancellationToken));
        var fields = expected.RootElement;

        Assert.Empty(read.Problems);
        Assert.Equal(fields.GetProperty("title").GetString(), read.Title);
        Assert.Equal(fields.GetProperty("language").GetString(), read.Language);
        Assert.Equal(fields.GetProperty("place").GetString(), read.Dateline);
        Assert.Equal(fields.GetProperty("date").GetString(), read.Published?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(
            fields.GetProperty("contacts").EnumerateArray().Select(contact => (contact.GetProperty("name").GetString(), contact.GetProperty("email").GetString(), contact.GetProperty("phone").GetString())),
            read.Contacts.Select(contact => (contact.Name, contact.Email, contact.Phone)));

        // The text whole and in order, and nothing of what is around it.
        Assert.Equal(
            Plain(string.Join(' ', fields.GetProperty("body").EnumerateArray().Select(paragraph => paragraph.GetString()))),
            Plain(string.Join(' ', read.Blocks.Select(block => block.Text))));
    }

    [Fact]
    public void Notes_for_editors_and_words_about_the_organisation_are_told_apart()
    {
        var html = Sanitiser.Clean("<p>The text.</p><h2>Notes to editors</h2><p>A note.</p><h2>About the Fund</h2><p>The Fund is old.</p>");
        Assert.Equal(
            [BlockPart.Text, BlockPart.Notes, BlockPart.Notes, BlockPart.About, BlockPart.About],
            Blocks.Of(html).Select(block => block.Part));
    }

    private static string Plain(string text) => NoWord().Replace(text, " ").Trim();

    [GeneratedRegex(@"[^\p{L}\p{N}]+")]
    private static partial Regex NoWord();
}
