using Syndication.App.Opening;
using Syndication.Configuration;

namespace Syndication.Tests.Night;

/// <summary>What the report of a night tells, from what is stored.</summary>
public sealed class NightReportTests : IAsyncLifetime
{
    private const string Text = "---\ntitle: \"An <script>alert(1)</script> release\"\nlanguage: en\n---\nGeneva - The organisation said something new today, and the partners want to know.\n";

    private NightSite site = null!;

    public async ValueTask InitializeAsync() => site = await NightSite.LivedInAsync();

    public ValueTask DisposeAsync()
    {
        site.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_tells_what_came_went_out_waits_and_failed_since_the_day_before()
    {
        site.Clock.Advance(TimeSpan.FromDays(1));
        site.Upload("2026/news.md", Text);
        site.Upload("bad/second.md", "");
        await site.RunAsync();

        var report = await site.NightAsync();

        Assert.NotNull(report.Since);
        Assert.Equal(1, report.Totals.Arrived);
        Assert.Equal("2026/news", Assert.Single(report.Came).Release);
        Assert.Equal(2, report.Totals.Failed);
        Assert.Equal("inbox/bad/second.md", Assert.Single(report.Failed, failure => failure.IsNew).What);
        Assert.Contains(report.Waiting, edition => edition.Release == "2026/news" && edition.Language == "fr" && edition.Reasons.Count > 0);
        Assert.Equal("2027/climate-mobility-outlook", Assert.Single(report.Embargoed).Release);
        var wire = Assert.Single(report.Partners, partner => partner.Id == "wire-agency");
        Assert.Equal((1, 0, 0, 0), (wire.Published, wire.Corrected, wire.Withdrawn, wire.Waiting));
        Assert.Null(wire.Quiet);
        Assert.Empty(report.Characters);
    }

    [Fact]
    public async Task The_first_tells_everything_and_what_the_memory_knew()
    {
        using var fresh = NightSite.Empty();

        var report = await fresh.NightAsync();

        Assert.Null(report.Since);
        Assert.True(report.Totals.Arrived >= 9);
        Assert.Contains(report.Characters, cost => cost is { Language: "ar", FromMemory: > 1000, Billed: 0 });
    }

    [Fact]
    public async Task A_page_escapes_what_editors_and_partners_wrote_and_stands_alone()
    {
        site.Clock.Advance(TimeSpan.FromDays(1));
        site.Upload("2026/news.md", Text);
        await site.NightAsync();

        var page = site.Read("reports/latest.html");

        Assert.Contains("An &lt;script&gt;alert(1)&lt;/script&gt; release", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=", page, StringComparison.Ordinal);
        Assert.Equal(page, site.Read($"reports/{(await ReportAsync()).Day}.html"));
    }

    [Fact]
    public async Task A_partner_that_takes_nothing_while_copies_wait_has_gone_quiet()
    {
        site.Answers = false;
        site.Upload("2026/news.md", Text);
        await site.RunAsync();
        Assert.Equal("It took copies before and has taken none since the last report; 1 wait.", await QuietAsync(TimeSpan.FromHours(20)));

        Assert.StartsWith("It has taken nothing for 2 days while 1 copies wait.", await QuietAsync(TimeSpan.FromHours(30)), StringComparison.Ordinal);

        site.Answers = true;
        Assert.Null(await QuietAsync(TimeSpan.FromHours(12)));

        async Task<string?> QuietAsync(TimeSpan later)
        {
            site.Clock.Advance(later);
            return Assert.Single((await site.NightAsync()).Partners, partner => partner.Id == "wire-agency").Quiet;
        }
    }

    [Fact]
    public async Task A_second_night_on_one_day_tells_of_the_whole_day()
    {
        site.SetClock(new DateTimeOffset(site.Clock.GetUtcNow().UtcDateTime.Date.AddDays(2).AddHours(3), TimeSpan.Zero));
        site.Write("public/fr/2026/caire-processus-consultatifs.html", "scribbled over");
        site.Upload("2026/news.md", Text);
        var first = await site.NightAsync();
        site.Clock.Advance(TimeSpan.FromHours(2));

        var second = await site.NightAsync();

        Assert.Equal(first.Since, second.Since);
        Assert.Equal(1, second.Totals.Arrived);
        Assert.Equal(first.Repaired, second.Repaired);
        Assert.Contains(first.Repaired, what => what.StartsWith("public/fr/2026/caire-processus-consultatifs.html", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2026-11-24T01:29:00Z", "2026-11-24T01:31:00Z", true)] // 02:30 in Zurich is 01:30 UTC in winter,
    [InlineData("2026-07-24T00:29:00Z", "2026-07-24T00:31:00Z", true)] // and 00:30 in summer.
    [InlineData("2026-11-24T01:31:00Z", "2026-11-24T23:00:00Z", false)]
    [InlineData("2026-11-20T01:31:00Z", "2026-11-24T01:00:00Z", true)]
    [InlineData("2027-11-24T01:31:00Z", "2026-11-24T12:00:00Z", true)] // The clock was a year ahead.
    public void A_night_is_due_once_its_time_has_passed_since_the_last(string last, string now, bool due)
    {
        var schedule = new Schedule { Nightly = "0 30 2 * * *", TimeZone = "Europe/Zurich" };

        Assert.Equal(due, NightSchedule.IsDue(schedule, Parse(last), Parse(now)));

        static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<Syndication.Night.NightReport> ReportAsync() =>
        (await Syndication.Night.NightTeller.NewestAsync(site.Store, TestContext.Current.CancellationToken))!;
}
