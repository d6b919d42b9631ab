using Syndication.Releases;

namespace Syndication.Tests.Releases;

public sealed class NameTests
{
    [Theory]
    [InlineData("2026/caire-réunion")]
    [InlineData("بيان صحفي")]
    [InlineData("a b/c d (2)")]
    [InlineData("1")]
    [InlineData("2026/🌍")]
    public void A_plain_name_is_an_id(string name)
    {
        Assert.Null(ReleaseId.TryCreate(name, out var id));
        Assert.Equal(name, id.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a//b")]
    [InlineData("../a")]
    [InlineData("a/../b")]
    [InlineData(".hidden")]
    [InlineData("a/b~")]
    [InlineData("a\\b")]
    [InlineData("a:b")]
    [InlineData("a\u0007b")]
    [InlineData("index")]
    [InlineData("page.html/b")]
    public void A_name_that_could_lead_astray_is_refused_with_a_reason(string name) =>
        Assert.False(string.IsNullOrEmpty(ReleaseId.TryCreate(name, out _)));

    [Fact]
    public void Half_a_character_is_refused() => Assert.NotNull(ReleaseId.TryCreate("lone" + (char)0xD800 + "half", out _));

    [Fact]
    public void A_very_long_name_is_refused_with_a_reason() =>
        Assert.Contains("200 bytes", ReleaseId.TryCreate(new string('a', 300), out _), StringComparison.Ordinal);

    [Fact]
    public void A_name_written_in_parts_is_the_same_as_one_written_whole() =>
        Assert.Equal(ReleaseId.Parse("r\u00E9union"), ReleaseId.Parse("re\u0301union"));

    [Fact]
    public void An_id_in_an_address_is_percent_encoded_but_for_its_slashes() =>
        Assert.Equal("2026/r%C3%A9union%20%23%201", ReleaseId.Parse("2026/réunion # 1").Escaped);

    [Theory]
    [InlineData("fr", "fr", "ltr")]
    [InlineData("AR", "ar", "rtl")]
    [InlineData("pt_br", "pt-BR", "ltr")]
    [InlineData("zh-hans", "zh-Hans", "ltr")]
    [InlineData("uz-arab", "uz-Arab", "rtl")]
    [InlineData("es-419", "es-419", "ltr")]
    [InlineData("ckb", "ckb", "rtl")]
    public void A_language_tag_is_read_in_any_case(string text, string tag, string direction)
    {
        Assert.True(Language.TryParse(text, out var language));
        Assert.Equal(tag, language.Tag);
        Assert.Equal(direction, language.Direction);
    }

    [Theory]
    [InlineData("v2")]
    [InlineData("new")]
    [InlineData("doc")]
    [InlineData("final")]
    [InlineData("")]
    [InlineData("fr-")]
    [InlineData("fr-whatever")]
    public void What_is_no_language_is_none(string text) => Assert.False(Language.TryParse(text, out _));

    [Theory]
    [InlineData('é', 'e')]
    [InlineData('ấ', 'a')]
    [InlineData('Ñ', 'N')]
    [InlineData('أ', 'ا')]
    [InlineData('й', 'и')]
    [InlineData('x', 'x')]
    public void A_letter_is_found_below_its_marks(char marked, char letter) => Assert.Equal(letter, Composition.Letter(marked));
}
