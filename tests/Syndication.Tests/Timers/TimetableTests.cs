using System.Globalization;
using Syndication.Timers;

namespace Syndication.Tests.Timers;

public sealed class TimetableTests
{
    [Theory]
    [InlineData("Europe/Zurich", "0 30 2 * * *", "2026-11-24T12:00:00Z", "2026-11-25T01:30:00Z 2026-11-26T01:30:00Z")]
    [InlineData("Europe/Zurich", "0 30 2 * * *", "2026-07-24T12:00:00Z", "2026-07-25T00:30:00Z 2026-07-26T00:30:00Z")]
    [InlineData("UTC", "*/20 * * * * *", "2026-07-24T12:00:00Z", "2026-07-24T12:00:20Z 2026-07-24T12:00:40Z 2026-07-24T12:01:00Z")]
    [InlineData("UTC", "0 0 6 * * 1-5", "2026-11-20T06:00:00Z", "2026-11-23T06:00:00Z 2026-11-24T06:00:00Z")]
    [InlineData("UTC", "0 0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z 2032-02-29T00:00:00Z")]
    public void Times_are_those_of_the_zone(string zone, string expression, string after, string due) => Assert.Equal(due, Due(zone, expression, after, due));

    [Theory]
    // Clocks go forward from 02:00 to 03:00 on 29 March 2026; it is due as they show 03:00, once.
    [InlineData("Europe/Zurich", "0 30 2 * * *", "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z 2026-03-30T00:30:00Z")]
    [InlineData("Europe/Zurich", "0 0,30 2 * * *", "2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z 2026-03-30T00:00:00Z")]
    [InlineData("Europe/Zurich", "0 */15 * * * *", "2026-03-29T00:40:00Z", "2026-03-29T00:45:00Z 2026-03-29T01:00:00Z 2026-03-29T01:15:00Z")]
    // In Cairo from 00:00 to 01:00 on the last Friday of April.
    [InlineData("Africa/Cairo", "0 30 0 * * *", "2026-04-23T12:00:00Z", "2026-04-23T22:00:00Z 2026-04-24T21:30:00Z")]
    // In New York from 02:00 to 03:00 on 8 March 2026.
    [InlineData("America/New_York", "0 30 2 * * *", "2026-03-07T12:00:00Z", "2026-03-08T07:00:00Z 2026-03-09T06:30:00Z")]
    public void A_time_that_does_not_exist_that_day_is_due_once_right_after_the_gap(string zone, string expression, string after, string due) =>
        Assert.Equal(due, Due(zone, expression, after, due));

    [Theory]
    // Clocks go back from 03:00 to 02:00 on 25 October 2026; it is due the first time they show it.
    [InlineData("Europe/Zurich", "0 30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z 2026-10-26T01:30:00Z")]
    // In Cairo from 24:00 to 23:00 on the last Thursday of October.
    [InlineData("Africa/Cairo", "0 30 23 * * *", "2026-10-29T12:00:00Z", "2026-10-29T20:30:00Z 2026-10-30T21:30:00Z")]
    // In New York from 02:00 to 01:00 on 1 November 2026.
    [InlineData("America/New_York", "0 30 1 * * *", "2026-10-31T12:00:00Z", "2026-11-01T05:30:00Z 2026-11-02T06:30:00Z")]
    public void A_time_that_comes_twice_is_due_once(string zone, string expression, string after, string due) =>
        Assert.Equal(due, Due(zone, expression, after, due));

    [Fact]
    public void What_is_due_in_every_hour_goes_on_in_the_hour_that_comes_twice()
    {
        var (quarters, at) = (Read("Europe/Zurich", "0 */15 * * * *"), Instant("2026-10-24T23:00:00Z"));
        for (var i = 0; i < 16; i++)
        {
            var next = quarters.NextAfter(at)!.Value;
            Assert.Equal(at.AddMinutes(15), next);
            at = next;
        }
    }

    [Theory]
    [InlineData("Europe/Zurich")]
    [InlineData("Africa/Cairo")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    public void Every_day_of_twenty_years_has_its_night_once(string zone)
    {
        foreach (var hour in new[] { 0, 1, 2, 23 })
        {
            var nightly = Read(zone, $"0 30 {hour} * * *");
            var days = new List<DateTime>();
            for (var at = Instant("2020-01-01T12:00:00Z"); at < Instant("2040-01-01T00:00:00Z"); at = nightly.NextAfter(at)!.Value)
                days.Add(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).Date);

            Assert.Equal(days.Skip(1).Distinct().Count(), days.Count - 1);
            Assert.InRange(days.Count, 7300, 7306);
        }
    }

    [Theory]
    [InlineData("30 2 * * *", "has 5 parts instead of six: second, minute, hour, day, month, day of the week")]
    [InlineData("", "has 0 parts instead of six: second, minute, hour, day, month, day of the week")]
    [InlineData("0 0 0 30 2 *", "never comes: there is no such day")]
    public void What_is_wrong_is_said(string expression, string wrong) =>
        Assert.Equal(wrong, Timetable.TryParse(expression, TimeZoneInfo.Utc, out _));

    [Theory]
    [InlineData("0 61 2 * * *")]
    [InlineData("0 30 25 * * *")]
    [InlineData("a b c d e f")]
    public void What_is_not_understood_is_said(string expression) =>
        Assert.StartsWith("is not understood: each part is", Timetable.TryParse(expression, TimeZoneInfo.Utc, out var timetable), StringComparison.Ordinal);

    private static string Due(string zone, string expression, string after, string due)
    {
        var (timetable, at, all) = (Read(zone, expression), Instant(after), new List<string>());
        while (all.Count < due.Split(' ').Length)
        {
            at = timetable.NextAfter(at)!.Value;
            all.Add(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        }

        return string.Join(' ', all);
    }

    private static Timetable Read(string zone, string expression)
    {
        Assert.Null(Timetable.TryParse(expression, TimeZoneInfo.FindSystemTimeZoneById(zone), out var timetable));
        return timetable!;
    }

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
