using Microsoft.Extensions.Time.Testing;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Releases;

namespace Syndication.Tests.Delivery;

/// <summary>What a partner is sent, when and in which order. Long, because the order of one ledger is told case by case, and the cases share its partner.</summary>
public sealed class DelivererTests
{
    private readonly DeliveryStore store = new();
    private readonly StubChannel channel = new();
    private readonly FakeTimeProvider clock = Sample.Clock();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_release_goes_out_in_the_sites_order_of_languages()
    {
        store.Save(Sample.Release(Sample.Arabic, Sample.English, Sample.French));
        var result = await DeliverAsync();
        Assert.Equal(["published fr 1", "published ar 1", "published en 1"], channel.Told);
        Assert.All(result.Events, one => Assert.Equal(DeliveryEventKind.Delivered, one.Kind));
        Assert.Null(result.NextTry);
        Assert.All((await store.LedgerAsync()).Copies, copy => Assert.Equal(CopyState.Delivered, copy.State));
    }

    [Fact]
    public async Task What_was_delivered_is_not_sent_again_and_not_written_again()
    {
        store.Save(Sample.Release(Sample.French));
        await DeliverAsync();
        var writes = store.Writes;
        var result = await DeliverAsync();
        Assert.Single(channel.Arrived);
        Assert.Equal(writes, store.Writes);
        Assert.Equal(DeliveryResult.Nothing.Events, result.Events);
    }

    [Fact]
    public async Task There_is_nothing_to_do_for_a_release_that_does_not_exist()
    {
        Assert.Null((await DeliverAsync()).NextTry);
        Assert.Equal(0, store.Writes);
    }

    [Fact]
    public async Task The_copy_and_its_try_are_stored_before_the_first_byte_leaves()
    {
        store.Save(Sample.Release(Sample.French));
        channel.Before = async () =>
        {
            var copy = Assert.Single((await store.LedgerAsync()).Copies);
            Assert.Equal(channel.Arrived[0].WebhookId, copy.WebhookId);
            Assert.Equal(OutcomeKind.Begun, Assert.Single(copy.Attempts).Outcome);
        };
        await DeliverAsync();
        Assert.Single(channel.Arrived);
    }

    [Fact]
    public async Task A_correction_goes_only_in_the_languages_it_changed_and_only_once()
    {
        var release = Sample.Release(Sample.French, Sample.Arabic);
        store.Save(release);
        await DeliverAsync();
        store.Save(release.Corrected(Sample.French));
        await DeliverAsync();
        await DeliverAsync();
        Assert.Equal(["published fr 1", "published ar 1", "corrected fr 2"], channel.Told);
    }

