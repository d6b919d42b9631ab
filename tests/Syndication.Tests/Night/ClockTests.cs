using System.Text.RegularExpressions;

namespace Syndication.Tests.Night;

/// <summary>A clock that jumps: nothing is lost, nothing early by the clock as it is, and what is written down keeps its order.</summary>
public sealed partial class ClockTests : IAsyncLifetime
{
    private const string Text = "---\ntitle: Something new\nlanguage: en\n---\nGeneva - The organisation said something new today, and the partners want to know.\n";

    private NightSite site = null!;

    public async ValueTask InitializeAsync() => site = await NightSite.LivedInAsync();

    public ValueTask DisposeAsync()
    {
        site.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(-24 * 365)]
    [InlineData(24 * 30)]
    public async Task A_jump_between_passes_loses_nothing_and_a_correction_is_newer_than_what_it_corrects(int hours)
    {
        site.Upload("2026/news.md", Text);
        await site.RunAsync();
        var before = Updated();
        var now = site.Clock.GetUtcNow();
        site.SetClock(now.AddHours(hours));
        site.Upload("2026/news.md", Text.Replace("something new today", "something newer today", StringComparison.Ordinal));
        site.Upload("2026/other.md", Text.Replace("Something new", "Something else", StringComparison.Ordinal));

        await site.RunAsync();
        await site.NightAsync();

        Assert.Contains("something newer", site.Read("public/en/2026/news.html"), StringComparison.Ordinal);
        Assert.True(Updated() > before, $"{Updated()} is not after {before}");
        Assert.Single(site.Sent, sent => sent.StartsWith("wire-agency 2026/news en 2", StringComparison.Ordinal));
        Assert.Single(site.Sent, sent => sent.StartsWith("wire-agency 2026/other en 1", StringComparison.Ordinal));

        // Back at the right time all is well, too.
        site.SetClock(now.AddHours(2));
        await site.NightAsync();
        site.Events.Clear();
        await site.NightAsync();
        Assert.Empty(site.Found());
    }

    [Fact]
    public async Task What_a_clock_a_year_ahead_has_put_off_is_done_when_it_is_put_right()
    {
        var now = site.Clock.GetUtcNow();
        site.Answers = false;
        site.SetClock(now.AddYears(1));
        site.Upload("2026/news.md", Text);
        await site.RunAsync();

        site.Answers = true;
        site.SetClock(now.AddMinutes(1));
        await site.RunAsync();

        Assert.Single(site.Sent, sent => sent.StartsWith("wire-agency 2026/news en 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_clock_ahead_has_published_before_its_embargo_is_taken_down_when_it_is_put_right()
    {
        var now = site.Clock.GetUtcNow();
        site.SetClock(now.AddYears(1));
        await site.RunAsync();
        Assert.True(File.Exists(site.PathOf("public/en/2027/climate-mobility-outlook.html")));

        site.SetClock(now.AddMinutes(1));
        await site.NightAsync();

        Assert.False(File.Exists(site.PathOf("public/en/2027/climate-mobility-outlook.html")));
        Assert.DoesNotContain("climate-mobility-outlook", site.Read("public/feeds/en/atom.xml"), StringComparison.Ordinal);
        site.SetClock(new DateTimeOffset(2027, 3, 14, 9, 0, 1, TimeSpan.Zero));
        await site.RunAsync();
        Assert.True(File.Exists(site.PathOf("public/en/2027/climate-mobility-outlook.html")));
    }

    private DateTimeOffset Updated() => DateTimeOffset.Parse(
        ModifiedTime().Match(site.Read("public/en/2026/news.html")).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex("article:modified_time\" content=\"([^\"]+)\"")]
    private static partial Regex ModifiedTime();
}
