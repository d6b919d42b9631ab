using System.Text.Json;
using Syndication.Storage;
using Syndication.Timers;

namespace Syndication.Sources;

/// <summary>Whether sources are due to be read, where a timer comes round more often than they are.</summary>
/// <param name="newsroom">The newsroom, its timetable and its clock.</param>
public sealed class PollTimetable(Newsroom newsroom)
{
    private const string Path = $"{Paths.Sources}clock.json";

    /// <summary>Whether one of the times of <c>schedule.poll</c> has passed since they were last read.</summary>
    public async Task<bool> IsDueAsync(CancellationToken cancel)
    {
        var schedule = newsroom.Site.Schedule;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(schedule.TimeZone, out var zone) || Timetable.TryParse(schedule.Poll, zone, out var times) is not null)
            return false;
        var now = newsroom.Clock.GetUtcNow();

        // One noted before the clock was set back says nothing.
        return await newsroom.Store.TryLoadAsync(Path, Documents.Json.PollClock, cancel) is not { } clock || clock.Last > now || times!.NextAfter(clock.Last) <= now;
    }

    /// <summary>Notes that they are read now.</summary>
    public Task NoteAsync(CancellationToken cancel) =>
        newsroom.Store.WriteAsync(Path, JsonSerializer.SerializeToUtf8Bytes(new PollClock(newsroom.Clock.GetUtcNow()), Documents.Json.PollClock), WriteCondition.Always, cancel);
}