    [Fact]
    public async Task Of_several_corrections_made_while_a_partner_was_away_only_the_newest_is_sent()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        channel.Answer = _ => Outcome.Temporary("away");
        await DeliverAsync();
        store.Save(release = release.Corrected(Sample.French));
        store.Save(release.Corrected(Sample.French));
        channel.Answer = _ => Outcome.Accepted();
        await DeliverAsync();
        // The first may have arrived although no answer came back: so the newest goes as a correction.
        Assert.Equal(["published fr 1", "corrected fr 3"], channel.Told);
        Assert.Equal([CopyState.Superseded, CopyState.Delivered], (await store.LedgerAsync()).Copies.Select(copy => copy.State));
    }

    [Fact]
    public async Task A_copy_never_tried_leaves_no_trace_at_the_partner_so_the_newer_one_is_the_first()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        channel.Lacks = "The secret is missing.";
        await DeliverAsync();
        store.Save(release.Corrected(Sample.French));
        channel.Lacks = null;
        await DeliverAsync();
        Assert.Equal(["published fr 2"], channel.Told);
    }

    [Fact]
    public async Task A_withdrawal_reaches_whoever_was_ever_sent_a_copy_whatever_the_agreement_says_now()
    {
        var release = Sample.Release(Sample.French, Sample.Arabic);
        store.Save(release);
        await DeliverAsync(Sample.Partner with { Receives = new() { Languages = [Sample.Arabic] } });
        store.Save(release.Withdrawn());
        await DeliverAsync(Sample.Partner with { Receives = new() { Languages = [Sample.English], Topics = ["health"] } });
        Assert.Equal(["published ar 1", "withdrawn ar 2"], channel.Told);
        var body = System.Text.Encoding.UTF8.GetString(channel.Arrived[1].Payload.Content.Span);
        Assert.DoesNotContain("Titre", body, StringComparison.Ordinal);
        Assert.Contains("Une date était fausse.", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawal_needs_no_reason()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        await DeliverAsync();
        store.Save(release.Withdrawn(reason: null));
        await DeliverAsync();
        Assert.Equal(["published fr 1", "withdrawn fr 2"], channel.Told);
    }

    [Fact]
    public async Task A_withdrawal_goes_to_a_partner_whose_copy_was_never_acknowledged()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        channel.Answer = _ => Outcome.Permanent("no");
        await DeliverAsync();
        store.Save(release.Withdrawn());
        await DeliverAsync();
        Assert.Equal(["published fr 1", "withdrawn fr 2"], channel.Told);
    }

    [Fact]
    public async Task Who_was_sent_nothing_is_told_of_no_withdrawal()
    {
        store.Save(Sample.Release(Sample.French).Withdrawn());
        await DeliverAsync();
        Assert.Empty(channel.Arrived);
        Assert.Equal(0, store.Writes);
    }

    [Fact]
    public async Task A_release_put_up_again_goes_out_again_under_a_newer_version_as_often_as_that_happens()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        await DeliverAsync();
        for (var i = 0; i < 2; i++)
        {
            store.Save(release = release.Withdrawn());
            await DeliverAsync();
            store.Save(release = release.Restored());
            await DeliverAsync();
        }

        Assert.Equal(["published fr 1", "withdrawn fr 2", "corrected fr 3", "withdrawn fr 4", "corrected fr 5"], channel.Told);
        Assert.Equal(5, channel.Arrived.Select(one => one.WebhookId).Distinct().Count());
    }

    [Fact]
    public async Task A_withdrawal_once_acknowledged_is_not_repeated_when_nothing_was_sent_since()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        await DeliverAsync();
        store.Save(release = release.Withdrawn());
        await DeliverAsync();
        store.Save(release = release.Restored());
        await DeliverAsync(Sample.Partner with { Receives = new() { Topics = ["health"] } });
        store.Save(release.Withdrawn());
        await DeliverAsync();
        Assert.Equal(["published fr 1", "withdrawn fr 2"], channel.Told);
    }

    [Fact]
    public async Task An_embargoed_release_waits_for_its_hour()
    {
        store.Save(Sample.Release(Sample.French) with { Embargo = Sample.Start.AddHours(5) });
        var result = await DeliverAsync();
        Assert.Empty(channel.Arrived);
        Assert.Equal(TimeSpan.FromHours(5), result.NextTry);
        clock.Advance(TimeSpan.FromHours(5));
        await DeliverAsync();
        Assert.Equal(["published fr 1"], channel.Told);
    }

    [Fact]
    public async Task Hours_ahead_are_kept_to_the_minute_and_the_copy_says_so()
    {
        store.Save(Sample.Release(Sample.French) with { Embargo = Sample.Start.AddHours(5) });
        var ahead = Sample.Partner with { Receives = new() { Ahead = TimeSpan.FromHours(2) } };
        Assert.Equal(TimeSpan.FromHours(3), (await DeliverAsync(ahead)).NextTry);
        clock.Advance(TimeSpan.FromHours(3));
        await DeliverAsync(ahead);
        var body = System.Text.Encoding.UTF8.GetString(Assert.Single(channel.Arrived).Payload.Content.Span);
        Assert.Contains("\"embargo\":\"2026-11-23T15:00:00Z\"", body, StringComparison.Ordinal);
        Assert.Contains("\"pubStatus\":\"withheld\"", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_has_the_same_bytes_before_and_after_its_embargo_ended()
    {
        store.Save(Sample.Release(Sample.French) with { Embargo = Sample.Start.AddSeconds(3) });
        var ahead = Sample.Partner with { Receives = new() { Ahead = TimeSpan.FromHours(2) } };
        channel.Answer = _ => Outcome.Temporary("away");
        await DeliverAsync(ahead);
        clock.Advance(TimeSpan.FromHours(1));
        await DeliverAsync(ahead);
        Assert.Equal(channel.Arrived[0].Payload.Content.ToArray(), channel.Arrived[1].Payload.Content.ToArray());
    }

    [Fact]
    public async Task A_copy_that_failed_does_not_go_out_when_an_embargo_was_set_meanwhile()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        channel.Answer = _ => Outcome.Temporary("away");
        await DeliverAsync();
        store.Save(release with { Embargo = Sample.Start.AddDays(2) });
        clock.Advance(TimeSpan.FromDays(1));
        var result = await DeliverAsync();
        Assert.Single(channel.Arrived);
        Assert.Equal(TimeSpan.FromDays(1), result.NextTry);
        clock.Advance(TimeSpan.FromDays(1));
        await DeliverAsync();
        Assert.Equal(["published fr 1", "published fr 1"], channel.Told);
        Assert.Single(channel.Arrived.Select(one => one.WebhookId).Distinct());
    }

    [Fact]
    public async Task A_failure_is_tried_again_when_the_schedule_says_and_not_before()
    {
        store.Save(Sample.Release(Sample.French));
        channel.Answer = _ => Outcome.Temporary("503");
        var waits = new List<TimeSpan>();
        while (true)
        {
            var result = await DeliverAsync();
            if (result.NextTry is not { } wait)
            {
                Assert.Equal(DeliveryEventKind.DeadLettered, Assert.Single(result.Events).Kind);
                break;
            }

            Assert.Equal(DeliveryEventKind.Retrying, Assert.Single(result.Events).Kind);
            waits.Add(wait);
            clock.Advance(wait - TimeSpan.FromMilliseconds(1));
            Assert.Empty((await DeliverAsync()).Events);
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(8, channel.Arrived.Count);
        Assert.Equal(7, waits.Count);
        Assert.InRange(waits.Sum(wait => wait.TotalHours), 24, 31);
        var copy = Assert.Single((await store.LedgerAsync()).Copies);
        Assert.Equal((CopyState.Dead, 8, "503"), (copy.State, copy.Attempts.Count, copy.Reason));
        Assert.Empty((await DeliverAsync()).Events);
    }

    [Fact]
    public async Task A_partners_wish_to_be_left_alone_is_obeyed()
    {
        store.Save(Sample.Release(Sample.French));
        channel.Answer = _ => Outcome.Temporary("429") with { RetryAfter = TimeSpan.FromHours(1) };
        Assert.Equal(TimeSpan.FromHours(1), (await DeliverAsync()).NextTry);
    }

    [Fact]
    public async Task A_permanent_failure_ends_that_copy_and_a_newer_version_is_tried_afresh()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        channel.Answer = _ => Outcome.Permanent("It answered 422.") with { Status = 422 };
        var result = await DeliverAsync();
        Assert.Equal((DeliveryEventKind.Failed, "It answered 422."), (Assert.Single(result.Events).Kind, result.Events[0].Reason));
        Assert.Null(result.NextTry);
        Assert.Empty((await DeliverAsync()).Events);
        channel.Answer = _ => Outcome.Accepted();
        store.Save(release.Corrected(Sample.French));
        await DeliverAsync();
        Assert.Equal(["published fr 1", "corrected fr 2"], channel.Told);
    }

    [Fact]
    public async Task A_failure_in_one_language_does_not_hold_up_the_others()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        channel.Answer = one => one.Copy.Language == Sample.French ? Outcome.Temporary("busy") : Outcome.Accepted();
        var result = await DeliverAsync();
        Assert.Equal([DeliveryEventKind.Retrying, DeliveryEventKind.Delivered], result.Events.Select(one => one.Kind));
    }

    [Fact]
    public async Task A_text_that_cannot_be_put_into_its_form_fails_alone()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        channel.Breaks = copy => copy.Language == Sample.French;
        var result = await DeliverAsync();
        Assert.Equal([DeliveryEventKind.Failed, DeliveryEventKind.Delivered], result.Events.Select(one => one.Kind));
        Assert.Contains("half a letter", result.Events[0].Reason!, StringComparison.Ordinal);
        var copy = (await store.LedgerAsync()).Copies[0];
        Assert.Equal(CopyState.Failed, copy.State);
        Assert.Empty(copy.Attempts);
    }

    [Fact]
    public async Task A_channel_that_breaks_down_is_tried_again_and_its_message_is_not_told()
    {
        store.Save(Sample.Release(Sample.French));
        channel.Answer = _ => throw new InvalidOperationException("whsec_hidden");
        var result = await DeliverAsync();
        Assert.Equal(DeliveryEventKind.Retrying, Assert.Single(result.Events).Kind);
        Assert.DoesNotContain("whsec_hidden", store.Text(Deliveries.Path(Sample.Partner.Id, Sample.Id))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_a_secret_is_missing_copies_wait_without_using_up_a_try_or_spinning()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        channel.Lacks = "Set SECRET.";
        var result = await DeliverAsync();
        Assert.Null(result.NextTry);
        Assert.Equal([DeliveryEventKind.Lacking, DeliveryEventKind.Lacking], result.Events.Select(one => one.Kind));
        var writes = store.Writes;
        await DeliverAsync();
        Assert.Equal(writes, store.Writes);
        Assert.All((await store.LedgerAsync()).Copies, copy => Assert.Equal((CopyState.Waiting, 0), (copy.State, copy.Attempts.Count)));

        channel.Lacks = null;
        await DeliverAsync();
        Assert.Equal(["published fr 1", "published ar 1"], channel.Told);
    }

    [Fact]
    public async Task A_try_cut_off_by_the_end_of_the_process_uses_up_none_of_the_partners_tries()
    {
        store.Save(Sample.Release(Sample.French));
        channel.Answer = _ => throw new OperationCanceledException();
        using var killed = new CancellationTokenSource();
        channel.Before = killed.CancelAsync;
        for (var i = 0; i < 20; i++)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Deliverer().DeliverAsync(Sample.Partner.Id, Sample.Id, killed.Token));
        channel.Before = () => Task.CompletedTask;
        channel.Answer = _ => Outcome.Accepted();
        await DeliverAsync();
        var copy = Assert.Single((await store.LedgerAsync()).Copies);
        Assert.Equal(CopyState.Delivered, copy.State);
        Assert.Equal(20, copy.Attempts.Count(attempt => attempt.Outcome == OutcomeKind.Interrupted));
        Assert.Single(channel.Arrived.Select(one => one.WebhookId).Distinct());
    }

    [Fact]
    public async Task A_try_that_another_process_may_have_under_way_has_its_time_first()
    {
        store.Save(Sample.Release(Sample.French));
        channel.Answer = _ => throw new CrashedInPlace();
        using var killed = new CancellationTokenSource();
        channel.Before = killed.CancelAsync;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Deliverer().DeliverAsync(Sample.Partner.Id, Sample.Id, killed.Token));
        channel.Before = () => Task.CompletedTask;
        channel.Answer = _ => Outcome.Accepted();
        var patient = Sample.Deliverer(store, channel, clock, hold: TimeSpan.FromMinutes(1));
        Assert.Equal(TimeSpan.FromMinutes(1), (await patient.DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel)).NextTry);
        Assert.Single(channel.Arrived);
        clock.Advance(TimeSpan.FromMinutes(1));
        await patient.DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);
        Assert.Equal(2, channel.Arrived.Count);
    }

    [Fact]
    public async Task Who_comes_second_sends_nothing_and_what_he_came_for_is_not_forgotten()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        var deliverer = Deliverer();
        DeliveryResult? second = null;
        channel.Before = async () =>
        {
            channel.Before = () => Task.CompletedTask;
            store.Save(release.Corrected(Sample.French));
            second = await deliverer.DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);
        };
        var first = await deliverer.DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);
        Assert.Empty(second!.Events);
        Assert.Equal(["published fr 1", "corrected fr 2"], channel.Told);
        Assert.Equal(2, first.Events.Count);
    }

    [Fact]
    public async Task When_another_process_wrote_first_the_decision_is_made_again()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        var other = new StubChannel();
        store.Meanwhile = () => Sample.Deliverer(store, other, clock).DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel).GetAwaiter().GetResult();
        await DeliverAsync();
        Assert.Single(other.Arrived);
        Assert.Empty(channel.Arrived);
        Assert.Single((await store.LedgerAsync()).Copies);
    }

    [Fact]
    public async Task An_answer_is_kept_although_another_process_wrote_meanwhile()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        var other = new StubChannel();
        channel.Before = async () =>
        {
            channel.Before = () => Task.CompletedTask;
            store.Save(release.Corrected(Sample.French));
            await Sample.Deliverer(store, other, clock).DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);
        };
        channel.Answer = _ => Outcome.Accepted() with { Receipt = "r1" };
        await DeliverAsync();
        var copies = (await store.LedgerAsync()).Copies;
        Assert.Equal([1, 2], copies.Select(copy => copy.Version));
        Assert.Equal("r1", copies[0].Attempts.Single().Receipt);
        Assert.All(copies, copy => Assert.Equal(CopyState.Delivered, copy.State));
    }

    [Fact]
    public async Task The_ledger_tells_of_every_try_and_holds_nothing_of_the_text()
    {
        store.Save(Sample.Release(Sample.French));
        channel.Answer = _ =>
        {
            clock.Advance(TimeSpan.FromMilliseconds(120));
            return Outcome.Accepted(new string('é', 400)) with { Status = 200, Receipt = "a\r\nb" };
        };
        await DeliverAsync();
        var attempt = Assert.Single((await store.LedgerAsync()).Copies[0].Attempts);
        var sent = channel.Arrived[0].Payload.Content;
        Assert.Equal((Sample.Start, OutcomeKind.Accepted, 200, 120, sent.Length), (attempt.At, attempt.Outcome, attempt.Status, attempt.Milliseconds, attempt.Bytes));
        Assert.Equal(Syndication.Storage.Fingerprints.Of(sent.Span), attempt.Hash);
        Assert.Equal("a  b", attempt.Receipt);
        Assert.Equal(300, attempt.Detail!.Length);
        Assert.DoesNotContain("Titre", store.Text(Deliveries.Path(Sample.Partner.Id, Sample.Id))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_whose_file_is_gone_and_who_holds_a_withdrawn_text_is_told_of()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        await DeliverAsync();
        store.Save(release.Withdrawn());
        var gone = new Deliverer(store, Sample.Site, new Dictionary<string, Partner>(), _ => channel, clock);
        var result = await gone.DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);
        Assert.Contains("Put the file back", Assert.Single(result.Events).Reason!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translation_without_topics_goes_by_those_of_the_original()
    {
        var release = Sample.Release(Sample.French, Sample.Arabic);
        store.Save(release);
        var bare = Sample.Edition(release, Sample.Arabic, 1);
        store.Put(bare with { Text = bare.Text with { Topics = [], Regions = [] } });
        await DeliverAsync(Sample.Partner with { Receives = new() { Topics = ["migration"], Regions = ["egypt"] } });
        Assert.Equal(["published fr 1", "published ar 1"], channel.Told);
    }

    [Fact]
    public async Task A_text_known_to_be_outdated_is_not_sent_anew_when_its_release_is_put_up_again()
    {
        var release = Sample.Release(Sample.French, Sample.Arabic);
        store.Save(release);
        await DeliverAsync();
        store.Save(release = release.Withdrawn());
        await DeliverAsync();
        release = release.Restored();
        store.Save(release with
        {
            Editions = [.. release.Editions.Select(one => one.Language == Sample.Arabic ? one with { Status = EditionStatus.Stale, LeftBehind = true } : one)],
        });
        await DeliverAsync();
        Assert.Equal("corrected fr 3", channel.Told.Last());
    }

    [Fact]
    public async Task A_missing_text_is_the_storages_fault_and_the_work_is_done_again()
    {
        store.Put(Sample.Release(Sample.French));
        await Assert.ThrowsAsync<IOException>(() => DeliverAsync());
        store.Save(Sample.Release(Sample.French));
        await DeliverAsync();
        Assert.Single(channel.Arrived);
    }

    private Deliverer Deliverer(Partner? partner = null) => Sample.Deliverer(store, channel, clock, partner);

    private Task<DeliveryResult> DeliverAsync(Partner? partner = null) => Deliverer(partner).DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);

    private sealed class CrashedInPlace() : OperationCanceledException("the process is gone");
}
