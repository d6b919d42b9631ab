using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Syndication.Delivery;
using Syndication.Delivery.Journal;
using Syndication.Releases;

namespace Syndication.Tests.Delivery;

/// <summary>The process ends at any write and at any sending, and does its work again.</summary>
public sealed class CrashTests
{
    private static readonly string[] Undisturbed =
    [
        "published fr 1", "published ar 1", "corrected fr 2", "withdrawn fr 3", "withdrawn ar 3", "corrected fr 4", "corrected ar 4",
    ];

    [Fact]
    public async Task Without_a_crash_the_partner_is_told_the_whole_story_once()
    {
        var (channel, store, _) = await LiveAsync(new());
        Assert.Equal(Undisturbed, channel.Told);
        await AssertSoundAsync(channel, store);
    }

    [Fact]
    public async Task A_crash_at_any_instant_loses_nothing_doubles_nothing_and_keeps_the_order()
    {
        var instants = (await LiveAsync(new())).Crashes.Passed;
        Assert.True(instants > 40);
        for (var at = 0; at < instants; at++)
        {
            var (channel, store, _) = await LiveAsync(new(at));
            await AssertSoundAsync(channel, store);
        }
    }

    [Fact]
    public async Task Only_a_crash_between_the_sending_and_the_journal_sends_a_copy_twice()
    {
        var instants = (await LiveAsync(new())).Crashes.Passed;
        var twice = 0;
        for (var at = 0; at < instants; at++)
            twice += (await LiveAsync(new(at))).Channel.Arrived.Count - Undisturbed.Length;

        // Two instants a copy: after it arrived, and before the journal is written. Past them the journal knows that it arrived.
        Assert.Equal(2 * Undisturbed.Length, twice);
    }

    [Fact]
    public async Task Two_crashes_at_any_instants_lose_nothing_double_nothing_and_keep_the_order()
    {
        var instants = (await LiveAsync(new())).Crashes.Passed;
        for (var first = 0; first < instants; first++)
        {
            for (var second = first + 1; second < first + 12; second++)
            {
                var (channel, store, _) = await LiveAsync(new(first, second));
                await AssertSoundAsync(channel, store);
            }
        }
    }

    [Fact]
    public Task Whatever_happens_in_whatever_order_nothing_older_ever_follows_something_newer() =>
        Gen.Int[0, 9].Array[5, 40].SampleAsync(async steps =>
        {
            var store = new DeliveryStore();
            var channel = new StubChannel();
            var clock = Sample.Clock();
            var release = Sample.Release(Sample.French, Sample.Arabic);
            store.Save(release);
            foreach (var step in steps)
            {
                var before = release;
                release = step switch
                {
                    0 when release.Withdrawal is null => release.Corrected(Sample.French),
                    1 when release.Withdrawal is null => release.Corrected(Sample.French, Sample.Arabic),
                    2 when release.Withdrawal is null => release.Withdrawn(),
                    3 when release.Withdrawal is not null => release.Restored(),
                    _ => release,
                };
                if (!ReferenceEquals(before, release))
                    store.Save(release);
                channel.Answer = step switch
                {
                    4 => _ => Outcome.Temporary("busy"),
                    5 => one => one.Copy.Language == Sample.French ? Outcome.Temporary("busy") : Outcome.Accepted(),
                    6 => _ => throw new CrashedException(),
                    _ => _ => Outcome.Accepted(),
                };
                channel.Lacks = step == 7 ? "Set the secret." : null;
                await TryAsync(store, channel, clock);
                clock.Advance(TimeSpan.FromMinutes(step));
            }

            // In the end the partner answers, and holds what it should: the last word in each language is the right one.
            (channel.Answer, channel.Lacks) = (_ => Outcome.Accepted(), null);
            clock.Advance(TimeSpan.FromDays(2));
            await TryAsync(store, channel, clock);
            AssertOrder(channel);
            var told = channel.Arrived.Select(one => one.Copy.Language).Distinct().ToList();
            if (release.Withdrawal is null)
                Assert.Equal(2, told.Count);
            foreach (var language in told)
            {
                var last = channel.Arrived.Last(one => one.Copy.Language == language).Copy;
                Assert.Equal(release.Withdrawal is not null, last.Kind == CopyKind.Withdrawn);
                if (release.Withdrawal is null)
                    Assert.Equal(Copies.Version(release, release.In(language)!), last.Version);
            }
        }, iter: 400);

