using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Translation.Glossaries;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation.Glossaries;

public sealed class GlossaryTests
{
    private static readonly IReadOnlyList<GlossaryTerm> Terms =
    [
        Term(2, "name", ("fr", "Organisation internationale pour les migrations"), ("en", "International Organization for Migration"), ("ar", "المنظمة الدولية للهجرة"), ("ru", "Международная организация по миграции")),
        Term(3, "name", ("fr", "OIM"), ("en", "IOM"), ("ar", "المنظمة الدولية للهجرة"), ("zh", "国际移民组织")),
        Term(4, "name", ("fr", "Ligue des États arabes"), ("en", "League of Arab States"), ("ar", "جامعة الدول العربية"), ("ru", "Лига арабских государств")),
        Term(5, "name", ("fr", "États arabes"), ("en", "Arab States"), ("ar", "الدول العربية")),
        Term(6, "place", ("fr", "Le Caire"), ("en", "Cairo"), ("ar", "القاهرة"), ("es", "El Cairo"), ("zh", "开罗")),
        Term(7, "place", ("fr", "Égypte"), ("en", "Egypt"), ("ar", "مصر")),
        Term(8, "keep", ("fr", "DTM")),
        Term(9, "programme", ("fr", "Sans équivalent")),
    ];

    private static readonly Glossary Names = new(Terms);

    [Theory]
    [InlineData("L’OIM aide.", "IOM helps.")]
    [InlineData("Ce qu’OIM dit.", "What IOM’s staff say.")]
    [InlineData("L'ORGANISATION INTERNATIONALE POUR LES MIGRATIONS", "INTERNATIONAL ORGANIZATION FOR MIGRATION")]
    [InlineData("La Ligue des Etats arabes", "The League of Arab States")]
    [InlineData("La Ligue\u00A0des E\u0301tats arabes", "the league of arab states")]
    [InlineData("Réunis au Caire", "Meeting in Cairo")]
    [InlineData("Le bus du Caire", "The Cairo bus")]
    [InlineData("Le DTM sert.", "The DTM serves.")]
    [InlineData("Sans équivalent ici", "Nothing here")]
    [InlineData("Le mot oim n’est pas un sigle, ni Cairen une ville", "Nothing")]
    [InlineData("AOIMB", "Nothing")]
    public void A_translation_with_the_agreed_names_passes(string french, string english) => Assert.Empty(Names.Check(french, english, French, English));

