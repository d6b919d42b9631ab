using Syndication.Delivery;

namespace Syndication.Tests.Delivery;

public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy Policy = new();

    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 300)]
    [InlineData(3, 1800)]
    [InlineData(4, 7200)]
    [InlineData(5, 18000)]
    [InlineData(6, 36000)]
    [InlineData(7, 36000)]
    public void After_each_failure_the_wait_is_that_of_the_schedule_give_or_take_a_tenth(int failures, int seconds)
    {
        foreach (var id in Enumerable.Range(0, 200).Select(i => $"msg_{i}"))
            Assert.InRange(Policy.After(id, failures, null)!.Value.TotalSeconds, seconds * 0.9, seconds * 1.1);
    }

    [Fact]
    public void The_eighth_failure_is_the_last() => Assert.Null(Policy.After("msg_1", 8, TimeSpan.FromSeconds(1)));

    [Fact]
    public void The_same_copy_waits_the_same_time_whenever_it_is_asked() =>
        Assert.Equal(Policy.After("msg_1", 3, null), Policy.After("msg_1", 3, null));

    [Fact]
    public void Copies_that_failed_together_are_not_tried_together()
    {
        var waits = Enumerable.Range(0, 100).Select(i => Policy.After($"msg_{i}", 2, null)!.Value).ToList();
        Assert.True(waits.Distinct().Count() > 90);
        Assert.True(waits.Max() - waits.Min() > TimeSpan.FromSeconds(40));
    }

    [Fact]
    public void What_the_partner_asks_for_is_obeyed() =>
        Assert.Equal(TimeSpan.FromMinutes(2), Policy.After("msg_1", 1, TimeSpan.FromMinutes(2)));

    [Fact]
    public void What_the_partner_asks_for_never_shortens_the_wait() =>
        Assert.Equal(Policy.After("msg_1", 5, null), Policy.After("msg_1", 5, TimeSpan.Zero));

    [Theory]
    [InlineData(86_401)]
    [InlineData(99_999_999)]
    public void No_partner_can_ask_for_more_than_a_day(int seconds) =>
        Assert.Equal(TimeSpan.FromDays(1), Policy.After("msg_1", 1, TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void A_schedule_of_ones_own_is_followed()
    {
        var two = new RetryPolicy { Schedule = [TimeSpan.Zero, TimeSpan.FromSeconds(100)] };
        Assert.InRange(two.After("msg_1", 1, null)!.Value.TotalSeconds, 90, 110);
        Assert.Null(two.After("msg_1", 2, null));
    }
}
