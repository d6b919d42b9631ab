using Syndication.Releases;
using Syndication.Testing;
using Syndication.Translation.Memory;

namespace Syndication.Tests.Translation.Engines;

/// <summary>Characters billed by the service against those that had to be: as <c>docs/performance.md</c> tells.</summary>
public sealed class PaidOnceTests
{
    private const int Targets = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_translation_is_billed_for_every_sentence_once_in_every_language()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        var (one, two) = (EngineNewsroom.Sentences("les côtes", 20), EngineNewsroom.Sentences("les ports", 30));
        room.Upload("2026/one", one);
        room.Upload("2026/two", [.. two, two[3]]);

        Assert.True(await room.RunAsync());

        Assert.Equal("ar:ready en:ready es:ready", room.State("2026/one"));
        Assert.Equal("ar:ready en:ready es:ready", room.State("2026/two"));
        Assert.Equal(Targets * (Length(one) + Length(two)), room.Stub.Billed);
        Assert.Equal(2, room.Stub.Calls.Count);
        Assert.Equal(room.Stub.Billed, room.Release("2026/one").Spent!.Concat(room.Release("2026/two").Spent!).Sum(spent => spent.Billed));
        Assert.Equal(room.Stub.Billed, room.Spending().Today);
        Assert.Equal(room.Stub.Calls.Select(call => call.Trace).Order(), room.Release("2026/one").Spent!.Concat(room.Release("2026/two").Spent!).SelectMany(spent => spent.Traces!).Distinct().Order());
        Assert.Equal(Provenance.Machine, room.Edition("2026/one", "ar").Provenance);
    }

    [Fact]
    public async Task A_correction_is_billed_for_what_it_changed_alone()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        var sentences = EngineNewsroom.Sentences("les côtes", 20);
        room.Upload("2026/one", sentences);
        await room.RunAsync();
        var before = room.Stub.Billed;

        const string changed = "Une phrase qui est venue plus tard.";
        room.Upload("2026/one", [.. sentences[..7], changed, .. sentences[8..]]);
        await room.RunAsync();

        Assert.Equal(Targets * changed.Length, room.Stub.Billed - before);
        Assert.Equal(["en", "es", "ar"], room.Release("2026/one").Editions.Where(edition => edition.Version == 2 && edition.Language.Tag != "fr").Select(edition => edition.Language.Tag).OrderByDescending(tag => tag == "en").ThenByDescending(tag => tag));
    }

    [Fact]
    public async Task A_second_pass_and_another_release_with_the_same_sentences_are_billed_for_nothing()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        var sentences = EngineNewsroom.Sentences("les côtes", 20);
        room.Upload("2026/one", sentences);
        await room.RunAsync();
        var before = room.Stub.Billed;

        room.Clock.Advance(TimeSpan.FromDays(1));
        await room.RunAsync();
        room.Upload("2026/same", [sentences[0], .. sentences.Skip(1).Reverse()]);
        await room.RunAsync();

        Assert.Equal(before, room.Stub.Billed);
        Assert.Equal("ar:ready en:ready es:ready", room.State("2026/same"));
    }

    [Fact]
    public async Task A_sentence_that_stands_in_many_releases_at_once_is_billed_once()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        const string always = "La phrase qui est à la fin de tous les communiqués.";
        for (var i = 0; i < 12; i++)
            room.Upload($"2026/{i}", $"Le sujet {i}", "Rien de plus.", always);

        await room.RunAsync();

        Assert.Equal(Targets * (Length([.. Enumerable.Range(0, 12).Select(i => $"Le sujet {i}")]) + "Rien de plus.".Length + always.Length), room.Stub.Billed);
        Assert.All(Enumerable.Range(0, 12), i => Assert.Equal("ar:ready en:ready es:ready", room.State($"2026/{i}")));
    }

    [Fact]
    public async Task Processes_that_work_at_once_share_one_budget()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        room.Options = room.Options with { CharactersPerDay = 3000 };
        for (var i = 0; i < 12; i++)
            room.Upload($"2026/{i}", EngineNewsroom.Sentences($"le sujet {i}", 5));
        room.Clock.Advance(TimeSpan.FromSeconds(3));
        using var one = new Syndication.Tests.Histories.Process(null, null);
        using var two = new Syndication.Tests.Histories.Process(null, null);

        await Task.WhenAll(room.WorkAsync(one), room.WorkAsync(two));

        Assert.InRange(room.Stub.Billed, 2500, 3000);
        Assert.Equal(room.Stub.Billed, room.Spending().Today);
    }

    [Fact]
    public async Task What_people_have_translated_is_not_asked_for_and_stands_above_what_a_machine_said()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        room.Languages = ["fr", "en"];
        var sentences = EngineNewsroom.Sentences("les côtes", 5);
        room.Upload("2026/one", sentences);
        await room.RunAsync();
        var before = room.Stub.Billed;
        room.Memory = TranslationMemory.Of([new([new(Language.Parse("fr"), sentences[2]), new(Language.Parse("en"), "Sentence 3 by a person.")])]);

        room.Upload("2026/two", [.. sentences, "Une phrase de plus."]);
        await room.RunAsync();

        Assert.Equal("Une phrase de plus.".Length, room.Stub.Billed - before);
        var edition = System.Text.Json.JsonSerializer.Deserialize(room.Blobs.Read(Syndication.Storage.Paths.Edition(ReleaseId.Parse("2026/two"), room.Edition("2026/two", "en")))!.Content.Span, Syndication.Storage.Documents.Json.Edition)!;
        Assert.Contains("Sentence 3 by a person.", edition.Text.Html.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_killed_while_the_service_works_pays_for_that_request_once_more_and_for_nothing_else()
    {
        await using var room = await EngineNewsroom.CreateAsync();
        var sentences = EngineNewsroom.Sentences("les côtes", 20);
        room.Upload("2026/one", sentences);
        room.Stub.Next(Misbehaviour.Silence);
        using var kill = new CancellationTokenSource();
#pragma warning disable CA2025 // Awaited below, before it goes.
        var killed = room.RunAsync(kill: kill);
#pragma warning restore CA2025
        while (room.Stub.Calls.IsEmpty && !killed.IsCompleted)
            await Task.Delay(5, Cancel);
        await kill.CancelAsync();
        Assert.False(await killed);
        var request = room.Stub.Calls.Single().Billed;

        await room.RunAsync();

        Assert.Equal((Targets * Length(sentences)) + request, room.Stub.Billed);
        Assert.Equal(room.Stub.Billed, room.Spending().Today);
        Assert.Equal("ar:ready en:ready es:ready", room.State("2026/one"));
    }

    [Fact]
    public async Task A_process_may_end_at_any_operation_and_at_most_its_requests_in_flight_are_paid_for_again()
    {
        await using var calm = await EngineNewsroom.CreateAsync();
        var sentences = EngineNewsroom.Sentences("les côtes", 6);
        calm.Upload("2026/one", sentences);
        await calm.RunAsync();

        for (var endsAt = 1; endsAt < calm.Operations; endsAt += 3)
        {
            await using var room = await EngineNewsroom.CreateAsync();
            room.Upload("2026/one", sentences);
            await room.RunAsync(endsAt);
            for (var i = 0; i < 3; i++)
                await room.RunAsync();

            var needed = Targets * Length(sentences);
            Assert.InRange(room.Stub.Billed, needed, 2 * needed);
            Assert.True(room.Spending().Today >= room.Stub.Billed, $"{endsAt}: {room.Spending().Today} noted, {room.Stub.Billed} billed");
            Assert.Equal("ar:ready en:ready es:ready", room.State("2026/one"));
        }
    }

    private static int Length(string[] sentences) => sentences.Distinct().Sum(sentence => sentence.Length);
}