    [Theory]
    [InlineData("L’OIM aide.", "iom helps.", "OIM", "IOM")]
    [InlineData("L’OIM aide.", "The organization helps.", "OIM", "IOM")]
    [InlineData("La Ligue des États arabes", "The Arab League", "Ligue des États arabes", "League of Arab States")]
    [InlineData("Réunis au Caire", "Meeting at Al Qahira", "au Caire", "Cairo")]
    [InlineData("Le DTM sert.", "The matrix serves.", "DTM", "DTM")]
    public void A_translation_without_them_is_told_with_both_names(string french, string english, string source, string agreed)
    {
        var reason = Assert.Single(Names.Check(french, english, French, English));

        Assert.StartsWith($"“{source}” must be “{agreed}” (config/glossary.csv, line ", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("وافقت المنظمة الدولية للهجرة")]
    [InlineData("والمنظمة الدولية للهجرة")]
    [InlineData("للمنظمة الدولية للهجرة")]
    [InlineData("وللمنظمة الدولية للهجرة")]
    [InlineData("بالمنظمة الدولية للهجرة")]
    [InlineData("فبالمنظمة الدولية للهجرة")]
    [InlineData("كالمنظمة الدوليّة للهجرة")]
    [InlineData("المنظمـــة الدَّوليَّةُ للهجرة")]
    [InlineData("\u2067المنظمة الدولية للهجرة\u2069")]
    public void Arabic_names_are_found_with_what_is_written_onto_them(string arabic)
    {
        Assert.Empty(Names.Check("IOM", arabic, English, Arabic));
        Assert.Single(Names.Check(arabic, "the body", Arabic, English));
        Assert.Empty(Names.Check(arabic, "IOM", Arabic, English));
        Assert.Empty(Names.Check(arabic, "the International Organization for Migration", Arabic, English));
    }

    [Theory]
    [InlineData("لجامعة الدول العربية")]
    [InlineData("وبجامعة الدول العربية")]
    [InlineData("جامعه الدول العربيه", false)]
    [InlineData("جامعات الدول العربية", false)]
    [InlineData("منظمة الدولية للهجرة", false)]
    public void An_Arabic_name_is_another_word_with_other_letters(string arabic, bool found = true) =>
        Assert.Equal(found, Names.Check("League of Arab States", arabic, English, Arabic).Count == 0);

    [Fact]
    public void Forms_of_alef_make_no_difference() => Assert.True(NameIndex.Holds("الأمم المتحدة في الإسكندرية", "الامم المتحدة", Arabic) && NameIndex.Holds("في إلى الاسكندرية", "الإسكندرية", Arabic));

    [Theory]
    [InlineData("вместе с Лигой арабских государств")]
    [InlineData("Лиге Арабских Государств")]
    public void Russian_names_are_found_in_their_cases(string russian) => Assert.Empty(Names.Check("League of Arab States", russian, English, Russian));

    [Fact]
    public void Chinese_names_are_found_without_spaces()
    {
        Assert.Empty(Names.Check("IOM in Cairo", "国际移民组织在开罗开会", English, Chinese));
        Assert.Equal(2, Names.Check("IOM in Cairo", "组织在首都开会", English, Chinese).Count);
    }

    [Fact]
    public void The_longest_name_at_a_place_counts()
    {
        Assert.StartsWith("“Ligue des États arabes”", Assert.Single(Names.Check("la Ligue des États arabes", "nobody", French, English)), StringComparison.Ordinal);
        Assert.Equal(2, Names.Check("les États arabes et la Ligue des États arabes", "nobody", French, English).Count);
    }

    [Theory]
    [InlineData("Le Caire", "القاهرة")]
    [InlineData("LE CAIRE", "القاهرة")]
    [InlineData("Egypt", "مصر")]
    [InlineData("Le Caire, Égypte", "القاهرة، مصر")]
    [InlineData("Le Caire – Égypte", "القاهرة، مصر")]
    [InlineData("Le Caire, Gizeh", null)]
    [InlineData("Près du Caire", null)]
    [InlineData("", null)]
    public void A_dateline_is_translated_where_it_is_nothing_but_known_places(string french, string? arabic) => Assert.Equal(arabic, Names.Translate(french, French, Arabic));

    [Theory]
    [InlineData("siège de l’OIM, Le Caire", "IOM, Cairo")]
    [InlineData("LEA", null)]
    public void Of_an_organisation_the_agreed_names_are_taken(string french, string? english) => Assert.Equal(english, Names.NamesIn(french, French, English));

    [Fact]
    public void A_name_of_the_language_serves_for_its_regions() =>
        Assert.Single(Names.Check("L’OIM aide.", "It helps.", Language.Parse("fr-CH"), Language.Parse("en-GB")));

    [Fact]
    public void Lines_that_contradict_each_other_are_both_named()
    {
        var problem = Assert.Single(Glossary.Conflicts([.. Terms, Term(12, "name", ("fr", "LIGUE des Etats arabes"), ("en", "Arab League"))]));

        Assert.Equal(("config/glossary.csv", "line 12"), (problem.File, problem.Path));
        Assert.Equal("“LIGUE des Etats arabes” (fr) is “Arab League” in en here and “League of Arab States” on line 4; keep one of the two.", problem.Message);
    }

    [Fact]
    public void An_acronym_beside_the_whole_name_is_no_contradiction() =>
        Assert.Empty(Glossary.Conflicts(Terms));

    [Fact]
    public void Lines_that_say_the_same_are_both_named() =>
        Assert.Equal(("line 12", "says what line 4 says; delete one of the two."), Glossary.Conflicts([.. Terms, Terms[2] with { Line = 12 }]) is [var problem] ? (problem.Path, problem.Message) : default);

    [Fact]
    public void An_empty_glossary_asks_for_nothing() => Assert.Empty(new Glossary([]).Check("OIM", "anything", French, English));

    private static GlossaryTerm Term(int line, string kind, params (string Language, string Name)[] names) =>
        new(line, kind, names.ToDictionary(name => Language.Parse(name.Language), name => name.Name));
}
