using System.Collections.Concurrent;
using Syndication.Delivery;
using Syndication.Intake;
using Syndication.Publishing;
using Syndication.Register;
using Syndication.Releases;
using Syndication.Sameness;
using Syndication.Storage;

namespace Syndication.Night;

/// <summary>Compares one release with what there is of it everywhere, and queues what is missing.</summary>
internal sealed class Comparison(Newsroom newsroom, IWorkQueue queue, ShelfCensus census, Action<string> found)
{
    private readonly IBlobStore store = newsroom.Store;
    private readonly ReleaseRegister register = new(newsroom.Store);
    private readonly SamenessIndex sameness = new(newsroom.Store);
    private readonly Publication publication = new(newsroom);
    private readonly PublicImages images = new(newsroom.Store);
    private readonly Deliverer deliverer = new(newsroom.Store, newsroom.Site, newsroom.Partners, newsroom.Channels, newsroom.Clock, newsroom.Hold);
    private readonly ConcurrentBag<ReleaseId> unpublished = [];

    /// <summary>Whether the texts of releases are noted, so that they are known when they come again: once, for those from before that was done.</summary>
    public bool NotesTexts { get; init; }

    /// <summary>Compares what is under one stem.</summary>
    public async Task CompareAsync(ArchiveList.Item item, Mending mending, CancellationToken cancel)
    {
        Release? release = null;
        if (item.IsRelease)
        {
            var id = ReleaseId.Parse(item.Stem);
            release = (await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel)).Document;
            if (release is null && await mending.MendAsync(Paths.Release(id), cancel))
                release = (await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel)).Document;
        }

        await UploadsAsync(item, release ?? await JoinedAsync(item, cancel), cancel);
        if (release is null)
        {
            await ForgetAsync(item, cancel);
            return;
        }

        await VersionAsync(release, cancel);
        await RegisterAsync(item, release, cancel);
        await EditionsAsync(item, release, mending, cancel);
        await PublicAsync(release, cancel);
        await CopiesAsync(release, cancel);
    }

    // Uploads of one name may belong to a release of another.
    private async Task<Release?> JoinedAsync(ArchiveList.Item item, CancellationToken cancel) =>
        item.Uploads.Count > 0 && await sameness.JoinedAsync(item.Stem, cancel) is { } id
            ? (await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel)).Document
            : null;

    /// <summary>Queues what is to be published, all of it together.</summary>
    public async Task FlushAsync(CancellationToken cancel)
    {
        List<ReleaseId> releases = [.. unpublished.Distinct().Order()];
        unpublished.Clear();
        if (releases.Count > 0)
            await queue.SendAsync(new PublishReleases(releases), TimeSpan.Zero, cancel);
    }

    // What differs by its stamp the pass finds itself; here are the bytes, and what the register only believes to know.
    private async Task UploadsAsync(ArchiveList.Item item, Release? release, CancellationToken cancel)
    {
        foreach (var (name, stamp) in item.Uploads)
        {
            if (item.Entry?.Uploads.GetValueOrDefault(name) is not { } mark || mark.Stamp != stamp)
                continue;
            if (await FaultAsync(item, name, mark, release, cancel) is not { } fault)
                continue;
            found($"inbox/{name}: {fault} It is read again.");
            await queue.SendAsync(new IngestUploads(item.Stem, [.. item.Uploads.Keys.Order(StringComparer.Ordinal)]), TimeSpan.Zero, cancel);
            return;
        }
    }

    private async Task<string?> FaultAsync(ArchiveList.Item item, string name, UploadMark mark, Release? release, CancellationToken cancel)
    {
        if (mark.Problem is not null)
            return await store.TryLoadAsync(Paths.Problem(name), Documents.Json.ProblemDocument, cancel) is null ? "it was rejected and its problem document is gone." : null;

        var parsed = UploadName.Parse(name);
        if (await store.ReadAsync(Paths.Inbox(name), cancel) is not { } file)
            return null;
        var hash = Fingerprints.Of(file.Content.Span);
        if (parsed.Kind == UploadKind.Sidecar)
        {
            // A sidecar counts for every upload it stands beside; one that stands beside none waits for its upload.
            return release?.Uploads.Any(upload => !upload.Gone && item.Entry?.Uploads.GetValueOrDefault(upload.Name)?.Problem is null &&
                (UploadName.Parse(upload.Name).Language == parsed.Language ? upload.Sidecar != hash
                    : parsed.Language is null && upload.SidecarOfRelease is { } ofRelease && ofRelease != hash)) == true
                ? "it has changed although its time and length have not." : null;
        }

        if (release?.Uploads.FirstOrDefault(upload => upload.Name == name) is not { } known)
            return "the register has it and no release does.";
        return known.Gone ? "its release believes it gone." : known.Hash != hash ? "it has changed although its time and length have not." : null;
    }

    // What the register says of a release that is not there is struck out; its uploads, if any are left, are then new to it.
    private async Task ForgetAsync(ArchiveList.Item item, CancellationToken cancel)
    {
        if (item.Entry is not { } entry || entry == new RegisterEntry { Uploads = entry.Uploads, Basis = entry.Basis })
            return;
        await register.NoteAsync(item.Stem, before => new() { Uploads = entry.Release is null ? before.Uploads : new Dictionary<string, UploadMark>() }, cancel);
        found($"{item.Stem}: the register told of a release that is not there; it was struck out.");
    }

    private async Task VersionAsync(Release release, CancellationToken cancel)
    {
        var path = Paths.Version(release.Id, release.Version);
        var (stands, kept) = (await store.ReadAsync(Paths.Release(release.Id), cancel), await store.ReadAsync(path, cancel));
        if (stands is null || kept?.Content.Span.SequenceEqual(stands.Content.Span) == true)
            return;
        await store.WriteAsync(path, stands.Content, WriteCondition.Always, cancel);
        found($"{path} was {(kept is null ? "missing" : "not the version that stands")}; it was written again.");
    }

    private async Task RegisterAsync(ArchiveList.Item item, Release release, CancellationToken cancel)
    {
        var now = newsroom.Clock.GetUtcNow();

        // An embargo that the register has as still to come and whose time has come is lifted by a pass, which then notes it.
        if (Lifecycle.Settle(release, now) != release || item.Entry is { Embargo: not null } && !release.IsEmbargoed(now))
        {
            found($"{release.Id}: its time has come, and it was not published.");
            await queue.SendAsync(new TranslateRelease(release.Id), TimeSpan.Zero, cancel);
            return;
        }

        var before = item.Entry ?? new();
        if (release.IsEmbargoed(now))
            await queue.SendAsync(new LiftEmbargo(release.Id), release.Embargo!.Value - now, cancel);
        if (ReleaseRegister.Of(release, before, null, now) == before)
            return;
        await register.NoteAsync(release.Id.Value, entry => ReleaseRegister.Of(release, entry, null, now), cancel);
        found($"{release.Id}: the register {(item.Entry is null ? "lacked it" : "was wrong about it")}; it was entered again.");
    }

    private async Task EditionsAsync(ArchiveList.Item item, Release release, Mending mending, CancellationToken cancel)
    {
        foreach (var state in release.Editions.Where(edition => edition.HasText))
        {
            var path = Paths.Edition(release.Id, state);
            if ((await store.LoadAsync(path, Documents.Json.Edition, cancel)).Document is null)
                await mending.MendAsync(path, cancel);
        }

        foreach (var manuscript in release.Uploads.Select(upload => upload.Manuscript).Distinct())
        {
            var path = Paths.Manuscript(release.Id, manuscript);
            if ((await store.LoadAsync(path, Documents.Json.Manuscript, cancel)).Document is not { } text)
                await mending.MendAsync(path, cancel);
            else if (NotesTexts)
                await sameness.NoteAsync(release.Id, [text], cancel);
        }

        if (release.Withdrawal is not null)
            return;
        var missing = newsroom.Site.Languages.Where(language => release.In(language) is null).ToList();
        var open = newsroom.HasEngine && release.Editions.Any(edition => edition.Status is EditionStatus.Pending or EditionStatus.Stale);
        var older = item.Entry?.Basis is { } basis && basis != newsroom.Basis;
        if (missing.Count == 0 && !open && !older)
            return;
        if (missing.Count > 0 || older)
            found($"{release.Id}: {(older ? "its editions were made with an older glossary, memory or configuration" : $"it had no edition in {string.Join(", ", missing)}")}.");
        await queue.SendAsync(new TranslateRelease(release.Id), TimeSpan.Zero, cancel);
    }

    private async Task PublicAsync(Release release, CancellationToken cancel)
    {
        foreach (var language in newsroom.Site.Languages)
        {
            var state = release.In(language);
            var isOut = state?.Released is not null;
            var entry = isOut ? await publication.EntryAsync(release, state!, newsroom.Clock.GetUtcNow(), cancel) : null;
            if (entry?.Images is { } shown && await images.ShowAsync(language, release.Id, shown, cancel))
                found($"{release.Id} in {language}: an image of it was missing; it was put up again.");
            if (!census.Shows(language, release.Id, entry))
            {
                if (!isOut)
                    continue; // Its time has not come, or its text was lost: what is shown of it stays until there is one.
                found($"{release.Id} in {language}: what is published is not how it stands.");
                unpublished.Add(release.Id);
            }
            else if (entry is null && await store.DeleteAsync($"public/{Addresses.Page(language, release.Id)}", cancel))
            {
                found($"public/{Addresses.Page(language, release.Id)} was there before its time; it was taken away.");
            }
        }
    }

    private async Task CopiesAsync(Release release, CancellationToken cancel)
    {
        var now = newsroom.Clock.GetUtcNow();
        foreach (var partner in newsroom.Partners.Keys)
        {
            var (when, lacks) = await deliverer.OwedAsync(partner, release, cancel);
            if (when is not { } due)
                continue;

            // Work that waits already absorbs it; where it was lost, the copy would have waited for ever.
            if (lacks)
                found($"{release.Id}: the ledger of {partner} was behind what it should have.");
            await queue.SendAsync(new DeliverRelease(partner, release.Id), due > now ? due - now : TimeSpan.Zero, cancel);
        }
    }
}
