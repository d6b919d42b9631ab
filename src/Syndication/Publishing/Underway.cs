using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Publishing;

/// <summary>
/// The publications of a language that began and did not end: <c>releases/~shelves/{language}/underway.json</c>. Cut short, one may have
/// left an entry where nothing else says that it stands; whoever publishes the release next goes there too, whatever is to be seen by then.
/// </summary>
public sealed record Underway
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>What was begun.</summary>
    public IReadOnlyList<Begun> Begun { get; init; } = [];
}

/// <summary>A release whose publication began.</summary>
/// <param name="Release">The release.</param>
/// <param name="Topics">The topics whose feeds it may stand in.</param>
public sealed record Begun(ReleaseId Release, IReadOnlyList<string> Topics)
{
    /// <summary>The regions whose feeds it may stand in; null for none.</summary>
    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>The names of the images that it may have brought; null for none.</summary>
    public IReadOnlyList<string>? Images { get; init; }

    /// <summary>The topics and regions together.</summary>
    internal IEnumerable<Subject> Subjects() => Subject.Of(Topics, Regions ?? []);

    /// <summary>The note of a release.</summary>
    internal static Begun Of(ReleaseId release, IReadOnlyList<Subject> subjects, IReadOnlyList<Image>? images)
    {
        var regions = subjects.Where(subject => subject.Kind == SubjectKind.Region).Select(subject => subject.Id).ToList();
        return new(release, [.. subjects.Where(subject => subject.Kind == SubjectKind.Topic).Select(subject => subject.Id)])
        {
            Regions = regions.Count == 0 ? null : regions,
            Images = images?.Select(image => image.Name).ToList(),
        };
    }
}

/// <summary>Those notes over a blob store.</summary>
internal sealed class UnderwayNotes(IBlobStore store)
{
    /// <summary>The notes as they stand.</summary>
    public async Task<Notes> ReadAsync(Language language, CancellationToken cancel)
    {
        var (notes, blob) = await store.LoadAsync(Shelves.Underway(language), Documents.Json.Underway, cancel);
        return new(notes, blob);
    }

    /// <summary>Notes what begins, before anything of it is written.</summary>
    /// <param name="language">The language.</param>
    /// <param name="begun">What begins.</param>
    /// <param name="read">The notes as they were read just now.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task BeginAsync(Language language, IReadOnlyList<Begun> begun, Notes read, CancellationToken cancel)
    {
        var path = Shelves.Underway(language);
        if (!await store.SaveAsync(path, With(read.Document), Documents.Json.Underway, read.Blob, cancel))
            await store.ChangeAsync(path, Documents.Json.Underway, With, cancel);

        Underway With(Underway? notes) => new() { Begun = [.. (notes ?? new()).Begun, .. begun] };
    }

    /// <summary>Strikes off what is done.</summary>
    public Task EndAsync(Language language, IReadOnlySet<ReleaseId> releases, CancellationToken cancel) => store.ChangeAsync(
        Shelves.Underway(language),
        Documents.Json.Underway,
        notes => new() { Begun = [.. (notes ?? new()).Begun.Where(begun => !releases.Contains(begun.Release))] },
        cancel);

    /// <summary>The notes of a language as they were read.</summary>
    internal sealed record Notes(Underway? Document, Blob? Blob)
    {
        /// <summary>What publications cut short may have touched, by release.</summary>
        public IReadOnlyDictionary<ReleaseId, Begun> Touched { get; } = (Document ?? new()).Begun.GroupBy(begun => begun.Release)
            .ToDictionary(begun => begun.Key, begun => new Begun(begun.Key, [.. begun.SelectMany(one => one.Topics).Distinct()])
            {
                Regions = [.. begun.SelectMany(one => one.Regions ?? []).Distinct()],
                Images = [.. begun.SelectMany(one => one.Images ?? []).Distinct()],
            });
    }
}
