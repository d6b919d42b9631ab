using System.Text.Json;
using Syndication.Register;
using Syndication.Releases;
using Syndication.Sameness;
using Syndication.Storage;

namespace Syndication.Intake;

/// <summary>
/// The first stage: reads the uploads of one release, and makes of the release what they say together. Longer than a file should be, because
/// what is read, what it is joined to and what is noted of it are one story that may be told twice.
/// </summary>
internal sealed class Ingestion(Newsroom newsroom)
{
    private const string NotReadable = "not-readable";
    private const string HeldWithRelease = "held-with-release";

    private readonly IBlobStore store = newsroom.Store;
    private readonly ReleaseRegister register = new(newsroom.Store);
    private readonly ImagesBeside images = new(newsroom.Store);
    private readonly SamenessIndex sameness = new(newsroom.Store);
    private readonly TimeSpan ahead = newsroom.Partners.Values.Select(partner => partner.Receives.Ahead).DefaultIfEmpty().Max();

    public async Task<Handled> ReadAsync(IngestUploads work, CancellationToken cancel)
    {
        var now = Instant.Now(newsroom.Clock);
        if (ReleaseId.TryCreate(work.Stem, out var own) is { } wrong)
        {
            var files = work.Names.Select(UploadName.Parse).Where(name => name.Kind is not (UploadKind.Ignored or UploadKind.Sidecar or UploadKind.Image));
            return await FinishAsync(work.Stem, work.Names, null, [.. await StatAllAsync(files, new("name-not-usable", wrong), cancel)], [], now, cancel);
        }

        var parted = new HashSet<ReleaseId>();
        var joining = false;
        while (true)
        {
            var id = own;
            var (before, blob) = await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel);
            if (before is null && await sameness.JoinedAsync(work.Stem, cancel) is { } other && other != own)
            {
                id = other;
                (before, blob) = await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel);
            }

            var files = await ReadAllAsync(id, work.Stem, before, work.Names, now, cancel);
            var uploads = files.Where(file => file.Upload is not null).Select(file => file.Upload!).ToList();
            if (uploads.Count == 0)
                return await FinishAsync(work.Stem, work.Names, before, files, [], now, cancel);

            var manuscripts = await ManuscriptsAsync(id, files, uploads, cancel);
            if (id != own && before is not null && await ArePartedAsync(id, work.Stem, before, uploads, manuscripts, now, cancel))
            {
                await sameness.PartAsync(work.Stem, cancel);
                parted.Add(id);
                continue;
            }

            var texts = files.Where(file => file.IsNew && file.Manuscript is not null).Select(file => file.Manuscript!).ToList();
            if (id == own && before is null && await sameness.ClaimAsync(own, texts, parted, cancel) is var owner && owner != own)
            {
                await sameness.JoinAsync(work.Stem, owner, cancel);
                joining = true;
                continue;
            }

            if (before is not null)
                await sameness.NoteAsync(id, texts, cancel);
            var applied = Lifecycle.Apply(id, before, uploads, manuscripts, newsroom.Site.Languages, Instant.After(now, before), ahead, HeldBy(before, files, now));
            var after = applied.Release;

            foreach (var manuscript in files.Select(file => file.Manuscript).OfType<Manuscript>())
                await WriteOnceAsync(Paths.Manuscript(id, manuscript.Fingerprint()), JsonSerializer.SerializeToUtf8Bytes(manuscript, Documents.Json.Manuscript), cancel);
            foreach (var edition in applied.Made)
                await WriteOnceAsync(Paths.Edition(id, after.In(edition.Language)!), JsonSerializer.SerializeToUtf8Bytes(edition, Documents.Json.Edition), cancel);
            if (!await store.SaveAsync(Paths.Release(id), after, Documents.Json.Release, blob, cancel))
                continue;

            for (var i = 0; i < files.Count; i++)
            {
                if (applied.Refused.TryGetValue(files[i].Name.Name, out var problem))
                    files[i] = files[i] with { Problem = problem, Upload = null };
            }

            var events = files.Where(file => file.IsNew && file.Problem is null).Select(file => (Event)new UploadRead(file.Name.Name, id, file.Doubts))
                .Concat(applied.Changes.Select(change => new ReleaseChanged(id, change)))
                .Concat(joining ? [new OriginJoined(id, $"inbox/{work.Stem}", after.Status(now))] : Array.Empty<Event>())
                .Concat(applied.Made.Where(edition => edition.Provenance == Provenance.Human).Select(edition => new EditionMade(id, edition.Language, Provenance.Human, 0, 0)));
            var handled = await FinishAsync(work.Stem, work.Names, after, files, events, now, cancel);

