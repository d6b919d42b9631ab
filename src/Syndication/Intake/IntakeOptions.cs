namespace Syndication.Intake;

/// <summary>The bounds of intake.</summary>
public sealed record IntakeOptions
{
    /// <summary>The largest upload that is read, in bytes; 20 MiB by default.</summary>
    public long LargestUpload { get; init; } = 20 << 20;

    /// <summary>How deep elements may be nested in html; 256 by default.</summary>
    public int DeepestNesting { get; init; } = 256;
}
