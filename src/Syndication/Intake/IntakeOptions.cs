namespace Syndication.Intake;

/// <summary>The bounds of intake.</summary>
public sealed record IntakeOptions
{
    /// <summary>The largest upload that is read, in bytes; 20 MiB by default.</summary>
    public long LargestUpload { get; init; } = 20 << 20;

    /// <summary>How deep elements may be nested in html; 256 by default.</summary>
    public int DeepestNesting { get; init; } = 256;

    /// <summary>When the release that is read was first seen, for what leaves out the year and has no date to go by; null where nobody knows.</summary>
    public DateTimeOffset? Seen { get; init; }
}
