using Microsoft.Extensions.Time.Testing;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Releases;

namespace Syndication.Tests.Delivery;

/// <summary>A partner that says how fast it may be sent to is not sent to faster, and gets everything.</summary>
public sealed class PacesTests
{
    private static readonly ReleaseId Other = ReleaseId.Parse("2026/autre");

    private readonly DeliveryStore store = new();
    private readonly StubChannel channel = new();
    private readonly FakeTimeProvider clock = Sample.Clock();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Partner OneASecond => Sample.Partner with { Pace = new() { PerMinute = 60 } };

    [Fact]
    public async Task Copies_leave_evenly_in_the_sites_order_and_each_once()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic, Sample.English));

        for (var second = 1; second <= 3; second++)
        {
            var result = await DeliverAsync(OneASecond);
            Assert.Equal(second, channel.Arrived.Count);
            Assert.Equal(second < 3 ? TimeSpan.FromSeconds(1) : null, result.NextTry);
            Assert.DoesNotContain(result.Events, one => one.Kind != DeliveryEventKind.Delivered);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(["published fr 1", "published ar 1", "published en 1"], channel.Told);
        Assert.All((await store.LedgerAsync()).Copies, copy => Assert.Null(copy.Place));
        Assert.All((await store.LedgerAsync()).Copies, copy => Assert.Single(copy.Attempts));
    }

    [Fact]
    public async Task Processes_share_the_row_and_each_copy_has_a_place_of_its_own()
    {
        store.Save(Sample.Release(Sample.French));
        store.Save(Sample.Release(Sample.French) with { Id = Other });

        Assert.Null((await DeliverAsync(OneASecond)).NextTry);
        Assert.Equal(TimeSpan.FromSeconds(1), (await DeliverAsync(OneASecond, release: Other)).NextTry);
        Assert.Equal(TimeSpan.FromSeconds(1), (await DeliverAsync(OneASecond, release: Other)).NextTry); // It keeps its place.
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await DeliverAsync(OneASecond, release: Other)).NextTry);

        Assert.Equal(2, channel.Arrived.Count);
    }

    [Fact]
    public async Task Whoever_may_wait_here_sends_all_in_one_go_and_not_faster()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic, Sample.English));
        var instants = new List<TimeSpan>();
        channel.Before = () =>
        {
            instants.Add(clock.GetUtcNow() - Sample.Start);
            return Task.CompletedTask;
        };

        var sending = DeliverAsync(OneASecond, patience: TimeSpan.FromMinutes(1));
        for (var i = 0; i < 100 && !sending.IsCompleted; i++)
            clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Null((await sending).NextTry);
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)], instants);
    }

    [Fact]
    public async Task What_was_corrected_while_it_waited_goes_in_its_last_version_alone()
    {
        var release = Sample.Release(Sample.French, Sample.Arabic);
        store.Save(release);
        await DeliverAsync(OneASecond);
        store.Save(release.Corrected(Sample.Arabic));
        clock.Advance(TimeSpan.FromSeconds(5));

        await DeliverAsync(OneASecond);

        Assert.Equal(["published fr 1", "published ar 2"], channel.Told);
    }

    [Fact]
    public async Task A_withdrawal_waits_for_nobody()
    {
        var release = Sample.Release(Sample.French, Sample.Arabic);
        store.Save(release);
        await DeliverAsync(OneASecond);
        store.Save(release.Withdrawn());

        await DeliverAsync(OneASecond);

        Assert.Equal(["published fr 1", "withdrawn fr 2"], channel.Told);
    }

    [Fact]
    public async Task A_row_noted_before_the_clock_was_set_back_delays_nobody()
    {
        store.Save(Sample.Release(Sample.French));
        clock.SetUtcNow(Sample.Start.AddYears(1));
        await DeliverAsync(OneASecond);
        store.Save(Sample.Release(Sample.French) with { Id = Other });

        var yesterday = new FakeTimeProvider(Sample.Start);
        await new Deliverer(store, Sample.Site, new Dictionary<string, Partner> { [Sample.Partner.Id] = OneASecond }, _ => channel, yesterday).DeliverAsync(Sample.Partner.Id, Other, Cancel);

        Assert.Equal(2, channel.Arrived.Count);
    }

    [Fact]
    public async Task At_the_end_of_a_row_of_a_day_copies_ask_again_and_none_is_lost()
    {
        var slow = Sample.Partner with { Pace = new() { PerMinute = 1 } };
        var ids = Enumerable.Range(0, 30 * 60).Select(i => ReleaseId.Parse($"2026/r{i}")).ToList();
        foreach (var id in ids)
            store.Save(Sample.Release(Sample.French) with { Id = id });
        var next = ids.ToDictionary(id => id, _ => (DateTimeOffset?)clock.GetUtcNow());
        while (next.Values.Any(at => at is not null))
        {
            foreach (var id in ids.Where(id => next[id] <= clock.GetUtcNow()))
                next[id] = (await DeliverAsync(slow, release: id)).NextTry is { } wait ? clock.GetUtcNow() + wait : null;
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(ids.Count, channel.Arrived.Select(one => one.WebhookId).Distinct().Count());
        Assert.Equal(ids.Count, channel.Arrived.Count);
        Assert.InRange(clock.GetUtcNow() - Sample.Start, TimeSpan.FromMinutes(ids.Count - 1), TimeSpan.FromMinutes(ids.Count + 120));
    }

    [Fact]
    public async Task No_more_are_under_way_at_once_than_it_takes_and_the_others_come_soon()
    {
        var narrow = Sample.Partner with { Pace = new() { AtOnce = 1 } };
        store.Save(Sample.Release(Sample.French));
        store.Save(Sample.Release(Sample.French) with { Id = Other });
        var deliverer = Sample.Deliverer(store, channel, clock, narrow);
        var answer = new TaskCompletionSource();
        channel.Before = () => answer.Task;

        var first = deliverer.DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);
        var second = await deliverer.DeliverAsync(Sample.Partner.Id, Other, Cancel);
        Assert.Single(channel.Arrived);
        Assert.InRange(second.NextTry!.Value, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5));
        answer.SetResult();
        await first;
        clock.Advance(second.NextTry.Value);
        await deliverer.DeliverAsync(Sample.Partner.Id, Other, Cancel);

        Assert.Equal(2, channel.Arrived.Count);
    }

    [Fact]
    public async Task A_copy_that_failed_is_tried_again_when_its_partner_says()
    {
        store.Save(Sample.Release(Sample.French));
        channel.Answer = _ => Outcome.Temporary("It answered 503.");
        var patient = Sample.Partner with { Retries = [TimeSpan.FromMinutes(1), TimeSpan.FromHours(2)] };

        Assert.InRange((await DeliverAsync(patient)).NextTry!.Value, TimeSpan.FromSeconds(54), TimeSpan.FromSeconds(66));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.InRange((await DeliverAsync(patient)).NextTry!.Value, TimeSpan.FromMinutes(108), TimeSpan.FromMinutes(132));
        clock.Advance(TimeSpan.FromHours(3));
        var last = await DeliverAsync(patient);

        Assert.Null(last.NextTry);
        Assert.Equal(DeliveryEventKind.DeadLettered, Assert.Single(last.Events).Kind);
    }

    [Fact]
    public async Task A_damaged_row_is_begun_anew()
    {
        store.Put($"deliveries/{Sample.Partner.Id}/~pace.json", "{ half"u8.ToArray());
        store.Save(Sample.Release(Sample.French));

        await DeliverAsync(OneASecond);

        Assert.Single(channel.Arrived);
    }

    private Task<DeliveryResult> DeliverAsync(Partner partner, ReleaseId? release = null, TimeSpan patience = default) =>
        new Deliverer(store, Sample.Site, new Dictionary<string, Partner> { [partner.Id] = partner }, _ => channel, clock, default, patience).DeliverAsync(partner.Id, release ?? Sample.Id, Cancel);
}
