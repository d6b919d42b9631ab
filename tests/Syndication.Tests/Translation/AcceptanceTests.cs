using System.Text;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Tests.Commands;
using Syndication.Translation;
using Syndication.Translation.Xliff;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation;

/// <summary>What becomes of translations until they are published. Long, because its cases share one newsroom and its engine.</summary>
public sealed class AcceptanceTests
{
    private const string Page = "public/en/2026/sommet.html";
    private static readonly ReleaseId Id = ReleaseId.Parse("2026/sommet");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_correction_pays_for_the_changed_sentences_alone_and_a_second_pass_for_none()
    {
        using var newsroom = Newsroom(review: false, out var engine);
        await newsroom.PassAsync();
        Assert.Equal(["Le sommet ouvre", "Le sommet ouvre lundi.", "Les ministres sont 14.", "La presse est <g1>invitée</g1>."], engine.Asked);

        engine.Asked.Clear();
        newsroom.Clock.Advance(TimeSpan.FromHours(1));
        Upload(newsroom, ministers: 15);
        engine.Sentences["Les ministres sont 15."] = "There are 15 ministers.";
        await newsroom.PassAsync();
        Assert.Equal(["Les ministres sont 15."], engine.Asked);
        Assert.Contains("There are 15 ministers.", newsroom.Read(Page), StringComparison.Ordinal);

        engine.Asked.Clear();
        newsroom.Append("config/glossary.csv", "name,Genève,جنيف,Geneva,Ginebra,\n");
        await newsroom.PassAsync();
        Assert.Empty(engine.Asked);
    }

    [Fact]
    public async Task Another_release_with_the_same_sentence_is_still_a_machines_and_paid_for_once()
    {
        using var newsroom = Newsroom(review: false, out var engine);
        await newsroom.PassAsync();
        engine.Asked.Clear();
        newsroom.Upload("2026/autre.md", TestNewsroom.Markdown("Le sommet ouvre", "Les ministres sont 14."));
        await newsroom.PassAsync();

        Assert.Empty(engine.Asked);
        var state = (await ReleaseAsync(newsroom, ReleaseId.Parse("2026/autre"))).In(English)!;
        Assert.Equal((EditionStatus.Ready, Provenance.Machine), (state.Status, state.Provenance));
    }

    [Fact]
    public async Task What_is_put_together_of_approved_sentences_says_that_it_is_a_machines_and_reviewed_and_needs_nobody()
    {
        using var newsroom = Newsroom(review: true, out var engine);
        await newsroom.PassAsync();
        await newsroom.AtDeskAsync((desk, _) => desk.ApproveAsync(Id, English, Cancel));
        engine.Asked.Clear();
        newsroom.Upload("2026/autre.md", TestNewsroom.Markdown("Le sommet ouvre", "Les ministres sont 14."));
        await newsroom.PassAsync();

        Assert.Empty(engine.Asked);
        var state = (await ReleaseAsync(newsroom, ReleaseId.Parse("2026/autre"))).In(English)!;
        Assert.Equal((EditionStatus.Ready, Provenance.Machine, true), (state.Status, state.Provenance, state.Reviewed is not null));
    }

    [Fact]
    public async Task What_waits_for_a_person_is_not_paid_for_again()
    {
        using var newsroom = Newsroom(review: true, out var engine);
        await newsroom.PassAsync();
        Assert.Equal(EditionStatus.Held, (await ReleaseAsync(newsroom)).In(English)!.Status);

        engine.Asked.Clear();
        newsroom.Append("config/glossary.csv", "name,Genève,جنيف,Geneva,Ginebra,\n");
        await newsroom.PassAsync();
        Assert.Empty(engine.Asked);
        Assert.False(File.Exists(newsroom.PathOf(Page)));
    }

