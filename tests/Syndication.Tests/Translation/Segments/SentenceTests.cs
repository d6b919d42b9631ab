using System.Text;
using Syndication.Releases;
using Syndication.Translation.Segments;

namespace Syndication.Tests.Translation.Segments;

// Fixtures: {language}.input.txt has a paragraph a line; {language}.approved.txt a sentence a line, an empty line between paragraphs.
public sealed class SentenceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Translation", "Segments", "Sentences");

    public static TheoryData<string> Fixtures() => new(Directory.GetFiles(Folder, "*.input.txt").Select(file => Path.GetFileName(file).Split('.')[0]));

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void Hard_paragraphs_split_where_a_reader_would(string language)
    {
        var split = new StringBuilder();
        foreach (var paragraph in File.ReadAllLines(Path.Combine(Folder, $"{language}.input.txt")))
            split.Append(split.Length > 0 ? "\n" : "").AppendJoin('\n', Split(paragraph, Language.Parse(language))).Append('\n');

        Assert.Equal(File.ReadAllText(Path.Combine(Folder, $"{language}.approved.txt")), split.ToString());
    }

    [Fact]
    public void There_are_two_hundred_hard_sentences_in_six_languages()
    {
        Assert.True(Fixtures().Count >= 6);
        Assert.True(Directory.GetFiles(Folder, "*.approved.txt").Sum(file => File.ReadLines(file).Count(line => line.Length > 0)) >= 200);
    }

    [Fact]
    public void Two_line_breaks_end_a_sentence_without_a_full_stop() => Assert.Equal(["Erste Zeile", "zweite"], Split("Erste Zeile\n\nzweite", Language.Parse("de")));

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData(" . ")]
    [InlineData("。。。")]
    [InlineData("(((((.")]
    public void Text_without_sentences_is_left_in_one_piece(string text) =>
        Assert.All(SentenceRulesOfAll(), language => Assert.Empty(Sentences.Boundaries(text, language)));

    [Fact]
    public void Thousands_of_brackets_that_never_close_take_no_time()
    {
        var text = string.Concat(Enumerable.Repeat("a (. B ", 100_000));

        Assert.NotNull(Sentences.Boundaries(text, Language.Parse("en")));
    }

    private static IEnumerable<Language> SentenceRulesOfAll() => ((string[])["fr", "en", "es", "ar", "ru", "zh", "de", "sw"]).Select(Language.Parse);

    private static IEnumerable<string> Split(string text, Language language)
    {
        var start = 0;
        foreach (var (end, next) in Sentences.Boundaries(text, language))
        {
            yield return text[start..end].Trim();
            start = next;
        }

        yield return text[start..].Trim();
    }
}
