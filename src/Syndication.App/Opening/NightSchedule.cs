using Syndication.Configuration;
using Syndication.Timers;

namespace Syndication.App.Opening;

/// <summary>Whether the nightly run is due by the timetable of <c>site.json</c>.</summary>
internal static class NightSchedule
{
    /// <summary>Whether one of its times has passed since the last night; never where the timetable cannot be read, which <c>check</c> tells of.</summary>
    public static bool IsDue(Schedule schedule, DateTimeOffset last, DateTimeOffset now)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out var zone) || Timetable.TryParse(schedule.Nightly, zone, out var times) is not null)
            return false;

        // A last night in the future was noted before the clock was set back: it counts as yesterday's.
        return times!.NextAfter(last > now ? now.AddDays(-1) : last) <= now;
    }
}
