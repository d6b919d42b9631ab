namespace Syndication.Intake;

/// <summary>Why an upload was rejected: a problem document (RFC 9457) beside a copy of its bytes.</summary>
public sealed record ProblemDocument
{
    /// <summary>The kind of problem: <c>urn:syndication:problem:</c> and its code.</summary>
    public required string Type { get; init; }

    /// <summary>One line for a person.</summary>
    public required string Title { get; init; }

    /// <summary>What is wrong and what to do next.</summary>
    public required string Detail { get; init; }

    /// <summary>The upload, as a path below the site.</summary>
    public required string Instance { get; init; }

    /// <summary>The code by itself.</summary>
    public required string Code { get; init; }

    /// <summary>SHA-256 of the bytes it is about; the same bytes are not reported twice. For a file too large to read, its stamp.</summary>
    public required string Hash { get; init; }

    /// <summary>When it was first seen.</summary>
    public required DateTimeOffset Seen { get; init; }
}
