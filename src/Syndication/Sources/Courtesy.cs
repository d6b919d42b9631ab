namespace Syndication.Sources;

/// <summary>How long a source is left alone: as long as it asks, within bounds, and longer and longer while it fails.</summary>
public static class Courtesy
{
    /// <summary>The longest wait that a source may ask for.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);

    /// <summary>When it may be asked again.</summary>
    /// <param name="now">The time.</param>
    /// <param name="asked">What it asks for; null where it says nothing.</param>
    /// <param name="failures">How often in a row it failed.</param>
    /// <returns>Null where at any time.</returns>
    public static DateTimeOffset? NotBefore(DateTimeOffset now, TimeSpan? asked, int failures)
    {
        var rest = failures == 0 ? TimeSpan.Zero : First * Math.Pow(2, Math.Min(failures - 1, 9));
        var wait = asked > rest ? asked.Value : rest;
        return wait <= TimeSpan.Zero ? null : now + (wait < Longest ? wait : Longest);
    }
}
