using Microsoft.Extensions.Time.Testing;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Tests.Delivery;

public sealed class ResendTests
{
    private readonly DeliveryStore store = new();
    private readonly StubChannel channel = new();
    private readonly FakeTimeProvider clock = Sample.Clock();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_delivered_is_delivered_again_under_the_same_id_with_the_same_bytes_and_the_ledger_shows_a_further_try()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        await DeliverAsync();
        clock.Advance(TimeSpan.FromDays(3));

        var resend = await ResendAsync();
        await DeliverAsync();

        Assert.Equal([Sample.French, Sample.Arabic], resend.Copies.Select(copy => copy.Language));
        Assert.Equal(["published fr 1", "published ar 1", "published fr 1", "published ar 1"], channel.Told);
        foreach (var copies in channel.Arrived.GroupBy(one => one.Copy.Language))
        {
            Assert.Single(copies.Select(one => one.WebhookId).Distinct());
            Assert.Single(copies.Select(one => Convert.ToBase64String(one.Payload.Content.Span)).Distinct());
        }

        Assert.All((await store.LedgerAsync()).Copies, copy => Assert.Equal((CopyState.Delivered, 2), (copy.State, copy.Attempts.Count)));
    }

    [Fact]
    public async Task Of_a_corrected_release_only_the_newest_version_goes_out_again()
    {
        var release = Sample.Release(Sample.French, Sample.Arabic);
        store.Save(release);
        await DeliverAsync();
        store.Save(release.Corrected(Sample.French));
        await DeliverAsync();

        await ResendAsync();
        await DeliverAsync();

        Assert.Equal(["published fr 1", "published ar 1", "corrected fr 2", "corrected fr 2", "published ar 1"], channel.Told);
        Assert.Equal(CopyState.Delivered, (await store.LedgerAsync()).Copies[0].State);
    }

    [Fact]
    public async Task Of_a_withdrawn_release_the_withdrawal_goes_out_again_and_never_the_text()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        await DeliverAsync();
        store.Save(release.Withdrawn());
        await DeliverAsync();

        await ResendAsync();
        await DeliverAsync();

        Assert.Equal(["published fr 1", "withdrawn fr 2", "withdrawn fr 2"], channel.Told);
    }

    [Fact]
    public async Task A_withdrawal_that_was_not_sent_yet_goes_out_in_the_place_of_the_text()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        await DeliverAsync();
        store.Save(release.Withdrawn());

        await ResendAsync();
        await DeliverAsync();

        Assert.Equal(["published fr 1", "withdrawn fr 2"], channel.Told);
        Assert.Equal(CopyState.Delivered, (await store.LedgerAsync()).Copies[0].State);
    }

    [Fact]
    public async Task What_the_partner_may_not_have_now_is_not_sent_and_the_reason_is_told()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        await DeliverAsync();
        var narrowed = Sample.Partner with { Receives = new() { Languages = [Sample.Arabic] } };

        var resend = await ResendAsync(narrowed);
        await DeliverAsync(narrowed);

        Assert.Equal("The agreement has ar, not fr.", Assert.Single(resend.PassedOver).Reason);
        Assert.Equal(["published fr 1", "published ar 1", "published ar 1"], channel.Told);
        Assert.All((await store.LedgerAsync()).Copies, copy => Assert.Equal(CopyState.Delivered, copy.State));
    }

    [Fact]
    public async Task A_release_put_under_embargo_again_is_not_sent()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        await DeliverAsync();
        store.Save(release with { Embargo = clock.GetUtcNow().AddDays(1) });

        var resend = await ResendAsync();
        await DeliverAsync();

        Assert.Contains("embargo", Assert.Single(resend.PassedOver).Reason, StringComparison.Ordinal);
        Assert.Single(channel.Arrived);
    }

    [Fact]
    public async Task A_dead_copy_gets_a_whole_fresh_schedule()
    {
        store.Save(Sample.Release(Sample.French));
        channel.Answer = _ => Outcome.Temporary("busy");
        var tries = new RetryPolicy().Schedule.Count;
        await TryAsync(tries);
        Assert.Equal((CopyState.Dead, tries), Stands(await store.LedgerAsync()));

        await ResendAsync();
        await TryAsync(tries - 1);
        Assert.Equal((CopyState.Waiting, 2 * tries - 1), Stands(await store.LedgerAsync()));
        await TryAsync(1);
        Assert.Equal((CopyState.Dead, 2 * tries), Stands(await store.LedgerAsync()));

        channel.Answer = _ => Outcome.Accepted();
        await ResendAsync();
        await DeliverAsync();
        Assert.Equal((CopyState.Delivered, 2 * tries + 1), Stands(await store.LedgerAsync()));
        Assert.Single(channel.Arrived.Select(one => one.WebhookId).Distinct());
    }

    [Fact]
    public async Task A_copy_that_was_refused_or_could_not_be_formed_is_tried_again()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        channel.Answer = _ => Outcome.Permanent("no such address");
        channel.Breaks = copy => copy.Language == Sample.Arabic;
        await DeliverAsync();
        Assert.All((await store.LedgerAsync()).Copies, copy => Assert.Equal(CopyState.Failed, copy.State));

        (channel.Answer, channel.Breaks) = (_ => Outcome.Accepted(), _ => false);
        await ResendAsync();
        await DeliverAsync();

        Assert.All((await store.LedgerAsync()).Copies, copy => Assert.Equal(CopyState.Delivered, copy.State));
        Assert.Equal(2, (await store.LedgerAsync()).Copies.Count);
    }

    [Fact]
    public async Task A_stretch_of_time_leaves_out_what_fell_due_and_was_tried_outside_it()
    {
        store.Save(Sample.Release(Sample.French));
        await DeliverAsync();

        Assert.Empty((await ResendAsync(since: clock.GetUtcNow().AddSeconds(1))).Copies);
        Assert.Empty((await ResendAsync(until: clock.GetUtcNow())).Copies);
        Assert.Single((await ResendAsync(since: clock.GetUtcNow())).Copies);
    }

    [Fact]
    public async Task Who_only_looks_changes_nothing_and_queues_nothing()
    {
        store.Save(Sample.Release(Sample.French));
        await DeliverAsync();
        var (before, queue) = (store.Text(Deliveries.Path(Sample.Partner.Id, Sample.Id)), new ListQueue());

        var resend = await Desk(queue, Sample.Partner).ResendAsync(Sample.Partner, Sample.Id, default, onlyLook: true, Cancel);

        Assert.Single(resend!.Copies);
        Assert.Equal(before, store.Text(Deliveries.Path(Sample.Partner.Id, Sample.Id)));
        Assert.Empty(queue.Sent);
    }

    [Fact]
    public async Task A_process_that_ends_anywhere_leaves_a_ledger_that_stands_or_a_resend_with_its_work_queued()
    {
        for (var at = 0; at < 2; at++)
        {
            var crashing = new DeliveryStore(new Crashes(at));
            crashing.Put(Sample.Release(Sample.French));
            crashing.Put(Sample.Edition(Sample.Release(Sample.French), Sample.French, 1));
            var ledger = new Deliveries
            {
                Partner = Sample.Partner.Id,
                Release = Sample.Id,
                Copies = [LedgerCopy.Due(Sample.Partner.Id, Sample.Id, Sample.French, 1, CopyKind.Published, Sample.Start) with { State = CopyState.Dead, NextTry = null }],
            };
            crashing.Put(Deliveries.Path(Sample.Partner.Id, Sample.Id), System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(ledger, Documents.Json.Deliveries));
            var queue = new ListQueue();
            var newsroom = NewsroomOf(crashing, Sample.Partner);

            await Assert.ThrowsAsync<CrashedException>(() => new Newsdesk(newsroom, queue).ResendAsync(Sample.Partner, Sample.Id, default, false, Cancel));

            Assert.Equal(new DeliverRelease(Sample.Partner.Id, Sample.Id), Assert.Single(queue.Sent));
            Assert.Equal(at == 0 ? CopyState.Dead : CopyState.Waiting, (await crashing.LedgerAsync()).Copies.Single().State);
        }
    }

    [Fact]
    public async Task Of_a_release_that_the_partner_was_never_due_there_is_nothing_to_send()
    {
        store.Save(Sample.Release(Sample.French));
        var resend = await ResendAsync(Sample.Partner with { Receives = new() { Languages = [Sample.Arabic] } });
        Assert.Empty(resend.Copies);
        Assert.Empty(resend.PassedOver);
    }

    private static (CopyState, int) Stands(Deliveries ledger) => (ledger.Copies.Single().State, ledger.Copies.Single().Attempts.Count);

    private async Task TryAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await DeliverAsync();
            clock.Advance(TimeSpan.FromDays(1));
        }
    }

    private Newsdesk Desk(IWorkQueue queue, Partner partner) => new(NewsroomOf(store, partner), queue);

    private Newsroom NewsroomOf(IBlobStore blobs, Partner partner) => new()
    {
        Store = blobs,
        Clock = clock,
        Site = Sample.Site,
        Partners = new Dictionary<string, Partner> { [partner.Id] = partner },
        Translator = new(Syndication.Translation.Memory.TranslationMemory.Empty, new([]), null, Sample.Site),
        Channels = _ => channel,
        Basis = "",
    };

    private async Task<Resend> ResendAsync(Partner? partner = null, DateTimeOffset? since = null, DateTimeOffset? until = null)
    {
        var resend = await Desk(new ListQueue(), partner ?? Sample.Partner).ResendAsync(partner ?? Sample.Partner, Sample.Id, new(since, until), false, Cancel);
        Assert.NotNull(resend);
        return resend;
    }

    private Task<DeliveryResult> DeliverAsync(Partner? partner = null) => Sample.Deliverer(store, channel, clock, partner).DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);

    private sealed class ListQueue : IWorkQueue
    {
        public List<Work> Sent { get; } = [];

        public Task SendAsync(Work work, TimeSpan delay, CancellationToken cancel)
        {
            Sent.Add(work);
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<QueuedWork>> ReceiveAsync(WorkKind kind, int most, CancellationToken cancel) => throw new NotSupportedException();

        public Task CompleteAsync(QueuedWork work, CancellationToken cancel) => throw new NotSupportedException();

        public Task<bool> AbandonAsync(QueuedWork work, CancellationToken cancel) => throw new NotSupportedException();

        public Task<QueueDepth> DepthAsync(CancellationToken cancel) => throw new NotSupportedException();
    }
}
