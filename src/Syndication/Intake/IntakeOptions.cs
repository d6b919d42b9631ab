namespace Syndication.Intake;

/// <summary>The bounds of intake. What is beyond one is rejected with a problem document that names it.</summary>
public sealed record IntakeOptions
{
    /// <summary>The largest upload that is read, in bytes; 20 MiB by default.</summary>
    public long LargestUpload { get; init; } = 20 << 20;

    /// <summary>How deep elements may be nested in html and XML, and parts and messages within a message; 256 by default.</summary>
    public int DeepestNesting { get; init; } = 256;

    /// <summary>How many files an archive such as a Word document may hold; 2,000 by default.</summary>
    public int MostArchiveFiles { get; init; } = 2_000;

    /// <summary>How large one XML part of a Word document may be, in bytes unpacked; 12 MiB by default.</summary>
    public int LargestXmlPart { get; init; } = 12 << 20;

    /// <summary>How large all files of an archive may be together, in bytes unpacked; 64 MiB by default.</summary>
    public long LargestArchive { get; init; } = 64 << 20;

    /// <summary>How many times smaller than unpacked a file of more than 1 MiB in an archive may be; 200 by default.</summary>
    public int HighestCompression { get; init; } = 200;

    /// <summary>How many elements all XML of a Word document may have together; 400,000 by default.</summary>
    public int MostXmlElements { get; init; } = 400_000;

    /// <summary>How many parts a message may have, those of messages within it counted; 500 by default.</summary>
    public int MostMailParts { get; init; } = 500;

    /// <summary>How large the text of a release may be, in characters of markup; 4 Mi by default.</summary>
    public int LongestText { get; init; } = 4 << 20;

    /// <summary>How many images may go along with a release; 40 by default. What is more is left out, and told.</summary>
    public int MostImages { get; init; } = 40;

    /// <summary>How many pixels an image may have; 100 million by default. A larger one is left out, and told.</summary>
    public long MostPixels { get; init; } = 100_000_000;

    /// <summary>When the release that is read was first seen, for what leaves out the year and has no date to go by; null where nobody knows.</summary>
    public DateTimeOffset? Seen { get; init; }
}
