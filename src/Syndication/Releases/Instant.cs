namespace Syndication.Releases;

/// <summary>The instants the pipeline writes down: whole seconds, as feeds and copies show them, so that what is stored and what is shown agree.</summary>
internal static class Instant
{
    /// <summary>Now, the parts of a second left out.</summary>
    public static DateTimeOffset Now(TimeProvider clock) => DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());

    /// <summary>
    /// The instant, or, where the clock was set back, a second after the latest that a release tells of: what is written down of it keeps
    /// its order, so that readers see every change as newer than the one before.
    /// </summary>
    public static DateTimeOffset After(DateTimeOffset now, Release? release)
    {
        var last = release?.History.Select(change => (DateTimeOffset?)change.At).Concat(release.Editions.Select(edition => edition.Updated)).Max();
        return last > now ? last.Value.AddSeconds(1) : now;
    }
}
