using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>What is to be seen of a release in a language from now on.</summary>
/// <param name="Release">The release.</param>
/// <param name="Entry">What is seen; null where nothing may be.</param>
public sealed record PublishedChange(ReleaseId Release, Entry? Entry)
{
    /// <summary>When it was first public in this language, which decides its month; null where that is not known.</summary>
    public DateTimeOffset? Released { get; init; }
}

/// <summary>What a publication changed.</summary>
/// <param name="Changed">The releases of which something else is seen than before.</param>
public sealed record Published(IReadOnlyList<ReleaseId> Changed)
{
    /// <summary>The topics and regions whose feeds were written, in no promised order.</summary>
    public IReadOnlyList<Subject> Subjects { get; init; } = [];
}
