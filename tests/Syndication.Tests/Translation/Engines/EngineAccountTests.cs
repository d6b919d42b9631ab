using Syndication.Releases;
using Syndication.Testing;

namespace Syndication.Tests.Translation.Engines;

/// <summary>The pipeline with an engine: what becomes of editions when it is dear, slow, wrong, busy or not there.</summary>
public sealed class EngineAccountTests
{
    [Fact]
    public async Task Past_the_budget_the_newest_come_first_and_the_rest_goes_on_the_next_day()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        room.Languages = ["fr", "en"];
        var each = EngineNewsroom.Sentences("le sujet A", 5).Sum(sentence => sentence.Length);
        room.Options = room.Options with { CharactersPerDay = (2 * each) + 20 };
        foreach (var letter in "ABCDE")
        {
            room.Upload($"2026/{letter}", EngineNewsroom.Sentences($"le sujet {letter}", 5));
            room.Options = room.Options with { CharactersPerDay = 0 };
            await room.RunAsync();
        }

        room.Options = room.Options with { CharactersPerDay = (2 * each) + 20 };
        room.Clock.Advance(TimeSpan.FromDays(1));
        await room.RunAsync();
        Assert.Equal("ABCDE".Select(letter => letter is 'D' or 'E' ? "en:ready" : "en:pending"), "ABCDE".Select(letter => room.State($"2026/{letter}")));
        Assert.Contains("budget", room.Edition("2026/A", "en").Reasons.Single(), StringComparison.Ordinal);
        Assert.InRange(room.Stub.Billed, 2 * each, (2 * each) + 20);
        Assert.Equal(3, room.Spending().Claims.Count);

