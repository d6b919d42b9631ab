using System.Text.Json;
using Syndication.Configuration;
using Syndication.Register;
using Syndication.Releases;
using Syndication.Sameness;
using Syndication.Storage;

namespace Syndication.Sources;

/// <summary>Makes an item part of a release: as an upload would be, only that every upload counts for more.</summary>
internal sealed class SourceReleases(Newsroom newsroom)
{
    private readonly IBlobStore store = newsroom.Store;
    private readonly ReleaseRegister register = new(newsroom.Store);
    private readonly SamenessIndex sameness = new(newsroom.Store);
    private readonly TimeSpan ahead = newsroom.Partners.Values.Select(partner => partner.Receives.Ahead).DefaultIfEmpty().Max();

    /// <summary>The text of a source's item as its release has it, by hash; null where it has none.</summary>
    public async Task<string?> TextAsync(ReleaseId id, string source, CancellationToken cancel) =>
        (await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel)).Document?.Uploads.FirstOrDefault(upload => upload.Name == Upload.NameOf(source))?.Hash;

    /// <summary>Takes an item into its release.</summary>
    /// <returns>The release, what happened to it, whether it is new, and whether it was there by another way already.</returns>
    public async Task<(Release Release, IReadOnlyList<Change> Changes, bool IsNew, bool IsJoined)> TakeAsync(
        ReleaseId id, Source source, Manuscript manuscript, string text, DateTimeOffset now, CancellationToken cancel)
    {
        var name = Upload.NameOf(source.Id);
        while (true)
        {
            var (before, blob) = await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel);
            var stood = before?.Uploads.FirstOrDefault(upload => upload.Name == name);
            if (before is not null && stood?.Hash == text)
                return (before, [], false, false);

            var item = new Upload(name, manuscript.Language, text, manuscript.Fingerprint(), now) { Source = source.Id, Link = manuscript.Source?.Link, Plain = true, Embargo = manuscript.Embargo };
            List<Upload> uploads = [.. (before?.Uploads ?? []).Where(upload => upload.Name != name), item];
            var manuscripts = new Dictionary<string, Manuscript> { [item.Manuscript] = manuscript };
            foreach (var fingerprint in uploads.Select(upload => upload.Manuscript).Where(fingerprint => !manuscripts.ContainsKey(fingerprint)).Distinct().ToList())
            {
                var path = Paths.Manuscript(id, fingerprint);
                manuscripts[fingerprint] = (await store.LoadAsync(path, Documents.Json.Manuscript, cancel)).Document
                    ?? throw new DamagedDocumentException(path, new FileNotFoundException("it is missing"));
            }

            var applied = Lifecycle.Apply(id, before, uploads, manuscripts, newsroom.Site.Languages, Instant.After(now, before), ahead);
            await store.WriteAsync(Paths.Manuscript(id, item.Manuscript), JsonSerializer.SerializeToUtf8Bytes(manuscript, Documents.Json.Manuscript), WriteCondition.IsNew, cancel);
            foreach (var edition in applied.Made)
                await store.WriteAsync(Paths.Edition(id, applied.Release.In(edition.Language)!), JsonSerializer.SerializeToUtf8Bytes(edition, Documents.Json.Edition), WriteCondition.IsNew, cancel);
            if (!await store.SaveAsync(Paths.Release(id), applied.Release, Documents.Json.Release, blob, cancel))
                continue;
            await sameness.NoteAsync(id, [manuscript], cancel);
            await register.NoteAsync(id.Value, entry => ReleaseRegister.Of(applied.Release, entry, null, now), cancel);
            return (applied.Release, applied.Changes, before is null, before is not null && stood is null);
        }
    }
}
