using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Translation.Engines;
using static Syndication.Tests.Translation.Manuscripts;

namespace Syndication.Tests.Translation.Engines;

/// <summary>The rules of spending, without a clock, a store or an engine.</summary>
public sealed class BudgetTests
{
    private static readonly TimeZoneInfo Zurich = TimeZoneInfo.FindSystemTimeZoneById("Europe/Zurich");
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 11, 0, 0, TimeSpan.Zero);
    private static readonly ServiceLimits Limits = new(50_000, 1000, 1000, 5000);
    private static readonly Commission Own = new(ReleaseId.Parse("own"), Noon, null);

    [Fact]
    public void A_day_and_a_month_are_those_of_the_newsroom()
    {
        var spending = new Spending().At(Noon, Zurich).Reserve(100, Noon);

        Assert.Equal(("2026-11-24", 100, 100), (spending.Day, spending.Today, spending.ThisMonth));
        var late = spending.At(new(2026, 11, 24, 22, 59, 0, TimeSpan.Zero), Zurich);
        Assert.Equal(100, late.Today);
        var tomorrow = spending.At(new(2026, 11, 24, 23, 0, 0, TimeSpan.Zero), Zurich);
        Assert.Equal(("2026-11-25", 0, 100), (tomorrow.Day, tomorrow.Today, tomorrow.ThisMonth));
        Assert.Equal(0, spending.At(new(2026, 11, 30, 23, 0, 0, TimeSpan.Zero), Zurich).ThisMonth);
    }

    [Fact]
    public void What_was_noted_is_corrected_on_its_own_day_only()
    {
        var spending = new Spending().At(Noon, Zurich).Reserve(100, Noon);

        Assert.Equal((90, 90), (spending.Correct("2026-11-24", 100, 90).Today, spending.Correct("2026-11-24", 100, 90).ThisMonth));
        var tomorrow = spending.At(Noon.AddDays(1), Zurich).Correct("2026-11-24", 100, 90);
        Assert.Equal((0, 90), (tomorrow.Today, tomorrow.ThisMonth));
    }

    [Fact]
    public void What_the_day_has_left_is_spent_and_the_rest_waits_for_midnight()
    {
        var budget = Of(day: 250);
        var spending = new Spending().At(Noon, Zurich).Reserve(100, Noon.AddHours(-2));

        var go = Assert.IsType<Go>(Judge(budget, spending, ["aaaaa", "bbbbb", "ccccc"], each: 60));
        Assert.Equal(["aaaaa", "bbbbb"], go.Batch.Texts);
        var later = Assert.IsType<Later>(Judge(budget, spending.Reserve(120, Noon.AddHours(-2)), ["c"], each: 60));
        Assert.Equal((TimeSpan.FromHours(12), "The budget of 250 characters a day is used up; it goes on at 2026-11-25 00:00."), (later.Wait, later.Reason));
    }

    [Fact]
    public void A_month_that_is_used_up_waits_for_the_next()
    {
        var later = Assert.IsType<Later>(Judge(Of(day: 250, month: 300), (new Spending().At(Noon, Zurich) with { ThisMonth = 290 }), ["c"], each: 60));

        Assert.Equal((new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.FromHours(1)) - Noon, "The budget of 300 characters a month is used up; it goes on at 2026-12-01 00:00."), (later.Wait, later.Reason));
    }

    [Fact]
    public void A_sentence_that_no_budget_ever_pays_for_is_told_as_that()
    {
        var later = Assert.IsType<Later>(Judge(Of(day: 50), new Spending().At(Noon, Zurich), ["c"], each: 60));

        Assert.Null(later.Wait);
        Assert.StartsWith("One of its sentences takes 60 characters, more than the whole budget: raise charactersPerDay", later.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Newer_releases_come_first_and_languages_under_review_last()
    {
        var budget = Of(day: 200);
        var spending = new Spending().At(Noon, Zurich) with
        {
            Claims =
            [
                new(ReleaseId.Parse("newer"), Noon.AddHours(1), 100, 100, Noon),
                new(ReleaseId.Parse("older"), Noon.AddHours(-1), 100, 100, Noon),
                new(Own.Release, Own.Since, 60, 60, Noon),
            ],
        };

        Assert.IsType<Go>(Judge(budget, spending, ["a"], each: 60));
        var review = Assert.IsType<Later>(Judge(budget, spending, ["a"], each: 60, isReview: true));
        Assert.StartsWith("Newer releases come first within the budget", review.Reason, StringComparison.Ordinal);
        Assert.IsType<Later>(Judge(budget, spending.Reserve(60, Noon.AddHours(-2)), ["a"], each: 60));
        Assert.IsType<Go>(Judge(budget, spending with { Claims = [spending.Claims[1]] }, ["a"], each: 60));
    }

    [Fact]
    public void No_minute_and_no_hour_holds_more_than_the_engine_takes()
    {
        var budget = Of();
        var spending = new Spending().At(Noon, Zurich);
        var (asked, now) = (new List<(DateTimeOffset At, int Characters)>(), Noon);
        while (now < Noon.AddHours(3))
        {
            spending = spending.At(now, Zurich);
            if (Judge(budget, spending, ["a"], each: 300, now: now) is Later { Wait: { } wait } later)
            {
                Assert.True(later.IsPace);
                Assert.True(wait > TimeSpan.Zero);
                now += wait;
                continue;
            }

            spending = spending.Reserve(300, now);
            asked.Add((now, 300));
            now += TimeSpan.FromSeconds(1);
        }

        foreach (var (at, _) in asked)
        {
            Assert.True(asked.Where(other => other.At > at.AddMinutes(-1) && other.At <= at).Sum(other => other.Characters) <= Limits.CharactersPerMinute);
            Assert.True(asked.Where(other => other.At > at.AddHours(-1) && other.At <= at).Sum(other => other.Characters) <= Limits.CharactersPerHour);
        }

        Assert.InRange(asked.Count, 40, 60);
        Assert.InRange(spending.Lately.Count, 1, 70);
    }

    [Fact]
    public void While_the_engine_rests_nobody_asks()
    {
        var resting = new Spending().At(Noon, Zurich) with { Rest = Noon.AddMinutes(2), Trouble = "It is busy." };

        var later = Assert.IsType<Later>(Judge(Of(), resting, ["a"], each: 10));
        Assert.Equal((TimeSpan.FromMinutes(2), "It is busy. It is asked again at 2026-11-24 12:02."), (later.Wait, later.Reason));
        Assert.IsType<Go>(Judge(Of(), resting.At(Noon.AddMinutes(2), Zurich), ["a"], each: 10));
    }

    [Fact]
    public void Who_has_not_been_heard_of_for_two_days_waits_no_longer()
    {
        var spending = new Spending { Claims = [new(Own.Release, Noon, 1, 1, Noon)] };

        Assert.Single(spending.At(Noon.AddHours(48), Zurich).Claims);
        Assert.Empty(spending.At(Noon.AddHours(50), Zurich).Claims);
    }

    private static Budget Of(long? day = null, long? month = null) => new(new TranslationOptions { CharactersPerDay = day, CharactersPerMonth = month }, Zurich, Limits);

    private static Verdict Judge(Budget budget, Spending spending, string[] texts, int each, bool isReview = false, DateTimeOffset? now = null) =>
        budget.Judge(spending, new([English], texts, texts.Length * each), isReview, Own, _ => each, now ?? Noon);
}
