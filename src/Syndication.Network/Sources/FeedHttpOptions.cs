namespace Syndication.Network.Sources;

/// <summary>The bounds of asking for feeds and pages.</summary>
public sealed record FeedHttpOptions
{
    /// <summary>How long an answer may take, all redirects and the last byte included; 60 seconds by default.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most that is read of an answer, unpacked, in bytes; 10 MiB by default.</summary>
    public int Largest { get; init; } = 10 << 20;

    /// <summary>How many redirects are followed; 5 by default.</summary>
    public int Redirects { get; init; } = 5;
}
