using System.Text;
using CsCheck;
using Syndication.Intake;

namespace Syndication.Tests.Intake;

/// <summary>What looks like front matter is understood or told, never read past: it may be the embargo.</summary>
public sealed class FrontMatterTests
{
    private const string Text = "\n\nThe text of the release, which is long enough to be one.\n";

    [Theory]
    [InlineData("---\ntitle: [unclosed\nembargo: 2026\n---")]
    [InlineData("----\ntitle: A\nembargo: 2099-01-01T00:00:00Z\n----")]
    [InlineData("—--\ntitle: A\nembargo: 2099-01-01T00:00:00Z\n—--")]
    [InlineData("—\nembargo: 2099-01-01T00:00:00Z\n—")]
    [InlineData("---\ntitle: A\n---\n---\nembargo: 2099-01-01T00:00:00Z\n---")]
    [InlineData("---\ntitle: A\n---\n\n-----\nEmbargo: 2099-01-01T00:00:00Z\n---")]
    public void What_is_nearly_front_matter_is_rejected(string top)
    {
        foreach (var extension in new[] { "md", "txt" })
            Assert.Equal("front-matter-not-understood", Code(Read($"a.en.{extension}", top + Text)));
    }

    [Theory]
    [InlineData("--- \ntitle: A\nembargo: 2099-01-01T00:00:00Z\n---\t")]
    [InlineData("\t---\t\r\ntitle: A\r\nembargo: 2099-01-01T00:00:00Z\r\n---\r\n")]
    [InlineData("\u00A0\n---\rtitle: A\rembargo: 2099-01-01T00:00:00Z\r---\r")]
    public void White_space_around_the_dashes_is_let_pass(string top) =>
        Assert.Equal(2099, Read("a.en.md", top + Text).Manuscript!.Embargo!.Value.Year);

    [Theory]
    [InlineData("---\ntitle: A\n---\n\n---")]
    [InlineData("---\ntitle: A\n---\n\n----------")]
    public void A_rule_below_the_front_matter_is_a_rule(string top) => Assert.Equal("A", Read("a.en.md", top + Text).Manuscript!.Title);

    [Fact]
    public void Front_matter_in_a_page_is_rejected() =>
        Assert.Equal("front-matter-not-understood", Code(Read("a.en.html", "---\nembargo: 2099-01-01T00:00:00Z\n---\n<h1>A</h1><p>The text of the release.</p>")));

    [Theory]
    [InlineData("name=\"syndication.embargo\"")]
    [InlineData("property=\"syndication.embargo\"")]
    [InlineData("name=\"Syndication:Embargo\"")]
    [InlineData("property=\"syndication:embargo\"")]
    [InlineData("name=\"syndication-embargo\"")]
    public void Elements_of_a_page_say_it_in_every_spelling(string attribute) =>
        Assert.Equal(2099, Read("a.en.html", $"<meta {attribute} content=\"2099-01-01T00:00:00Z\"><h1>A</h1><p>The text of the release.</p>").Manuscript!.Embargo!.Value.Year);

    [Fact]
    public void Elements_of_a_page_that_nobody_knows_reject_it() =>
        Assert.Equal("key-not-known", Code(Read("a.en.html", "<meta property=\"syndication:embarggo\" content=\"x\"><h1>A</h1><p>The text of the release.</p>")));

    [Fact]
    public void Nothing_that_looks_like_YAML_throws()
    {
        string[] parts = [
            "title", "embargo", ":", ": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ",", "\"", "'", "#", "&a", "*a", "!t", "!<", "%YAML 9.9", "|", ">", "? ", "<<", "\t", "\\x", "@", "`",
            "2026", "---", "...", "\0", "é", "%TAG ! x",
        ];
        Gen.Int[0, parts.Length - 1].Array[0, 24].Select(numbers => string.Concat(numbers.Select(number => parts[number]))).Sample(
            yaml => Read("a.en.md", $"---\n{yaml}\n---{Text}") is { } reading && (reading.Manuscript is not null || reading.Problems.Count > 0),
            iter: 20_000);
    }

    [Fact]
    public void A_sidecar_that_is_no_utf_8_is_refused()
    {
        byte[] sidecar = [.. "{\"title\": \"Caf"u8, 0xE9, .. "\"}"u8];

        Assert.Equal("sidecar-not-understood", Code(Reader.Read(UploadName.Parse("a.en.txt"), Encoding.UTF8.GetBytes("A headline" + Text), sidecar, null, new())));
    }

    private static Reading Read(string name, string text) => Reader.Read(UploadName.Parse(name), Encoding.UTF8.GetBytes(text), null, null, new());

    private static string Code(Reading reading) => Assert.Single(reading.Problems).Code;
}
