using Syndication.Translation;

namespace Syndication.Tests.Translation;

public sealed class NumbersTests
{
    [Theory]
    [InlineData("En 2013, 150 pays", "في عام 2013، شارك 150 بلداً")]
    [InlineData("70 délégués le 22", "٧٠ مندوباً في ٢٢")]
    [InlineData("۷۰ نفر", "70 people")]
    [InlineData("4 800 consultations", "4,800 consultations")]
    [InlineData("1\u202F200\u202F000", "1.200.000")]
    [InlineData("1 200", "1200")]
    [InlineData("3,5 %", "3.5 per cent")]
    [InlineData("La 5ème réunion", "The fifth meeting")]
    [InlineData("On the 21st", "Le vingt et un")]
    [InlineData("第5次会议", "the fifth meeting")]
    [InlineData("18 160 personnes", "160 in 18")]
    [InlineData("à 8h30", "at 8.30")]
    [InlineData("Rien", "12 things")]
    public void Numbers_are_the_same_however_they_are_written(string source, string translation) => Assert.Empty(Numbers.MissingIn(translation, source, wordsAllowed: false));

    [Theory]
    [InlineData("15 processus", "16 processes", "15")]
    [InlineData("15 processus", "fifteen processes", "15")]
    [InlineData("22 et 22", "22 once", "22")]
    [InlineData("4 800", "4,080", "4800")]
    [InlineData("3,5 %", "3.6 per cent", "3.5")]
    [InlineData("en 2013", "en 20013", "2013")]
    public void A_number_that_changed_is_told(string source, string translation, string number) =>
        Assert.Equal([number], Numbers.MissingIn(translation, source, wordsAllowed: true));

    [Fact]
    public void People_write_small_numbers_as_words_and_machines_must_not()
    {
        Assert.Empty(Numbers.MissingIn("خمسة بلدان", "5 pays", wordsAllowed: true));
        Assert.Equal(["5"], Numbers.MissingIn("خمسة بلدان", "5 pays", wordsAllowed: false));
    }
}
