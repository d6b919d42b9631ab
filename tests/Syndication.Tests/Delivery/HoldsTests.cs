using Microsoft.Extensions.Time.Testing;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Tests.Delivery;

/// <summary>A partner that fails again and again is left alone; nothing of its copies is lost.</summary>
public sealed class HoldsTests
{
    private readonly DeliveryStore store = new();
    private readonly StubChannel channel = new() { Answer = _ => Outcome.Temporary("It answered 503.") };
    private readonly FakeTimeProvider clock = Sample.Clock();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_failures_in_a_row_over_a_time_copies_are_held_and_none_is_dropped_for_days()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        await FailAsync();
        var tried = channel.Arrived.Count;
        for (var day = 0; day < 5; day++)
        {
            for (var minute = 0; minute < 15; minute++)
            {
                var result = await DeliverAsync();
                Assert.All(result.Events, one => Assert.NotEqual(DeliveryEventKind.DeadLettered, one.Kind));
                clock.Advance(TimeSpan.FromMinutes(1));
            }

            clock.Advance(TimeSpan.FromDays(1));
        }

        // A copy a quarter of an hour at most, where each look used to send both.
        Assert.InRange(channel.Arrived.Count - tried, 5, 10);
        Assert.All((await store.LedgerAsync()).Copies, copy => Assert.Equal(CopyState.Waiting, copy.State));
    }

    [Fact]
    public async Task Few_failures_or_many_in_a_short_time_hold_nothing()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic, Sample.English));
        for (var i = 0; i < 4; i++)
        {
            await DeliverAsync();
            clock.Advance(TimeSpan.FromSeconds(6));
        }

        Assert.False((await HoldAsync())!.Held.HasValue);
    }

    [Fact]
    public async Task When_it_answers_all_go_out_in_the_sites_order()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        await FailAsync();
        channel.Answer = _ => Outcome.Accepted();
        channel.Arrived.Clear();
        Assert.Contains((await DeliverAsync()).Events, one => one.Kind == DeliveryEventKind.Lacking);
        Assert.Empty(channel.Arrived);

        clock.Advance(TimeSpan.FromHours(1));
        var result = await DeliverAsync();

        Assert.True(result.Reopened);
        Assert.Equal(["published fr 1", "published ar 1"], channel.Told);
        Assert.Null(await HoldAsync());
    }

    [Fact]
    public async Task A_withdrawal_goes_to_a_partner_whose_copies_are_held()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        channel.Answer = _ => Outcome.Accepted();
        await DeliverAsync();
        await new Holds(store).DisableAsync(Sample.Partner.Id, "moving house", clock.GetUtcNow(), Cancel);
        store.Save(release = release.Corrected(Sample.French));
        await DeliverAsync();
        Assert.Equal(["published fr 1"], channel.Told);

        store.Save(release.Withdrawn());
        await DeliverAsync();

        Assert.Equal(["published fr 1", "withdrawn fr 3"], channel.Told);
        Assert.True((await HoldAsync())!.Disabled);
    }

    [Fact]
    public async Task One_that_a_person_disabled_is_not_tried_until_a_person_enables_it()
    {
        store.Save(Sample.Release(Sample.French));
        channel.Answer = _ => Outcome.Accepted();
        await new Holds(store).DisableAsync(Sample.Partner.Id, null, clock.GetUtcNow(), Cancel);
        clock.Advance(TimeSpan.FromDays(30));
        var told = Assert.Single((await DeliverAsync()).Events).Reason;
        Assert.Contains("syndication partner enable secretariat", told, StringComparison.Ordinal);
        Assert.Empty(channel.Arrived);

        Assert.True(await new Holds(store).EnableAsync(Sample.Partner.Id, Cancel));
        await DeliverAsync();
        Assert.Equal(["published fr 1"], channel.Told);
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_for_good_holds_the_others_at_once_and_none_of_them_is_tried()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        channel.Answer = _ => Outcome.Permanent("It answered 410.") with { Status = 410 };
        await DeliverAsync();
        Assert.Equal(["published fr 1"], channel.Told);
        Assert.Equal([CopyState.Failed, CopyState.Waiting], (await store.LedgerAsync()).Copies.Select(copy => copy.State));

        clock.Advance(TimeSpan.FromDays(3));
        var told = Assert.Single((await DeliverAsync()).Events).Reason;
        Assert.Contains("It answered 410.", told, StringComparison.Ordinal);
        Assert.Contains("syndication partner enable secretariat", told, StringComparison.Ordinal);
        Assert.Equal(["published fr 1"], channel.Told);
        Assert.Equal([CopyState.Failed, CopyState.Waiting], (await store.LedgerAsync()).Copies.Select(copy => copy.State));
    }

    [Fact]
    public async Task A_held_partner_that_says_it_is_gone_when_it_is_tried_is_not_tried_again()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        await FailAsync();
        channel.Answer = _ => Outcome.Permanent("It answered 410.") with { Status = 410 };
        for (var day = 0; day < 5; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            await DeliverAsync();
        }

        Assert.True((await HoldAsync())!.Disabled);
        Assert.Single((await store.LedgerAsync()).Copies, copy => copy.State == CopyState.Failed);
    }

    [Fact]
    public async Task Copies_that_wait_for_a_later_try_go_at_once_and_on_a_fresh_schedule_when_somebody_says_that_all_is_well()
    {
        store.Save(Sample.Release(Sample.French));
        for (var i = 0; i < 7; i++)
        {
            clock.Advance(TimeSpan.FromHours(12));
            await Sample.Deliverer(store, channel, clock).DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);
        }

        Assert.True((await store.LedgerAsync()).Copies[0].NextTry > clock.GetUtcNow());

        Assert.Equal([Sample.Id], await new Holds(store).HastenAsync(Sample.Partner.Id, clock.GetUtcNow(), Cancel));
        Assert.Empty(await new Holds(store).HastenAsync(Sample.Partner.Id, clock.GetUtcNow(), Cancel));
        var told = Assert.Single((await Sample.Deliverer(store, channel, clock).DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel)).Events);

        Assert.Equal(8, channel.Arrived.Count);
        Assert.Equal(DeliveryEventKind.Retrying, told.Kind);
    }

    [Fact]
    public async Task A_healthy_partner_costs_one_read_a_copy_and_no_write()
    {
        store.Save(Sample.Release(Sample.French));
        channel.Answer = _ => Outcome.Accepted();
        await DeliverAsync();
        Assert.Null(store.Text(Paths.Hold(Sample.Partner.Id)));
    }

    [Fact]
    public async Task Explain_says_that_copies_are_held_and_how_to_let_them_go()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        await new Holds(store).DisableAsync(Sample.Partner.Id, "moving house", clock.GetUtcNow(), Cancel);
        var going = (await Explanation.OfAsync(Newsroom(), release, Cancel)).Going[0];
        Assert.Equal(GoingState.Waiting, going.State);
        Assert.Contains("moving house", going.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_copy_that_comes_to_wait_while_another_finds_the_partner_well_goes_at_once()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        await FailAsync();
        await DeliverAsync();
        var work = new DeliverRelease(Sample.Partner.Id, Sample.Id);
        Assert.DoesNotContain(Follow.Now(work), (await new Dispatch(Newsroom()).SendAsync(work, Cancel)).Next);

        // The first thing it writes is the mark that it waits, which the other has looked for just before.
        store.Meanwhile = () => Assert.True(store.DeleteAsync(Paths.Hold(Sample.Partner.Id), Cancel).Result);
        var handled = await new Dispatch(Newsroom()).SendAsync(work, Cancel);

        Assert.Contains(Follow.Now(work), handled.Next);
    }

    private Newsroom Newsroom() => new()
    {
        Store = store,
        Clock = clock,
        Site = Sample.Site,
        Partners = new Dictionary<string, Partner> { [Sample.Partner.Id] = Sample.Partner with { Hold = new() } },
        Translator = new(Syndication.Translation.Memory.TranslationMemory.Empty, new([]), null, Sample.Site),
        Channels = _ => channel,
        Basis = "",
    };

    private async Task FailAsync()
    {
        for (var i = 0; i < 4; i++)
        {
            await DeliverAsync();
            clock.Advance(TimeSpan.FromMinutes(6));
        }

        Assert.NotNull((await HoldAsync())!.Held);
    }

    private Task<PartnerHold?> HoldAsync() => new Holds(store).OfAsync(Sample.Partner.Id, Cancel);

    private Task<DeliveryResult> DeliverAsync() => Sample.Deliverer(store, channel, clock, Sample.Partner with { Hold = new() }).DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);
}
