using NCrontab;

namespace Syndication.Timers;

/// <summary>
/// The instants at which something is due by itself: an NCRONTAB expression of six parts, seconds first, read in a time zone. A local
/// time that does not exist that day, because clocks go forward, is due once, right after the gap. A time that comes twice, because
/// they go back, is due once, the first time; only what is due in every hour goes on in the repeated hour as well.
/// </summary>
public sealed class Timetable
{
    // No time zone moves its clocks by more than this in one go, but for a change of the date line, where days are left out.
    private static readonly TimeSpan Around = TimeSpan.FromHours(3);

    private readonly CrontabSchedule schedule;
    private readonly TimeZoneInfo zone;
    private readonly bool isHourly;

    private Timetable(CrontabSchedule schedule, TimeZoneInfo zone, bool isHourly)
    {
        this.schedule = schedule;
        this.zone = zone;
        this.isHourly = isHourly;
    }

    /// <summary>Reads an expression.</summary>
    /// <param name="expression">Second, minute, hour, day, month, day of the week, separated by spaces.</param>
    /// <param name="zone">The zone of its clock.</param>
    /// <param name="timetable">The timetable; null where the expression is none.</param>
    /// <returns>What is wrong with it; null where it is right.</returns>
    public static string? TryParse(string expression, TimeZoneInfo zone, out Timetable? timetable)
    {
        timetable = null;
        var parts = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 6)
            return $"has {parts.Length} parts instead of six: second, minute, hour, day, month, day of the week";
        if (CrontabSchedule.TryParse(expression, new() { IncludingSeconds = true }) is not { } schedule)
            return "is not understood: each part is *, a number, a range as 1-5, a list as 1,15 or steps as */15, within second 0-59, minute 0-59, hour 0-23, day 1-31, month 1-12, day of the week 0-6";

        // Ten years hold every combination of a leap day and a day of the week that people write; all else never comes.
        var from = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        if (schedule.GetNextOccurrence(from, from.AddYears(29)) >= from.AddYears(29))
            return "never comes: there is no such day";
        timetable = new(schedule, zone, parts[2] is "*" or "*/1" or "0-23");
        return null;
    }

    /// <summary>The first instant due after another.</summary>
    /// <returns>Null where none comes within thirty years.</returns>
    public DateTimeOffset? NextAfter(DateTimeOffset instant)
    {
        var local = Local(instant);
        if (zone.GetUtcOffset(instant - Around) == zone.GetUtcOffset(instant + Around))
        {
            // Clocks do not change about now: the next local time is the next instant, unless it lies in a gap further on.
            return Next(local) is { } next ? Instants(next).Select(due => (DateTimeOffset?)due).FirstOrDefault(due => due > instant) : null;
        }

        DateTimeOffset? first = null;
        for (var at = Next(local - Around); at is { } candidate && candidate <= local + Around + Around; at = Next(candidate))
        {
            foreach (var due in Instants(candidate))
            {
                if (due > instant && (first is null || due < first))
                    first = due;
            }
        }

        return first ?? (Next(local + Around + Around) is { } later ? Instants(later).First() : null);
    }

    private DateTime? Next(DateTime local)
    {
        var end = local.AddYears(30);
        var next = schedule.GetNextOccurrence(local, end);
        return next >= end ? null : next;
    }

    private IEnumerable<DateTimeOffset> Instants(DateTime local)
    {
        if (zone.IsInvalidTime(local))
        {
            yield return GapEnd(local);
        }
        else if (zone.IsAmbiguousTime(local))
        {
            // The greater offset is the one before clocks go back, so its instant comes first.
            var offsets = zone.GetAmbiguousTimeOffsets(local).Order().Reverse().ToArray();
            yield return new DateTimeOffset(local, offsets[0]).ToUniversalTime();
            if (isHourly)
                yield return new DateTimeOffset(local, offsets[1]).ToUniversalTime();
        }
        else
        {
            yield return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }
    }

    // The instant at which clocks jump over a local time: before it they show less, from it on more.
    private DateTimeOffset GapEnd(DateTime local)
    {
        var utc = new DateTimeOffset(local, TimeSpan.Zero);
        var (before, after) = (utc.AddHours(-26).ToUnixTimeSeconds(), utc.AddHours(26).ToUnixTimeSeconds());
        while (after - before > 1)
        {
            var middle = (before + after) / 2;
            if (Local(DateTimeOffset.FromUnixTimeSeconds(middle)) > local)
                after = middle;
            else
                before = middle;
        }

        return DateTimeOffset.FromUnixTimeSeconds(after);
    }

    private DateTime Local(DateTimeOffset instant) => DateTime.SpecifyKind(TimeZoneInfo.ConvertTime(instant, zone).DateTime, DateTimeKind.Unspecified);
}
