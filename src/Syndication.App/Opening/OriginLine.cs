using Syndication.Releases;

namespace Syndication.App.Opening;

/// <summary>A way by which a release came, as <c>status</c> and <c>explain</c> show it.</summary>
/// <param name="From">The upload below the site, or the id of the source.</param>
/// <param name="Kind"><c>upload</c> or <c>source</c>.</param>
/// <param name="Language">The language of what came.</param>
/// <param name="Link">Where a source published it; null for an upload.</param>
/// <param name="Seen">When its present text was first seen.</param>
/// <param name="Counts">Whether its words are the ones that are published in that language.</param>
internal sealed record OriginLine(string From, string Kind, string Language, Uri? Link, DateTimeOffset Seen, bool Counts)
{
    public static IReadOnlyList<OriginLine> Of(Release release) =>
    [
        .. release.Uploads.Select(upload => new OriginLine(
            upload.Source ?? $"inbox/{upload.Name}",
            upload.Source is null ? "upload" : "source",
            upload.Language.Tag,
            upload.Link,
            upload.Seen,
            !upload.IsTextless && Lifecycle.Counts(release.Id, release.Uploads, upload))),
    ];
}
