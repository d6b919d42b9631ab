namespace Syndication.Tests.Histories;

/// <summary>Histories that once ended badly, each with its processes ending at every operation where that mattered
/// (at every seventh, unless <c>SYNDICATION_HISTORIES</c> asks for more).</summary>
public sealed class ExampleTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [Fact]
    public Task A_publication_cut_short_leaves_nothing_up_when_an_embargo_follows() => AtEveryOperationAsync(130, at =>
    [
        Upload("fr", "alpha"), new Step.Passes(at), Upload("fr", "beta") with { KeepsText = true, Embargo = Week }, new Step.Passes(),
    ]);

    [Fact]
    public Task A_publication_cut_short_leaves_nothing_in_the_feeds_of_topics_that_change_again() => AtEveryOperationAsync(170, at =>
    [
        Upload("fr", "alpha"), new Step.Passes(), Upload("fr", "beta") with { KeepsText = true }, new Step.Passes(at), Upload("fr") with { KeepsText = true }, new Step.Passes(),
        new Step.Decides(0, true), new Step.Passes(),
    ]);

    [Fact]
    public Task A_publication_cut_short_shows_the_notice_everywhere_when_a_withdrawal_follows() => AtEveryOperationAsync(150, at =>
    [
        Upload("fr", "alpha"), Upload("ar"), new Step.Passes(at), new Step.Decides(0, true), new Step.Passes(), new Step.Decides(0, false), new Step.Passes(),
    ]);

    [Fact]
    public Task An_embargo_on_something_public_is_carried_out_whatever_cuts_it_short() => AtEveryOperationAsync(150, at =>
    [
        Upload("fr", "alpha"), new Step.Passes(), Upload("fr", "alpha") with { KeepsText = true, Embargo = Week }, new Step.Passes(at), new Step.Passes(),
        Upload("fr", "alpha") with { KeepsText = true }, new Step.Passes(at), new Step.Passes(),
    ]);

    [Fact]
    public Task A_decision_cut_short_is_carried_out_by_the_next_pass() => AtEveryOperationAsync(16, at =>
    [
        Upload("fr"), new Step.Passes(), new Step.Decides(0, true, at), new Step.Passes(), new Step.Decides(0, false, at), new Step.Passes(),
    ]);

    [Fact]
    public Task A_correction_cut_short_reaches_everybody_once() => AtEveryOperationAsync(160, at =>
    [
        Upload("fr"), new Step.Passes(), Upload("fr"), new Step.Passes(at), new Step.Passes(),
    ]);

    [Fact]
    public Task An_embargo_on_something_public_takes_it_down_recalls_it_and_brings_it_back() => HistoryTests.LiveAsync(1,
    [
        Upload("fr"), Upload("ar"), new Step.Passes(), Upload("fr") with { KeepsText = true, Embargo = Week }, new Step.Passes(),
        new Step.Ticks(TimeSpan.FromDays(6)), new Step.Passes(), new Step.Ticks(TimeSpan.FromDays(1)), new Step.Passes(),
    ]);

    [Fact]
    public Task An_embargo_moved_out_of_a_partners_hours_ahead_recalls_what_it_has() => HistoryTests.LiveAsync(1,
    [
        Upload("fr") with { Embargo = TimeSpan.FromHours(40) }, new Step.Passes(), Upload("fr") with { KeepsText = true, Embargo = Week }, new Step.Passes(),
        new Step.Ticks(TimeSpan.FromDays(6)), new Step.Passes(), Upload("fr") with { KeepsText = true, Embargo = TimeSpan.FromHours(1) }, new Step.Passes(),
        new Step.Ticks(TimeSpan.FromHours(1)), new Step.Passes(),
    ]);

    [Fact]
    public Task What_a_partner_has_ahead_is_recalled_though_the_embargo_was_taken_away_and_set_again_meanwhile() => AtEveryOperationAsync(64, at =>
    [
        Upload("fr") with { Embargo = TimeSpan.FromHours(40) }, new Step.Passes(), Upload("fr"), new Step.Passes(at), Upload("fr") with { Embargo = Week }, new Step.Passes(),
    ]);

    [Fact]
    public Task An_embargo_lifted_over_the_end_of_a_month_is_published_when_it_is_lifted() => HistoryTests.LiveAsync(1,
    [
        Upload("fr") with { Embargo = Week }, new Step.Passes(), new Step.Ticks(TimeSpan.FromDays(4)), Upload("fr") with { KeepsText = true }, new Step.Passes(),
    ]);

    [Fact]
    public Task A_correction_of_a_withdrawn_release_shows_once_it_is_restored_and_outdated_translations_stay_away() => HistoryTests.LiveAsync(1,
    [
        Upload("fr"), Upload("ar"), new Step.Passes(), new Step.Decides(0, true), new Step.Passes(), Upload("fr"), new Step.Passes(),
        new Step.Decides(0, false), new Step.Passes(), Upload("fr", "alpha") with { KeepsText = true }, new Step.Passes(), Upload("ar"), new Step.Passes(),
    ]);

    [Fact]
    public Task A_text_withdrawn_and_restored_before_anybody_was_told_is_taken_from_partners_where_it_did_not_come_back() => HistoryTests.LiveAsync(1,
    [
        Upload("fr"), Upload("ar"), new Step.Passes(), new Step.Decides(0, true), Upload("fr"), new Step.Passes(22), new Step.Decides(0, false), new Step.Passes(),
    ]);

    [Fact]
    public Task A_release_withdrawn_before_its_time_is_told_to_whoever_had_it_ahead() => HistoryTests.LiveAsync(1,
    [
        Upload("fr") with { Embargo = TimeSpan.FromHours(40) }, new Step.Passes(), Upload("fr") with { KeepsText = true, Withdraws = true, Embargo = TimeSpan.FromHours(40) },
        new Step.Passes(), new Step.Ticks(TimeSpan.FromDays(3)), new Step.Passes(), new Step.Decides(0, false), new Step.Passes(),
    ]);

    [Fact]
    public Task A_copy_tried_again_has_the_same_bytes_though_the_original_has_other_topics_since() => HistoryTests.LiveAsync(754,
    [
        Upload("fr", story: 2), new Step.Fails(0, 4), new Step.Passes(), Upload("fr", "alpha", "beta") with { Withdraws = true }, Upload("fr", story: 2, topics: "beta"),
        new Step.Passes(null, 38), new Step.Passes(),
    ]);

    [Fact]
    public Task A_translation_that_came_before_its_original_is_no_older_than_it() => HistoryTests.LiveAsync(1,
    [
        Upload("ar"), new Step.Passes(), Upload("fr"), new Step.Passes(), new Step.Decides(0, true), new Step.Decides(0, false), new Step.Passes(),
    ]);

    [Fact]
    public Task An_embargo_set_and_lifted_on_a_withdrawn_release_turns_no_date_back() => HistoryTests.LiveAsync(362,
    [
        Upload("fr"), new Step.Passes(), new Step.Decides(0, true), Upload("ar") with { Embargo = TimeSpan.FromSeconds(4) }, new Step.Passes(), new Step.Ticks(Week),
        new Step.Passes(), Upload("ar"), new Step.Passes(),
    ]);

    [Fact]
    public Task A_partner_not_reached_is_told_of_a_withdrawal_though_the_release_is_restored_under_an_embargo_meanwhile() => HistoryTests.LiveAsync(1,
    [
        Upload("en"), new Step.Passes(), Upload("ar") with { Withdraws = true, Embargo = TimeSpan.FromDays(30) }, new Step.Fails(1, 2), new Step.Passes(),
        new Step.Decides(0, false), new Step.Passes(),
    ]);

    [Fact]
    public Task A_sidecar_left_without_its_file_still_speaks_of_the_release() => HistoryTests.LiveAsync(1,
    [
        Upload("ar"), Upload("fr") with { Embargo = Week, IsBeside = true }, new Step.Deletes(0, "fr"), new Step.Passes(), new Step.Ticks(Week), new Step.Passes(),
    ]);

    [Fact]
    public Task A_translation_outdated_while_its_release_was_away_goes_to_nobody_before_it_follows() => HistoryTests.LiveAsync(291,
    [
        Upload("fr", 1, "alpha", "beta"), Upload("ar", 1, "alpha", "beta"), new Step.Passes(), new Step.Fails(2, 5), Upload("fr", story: 1), new Step.Decides(1, true), new Step.Passes(),
        new Step.Decides(1, false), new Step.Ticks(TimeSpan.FromHours(7)), new Step.Passes(),
    ]);

    [Fact]
    public Task Of_older_releases_that_changed_in_the_same_instant_the_feed_tells_of_the_newest() => HistoryTests.LiveAsync(
        72,
        [
            Upload("fr", 2, "alpha", "beta") with { KeepsText = true, Withdraws = true, Embargo = TimeSpan.FromHours(-1), IsBeside = true },
            Upload("fr", "alpha", "beta") with { Embargo = TimeSpan.FromSeconds(4) }, new Step.Passes(348), Upload("fr", 1) with { KeepsText = true },
            new Step.Passes(null, 358), Upload("en", 1) with { Withdraws = true, IsTextless = true }, Upload("fr", "beta") with { KeepsText = true, Withdraws = true, IsTextless = true },
            new Step.Decides(2, false),
        ],
        new() { Shown = 1, Kept = 2, Part = 1 });

    [Fact]
    public Task A_withdrawal_tried_again_after_the_release_is_restored_under_an_embargo_has_the_same_bytes() => HistoryTests.LiveAsync(260,
    [
        Upload("fr", story: 1, topics: "alpha"), new Step.Passes(), Upload("ar", story: 1, topics: "alpha") with { Embargo = TimeSpan.FromDays(6) }, new Step.Fails(1, 3),
        new Step.Decides(1, true), new Step.Passes(), new Step.Decides(1, false, 9), new Step.Ticks(TimeSpan.FromMinutes(10)), new Step.Passes(null, 207),
    ]);

    [Fact]
    public Task A_translation_left_behind_by_what_brought_an_embargo_does_not_go_in_the_place_of_the_one_that_follows() => AtEveryOperationAsync(130, at =>
    [
        Upload("ar", 1, "beta"), new Step.Fails(0, 3), Upload("fr", 1, "alpha"), Upload("fr", 0, "alpha"), new Step.Passes(),
        Upload("fr", 1, "alpha", "beta") with { Embargo = TimeSpan.FromSeconds(4) }, new Step.Passes(at), new Step.Passes(),
    ]);

    [Fact]
    public Task A_translation_of_the_same_words_follows_what_brought_an_embargo_before_it_goes_out_again() => AtEveryOperationAsync(160, at =>
    [
        Upload("fr", 1, "alpha", "beta") with { IsBeside = true }, new Step.Fails(1, 4), new Step.Passes(), Upload("ar", 0, "beta"),
        Upload("fr", 1, "alpha") with { KeepsText = true, Embargo = TimeSpan.FromSeconds(4) }, Upload("fr", 2, "alpha") with { Embargo = TimeSpan.FromHours(1) },
        new Step.Passes(at), new Step.Passes(),
    ]);

    [Fact]
    public Task An_embargo_on_the_first_text_of_a_release_recalls_nothing() => HistoryTests.LiveAsync(586,
    [
        Upload("fr", story: 2) with { Withdraws = true, IsTextless = true }, new Step.Passes(), new Step.Decides(2, false),
        Upload("fr", 2, "alpha", "beta") with { KeepsText = true, Embargo = TimeSpan.FromHours(5), IsBeside = true }, new Step.Passes(), Upload("fr", 2, "beta"), new Step.Passes(),
    ]);

    private static Step.Uploads Upload(string language, params string[] topics) => Upload(language, 0, topics);

    private static Step.Uploads Upload(string language, int story, params string[] topics) => new(story, language) { Topics = topics };

    private static async Task AtEveryOperationAsync(int operations, Func<int, IReadOnlyList<Step>> history)
    {
        for (var at = 1; at <= operations; at += HistoryTests.IsThorough || operations < 20 ? 1 : 7)
        {
            try
            {
                await HistoryTests.LiveAsync(at, history(at));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Ended at operation {at}: {e.Message}", e);
            }
        }
    }
}
