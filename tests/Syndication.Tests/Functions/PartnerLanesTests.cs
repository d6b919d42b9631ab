using Microsoft.Extensions.Time.Testing;
using Syndication.App.Functions;
using Syndication.Releases;

namespace Syndication.Tests.Functions;

public sealed class PartnerLanesTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 24, 10, 0, 0, TimeSpan.Zero));
    private readonly PartnerLanes lanes;

    public PartnerLanesTests() => lanes = new(clock);

    [Fact]
    public void Four_copies_at_once_go_to_a_partner_and_a_full_one_takes_no_place_of_another()
    {
        for (var i = 0; i < 4; i++)
            Assert.Null(lanes.Enter("slow"));

        Assert.NotNull(lanes.Enter("slow"));
        Assert.Null(lanes.Enter("other"));

        lanes.Leave("slow", [Copy(CopyOutcome.Delivered)], TimeSpan.FromSeconds(1));
        Assert.Null(lanes.Enter("slow"));
    }

    [Fact]
    public void Who_finds_no_place_is_to_ask_again_one_after_the_other_at_the_pace_of_the_partner()
    {
        for (var i = 0; i < 4; i++)
            Assert.Null(lanes.Enter("slow"));
        lanes.Leave("slow", [Copy(CopyOutcome.Delivered)], TimeSpan.FromSeconds(29));
        Assert.Null(lanes.Enter("slow"));

        Assert.Equal([1.0, 3.0, 5.0], Enumerable.Range(0, 3).Select(_ => lanes.Enter("slow")!.Value.TotalSeconds));
    }

    [Fact]
    public void Nobody_waits_longer_than_a_minute_and_a_quick_partner_lets_all_of_them_through_within_seconds()
    {
        for (var i = 0; i < 4; i++)
            Assert.Null(lanes.Enter("quick"));

        var waits = Enumerable.Range(0, 1000).Select(_ => lanes.Enter("quick")!.Value).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)));
        Assert.All(waits.Take(20), wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(6)));
    }

    [Fact]
    public void A_partner_that_failed_three_times_in_a_row_rests_and_one_failure_more_brings_the_next_rest()
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(lanes.Enter("down"));
            lanes.Leave("down", [Copy(CopyOutcome.Retrying)], TimeSpan.FromSeconds(15));
        }

        Assert.True(lanes.Enter("down") > PartnerLanes.Rest);
        clock.Advance(PartnerLanes.Rest);
        Assert.Null(lanes.Enter("down"));
        lanes.Leave("down", [Copy(CopyOutcome.Retrying)], TimeSpan.FromSeconds(15));
        Assert.NotNull(lanes.Enter("down"));

        clock.Advance(PartnerLanes.Rest);
        Assert.Null(lanes.Enter("down"));
        lanes.Leave("down", [Copy(CopyOutcome.Delivered)], TimeSpan.FromSeconds(1));
        Assert.Null(lanes.Enter("down"));
        lanes.Leave("down", [Copy(CopyOutcome.Retrying)], TimeSpan.FromSeconds(1));
        Assert.Null(lanes.Enter("down"));
    }

    private static CopyReported Copy(CopyOutcome outcome) => new(
        Delivery.Sample.Partner, ReleaseId.Parse("2026/one"), Language.Parse("fr"), 1, outcome, null);
}
