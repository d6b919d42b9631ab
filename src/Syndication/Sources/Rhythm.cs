namespace Syndication.Sources;

/// <summary>Whether a source has been silent for longer than it usually is.</summary>
public static class Rhythm
{
    /// <summary>How many items back its rhythm is told by.</summary>
    public const int Remembered = 30;

    private const int Enough = 5;

    private static readonly TimeSpan Least = TimeSpan.FromDays(3);

    /// <summary>Says whether it has gone quiet.</summary>
    /// <param name="news">When its items came, oldest first.</param>
    /// <param name="now">The time.</param>
    /// <returns>Since when it has, and how long a gap is usual at the most; null where it has not, or too little is known.</returns>
    public static (DateTimeOffset Since, TimeSpan Usual)? Quiet(IReadOnlyList<DateTimeOffset> news, DateTimeOffset now)
    {
        var times = news.Order().ToList();
        if (times.Count < Enough)
            return null;
        var gaps = times.Zip(times.Skip(1), (one, next) => next - one).Order().ToList();

        // Nine gaps of ten are no longer; holidays count for nothing then.
        var usual = gaps[Math.Min(gaps.Count - 1, gaps.Count * 9 / 10)];
        var silence = now - times[^1];
        return silence > usual * 2 && silence > Least ? (times[^1], usual) : null;
    }

    /// <summary>The newest of what was known and what came.</summary>
    public static IReadOnlyList<DateTimeOffset> With(IReadOnlyList<DateTimeOffset> news, IEnumerable<DateTimeOffset> came) =>
        [.. news.Concat(came).Order().TakeLast(Remembered)];
}