    [Fact]
    public async Task Approved_it_is_published_as_reviewed_everywhere_and_sent_to_those_who_want_it_so()
    {
        using var newsroom = Newsroom(review: true, out _);
        newsroom.Write("config/partners/las-secretariat.json", newsroom.Read("config/partners/las-secretariat.json").Replace("\"ar\"\n    ]", "\"en\"\n    ]", StringComparison.Ordinal).Replace("\"mena\"", "", StringComparison.Ordinal));
        await newsroom.PassAsync();
        Assert.Empty(newsroom.Partner("las-secretariat").Told);

        var accepted = await newsroom.AtDeskAsync((desk, _) => desk.ApproveAsync(Id, English, Cancel));

        Assert.Empty(accepted.Refusals);
        var state = (await ReleaseAsync(newsroom)).In(English)!;
        Assert.Equal((EditionStatus.Ready, Provenance.Machine, true, 1), (state.Status, state.Provenance, state.Reviewed is not null, state.Version));
        var page = newsroom.Read(Page);
        Assert.Contains("Machine translation, approved by a person.", page, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"syndication.provenance\" content=\"machine\">", page, StringComparison.Ordinal);
        Assert.Contains("<meta name=\"syndication.reviewed\"", page, StringComparison.Ordinal);
        Assert.Contains("<category term=\"reviewed\"", newsroom.Read("public/feeds/en/atom.xml"), StringComparison.Ordinal);
        Assert.Contains("provenance\">reviewed</category>", newsroom.Read("public/feeds/en/rss.xml"), StringComparison.Ordinal);
        Assert.Contains("\"reviewed\": \"", newsroom.Read("public/feeds/en/feed.json"), StringComparison.Ordinal);
        Assert.Equal(["published en 1"], newsroom.Partner("las-secretariat").Told);
        Assert.False(File.Exists(newsroom.PathOf("releases/2026/sommet~/drafts/en.json")));
    }

