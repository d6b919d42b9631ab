using System.Text;
using Syndication.Releases;
using Syndication.Translation.Memory;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation.Memory;

public sealed class TranslationMemoryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_language_of_a_unit_can_be_the_source()
    {
        var memory = Of([("fr", "Bonjour"), ("en", "Hello"), ("ar", "مرحبا")]);

        Assert.Equal("مرحبا", memory.Find("Hello", English, Arabic));
        Assert.Equal("Bonjour", memory.Find("مرحبا", Arabic, French));
        Assert.Null(memory.Find("Bonjour", English, Arabic));
        Assert.Null(memory.Find("Bonjour", French, Spanish));
    }

    [Theory]
    [InlineData("L'été  de\u00A0l\u2019OIM :\u202Foui")]
    [InlineData(" L’e\u0301te\u0301 de l'OIM : oui ")]
    [InlineData("L’été de l’\u200EOIM : o\u00ADui")]
    public void A_text_is_found_however_it_is_typed(string typed) =>
        Assert.Equal("yes", Of([("fr", "L’été de l’OIM : oui"), ("en", "yes")]).Find(typed, French, English));

    [Theory]
    [InlineData("L’été de l’oim : oui")]
    [InlineData("L’ete de l’OIM : oui")]
    [InlineData("L’été de l’OIM : oui.")]
    public void Another_text_is_not_found(string other) =>
        Assert.Null(Of([("fr", "L’été de l’OIM : oui"), ("en", "yes")]).Find(other, French, English));

    [Fact]
    public void The_later_unit_wins_and_leaves_other_languages_alone()
    {
        var memory = Of([("fr", "Un"), ("en", "A"), ("es", "Uno")], [("fr", "Un"), ("en", "One")]);

        Assert.Equal("One", memory.Find("Un", French, English));
        Assert.Equal("Uno", memory.Find("Un", French, Spanish));
    }

    [Fact]
    public void A_region_finds_another_of_the_same_language_but_its_own_first()
    {
        var memory = Of([("fr-FR", "Bus"), ("pt-PT", "autocarro")], [("fr", "Car"), ("pt-PT", "camioneta"), ("pt-BR", "ônibus")]);

        Assert.Equal("autocarro", memory.Find("Bus", French, Language.Parse("pt-BR")));
        Assert.Equal("ônibus", memory.Find("Car", Language.Parse("fr-CH"), Language.Parse("pt-BR")));
    }

    [Fact]
    public void A_text_in_another_script_is_not_taken_for_the_language()
    {
        var memory = Of([("fr", "Pays"), ("zh-CN", "国家")], [("fr", "Pays"), ("sr-Latn", "država")]);

        Assert.Null(memory.Find("Pays", French, Language.Parse("zh-TW")));
        Assert.Equal("国家", memory.Find("Pays", French, Language.Parse("zh-Hans")));
        Assert.Equal("国家", memory.Find("Pays", French, Language.Parse("zh")));
        Assert.Null(memory.Find("Pays", French, Language.Parse("sr")));
    }

    [Fact]
    public void Placeholders_are_numbered_as_in_the_text_asked_for_whichever_language_it_is()
    {
        var memory = Of([("fr", "Le <g1>texte</g1> du <g2>site</g2>"), ("en", "The <g2>site</g2>’s <g1>text</g1>")]);

        Assert.Equal("The <g2>site</g2>’s <g1>text</g1>", memory.Find("Le <g1>texte</g1> du <g2>site</g2>", French, English));
        Assert.Equal("Le <g2>texte</g2> du <g1>site</g1>", memory.Find("The <g1>site</g1>’s <g2>text</g2>", English, French));
    }

    [Fact]
    public void Tags_around_the_whole_of_a_unit_make_no_difference() =>
        Assert.Equal("Read <g1>this</g1>", Of([("fr", "<g1><g2>Lisez <g3>ceci</g3></g2></g1>"), ("en", "<g1>Read <g3>this</g3></g1>")]).Find("Lisez <g1>ceci</g1>", French, English));

    [Fact]
    public async Task Files_are_read_by_name_the_later_one_wins_and_problems_name_file_and_line()
    {
        var store = new FixedBlobs(
            ("config/memory/b.TMX", File("Un", "Second")), ("config/memory/a.tmx", File("Un", "First")),
            ("config/memory/notes.txt", []), ("config/memory/old/z.tmx", File("Un", "Old")), ("config/memory/c.tmx", "<tmx><body>\n<tu/>"u8.ToArray()));

        var (memory, problems) = await TranslationMemory.LoadAsync(store, Cancel);

        Assert.Equal("Second", memory.Find("Un", French, English));
        Assert.Equal(["config/memory/c.tmx line 2", "config/memory/c.tmx line 2"], problems.Select(problem => $"{problem.File} {problem.Path}"));
    }

    [Fact]
    public async Task A_thousand_problems_are_told_as_twenty_and_a_number()
    {
        var store = new FixedBlobs(("config/memory/a.tmx", Encoding.UTF8.GetBytes(TmxTests.Tmx(string.Concat(Enumerable.Repeat("<tu/>", 1000))))));

        var (_, problems) = await TranslationMemory.LoadAsync(store, Cancel);

        Assert.Equal(21, problems.Count);
        Assert.Contains("980 more", problems[20].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_basis_changes_with_the_files_and_reads_none()
    {
        var one = new FixedBlobs(("config/memory/a.tmx", File("Un", "One")));
        var basis = await TranslationMemory.BasisAsync(one, Cancel);

        Assert.Equal(0, one.Reads);
        Assert.Equal(basis, await TranslationMemory.BasisAsync(new FixedBlobs(("config/memory/a.tmx", File("Un", "One")), ("config/site.json", [])), Cancel));
        Assert.NotEqual(basis, await TranslationMemory.BasisAsync(new FixedBlobs(("config/memory/a.tmx", File("Un", "Two"))), Cancel));
        Assert.NotEqual(basis, await TranslationMemory.BasisAsync(new FixedBlobs(("config/memory/b.tmx", File("Un", "One"))), Cancel));
    }

    [Fact]
    public async Task Each_of_thousands_of_units_that_are_nearly_alike_is_found_as_itself()
    {
        const int count = 3000;
        using var file = new MemoryStream();
        using (var writer = new TmxWriter(file))
        {
            for (var i = 0; i < count; i++)
                writer.Write(new([new(French, $"La phrase numéro {i} de l’<g1>organisation</g1> est longue d’une ligne."), new(English, $"Sentence number {i} of the <g1>organization</g1> is a line long.")]));
        }

        var (memory, problems) = await TranslationMemory.LoadAsync(new FixedBlobs(("config/memory/a.tmx", file.ToArray())), Cancel);

        Assert.Empty(problems);
        Assert.Equal(count, memory.Units);
        for (var i = 0; i < count; i++)
            Assert.Equal($"Sentence number {i} of the <g1>organization</g1> is a line long.", memory.Find($"La phrase numéro {i} de l'<g1>organisation</g1> est longue d’une ligne.", French, English));
    }

    private static TranslationMemory Of(params (string Language, string Text)[][] units) =>
        TranslationMemory.Of(units.Select(unit => new TmxUnit([.. unit.Select(variant => new TmxVariant(Language.Parse(variant.Language), variant.Text))])));

    private static byte[] File(string french, string english) =>
        Encoding.UTF8.GetBytes(TmxTests.Tmx($"<tu><tuv xml:lang=\"fr\"><seg>{french}</seg></tuv><tuv xml:lang=\"en\"><seg>{english}</seg></tuv></tu>"));
}
