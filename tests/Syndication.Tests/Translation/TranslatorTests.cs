using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Translation;
using Syndication.Translation.Glossaries;
using Syndication.Translation.Memory;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation;

public sealed class TranslatorTests
{
    private static readonly Glossary Names = new(
    [
        new(2, "name", new Dictionary<Language, string> { [French] = "OIM", [English] = "IOM" }),
        new(3, "place", new Dictionary<Language, string> { [French] = "Le Caire", [English] = "Cairo" }),
    ]);

    private static readonly Manuscript Original = In(French, "<p>L’OIM aide. Elle a <a href=\"https://x.example/\">175 membres</a>.</p>", "L’OIM aide") with
    {
        Dateline = "Le Caire",
        Date = DateTimeOffset.UnixEpoch,
        Embargo = DateTimeOffset.UnixEpoch,
        Topics = ["data"],
        Regions = ["mena"],
        Original = true,
        Contacts = [new("A. B.", "siège de l’OIM, Le Caire", "a@b.example", "+20"), new(null, "Presse", null, "+21")],
    };

    private static readonly (string, string)[] Whole =
        [("L’OIM aide", "IOM helps"), ("L’OIM aide.", "IOM helps."), ("Elle a <g1>175 membres</g1>.", "It has <g1>175 members</g1>.")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_release_that_the_memory_knows_whole_is_made_with_all_that_belongs_to_it()
    {
        var made = Assert.IsType<MadeTranslation>(await Translator(Whole).TranslateAsync(Original, English, Cancel));

        Assert.Equal((Provenance.Memory, 0), (made.Provenance, made.CharactersBilled));
        Assert.Equal("L’OIM aideLe CaireL’OIM aide.Elle a 175 membres.".Length, made.CharactersFromMemory);
        var expected = Original with
        {
            Language = English,
            Title = "IOM helps",
            Dateline = "Cairo",
            Original = false,
            Html = new CleanHtml("<p>IOM helps. It has <a href=\"https://x.example/\">175 members</a>.</p>"),
            Contacts = [new("A. B.", "IOM, Cairo", "a@b.example", "+20"), new(null, "Presse", null, "+21")],
        };
        Assert.Equal(expected.Fingerprint(), made.Text.Fingerprint());
    }

    [Fact]
    public async Task A_paragraph_that_the_memory_has_as_one_is_taken_as_one()
    {
        var made = Assert.IsType<MadeTranslation>(await Translator(
            [("L’OIM aide", "IOM helps"), ("L’OIM aide. Elle a <g1>175 membres</g1>.", "With <g1>175 members</g1>, IOM helps.")]).TranslateAsync(Original, English, Cancel));

        Assert.Equal("<p>With <a href=\"https://x.example/\">175 members</a>, IOM helps.</p>", made.Text.Html.Markup);
    }

    [Fact]
    public async Task Without_an_engine_what_the_memory_lacks_leaves_the_edition_pending()
    {
        var pending = Assert.IsType<PendingTranslation>(await Translator(Whole[..2]).TranslateAsync(Original with { Dateline = "Gizeh" }, English, Cancel));

        Assert.Equal(("2 of 4 segments are not in the memory and no engine is configured.", 2, false), (pending.Reason, pending.Missing, pending.IsTemporary));
    }

    [Fact]
    public async Task A_text_of_the_memory_with_other_tags_is_of_no_use()
    {
        var pending = Assert.IsType<PendingTranslation>(await Translator([.. Whole[..2], (Whole[2].Item1, "It has 175 members.")]).TranslateAsync(Original, English, Cancel));

        Assert.Equal(1, pending.Missing);
    }

    [Fact]
    public async Task The_memory_may_have_the_dateline_where_the_glossary_has_not()
    {
        var made = Assert.IsType<MadeTranslation>(await Translator([.. Whole, ("Gizeh", "Giza")]).TranslateAsync(Original with { Dateline = "Gizeh" }, English, Cancel));

        Assert.Equal("Giza", made.Text.Dateline);
    }

    [Fact]
    public async Task A_withdrawal_is_told_in_every_language_though_its_reason_may_not_be()
    {
        var withdrawn = Original with { Withdrawn = true, Reason = "Chiffres faux." };

        var silent = Assert.IsType<MadeTranslation>(await Translator(Whole).TranslateAsync(withdrawn, English, Cancel));
        Assert.Equal((true, null), (silent.Text.Withdrawn, silent.Text.Reason));
        var told = Assert.IsType<MadeTranslation>(await Translator([.. Whole, ("Chiffres faux.", "Wrong figures.")]).TranslateAsync(withdrawn, English, Cancel));
        Assert.Equal("Wrong figures.", told.Text.Reason);
    }

    [Fact]
    public async Task The_engine_is_asked_for_what_is_missing_and_for_the_same_text_once()
    {
        var engine = new Engine(request => new EngineTexts([.. request.Texts.Select(text => text.Replace("Oui", "Yes", StringComparison.Ordinal))], 7));

        var made = Assert.IsType<MadeTranslation>(await Translator(Whole, engine).TranslateAsync(
            Original with { Html = new CleanHtml("<p>Oui.</p>\n<p>L’OIM aide.</p>\n<p>Oui.</p>") }, English, Cancel));

        Assert.Equal(["Oui."], engine.Asked!.Texts);
        Assert.Equal((French, English), (engine.Asked.From, engine.Asked.To));
        Assert.Equal((Provenance.Machine, 7, "<p>Yes.</p>\n<p>IOM helps.</p>\n<p>Yes.</p>"), (made.Provenance, made.CharactersBilled, made.Text.Html.Markup));
    }

    [Fact]
    public async Task Machine_text_in_a_language_under_review_waits_for_a_person_and_memory_does_not()
    {
        var engine = new Engine(_ => new EngineTexts(["It has <g1>175 members</g1>."], 20));

        var held = Assert.IsType<HeldTranslation>(await Translator(Whole[..2], engine, review: [English]).TranslateAsync(Original, English, Cancel));
        Assert.Contains("awaits approval", Assert.Single(held.Reasons), StringComparison.Ordinal);
        Assert.Equal((Provenance.Machine, 20), (held.Provenance, held.CharactersBilled));
        Assert.IsType<MadeTranslation>(await Translator(Whole, engine, review: [English]).TranslateAsync(Original, English, Cancel));
    }

    [Theory]
    [InlineData("It has 175 members.", "The placeholder g1 is lost.")]
    [InlineData("It has <g1>175 members.", "The placeholder g1 is not closed.")]
    [InlineData("It has <a href='https://evil.example'>175 members</a>.", "It holds “<a href='https://evil.example'>”")]
    [InlineData("It has <g1>157 members</g1>.", "The number 175 is not in")]
    [InlineData("It has <g1>175 members</g1>", null)]
    public async Task An_answer_that_lost_something_of_the_source_is_held(string answer, string? reason)
    {
        var result = await Translator(Whole[..2], new Engine(_ => new EngineTexts([answer], 20))).TranslateAsync(Original, English, Cancel);

        if (reason is null)
        {
            Assert.IsType<MadeTranslation>(result);
            return;
        }

        var held = Assert.IsType<HeldTranslation>(result);
        Assert.Contains(held.Reasons, told => told.StartsWith(reason, StringComparison.Ordinal));
        Assert.DoesNotContain("evil.example\">", held.Text.Html.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_in_another_order_are_held_from_a_machine_and_trusted_from_a_person()
    {
        var original = In(French, "<p>Le <a href=\"https://x.example/a\">texte</a> du <a href=\"https://x.example/b\">site</a> officiel</p>");
        const string source = "Le <g1>texte</g1> du <g2>site</g2> officiel", turned = "The <g2>site</g2>’s <g1>text</g1>";

        Assert.IsType<HeldTranslation>(await Translator([], new Engine(_ => new EngineTexts([turned], 1))).TranslateAsync(original, English, Cancel));
        var made = Assert.IsType<MadeTranslation>(await Translator([(source, turned)]).TranslateAsync(original, English, Cancel));
        Assert.Equal("<p>The <a href=\"https://x.example/b\">site</a>’s <a href=\"https://x.example/a\">text</a></p>", made.Text.Html.Markup);
    }

    [Fact]
    public async Task A_name_that_is_not_the_agreed_one_is_held_even_from_the_memory()
    {
        var held = Assert.IsType<HeldTranslation>(await Translator([("L’OIM aide", "The organization helps"), .. Whole[1..]]).TranslateAsync(Original, English, Cancel));

        Assert.StartsWith("“OIM” must be “IOM”", Assert.Single(held.Reasons), StringComparison.Ordinal);
        Assert.Equal("The organization helps", held.Text.Title);
    }

    [Fact]
    public async Task An_engine_that_fails_leaves_the_edition_pending_and_says_whether_to_try_again()
    {
        var busy = Assert.IsType<PendingTranslation>(await Ask(new EngineBusy("Too many requests.", TimeSpan.FromMinutes(1), 3)));
        Assert.Equal(("Too many requests.", true, TimeSpan.FromMinutes(1), 3, 1), (busy.Reason, busy.IsTemporary, busy.RetryAfter, busy.CharactersBilled, busy.Missing));

        var refused = Assert.IsType<PendingTranslation>(await Ask(new EngineRefusal("Wrong key.", 0)));
        Assert.Equal(("Wrong key.", false), (refused.Reason, refused.IsTemporary));

        Assert.Equal("The engine answered 0 texts for 1.", Assert.IsType<PendingTranslation>(await Ask(new EngineTexts([], 9))).Reason);
        Assert.Equal("The engine answered 0 texts for 1.", Assert.IsType<PendingTranslation>(await Ask(new EngineTexts([" "], 9))).Reason);
        Assert.Equal("The engine answered 2 texts for 1.", Assert.IsType<PendingTranslation>(await Ask(new EngineTexts(["a", "b"], 9))).Reason);
    }

    [Fact]
    public async Task A_manuscript_is_not_translated_into_its_own_language() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Translator([]).TranslateAsync(Original, French, Cancel));

    private static Task<TranslationResult> Ask(EngineAnswer answer) => Translator(Whole[..2], new Engine(_ => answer)).TranslateAsync(Original, English, Cancel);

    private static Translator Translator((string French, string English)[] memory, ITranslationEngine? engine = null, Language[]? review = null) => new(
        TranslationMemory.Of(memory.Select(unit => new TmxUnit([new(French, unit.French), new(English, unit.English)]))),
        Names,
        engine,
        new Site
        {
            Title = new Dictionary<Language, string>(),
            Authority = "x.example,2026",
            BaseUrl = new("https://x.example/"),
            Languages = [French, English],
            Translation = new() { Review = review ?? [] },
        });

    private sealed class Engine(Func<EngineRequest, EngineAnswer> answer) : ITranslationEngine
    {
        public EngineRequest? Asked { get; private set; }

        public Task<EngineAnswer> TranslateAsync(EngineRequest request, CancellationToken cancel)
        {
            Asked = request;
            return Task.FromResult(answer(request));
        }
    }
}
