using NCrontab;
using Syndication.Configuration;

namespace Syndication.App.Opening;

/// <summary>Whether the nightly run is due by the timetable of <c>site.json</c>.</summary>
internal static class NightSchedule
{
    /// <summary>Whether one of its times has passed since the last night; never where the timetable cannot be read.</summary>
    public static bool IsDue(Schedule schedule, DateTimeOffset last, DateTimeOffset now)
    {
        var times = CrontabSchedule.TryParse(schedule.Nightly, new CrontabSchedule.ParseOptions { IncludingSeconds = true });
        if (times is null || !TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out var zone))
            return false;

        // A last night in the future was noted before the clock was set back: it counts as yesterday's.
        var since = last > now ? now.AddDays(-1) : last;
        var next = times.GetNextOccurrence(TimeZoneInfo.ConvertTime(since, zone).DateTime);
        return next <= TimeZoneInfo.ConvertTime(now, zone).DateTime;
    }
}
