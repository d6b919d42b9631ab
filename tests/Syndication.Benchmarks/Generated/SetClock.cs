namespace Syndication.Benchmarks.Generated;

/// <summary>A clock that shows what it is set to, so that an archive of years is made in minutes. What it measures is real.</summary>
internal sealed class SetClock : TimeProvider
{
    public required DateTimeOffset Now { get; set; }

    public override DateTimeOffset GetUtcNow() => Now;
}
