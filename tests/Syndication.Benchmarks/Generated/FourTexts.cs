using Syndication.Releases;

namespace Syndication.Benchmarks.Generated;

/// <summary>The same text in the four languages of the generated newsroom.</summary>
internal sealed record FourTexts(string French, string Arabic, string English, string Spanish)
{
    public static readonly IReadOnlyList<Language> Languages = [Language.Parse("fr"), Language.Parse("ar"), Language.Parse("en"), Language.Parse("es")];

    public string In(Language language) => language.Tag switch
    {
        "fr" => French,
        "ar" => Arabic,
        "en" => English,
        "es" => Spanish,
        _ => throw new ArgumentException($"The generated newsroom has nothing in {language}.", nameof(language)),
    };

    public FourTexts With(string hole, FourTexts filling) => new(
        French.Replace(hole, filling.French, StringComparison.Ordinal),
        Arabic.Replace(hole, filling.Arabic, StringComparison.Ordinal),
        English.Replace(hole, filling.English, StringComparison.Ordinal),
        Spanish.Replace(hole, filling.Spanish, StringComparison.Ordinal));

    public static FourTexts Same(string text) => new(text, text, text, text);
}
