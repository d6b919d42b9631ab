using Syndication.Configuration;
using Syndication.Delivery;

namespace Syndication.Tests.Delivery;

public sealed class ReplayTests
{
    private readonly DeliveryStore store = new();
    private readonly StubChannel channel = new();
    private readonly StubChannel test = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_test_receiver_gets_the_same_bytes_under_the_same_ids_and_the_ledger_and_the_partner_hear_nothing_of_it()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        var clock = Sample.Clock();
        await Sample.Deliverer(store, channel, clock).DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);
        var (writes, arrived) = (store.Writes, channel.Arrived.Count);
        clock.Advance(TimeSpan.FromDays(2));

        var replayed = await ReplayAsync(await store.LedgerAsync());

        Assert.Equal((writes, arrived), (store.Writes, channel.Arrived.Count));
        Assert.Equal(channel.Arrived.Select(one => one.WebhookId), test.Arrived.Select(one => one.WebhookId));
        Assert.Equal(
            channel.Arrived.Select(one => Convert.ToBase64String(one.Payload.Content.Span)), test.Arrived.Select(one => Convert.ToBase64String(one.Payload.Content.Span)));
        Assert.All(replayed, one => Assert.True(one is { IsSame: true, Outcome.Kind: OutcomeKind.Accepted }));
    }

    [Fact]
    public async Task A_copy_that_cannot_be_made_fails_alone()
    {
        store.Save(Sample.Release(Sample.French, Sample.Arabic));
        await Sample.Deliverer(store, channel, Sample.Clock()).DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);
        test.Breaks = copy => copy.Language == Sample.French;
        var replayed = await ReplayAsync(await store.LedgerAsync());
        Assert.Equal([OutcomeKind.Permanent, OutcomeKind.Accepted], replayed.Select(one => one.Outcome.Kind));
    }

    private async Task<List<ReplayedCopy>> ReplayAsync(Deliveries ledger)
    {
        var newsroom = new Newsroom
        {
            Store = store,
            Clock = Sample.Clock(),
            Site = Sample.Site,
            Partners = new Dictionary<string, Partner> { [Sample.Partner.Id] = Sample.Partner },
            Translator = new(Syndication.Translation.Memory.TranslationMemory.Empty, new([]), null, Sample.Site),
            Channels = _ => channel,
            Basis = "",
        };
        var replayed = new List<ReplayedCopy>();
        await foreach (var one in new Replay(newsroom, Sample.Partner, test).SendAsync([new(Sample.Id, ledger.Copies, [])], Cancel))
            replayed.Add(one);
        return replayed;
    }
}
