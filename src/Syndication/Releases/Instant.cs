namespace Syndication.Releases;

/// <summary>The instants the pipeline writes down: whole seconds, as feeds and copies show them, so that what is stored and what is shown agree.</summary>
internal static class Instant
{
    /// <summary>Now, the parts of a second left out.</summary>
    public static DateTimeOffset Now(TimeProvider clock) => DateTimeOffset.FromUnixTimeSeconds(clock.GetUtcNow().ToUnixTimeSeconds());
}