        room.Clock.Advance(TimeSpan.FromDays(1));
        await room.RunAsync();
        Assert.Equal(["en:pending", "en:ready", "en:ready"], "ABC".Select(letter => room.State($"2026/{letter}")));
        room.Clock.Advance(TimeSpan.FromDays(1));
        await room.RunAsync();
        Assert.Equal("en:ready", room.State("2026/A"));
        Assert.Empty(room.Spending().Claims);
        Assert.Equal(5 * each, room.Stub.Billed);
    }

    [Fact]
    public async Task Of_one_day_the_newest_of_all_that_came_are_translated_in_whatever_order_the_work_comes()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        room.Languages = ["fr", "en", "ar"];
        var each = EngineNewsroom.Sentences("le sujet A", 5).Sum(sentence => sentence.Length);
        room.Options = room.Options with { CharactersPerDay = (4 * each) + 20, Review = [Language.Parse("ar")] };
        foreach (var letter in "ABC")
            room.Upload($"2026/{letter}", EngineNewsroom.Sentences($"le sujet {letter}", 5));
        await room.RunAsync();

        // All came at once, so the names decide; Arabic, which a person looks at first, comes after every other language.
        Assert.Equal(["ar:held en:ready", "ar:pending en:ready", "ar:pending en:ready"], "ABC".Select(letter => room.State($"2026/{letter}")));
        room.Clock.Advance(TimeSpan.FromDays(1));
        await room.RunAsync();
        Assert.All("ABC", letter => Assert.Equal("ar:held en:ready", room.State($"2026/{letter}")));
        Assert.Equal(6 * each, room.Stub.Billed);
    }

    [Fact]
    public async Task A_release_dearer_than_a_day_is_paid_for_over_several()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        room.Languages = ["fr", "en"];
        var sentences = EngineNewsroom.Sentences("les côtes", 12);
        room.Options = room.Options with { CharactersPerDay = 400 };
        room.Upload("2026/one", sentences);

        var days = 0;
        for (; days < 10 && (days == 0 || room.State("2026/one") != "en:ready"); days++)
        {
            await room.RunAsync();
            Assert.InRange(room.Spending().Today, 1, 400);
            room.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.InRange(days, 3, 4);
        Assert.Equal(sentences.Sum(sentence => sentence.Length), room.Stub.Billed);
    }

    [Fact]
    public async Task Under_embargo_the_engine_sees_a_text_or_not_as_the_site_says()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        room.Languages = ["fr", "en"];
        room.UploadUnder(EngineNewsroom.Start.AddHours(5), "2026/early", EngineNewsroom.Sentences("les côtes", 4));
        await room.RunAsync();
        Assert.Equal("en:ready", room.State("2026/early"));

        room.Options = room.Options with { Embargoed = false };
        room.UploadUnder(EngineNewsroom.Start.AddHours(5), "2026/late", EngineNewsroom.Sentences("les ports", 4));
        var before = room.Stub.Billed;
        await room.RunAsync();
        Assert.Equal(("en:pending", before), (room.State("2026/late"), room.Stub.Billed));
        Assert.Equal("It is under embargo until 2026-11-24 14:00 UTC, and translation.embargoed of config/site.json keeps it from the engine until then.", room.Edition("2026/late", "en").Reasons.Single());

        room.Clock.Advance(TimeSpan.FromHours(5));
        await room.RunAsync();
        Assert.Equal("en:ready", room.State("2026/late"));
    }

    [Fact]
    public async Task Without_a_key_editions_wait_and_say_so()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        room.Lacks = "The environment variable K is not set; set it to a key of the Translator resource.";
        room.Upload("2026/one", EngineNewsroom.Sentences("les côtes", 4));

        await room.RunAsync();
        Assert.Equal("ar:pending en:pending es:pending", room.State("2026/one"));
        Assert.Equal(room.Lacks, room.Edition("2026/one", "en").Reasons.Single());
        Assert.Empty(room.Stub.Calls);

        room.Lacks = null;
        await room.RunAsync();
        Assert.Equal("ar:ready en:ready es:ready", room.State("2026/one"));
    }

    [Fact]
    public async Task A_language_that_the_engine_does_not_know_keeps_none_of_the_others_waiting()
    {
        await using var room = await EngineNewsroom.CreateAsync(app => StubTranslator.With(app, unknown: ["es"]));
        var sentences = EngineNewsroom.Sentences("les côtes", 4);
        room.Upload("2026/one", sentences);

        await room.RunAsync();

        Assert.Equal("ar:ready en:ready es:pending", room.State("2026/one"));
        Assert.StartsWith("Azure Translator does not translate from fr into es.", room.Edition("2026/one", "es").Reasons.Single(), StringComparison.Ordinal);
        Assert.Equal(2 * sentences.Sum(sentence => sentence.Length), room.Stub.Billed);
    }

    [Fact]
    public async Task A_key_that_is_refused_is_tried_once_and_not_by_every_release()
    {
        await using var room = await EngineNewsroom.CreateAsync(app => StubTranslator.With(app, region: "westeurope"));
        for (var i = 0; i < 8; i++)
            room.Upload($"2026/{i}", EngineNewsroom.Sentences($"le sujet {i}", 3));

        await room.RunAsync();

        // As many as were at work at once.
        Assert.InRange(room.Stub.Calls.Count, 1, Environment.ProcessorCount);
        Assert.All(Enumerable.Range(0, 8), i => Assert.StartsWith("Azure Translator takes neither key nor region.", room.Edition($"2026/{i}", "en").Reasons.Single(), StringComparison.Ordinal));
        Assert.Equal(0, room.Spending().Today);
    }

    [Theory]
    [InlineData(nameof(Misbehaviour.FewerElements))]
    [InlineData(nameof(Misbehaviour.OtherLanguage))]
    [InlineData(nameof(Misbehaviour.Half))]
    [InlineData(nameof(Misbehaviour.HtmlPage))]
    [InlineData(nameof(Misbehaviour.Nothing))]
    [InlineData(nameof(Misbehaviour.EmptyText))]
    public async Task What_is_no_translation_is_never_taken_for_one_and_asked_for_again_after_a_rest(string name)
    {
        await using var room = await EngineNewsroom.CreateAsync();
        room.Languages = ["fr", "en"];
        room.Upload("2026/one", EngineNewsroom.Sentences("les côtes", 4));
        room.Stub.Next((Misbehaviour)typeof(Misbehaviour).GetProperty(name)!.GetValue(null)!);

        await room.RunAsync();
        Assert.Equal("en:pending", room.State("2026/one"));
        Assert.Equal(room.Stub.Billed, room.Spending().Today);

        // Who comes at once rests with it; who comes later finds it well.
        await room.RunAsync();
        Assert.Single(room.Stub.Calls);
        room.Clock.Advance(TimeSpan.FromMinutes(6));
        await room.RunAsync();
        Assert.Equal("en:ready", room.State("2026/one"));
        Assert.Null(room.Spending().Trouble);
    }

    [Fact]
    public async Task A_strange_tag_holds_the_edition_and_is_not_paid_for_again()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        room.Languages = ["fr", "en"];
        room.Upload("2026/one", EngineNewsroom.Sentences("les côtes", 4));
        room.Stub.Next(Misbehaviour.StrangeTag);

        await room.RunAsync();
        await room.RunAsync();

        Assert.Equal("en:held", room.State("2026/one"));
        Assert.Single(room.Stub.Calls);
        Assert.DoesNotContain(room.Blobs.Paths("public/"), path => path.Contains("/en/2026/one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_service_asks_for_is_shared_by_all_and_by_the_next_process()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        room.Languages = ["fr", "en"];
        room.Upload("2026/one", EngineNewsroom.Sentences("les côtes", 4));
        room.Stub.Next(Misbehaviour.Error(429, 429001, "1800"));

        await room.RunAsync();
        room.Clock.Advance(TimeSpan.FromMinutes(20));
        room.Upload("2026/two", EngineNewsroom.Sentences("les ports", 4));
        await room.RunAsync();
        Assert.Single(room.Stub.Calls);
        Assert.Contains("It is asked again at 2026-11-24 10:30.", room.Edition("2026/two", "en").Reasons.Single(), StringComparison.Ordinal);

        room.Clock.Advance(TimeSpan.FromMinutes(11));
        await room.RunAsync();
        Assert.Equal(("en:ready", "en:ready"), (room.State("2026/one"), room.State("2026/two")));
    }

    [Fact]
    public async Task The_free_tier_is_asked_no_faster_than_it_takes()
    {
        await using var paced = await EngineNewsroom.CreateAsync();
        paced.Options = paced.Options with { Tier = "F0" };
        paced.Languages = ["fr", "en"];
        var sentences = EngineNewsroom.Sentences("les côtes", 1200);
        paced.Upload("2026/long", sentences);

        var run = paced.RunAsync();
        var asked = new List<(DateTimeOffset At, int Billed)>();
        while (!run.IsCompleted)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            foreach (var call in paced.Stub.Calls.Skip(asked.Count))
                asked.Add((paced.Clock.GetUtcNow(), call.Billed));
            if (asked.Count > 0 && paced.Stub.InFlight == 0)
                paced.Clock.Advance(TimeSpan.FromSeconds(5));
        }

        await run;
        Assert.Equal("en:ready", paced.State("2026/long"));
        Assert.True(asked.Count >= 3, $"{asked.Count} requests");
        Assert.All(asked, one => Assert.True(asked.Where(other => other.At > one.At.AddSeconds(-50) && other.At <= one.At).Sum(other => other.Billed) <= 33_333));
        Assert.Equal(sentences.Sum(sentence => sentence.Length), paced.Stub.Billed);
    }

    [Fact]
    public async Task A_sentence_longer_than_a_request_is_told()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        room.Languages = ["fr", "en"];
        room.Upload("2026/long", "Le titre", string.Join(' ', Enumerable.Repeat("mot", 20_000)) + ".");

        await room.RunAsync();

        Assert.Equal("A sentence of 80000 characters is longer than the 50000 that the engine takes at once. Divide it in the upload, or upload a translation.", room.Edition("2026/long", "en").Reasons.Single());
    }

    [Fact]
    public async Task A_damaged_account_is_added_up_again_from_what_releases_took()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        room.Languages = ["fr", "en"];
        room.Upload("2026/one", EngineNewsroom.Sentences("les côtes", 4));
        await room.RunAsync();
        var before = room.Spending().ThisMonth;
        room.Blobs.Write(Syndication.Storage.Paths.Spending, "{ half"u8.ToArray(), Syndication.Storage.WriteCondition.Always);

        room.Upload("2026/two", EngineNewsroom.Sentences("les ports", 4));
        await room.RunAsync();

        Assert.True(before > 0);
        Assert.Equal(room.Stub.Billed, room.Spending().ThisMonth);
        Assert.Equal("en:ready", room.State("2026/two"));
    }
}