    // The life of a release, the process starting again after each crash and doing the step again.
    private static async Task<(StubChannel Channel, DeliveryStore Store, Crashes Crashes)> LiveAsync(Crashes crashes)
    {
        var store = new DeliveryStore(crashes);
        var channel = new StubChannel(crashes);
        var clock = Sample.Clock();
        var release = Sample.Release(Sample.French, Sample.Arabic);
        foreach (var step in new Func<Release, Release>[] { it => it, it => it.Corrected(Sample.French), it => it.Withdrawn(), it => it.Restored() })
        {
            store.Save(release = step(release));
            while (!await TryAsync(store, channel, clock))
                clock.Advance(TimeSpan.FromSeconds(1));
            clock.Advance(TimeSpan.FromHours(1));
        }

        return (channel, store, crashes);
    }

    private static async Task<bool> TryAsync(DeliveryStore store, StubChannel channel, FakeTimeProvider clock)
    {
        using var process = new CancellationTokenSource();
        try
        {
            await Sample.Deliverer(store, new Fragile(channel, process), clock).DeliverAsync(Sample.Partner.Id, Sample.Id, process.Token);
            return true;
        }
        catch (Exception e) when (e is CrashedException or OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task AssertSoundAsync(StubChannel channel, DeliveryStore store)
    {
        Assert.Equal(Undisturbed, channel.Told.Distinct());
        AssertOrder(channel);
        foreach (var copies in channel.Arrived.GroupBy(one => (one.Copy.Language, one.Copy.Version, one.Copy.Kind)))
        {
            Assert.Single(copies.Select(one => one.WebhookId).Distinct());
            Assert.Single(copies.Select(one => Convert.ToBase64String(one.Payload.Content.Span)).Distinct());
        }

        var ledger = await store.LedgerAsync();
        Assert.All(ledger.Copies, copy => Assert.Equal(CopyState.Delivered, copy.State));

        // Every try has one line in the journal, and it says what the ledger says.
        Assert.Null((await new JournalAudit(store).VerifyAsync(Sample.Partner.Id, CancellationToken.None)).Flaw);
        var lines = new List<string>();
        await foreach (var line in new Journals(store).AfterAsync(Sample.Partner.Id, 0, CancellationToken.None))
            lines.Add($"{line.Key} {line.Outcome} {line.Hash}");
        Assert.Equal(
            ledger.Copies.SelectMany(copy => copy.Attempts.Select((attempt, i) => $"{copy.WebhookId}|{i + 1} {attempt.Outcome} {attempt.Hash}")).Order(StringComparer.Ordinal),
            lines.Order(StringComparer.Ordinal));
    }

    private static void AssertOrder(StubChannel channel)
    {
        foreach (var copies in channel.Arrived.GroupBy(one => one.Copy.Language))
        {
            var versions = copies.Select(one => one.Copy.Version).ToList();
            Assert.Equal(versions.Order(), versions);
        }
    }

    // A fault of the channel's would be an outcome; the end of the process leaves none.
    private sealed class Fragile(StubChannel inner, CancellationTokenSource process) : IChannel
    {
        public string? Lacks => inner.Lacks;

        public Payload Pack(Copy copy) => inner.Pack(copy);

        public async Task<Outcome> SendAsync(Shipment shipment, CancellationToken cancel)
        {
            try
            {
                return await inner.SendAsync(shipment, cancel);
            }
            catch (CrashedException)
            {
                await process.CancelAsync();
                throw new OperationCanceledException(process.Token);
            }
        }
    }
}