    [Fact]
    public async Task After_approval_a_correction_waits_again_and_what_was_published_stays_with_a_note()
    {
        using var newsroom = Newsroom(review: true, out var engine);
        await newsroom.PassAsync();
        await newsroom.AtDeskAsync((desk, _) => desk.ApproveAsync(Id, English, Cancel));
        engine.Asked.Clear();
        newsroom.Clock.Advance(TimeSpan.FromHours(1));
        Upload(newsroom, ministers: 15);
        engine.Sentences["Les ministres sont 15."] = "There are 15 ministers.";
        await newsroom.PassAsync();

        Assert.Equal(["Les ministres sont 15."], engine.Asked);
        Assert.Equal(EditionStatus.Held, (await ReleaseAsync(newsroom)).In(English)!.Status);
        Assert.Contains("There are 14 ministers.", newsroom.Read(Page), StringComparison.Ordinal);
        Assert.Contains("has changed since it was translated", newsroom.Read(Page), StringComparison.Ordinal);

        await newsroom.AtDeskAsync((desk, _) => desk.ApproveAsync(Id, English, Cancel));
        Assert.Contains("There are 15 ministers.", newsroom.Read(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_public_machine_edition_that_is_approved_is_a_new_version_of_the_same_words()
    {
        using var newsroom = Newsroom(review: false, out _);
        await newsroom.PassAsync();
        Assert.DoesNotContain("approved by a person", newsroom.Read(Page), StringComparison.Ordinal);

        var accepted = await newsroom.AtDeskAsync((desk, _) => desk.ApproveAsync(Id, English, Cancel));
        Assert.Empty(accepted.Refusals);
        Assert.Contains("approved by a person", newsroom.Read(Page), StringComparison.Ordinal);
        Assert.Equal(2, (await ReleaseAsync(newsroom)).In(English)!.Version);

        var again = await newsroom.AtDeskAsync((desk, _) => desk.ApproveAsync(Id, English, Cancel));
        Assert.Equal("The text in en is reviewed already; there is nothing to approve.", Assert.Single(again.Refusals));
    }

    [Fact]
    public async Task What_cannot_be_approved_says_why_and_changes_nothing()
    {
        using var newsroom = Newsroom(review: true, out var engine);
        engine.Sentences["La presse est <g1>invitée</g1>."] = "The press is invited.";
        newsroom.Upload("2026/sommet.es.md", "---\ntitle: La cumbre\nlanguage: es\n---\n\nLos ministros son 14.\n");
        await newsroom.PassAsync();
        var before = await ReleaseAsync(newsroom);

        Assert.Contains("tags are lost or strange: The placeholder g1 is lost.", await RefusedAsync(newsroom, English), StringComparison.Ordinal);
        Assert.Contains("is a person's: inbox/2026/sommet.es.md", await RefusedAsync(newsroom, Spanish), StringComparison.Ordinal);
        var pending = await RefusedAsync(newsroom, Arabic);
        Assert.Contains("There is no text in ar to approve yet", pending, StringComparison.Ordinal);
        Assert.DoesNotContain("..", pending, StringComparison.Ordinal);
        Assert.Contains("the language of the original", await RefusedAsync(newsroom, French), StringComparison.Ordinal);
        Assert.Contains("ru is not published", await RefusedAsync(newsroom, Russian), StringComparison.Ordinal);
        Assert.Null((await newsroom.AtDeskAsync((desk, _) => desk.ApproveAsync(ReleaseId.Parse("2026/nirgends"), English, Cancel))).Before);
        Assert.Equal(before.Version, (await ReleaseAsync(newsroom)).Version);

        await newsroom.AtDeskAsync((desk, _) => desk.WithdrawAsync(Id, "Faux.", Cancel));
        Assert.Contains("The release is withdrawn", await RefusedAsync(newsroom, English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translators_file_comes_back_as_a_human_edition_that_no_night_and_no_engine_replaces()
    {
        using var newsroom = Newsroom(review: true, out var engine);
        await newsroom.PassAsync();
        var accepted = await ImportAsync(newsroom, text => Translate(text, "There are 14 ministers.", "Fourteen ministers (14) came."));
        Assert.Empty(accepted.Refusals);

        // Some words are still the machine's, and a person confirmed them.
        var state = (await ReleaseAsync(newsroom)).In(English)!;
        Assert.Equal((EditionStatus.Ready, Provenance.Machine, true), (state.Status, state.Provenance, state.Reviewed is not null));
        Assert.Contains("Fourteen ministers (14) came.", newsroom.Read(Page), StringComparison.Ordinal);

        accepted = await ImportAsync(newsroom, text => Translate(Translate(Translate(text, "The summit opens on Monday.", "It begins on Monday."), "The summit opens", "Summit begins"), "The press is ", "Journalists are "));
        Assert.Empty(accepted.Refusals);
        state = (await ReleaseAsync(newsroom)).In(English)!;
        Assert.Equal((EditionStatus.Ready, Provenance.Human, 2), (state.Status, state.Provenance, state.Version));

        engine.Asked.Clear();
        newsroom.Clock.Advance(TimeSpan.FromHours(1));
        Upload(newsroom, ministers: 15);
        await newsroom.PassAsync();
        var night = await newsroom.NightAsync();
        state = (await ReleaseAsync(newsroom)).In(English)!;
        Assert.Empty(engine.Asked);
        Assert.Equal((EditionStatus.Stale, Provenance.Human), (state.Status, state.Provenance));
        Assert.Equal(["The fr original has changed since this translation was made.", "New or changed are 1 of 4 sentences: 3: “Les ministres sont 15.”."], state.Reasons);
        Assert.Equal(state.Reasons, Assert.Single(night.Waiting, waiting => waiting is { Language: "en" }).Reasons);
        Assert.Contains("Journalists are ", newsroom.Read(Page), StringComparison.Ordinal);
        Assert.Contains("has changed since it was translated", newsroom.Read(Page), StringComparison.Ordinal);

        // The file for the new wording has what the person wrote; only the changed sentence is open.
        var file = await ExportAsync(newsroom);
        Assert.Equal(3, file.Split("state=\"final\"").Length - 1);
        Assert.Single(XliffReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(file))).Document!.Segments, segment => segment.Target is null);
    }

    [Fact]
    public async Task A_damaged_edition_is_made_again_of_what_was_learned_word_for_word_without_an_engine()
    {
        using var newsroom = Newsroom(review: true, out var engine);
        await newsroom.PassAsync();
        await newsroom.AtDeskAsync((desk, _) => desk.ApproveAsync(Id, English, Cancel));
        var file = Assert.Single(Directory.GetFiles(newsroom.PathOf("releases/2026/sommet~/editions"), "en.*"));
        var before = await File.ReadAllTextAsync(file, Cancel);
        engine.Asked.Clear();
        await File.WriteAllTextAsync(file, before[..40], Cancel);
        await newsroom.NightAsync();

        Assert.Empty(engine.Asked);
        Assert.Equal(before, await File.ReadAllTextAsync(file, Cancel));
    }

    [Fact]
    public async Task Topics_that_change_reach_a_human_edition_without_touching_its_words()
    {
        using var newsroom = Newsroom(review: true, out _);
        await newsroom.PassAsync();
        await newsroom.AtDeskAsync((desk, _) => desk.ApproveAsync(Id, English, Cancel));
        newsroom.Clock.Advance(TimeSpan.FromHours(1));
        Upload(newsroom, 14, "topics: [health]");
        await newsroom.PassAsync();

        var state = (await ReleaseAsync(newsroom)).In(English)!;
        Assert.Equal((EditionStatus.Ready, true, 2), (state.Status, state.Reviewed is not null, state.Version));
        Assert.Contains("Migration and health", newsroom.Read(Page), StringComparison.Ordinal);
        Assert.True(File.Exists(newsroom.PathOf("public/feeds/en/topics/health/atom.xml")));
    }

    [Fact]
    public async Task A_file_exported_and_brought_back_as_it_is_has_the_same_bytes_when_exported_again()
    {
        using var newsroom = Newsroom(review: true, out _);
        await newsroom.PassAsync();
        await ImportAsync(newsroom, text => text);
        var once = await ExportAsync(newsroom);
        Assert.Empty((await ImportAsync(newsroom, text => text)).Refusals);

        Assert.Equal(once.Replace(">1</note>", ">2</note>", StringComparison.Ordinal), await ExportAsync(newsroom));
    }

    [Theory]
    [InlineData("<segment id=\"s3\" state=\"translated\"", "<segment id=\"s3\" state=\"initial\"", "Segment s3 (line ", "nobody has looked at it")]
    [InlineData("There are 14 ministers.", "", "Segment s3 (line ", "has no translation")]
    [InlineData("Les ministres sont 14.", "Les ministres sont 13.", "Segment s3 (line ", "its source is not the release's any more, which is: “Les ministres sont 14.”")]
    [InlineData("id=\"s3\"", "id=\"s9\"", "Segment s9 (line ", "is not in the release as it is now")]
    [InlineData("id=\"s3\"", "id=\"s2\"", "Segment s2 (line ", "stands twice")]
    [InlineData(">invited</pc>", ">invited</pc><ph id=\"7\"/>", "Segment s4 (line ", "The inline code 7 is not in the source.")]
    [InlineData(">invited</pc>", "><b>invited</b></pc>", "Segment s4 (line ", "The inline element “b” is not known.")]
    [InlineData("srcLang=\"fr\"", "srcLang=\"de\"", "The file translates from de", "the original of 2026/sommet is in fr")]
    [InlineData("trgLang=\"en\"", "trgLang=\"ru\"", "ru is not published", "fr, ar, en, es")]
    [InlineData("state=\"translated\"", "state=\"done\"", "Segment s1 (line ", "is no state of XLIFF")]
    public async Task A_translators_file_that_does_not_fit_is_refused_with_the_segment(string what, string with, string named, string why)
    {
        using var newsroom = Newsroom(review: true, out _);
        await newsroom.PassAsync();
        var accepted = await ImportAsync(newsroom, text => text.Replace(what, with, StringComparison.Ordinal));

        Assert.Contains(accepted.Refusals, refusal => refusal.StartsWith(named, StringComparison.Ordinal) && refusal.Contains(why, StringComparison.Ordinal));
        Assert.Equal(EditionStatus.Held, (await ReleaseAsync(newsroom)).In(English)!.Status);
    }

    [Fact]
    public async Task A_missing_segment_is_named_and_what_the_file_says_that_codes_stand_for_is_never_used()
    {
        using var newsroom = Newsroom(review: true, out _);
        await newsroom.PassAsync();
        var missing = await ImportAsync(newsroom, text => text[..text.IndexOf("<unit id=\"u3\"", StringComparison.Ordinal)] + "</file></xliff>");
        Assert.Contains("Segment s4 is missing: “La presse est invitée.”.", missing.Refusals);

        var tricked = await ImportAsync(newsroom, text => text.Replace("https://presse.example/", "javascript:alert(1)", StringComparison.Ordinal));
        Assert.Empty(tricked.Refusals);
        Assert.Contains("href=\"https://presse.example/\"", newsroom.Read(Page), StringComparison.Ordinal);
        Assert.DoesNotContain("javascript", newsroom.Read(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_checks_find_in_a_persons_words_is_told_and_published()
    {
        using var newsroom = Newsroom(review: true, out _);
        await newsroom.PassAsync();
        var accepted = await ImportAsync(newsroom, text => text.Replace("There are 14 ministers.", "There are 41 ministers.", StringComparison.Ordinal));

        Assert.Equal("The number 14 is not in: “There are 41 ministers.” (segment 3)", Assert.Single(accepted.Warnings));
        Assert.Contains("There are 41 ministers.", newsroom.Read(Page), StringComparison.Ordinal);
        Assert.Equal(accepted.Warnings, (await ReleaseAsync(newsroom)).In(English)!.Warnings);

        newsroom.Upload("2026/sommet.es.md", "---\ntitle: La cumbre\nlanguage: es\n---\n\nLos ministros son 41 y la prensa espera.\n");
        await newsroom.PassAsync();
        var spanish = (await ReleaseAsync(newsroom)).In(Spanish)!;
        Assert.Equal(EditionStatus.Ready, spanish.Status);
        Assert.Contains(spanish.Warnings!, warning => warning == "The number 14 is not in the translation.");
    }

    [Fact]
    public async Task A_check_that_is_off_or_only_warns_does_not_hold()
    {
        using var newsroom = Newsroom(review: false, out var engine, checks: "\"numbers\": \"warn\", \"tags\": \"off\"");
        engine.Sentences["Les ministres sont 14."] = "There are 41 ministers.";
        await newsroom.PassAsync();

        var state = (await ReleaseAsync(newsroom)).In(English)!;
        Assert.Equal(EditionStatus.Ready, state.Status);
        Assert.Equal("The number 14 is not in: “There are 41 ministers.” (segment 3)", Assert.Single(state.Warnings!));
    }

    private static TestNewsroom Newsroom(bool review, out DictionaryEngine engine, string checks = "")
    {
        var newsroom = TestNewsroom.WithoutUploads();
        var site = newsroom.Read("config/site.json");
        newsroom.Write("config/site.json", site[..site.LastIndexOf("\"translation\"", StringComparison.Ordinal)] +
            $$"""
            "translation": { "review": [{{(review ? "\"en\"" : "")}}], "checks": { {{checks}} } } }
            """);
        newsroom.Engine = engine = new(
            ("Le sommet ouvre", "The summit opens"), ("Le sommet ouvre lundi.", "The summit opens on Monday."), ("Les ministres sont 14.", "There are 14 ministers."),
            ("La presse est <g1>invitée</g1>.", "The press is <g1>invited</g1>."));
        Upload(newsroom, ministers: 14);
        return newsroom;
    }

    private static void Upload(TestNewsroom newsroom, int ministers, params string[] facts) => newsroom.Upload(
        "2026/sommet.md", TestNewsroom.Markdown("Le sommet ouvre", $"Le sommet ouvre lundi. Les ministres sont {ministers}.\n\nLa presse est [invitée](https://presse.example/).", facts));

    private static async Task<Release> ReleaseAsync(TestNewsroom newsroom, ReleaseId? id = null) =>
        (await newsroom.Store.LoadAsync(Paths.Release(id ?? Id), Documents.Json.Release, Cancel)).Document!;

    private static async Task<string> RefusedAsync(TestNewsroom newsroom, Language language) =>
        Assert.Single((await newsroom.AtDeskAsync((desk, _) => desk.ApproveAsync(Id, language, Cancel))).Refusals);

    private static async Task<string> ExportAsync(TestNewsroom newsroom)
    {
        using var file = new MemoryStream();
        var (_, _, refusal) = await new XliffExport(await newsroom.OpenAsync()).WriteAsync(await ReleaseAsync(newsroom), English, file, Cancel);
        Assert.Null(refusal);
        return Encoding.UTF8.GetString(file.ToArray());
    }

    // As a translator's tool gives it back: everything confirmed, and what the translator changed.
    private static async Task<Accepted> ImportAsync(TestNewsroom newsroom, Func<string, string> edit)
    {
        var edited = edit((await ExportAsync(newsroom)).Replace("state=\"initial\"", "state=\"translated\"", StringComparison.Ordinal));
        var (document, problem) = XliffReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(edited)));
        Assert.Null(problem);
        return await newsroom.AtDeskAsync((desk, _) => desk.TranslateAsync(document!, Cancel));
    }

    private static string Translate(string file, string before, string after)
    {
        Assert.Contains($">{before}", file, StringComparison.Ordinal);
        return file.Replace($">{before}", $">{after}", StringComparison.Ordinal);
    }
}
