using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Delivery.Formats;
using Syndication.Storage;

namespace Syndication.Tests.Delivery;

/// <summary>Every <c>Formats/{case}.input.json</c> in every form, against <c>{case}.approved.{extension}</c>.</summary>
public sealed class CopyFormatsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Delivery", "Formats");

    public static TheoryData<string, CopyFormat> Cases()
    {
        var cases = new TheoryData<string, CopyFormat>();
        foreach (var file in Directory.GetFiles(Folder, "*.input.json").Order(StringComparer.Ordinal))
        {
            foreach (var format in Enum.GetValues<CopyFormat>())
                cases.Add(Path.GetFileName(file)[..^".input.json".Length], format);
        }

        return cases;
    }

    [Fact]
    public void There_are_cases() => Assert.True(Directory.GetFiles(Folder, "*.input.json").Length >= 3);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_copy_is_written_as_approved(string name, CopyFormat format)
    {
        var payload = CopyFormats.Write(Read(name), format);
        Approve($"{name}.approved.{payload.Extension}", payload);
    }

    [Theory]
    [InlineData("published.fr", CopyFormat.Ninjs)]
    [InlineData("corrected.ar", CopyFormat.Text)]
    [InlineData("withdrawn.ar", CopyFormat.Ninjs)]
    public void An_event_is_written_as_approved(string name, CopyFormat format) =>
        Approve($"{name}.approved.event", WebhookEvent.Write(Read(name), format));

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_copy_has_the_same_bytes(string name, CopyFormat format) =>
        Assert.Equal(CopyFormats.Write(Read(name), format).Content.ToArray(), CopyFormats.Write(Read(name), format).Content.ToArray());

    [Theory]
    [InlineData(CopyFormat.Ninjs)]
    [InlineData(CopyFormat.Html)]
    [InlineData(CopyFormat.Atom)]
    [InlineData(CopyFormat.Text)]
    public void A_title_with_markup_and_control_characters_does_no_harm(CopyFormat format)
    {
        var copy = Titled("</title><script>alert(1)</script>\u0000\u0007\"' & ]]> \u202E fin");
        var text = Encoding.UTF8.GetString(CopyFormats.Write(copy, format).Content.Span);
        Assert.DoesNotContain('\u0007', text);
        if (format is CopyFormat.Html)
            Assert.DoesNotContain("<script>", text, StringComparison.Ordinal);
        if (format is CopyFormat.Atom)
            Assert.StartsWith("</title><script>", XDocument.Parse(text).Root!.Element(XName.Get("title", "http://www.w3.org/2005/Atom"))!.Value, StringComparison.Ordinal);
        if (format is CopyFormat.Ninjs)
        {
            using var json = JsonDocument.Parse(text);
            Assert.StartsWith("</title><script>", json.RootElement.GetProperty("headlines")[0].GetProperty("value").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(CopyFormat.Html)]
    [InlineData(CopyFormat.Atom)]
    [InlineData(CopyFormat.Text)]
    public void Half_a_letter_is_refused_rather_than_sent_as_a_question_mark(CopyFormat format) =>
        Assert.ThrowsAny<ArgumentException>(() => CopyFormats.Write(Titled("a\uD83Db"), format));

    [Fact]
    public void No_line_of_a_text_is_wider_than_72_columns_but_for_words_that_are()
    {
        foreach (var name in new[] { "published.fr", "corrected.ar", "withdrawn.ar" })
        {
            var text = Encoding.UTF8.GetString(CopyFormats.Write(Read(name), CopyFormat.Text).Content.Span);
            foreach (var line in text.Split('\n').Where(line => line.Contains(' ', StringComparison.Ordinal) && !line.Contains("mot-qui-ne", StringComparison.Ordinal)))
                Assert.InRange(Wrap.Columns(line), 0, 72);
        }
    }

    [Fact]
    public void Every_line_of_arabic_begins_with_a_right_to_left_mark()
    {
        var text = Encoding.UTF8.GetString(CopyFormats.Write(Read("corrected.ar"), CopyFormat.Text).Content.Span);
        Assert.All(text.Split('\n').Where(line => line.Length > 0), line => Assert.Equal('\u200F', line[0]));
    }

    [Fact]
    public void Marks_take_no_column_and_east_asian_letters_two()
    {
        Assert.Equal(3, Wrap.Columns("كُتِبَ"));
        Assert.Equal(4, Wrap.Columns("新聞"));
        Assert.Equal(4, Wrap.Columns("cafe\u0301"));
    }

    private static Copy Titled(string title)
    {
        var release = Sample.Release(Sample.French);
        var edition = Sample.Edition(release, Sample.French, 1);
        var entry = LedgerCopy.Due("p", release.Id, Sample.French, 1, CopyKind.Published, Sample.Start);
        return Copies.Make(entry, release, edition with { Text = edition.Text with { Title = title } }, Sample.Site);
    }

    private static Copy Read(string name)
    {
        using var input = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, $"{name}.input.json")));
        var entry = input.RootElement.GetProperty("entry").Deserialize(Documents.Json.LedgerCopy)!;
        var release = input.RootElement.GetProperty("release").Deserialize(Documents.Json.Release)!;
        var edition = input.RootElement.TryGetProperty("edition", out var text) ? text.Deserialize(Documents.Json.Edition) : null;
        return Copies.Make(entry, release, edition, Sample.Site);
    }

    private static void Approve(string file, Payload payload) => Approved.Same(Folder, file, payload.Content.Span);
}
