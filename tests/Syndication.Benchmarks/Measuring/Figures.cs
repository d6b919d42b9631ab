namespace Syndication.Benchmarks.Measuring;

/// <summary>Plain statistics.</summary>
internal static class Figures
{
    public const double Megabyte = 1 << 20;

    /// <summary>The middle of some numbers; of an even count, the lower one of the middle two.</summary>
    public static double Median(IEnumerable<double> numbers)
    {
        var sorted = numbers.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[(sorted.Count - 1) / 2];
    }

    public static double Median(IEnumerable<TimeSpan> times) => Median(times.Select(time => time.TotalMilliseconds));
}
