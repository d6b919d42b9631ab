using Syndication.Releases;

namespace Syndication.Register;

/// <summary>
/// What a pass must know of a release without opening it. The register is made from the release documents and can be made again from
/// them; it is kept in 4,096 parts by a hash of the stem, so that finding what is new reads little and one release's change writes little.
/// </summary>
public sealed record RegisterEntry
{
    /// <summary>The uploads as they stood when they were read, by name.</summary>
    public IReadOnlyDictionary<string, UploadMark> Uploads { get; init; } = new Dictionary<string, UploadMark>();

    /// <summary>The stamps of the images beside them that they name, by path below the inbox; null where they name none.</summary>
    public IReadOnlyDictionary<string, string?>? Images { get; init; }

    /// <summary>The release; null while no upload of it could be read.</summary>
    public ReleaseId? Release { get; init; }

    /// <summary>The release's version; 0 while there is none.</summary>
    public int Version { get; init; }

    /// <summary>The embargo still to come when this was written; null where there was none.</summary>
    public DateTimeOffset? Embargo { get; init; }

    /// <summary>Whether it is withdrawn.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>How many editions are pending.</summary>
    public int Pending { get; init; }

    /// <summary>How many editions are held.</summary>
    public int Held { get; init; }

    /// <summary>The configuration and memory its editions were last made with.</summary>
    public string? Basis { get; init; }
}

/// <summary>An upload as it stood when it was read.</summary>
/// <param name="Stamp">The storage's stamp of it; null once it is gone.</param>
/// <param name="Problem">The code of the problem it was rejected for; null where it is good.</param>
public sealed record UploadMark(string? Stamp, string? Problem);

/// <summary>One part of the register.</summary>
public sealed record RegisterShard
{
    /// <summary>The entries by stem.</summary>
    public IReadOnlyDictionary<string, RegisterEntry> Entries { get; init; } = new Dictionary<string, RegisterEntry>();
}
