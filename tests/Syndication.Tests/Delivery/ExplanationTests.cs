using Microsoft.Extensions.Time.Testing;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Releases;

namespace Syndication.Tests.Delivery;

public sealed class ExplanationTests
{
    private readonly DeliveryStore store = new();
    private readonly StubChannel channel = new();
    private readonly FakeTimeProvider clock = Sample.Clock();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_due_and_what_arrived_is_told_with_its_instant_and_receipt()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        Assert.Equal(GoingState.Due, (await FrenchAsync(release)).State);

        channel.Answer = _ => Outcome.Accepted() with { Receipt = "r1" };
        await DeliverAsync();

        var going = await FrenchAsync(release);
        Assert.Equal((GoingState.Delivered, 1, Sample.Start, "r1"), (going.State, going.Version, going.At, going.Receipt));
        Assert.Equal(Signing.WebhookId(Sample.Partner.Id, Sample.Id, Sample.French, 1, CopyKind.Published), going.WebhookId);
    }

    [Fact]
    public async Task Why_a_language_does_not_go_is_told_for_each()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        var lines = await ExplainAsync(release, Sample.Partner with { Receives = new() { Languages = [Sample.French, Sample.Arabic] } });

        Assert.Equal(
            ["fr Due", "ar None There is no finished text in ar yet.", "en None The agreement has fr, ar, not en."],
            lines.Going.Select(going => going.State == GoingState.Due ? "fr Due" : $"{going.Language} {going.State} {going.Reason}"));
    }

    [Fact]
    public async Task An_embargo_is_told_with_the_instant_at_which_this_partner_gets_it()
    {
        var release = Sample.Release(Sample.French) with { Embargo = Sample.Start.AddDays(2) };
        store.Save(release);

        var late = await FrenchAsync(release);
        var early = await FrenchAsync(release, Sample.Partner with { Receives = new() { Ahead = TimeSpan.FromHours(24) } });

        Assert.Equal((GoingState.Later, Sample.Start.AddDays(2)), (late.State, late.At));
        Assert.Equal((GoingState.Later, Sample.Start.AddDays(1)), (early.State, early.At));
    }

    [Fact]
    public async Task A_failing_partner_is_told_with_its_next_try_and_what_it_has_already()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        await DeliverAsync();
        store.Save(release = release.Corrected(Sample.French));
        channel.Answer = _ => Outcome.Temporary("It is busy.");
        await DeliverAsync();

        var going = await FrenchAsync(release);

        Assert.Equal((GoingState.Retrying, 2, "It is busy."), (going.State, going.Version, going.Reason));
        Assert.True(going.At > clock.GetUtcNow());
        Assert.Equal(1, going.Sent!.Version);
    }

    [Fact]
    public async Task A_missing_secret_is_told_as_the_reason_for_waiting()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        channel.Lacks = "Set SECRET.";
        Assert.Equal((GoingState.Waiting, "Set SECRET."), await FrenchAsync(release) is var going ? (going.State, going.Reason) : default);
    }

    [Fact]
    public async Task Of_a_withdrawn_release_it_is_told_who_was_told_who_has_to_be_and_who_never_had_it()
    {
        var release = Sample.Release(Sample.French, Sample.Arabic);
        store.Save(release);
        await DeliverAsync(Sample.Partner with { Receives = new() { Languages = [Sample.French] } });
        store.Save(release = release.Withdrawn());

        var before = await ExplainAsync(release);
        await DeliverAsync();
        var after = await ExplainAsync(release);

        Assert.True(before.IsOutstanding);
        Assert.False(after.IsOutstanding);
        Assert.Equal((GoingState.Delivered, CopyKind.Withdrawn), (after.Going[0].State, after.Going[0].Kind));
        Assert.All(after.Going.Skip(1), going => Assert.Equal("It never had it, so it is not told.", going.Reason));
    }

    [Fact]
    public async Task A_withdrawal_that_was_refused_is_outstanding()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        await DeliverAsync();
        store.Save(release = release.Withdrawn());
        channel.Answer = _ => Outcome.Permanent("It is gone.");
        await DeliverAsync();

        var explanation = await ExplainAsync(release);

        Assert.True(explanation.IsOutstanding);
        Assert.Equal((GoingState.Failed, "It is gone."), (explanation.Going[0].State, explanation.Going[0].Reason));
    }

    [Fact]
    public async Task Of_every_withdrawal_it_is_told_who_took_note_and_who_is_outstanding()
    {
        var release = Sample.Release(Sample.French, Sample.Arabic);
        store.Save(release);
        await DeliverAsync();
        store.Save(release.Withdrawn());
        channel.Answer = one => one.Copy.Language == Sample.French ? Outcome.Accepted() with { Receipt = "gone-1" } : Outcome.Temporary("busy");
        await DeliverAsync();

        var notices = await new WithdrawalNotices(NewsroomWith(Sample.Partner)).AllAsync(Cancel);

        Assert.Equal(
            ["fr Delivered False gone-1", "ar Retrying True "],
            notices.Select(notice => $"{notice.Going.Language} {notice.Going.State} {notice.Going.IsOutstanding} {notice.Going.Receipt}"));
        Assert.All(notices, notice => Assert.False(notice.NeedsPerson));
    }

    [Fact]
    public async Task A_partner_whose_file_is_gone_and_that_holds_a_withdrawn_text_is_outstanding_too()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        await DeliverAsync();
        store.Save(release.Withdrawn());

        var notice = Assert.Single(await new WithdrawalNotices(NewsroomWith(Sample.Partner with { Id = "another" })).AllAsync(Cancel));

        Assert.True(notice is { NeedsPerson: true, Going.IsOutstanding: true, Going.Partner: "secretariat" });
        Assert.Contains("config/partners/secretariat.json is gone", notice.Going.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_partner_whose_agreement_has_ended_is_told_of_a_withdrawal()
    {
        var release = Sample.Release(Sample.French);
        store.Save(release);
        await DeliverAsync();
        store.Save(release.Withdrawn());
        await DeliverAsync(Sample.Partner with { Receives = new() { Until = new(2026, 1, 1) } });
        Assert.Equal("withdrawn fr 2", channel.Told.Last());
    }

    private async Task<Going> FrenchAsync(Release release, Partner? partner = null) =>
        (await ExplainAsync(release, partner)).Going.Single(going => going.Language == Sample.French);

    private Task<Explanation> ExplainAsync(Release release, Partner? partner = null) => Explanation.OfAsync(NewsroomWith(partner ?? Sample.Partner), release, Cancel);

    private Newsroom NewsroomWith(Partner partner) => new()
    {
        Store = store,
        Clock = clock,
        Site = Sample.Site,
        Partners = new Dictionary<string, Partner> { [partner.Id] = partner },
        Translator = new(Syndication.Translation.Memory.TranslationMemory.Empty, new([]), null, Sample.Site),
        Channels = _ => channel,
        Basis = "",
    };

    private Task<DeliveryResult> DeliverAsync(Partner? partner = null) => Sample.Deliverer(store, channel, clock, partner).DeliverAsync(Sample.Partner.Id, Sample.Id, Cancel);
}
