using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Tests.Intake;

/// <summary>Languages told from a sentence, <c>Languages/sentences.input.tsv</c>; <c>??</c> is what nobody could be sure of.</summary>
public sealed class LanguageGuessTests
{
    private static readonly string[] MustBeTold = ["en", "fr", "es", "ar", "ru", "zh", "pt", "de", "fa", "ur", "uk", "ja"];

    [Fact]
    public void Hardly_a_sentence_is_taken_for_another_language_and_few_are_left_unsure()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Intake", "Languages", "sentences.input.tsv")).Select(line => line.Split('\t')).ToList();
        Assert.True(lines.Count >= 300);
        var guesses = lines.Select(line => (Said: line[0], Guess: LanguageGuess.Of(line[1])?.Primary, Text: line[1])).ToList();

        var wrong = guesses.Where(guess => guess.Guess is not null && guess.Guess != guess.Said).ToList();
        var unsure = guesses.Where(guess => MustBeTold.Contains(guess.Said) && guess.Guess is null).ToList();
        Assert.True(wrong.Count <= 3, string.Join('\n', wrong));
        Assert.True(unsure.Count <= lines.Count / 20, string.Join('\n', unsure));
    }

    [Fact]
    public void The_languages_of_most_press_offices_are_told_from_three_sentences_without_exception()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Intake", "Languages", "sentences.input.tsv")).Select(line => line.Split('\t')).ToLookup(line => line[0], line => line[1]);
        foreach (var language in MustBeTold)
        {
            foreach (var three in lines[language].Chunk(3).Where(chunk => chunk.Length == 3))
                Assert.Equal(language, LanguageGuess.Of(string.Join(' ', three))?.Primary);
        }
    }

    [Theory]
    [InlineData("be", "У Гулу адкрыўся медыцынскі цэнтр\n\nЖЭНЕВА, 10 сакавіка 2027 г. – Сусветнае ўпраўленне дапамогі адкрыла сёння медыцынскі цэнтр на поўначы Уганды.")]
    [InlineData("af", "Gesondheidsentrum open in Gulu\n\nGENÈVE, 10 Maart 2027 – Die Wêreldhulpkantoor het vandag ’n gesondheidsentrum in die noorde van Uganda geopen. Dit sal ongeveer veertigduisend mense bedien.")]
    public void Belarusian_and_Afrikaans_are_not_taken_for_their_neighbours(string language, string text) => Assert.True(LanguageGuess.Of(text)?.Primary is null || LanguageGuess.Of(text)!.Value.Primary == language);

    [Theory]
    [InlineData("nl", "Gezondheidscentrum opent in Gulu\n\nGENÈVE, 10 maart 2027 – Het Wereldhulpbureau heeft vandaag een gezondheidscentrum geopend in het noorden van Oeganda. Het zal ongeveer veertigduizend mensen bedienen.")]
    [InlineData("ru", "В Гулу открылся медицинский центр\n\nЖЕНЕВА, 10 марта 2027 г. – Всемирное управление помощи открыло сегодня медицинский центр на севере Уганды.")]
    public void And_the_neighbours_are_told_as_before(string language, string text) => Assert.Equal(language, LanguageGuess.Of(text)?.Primary);

    [Theory]
    [InlineData("fr", "Движение по мосту возобновлено в понедельник, восемь сёл снова получили связь.", true)]
    [InlineData("ru", "The bridge is open again and eight villages have their road back since Monday.", true)]
    [InlineData("zh", "The bridge is open again and eight villages have their road back since Monday.", true)]
    [InlineData("en", "十五辆流动图书车今天从昆明出发，将在一年之内走遍省内二百六十所山区小学，为孩子们送去图书、投影设备和周末的课程。", true)]
    [InlineData("es", "Os agricultores do vale receberão sementes antes das chuvas.", false)]
    public void Another_script_contradicts_and_another_language_does_not(string said, string text, bool contradicts) =>
        Assert.Equal(contradicts, LanguageGuess.Contradicts(Language.Parse(said), text));
}