            // The release it was a part of is read again without it.
            return handled with { Next = [.. handled.Next, .. parted.Select(left => Follow.Now(new IngestUploads(left.Value, [])))] };
        }
    }

    // A joined upload that was edited is a correction of the release, unless the release has a file of its own that says something else, and
    // the edited text is nobody's: then there are two. What is withdrawn or under embargo is not let out that way.
    private async Task<bool> ArePartedAsync(
        ReleaseId id, string stem, Release before, List<Upload> uploads, IReadOnlyDictionary<string, Manuscript> manuscripts, DateTimeOffset now, CancellationToken cancel)
    {
        if (before.Status(now) != ReleaseStatus.Live)
            return false;
        foreach (var edited in uploads.Where(upload => upload is { Source: null, Gone: false, IsTextless: false, Withdraws: false } && StemOf(upload) == stem))
        {
            var key = NormalText.Key(manuscripts[edited.Manuscript]);
            var rival = uploads.Find(upload => upload is { Source: null, Gone: false, IsTextless: false } && StemOf(upload) == id.Value && upload.Language == edited.Language);
            if (key is not null && rival is not null && key != NormalText.Key(manuscripts[rival.Manuscript]) && await sameness.OwnerAsync(key, cancel) != id)
                return true;
        }

        return false;
    }

    private static string StemOf(Upload upload) => Composition.Compose(UploadName.Parse(upload.Name).Stem);

    private async Task<List<Found>> ReadAllAsync(
        ReleaseId id, string stem, Release? before, IReadOnlyList<string> names, DateTimeOffset now, CancellationToken cancel)
    {
        var known = before?.Uploads ?? [];
        var files = new List<Found>();
        var all = names.Concat(known.Where(upload => upload.Source is null).Select(upload => upload.Name)).Distinct().Order(StringComparer.Ordinal).Select(UploadName.Parse);

        // Uploads of several names may be one release; each name has its own sidecars.
        foreach (var alike in all.GroupBy(name => Composition.Compose(name.Stem)))
        {
            if (alike.Key == stem || alike.Key == id.Value || await sameness.JoinedAsync(alike.Key, cancel) == id)
                await ReadAlikeAsync(id, [.. alike], known, files, before?.FirstSeen ?? now, now, cancel);
        }

        files.AddRange(known.Where(upload => upload.Source is not null).Select(item => new Found(UploadName.Parse(item.Name), null) { Upload = item }));
        return Held(files, before, now);
    }

    private async Task ReadAlikeAsync(
        ReleaseId id, List<UploadName> parsed, IReadOnlyList<Upload> uploads, List<Found> files, DateTimeOffset firstSeen, DateTimeOffset now, CancellationToken cancel)
    {
        var isPlainRead = false;

        // The file without suffix comes first: where it is read, the release's sidecar is its own, and it says of it what counts for all.
        foreach (var name in parsed.Where(name => name.Kind is UploadKind.Release or UploadKind.Unreadable).OrderBy(name => name.Language is not null))
        {
            var known = uploads.FirstOrDefault(upload => upload.Name == name.Name);
            var item = await store.StatAsync(Paths.Inbox(name.Name), cancel);
            if (item is null)
            {
                if (known is not null)
                    files.Add(new(name, null) { Upload = known with { Gone = true } });
            }
            else
            {
                files.Add(await ReadAsync(id, name, item, known, await SidecarsAsync(name, parsed, isPlainRead, cancel), isPlainRead, firstSeen, now, cancel));
            }

            isPlainRead |= name.Language is null && files.LastOrDefault() is { Upload: not null } last && last.Name == name;
        }
    }

    /// <summary>
    /// A release one of whose files names an embargo that nobody understands, or was refused and states one, does not come out; what is
    /// out already stays as it is, and none of its files is taken in until that one is corrected. A withdrawal still is.
    /// </summary>
    private static List<Found> Held(List<Found> files, Release? before, DateTimeOffset now)
    {
        if (!IsOut(before, now) || files.Find(file => (file.IsNew && file.Problem is not null) || file.Stated > now) is not { } cause)
            return files;
        return [.. files.Select(file => !file.IsNew || file.Upload!.Withdraws ? file : file with
        {
            IsNew = false,
            Manuscript = null,
            Upload = before!.Uploads.FirstOrDefault(upload => upload.Name == file.Name.Name),
            Problem = file.Problem is { } own
                ? own with { Message = own.Message + " What is public stays as it was before." }
                : new(HeldWithRelease, $"“{cause.Name.Name}” {(cause.Stated is null ? "names an embargo that is not understood" : "was refused and states an embargo")}, so nothing new of this release is taken in: correct that file."),
        })];
    }

    private static bool IsOut(Release? before, DateTimeOffset now) =>
        before is not null && !before.IsEmbargoed(now) && before.Editions.Any(edition => edition.Released is not null);

    // What a refused file states stands until a good file of its name has come, also once the refused one was deleted.
    private static SortedDictionary<string, DateTimeOffset> HeldBy(Release? before, List<Found> files, DateTimeOffset now)
    {
        var held = new SortedDictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        if (IsOut(before, now))
            return held;
        foreach (var (name, until) in before?.HeldBy ?? new Dictionary<string, DateTimeOffset>())
        {
            var refused = UploadName.Parse(name);
            if (!files.Exists(file => file.Item is not null && (file.Name.Name == name || (file.Problem is null && file.Name.Stem == refused.Stem && file.Name.Language == refused.Language))))
                held[name] = until;
        }

        foreach (var file in files.Where(file => file.Stated is not null))
            held[file.Name.Name] = file.Stated!.Value;
        return held;
    }

    private async Task<Found> ReadAsync(
        ReleaseId id, UploadName name, BlobItem item, Upload? known, Sidecars sidecars, bool isPlainRead, DateTimeOffset firstSeen, DateTimeOffset now, CancellationToken cancel)
    {
        var found = new Found(name, item);
        if (name.Kind == UploadKind.Unreadable && item.Length > newsroom.Intake.LargestUpload)
            return await RefusedAsync(Recognition.NotKnown(name), null, null);
        if (item.Length > newsroom.Intake.LargestUpload)
        {
            var bound = newsroom.Intake.LargestUpload / (1 << 20);
            return await RefusedAsync(new("too-large", $"It has {item.Length >> 20} MB; at most {bound} MB are read. Take large images out, or save the text alone."), null, null);
        }

        Blob? blob;
        try
        {
            blob = await store.ReadAsync(item.Path, cancel);
        }
        catch (UnauthorizedAccessException)
        {
            return await RefusedAsync(new(NotReadable, "The program may not read it: give the user that it runs as the right to."), null, null);
        }

        if (blob is null)
            return known is null ? found with { Item = null } : found with { Item = null, Upload = known with { Gone = true } };

        var hash = Fingerprints.Of(blob.Content.Span);
        if (sidecars.Problem is { } doubled)
            return await RefusedAsync(doubled, blob.Content, hash);
        var (sidecarHash, sidecar) = await SidecarAsync(id, sidecars.Own, known?.Sidecar, cancel);
        var (wideHash, wide) = isPlainRead || name.Language is null ? default : await SidecarAsync(id, sidecars.OfRelease, known?.SidecarOfRelease, cancel);

        found = found with { Hash = (sidecarHash ?? wideHash) is null ? hash : Fingerprints.Of(hash + sidecarHash + wideHash) };
        if (known?.Hash == hash && !OpenEmbargo.Is(known.Embargo) && known.Sidecar == sidecarHash && known.SidecarOfRelease == wideHash &&
            (known.Beside is null || await images.AreAsKnownAsync(known.Beside, newsroom.Intake, cancel)))
        {
            return found with { Upload = known with { Gone = false } };
        }

        var (reading, beside) = await images.ReadAsync(blob.Content, name, sidecar, wide, newsroom.Intake with { Seen = firstSeen }, cancel);
        if (reading.Manuscript is not { } manuscript)
            return found with { Problem = reading.Problems[0], Stated = reading.StatedEmbargo, Upload = known };
        if (name.Language is null && sidecars.Stray(manuscript.Language) is { } stray)
            return await RefusedAsync(stray, blob.Content, found.Hash);

        foreach (var (image, bytes) in reading.Images)
            await WriteOnceAsync(Paths.Image(image), bytes, cancel);

        // An upload that only says "withdrawn" takes nothing away from what was said: the text stays known for the day it is restored.
        if (!manuscript.HasText && known is not null)
        {
            var (text, _) = await store.LoadAsync(Paths.Manuscript(id, known.Manuscript), Documents.Json.Manuscript, cancel);
            manuscript = text is null ? manuscript : text with
            {
                Withdrawn = true,
                Reason = manuscript.Reason,
                Embargo = OpenEmbargo.Is(manuscript.Embargo) ? manuscript.Embargo : text.Embargo,
            };
        }

        return found with
        {
            IsNew = true,
            Problem = reading.Held,
            Manuscript = manuscript,
            Doubts = [.. reading.Problems, .. SiteDoubts.Of(manuscript, newsroom.Site, now)],
            Upload = new Upload(name.Name, manuscript.Language, hash, manuscript.Fingerprint(), known?.Hash == hash ? known.Seen : now)
            {
                Sidecar = sidecarHash,
                SidecarOfRelease = wideHash,
                Beside = beside,
                Plain = name.Language is null,
                SaysOriginal = manuscript.Original,
                Embargo = manuscript.Embargo,
                Withdraws = manuscript.Withdrawn,
                IsTextless = !manuscript.HasText,
            },
        };

        async Task<Found> RefusedAsync(Problem problem, ReadOnlyMemory<byte>? content, string? hash)
        {
            var beside = new List<ReadOnlyMemory<byte>>();
            foreach (var sidecar in sidecars.All.Where(sidecar => sidecar.Language is null || sidecar.Language == name.Language || problem.Code == "sidecar-not-usable"))
            {
                if (await store.ReadAsync(Paths.Inbox(sidecar.Name), cancel) is { } there)
                    beside.Add(there.Content);
            }

            var refused = Reader.Refused(name, problem, content, beside, newsroom.Intake with { Seen = firstSeen });
            return found with { Hash = hash, Problem = refused.Problems[0], Stated = refused.StatedEmbargo, Upload = known };
        }
    }

    // A sidecar may have come after the work was queued, so its usual name is looked for too.
    private async Task<Sidecars> SidecarsAsync(UploadName file, List<UploadName> listed, bool isPlainRead, CancellationToken cancel)
    {
        var there = new List<UploadName>();
        var usual = new[] { file.Sidecar, file.Stem + ".meta.json" }.Select(UploadName.Parse);
        foreach (var sidecar in listed.Where(name => name.Kind == UploadKind.Sidecar))
        {
            if (await store.StatAsync(Paths.Inbox(sidecar.Name), cancel) is not null)
                there.Add(sidecar);
        }

        foreach (var sidecar in usual.Where(name => there.TrueForAll(other => other.Language != name.Language)).DistinctBy(name => name.Language).ToList())
        {
            if (await store.StatAsync(Paths.Inbox(sidecar.Name), cancel) is not null)
                there.Add(sidecar);
        }

        there.AddRange(listed.Where(name => name.Kind == UploadKind.Release));
        return Sidecars.Of(file, isPlainRead ? there.Where(sidecar => sidecar.Language == file.Language) : there);
    }

    // A sidecar that is deleted later still counts: an embargo in it must not be lost that way.
    private async Task<(string? Hash, ReadOnlyMemory<byte>? Content)> SidecarAsync(ReleaseId id, UploadName? name, string? known, CancellationToken cancel)
    {
        if (name is not null && await store.ReadAsync(Paths.Inbox(name.Name), cancel) is { } there)
        {
            var hash = Fingerprints.Of(there.Content.Span);
            await WriteOnceAsync(Paths.Sidecar(id, hash), there.Content, cancel);
            return (hash, there.Content);
        }

        return (known, known is null ? null : (await store.ReadAsync(Paths.Sidecar(id, known), cancel))?.Content);
    }

    private async Task<IReadOnlyDictionary<string, Manuscript>> ManuscriptsAsync(
        ReleaseId id, List<Found> files, List<Upload> uploads, CancellationToken cancel)
    {
        var manuscripts = files.Select(file => file.Manuscript).OfType<Manuscript>().DistinctBy(m => m.Fingerprint()).ToDictionary(m => m.Fingerprint());
        foreach (var fingerprint in uploads.Select(upload => upload.Manuscript).Distinct().Where(fingerprint => !manuscripts.ContainsKey(fingerprint)))
        {
            var path = Paths.Manuscript(id, fingerprint);
            manuscripts[fingerprint] = (await store.LoadAsync(path, Documents.Json.Manuscript, cancel)).Document
                ?? throw new DamagedDocumentException(path, new FileNotFoundException("it is missing"));
        }

        return manuscripts;
    }

    private async Task<Handled> FinishAsync(
        string stem,
        IReadOnlyList<string> names,
        Release? release,
        List<Found> files,
        IEnumerable<Event> events,
        DateTimeOffset now,
        CancellationToken cancel)
    {
        var told = new List<Event>(events);
        var rejections = new Rejections(store);
        foreach (var file in files.Where(file => file.Item is not null))
        {
            if (file.Problem is null)
                await rejections.ClearAsync(file.Name.Name, cancel);
            else if (await rejections.TellAsync(file.Name.Name, file.Hash ?? file.Item!.Stamp, file.Problem, now, cancel))
                told.Add(new UploadRejected(file.Name.Name, file.Problem));
        }

        var marks = new SortedDictionary<string, UploadMark>(StringComparer.Ordinal);
        foreach (var file in files.Where(file => file.Upload?.Source is null && Composition.Compose(file.Name.Stem) == Composition.Compose(stem)))
        {
            // The right to read a file changes without its stamp, and so does what another file keeps out: every pass tries again.
            marks[file.Name.Name] = new(file.Problem?.Code is NotReadable or HeldWithRelease ? "" : file.Item?.Stamp, file.Problem?.Code);
        }

        foreach (var name in names.Where(name => UploadName.Parse(name).Kind == UploadKind.Sidecar))
        {
            if (await store.StatAsync(Paths.Inbox(name), cancel) is not { } item)
                continue;
            marks[name] = new(item.Stamp, null);
            if (files.Count > 0 || release is not null)
                await rejections.ClearAsync(name, cancel);
            else if (Lonely(name) is var lonely && await rejections.TellAsync(name, item.Stamp, lonely, now, cancel))
                told.Add(new UploadRejected(name, lonely));
        }

        SortedDictionary<string, string?>? beside = null;
        foreach (var (path, hash) in release?.Uploads.Where(upload => StemOf(upload) == Composition.Compose(stem)).SelectMany(upload => upload.Beside ?? new Dictionary<string, string?>()).DistinctBy(image => image.Key) ?? [])
            (beside ??= new(StringComparer.Ordinal))[path] = hash is null ? null : (await store.StatAsync(Paths.Inbox(path), cancel))?.Stamp;
        await register.NoteAsync(
            stem,
            before => (release is null || release.Id.Value != stem ? before : ReleaseRegister.Of(release, before, null, now)) with { Uploads = marks, Images = beside },
            cancel);
        return new(release is null ? [] : [Follow.Now(new TranslateRelease(release.Id))], told);
    }

    // What it says may be the embargo of a file that goes out without it.
    private static Problem Lonely(string sidecar)
    {
        var stem = UploadName.Parse(sidecar).Stem;
        return new("sidecar-without-upload", $"There is no upload named “{stem}” for this sidecar to speak of, so what it says counts for nothing yet: upload the file, or name the sidecar after the file that is there.");
    }

    private async Task<IReadOnlyList<Found>> StatAllAsync(IEnumerable<UploadName> names, Problem problem, CancellationToken cancel)
    {
        var files = new List<Found>();
        foreach (var name in names)
        {
            if (await store.StatAsync(Paths.Inbox(name.Name), cancel) is { } item)
                files.Add(new(name, item) { Problem = problem });
        }

        return files;
    }

    private async Task WriteOnceAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancel) =>
        await store.WriteAsync(path, content, WriteCondition.IsNew, cancel);

    /// <summary>A file of the release as it was found; its upload is what counts of it, its problem why it does not.</summary>
    private sealed record Found(UploadName Name, BlobItem? Item)
    {
        public string? Hash { get; init; }

        public bool IsNew { get; init; }

        public Upload? Upload { get; init; }

        public Manuscript? Manuscript { get; init; }

        public Problem? Problem { get; init; }

        /// <summary>Of a refused file: until when it says that the release is under embargo.</summary>
        public DateTimeOffset? Stated { get; init; }

        public IReadOnlyList<Problem> Doubts { get; init; } = [];
    }
}
