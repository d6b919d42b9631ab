using Syndication.Configuration;
using Syndication.Timers;

namespace Syndication.App.Serving;

/// <summary>The timers of <c>site.json</c>, wound up to their next instants.</summary>
internal sealed class SiteTimers
{
    /// <summary>The name of the timer that has sources read.</summary>
    public const string Poll = "poll";

    private readonly List<Timer> timers = [];

    public SiteTimers(Schedule schedule, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone);
        Add("nightly run", schedule.Nightly);
        Add(Poll, schedule.Poll);

        void Add(string name, string expression)
        {
            // The configuration's reader has refused what is no timetable.
            if (Timetable.TryParse(expression, zone, out var timetable) is null)
                timers.Add(new(name, timetable!) { Next = timetable!.NextAfter(now) });
        }
    }

    /// <summary>The next instant of any of them.</summary>
    public DateTimeOffset? Next => timers.Min(timer => timer.Next);

    /// <summary>The next nightly run.</summary>
    public DateTimeOffset? Nightly => timers[0].Next;

    /// <summary>The names of those that are due; each is due once, however long nobody looked.</summary>
    public IReadOnlyList<string> TakeDue(DateTimeOffset now)
    {
        var due = new List<string>();
        foreach (var timer in timers)
        {
            if (timer.Next <= now)
                due.Add(timer.Name);

            // Wound up from now on, also where the clock was set back.
            timer.Next = timer.Timetable.NextAfter(now);
        }

        return due;
    }

    private sealed class Timer(string name, Timetable timetable)
    {
        public string Name { get; } = name;

        public Timetable Timetable { get; } = timetable;

        public DateTimeOffset? Next { get; set; }
    }
}
