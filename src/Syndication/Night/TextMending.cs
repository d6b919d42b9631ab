using System.Text.Json;
using Syndication.Intake;
using Syndication.Publishing;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Translation;

namespace Syndication.Night;

/// <summary>
/// Makes editions and manuscripts again. Their names hold or lead to the fingerprint of what they say, so whatever they may have been
/// made from is tried until one has it; only where none has does the likeliest stand in.
/// </summary>
internal sealed class TextMending(Newsroom newsroom)
{
    private readonly IBlobStore store = newsroom.Store;

    public async Task<Again> EditionAgainAsync(ReleaseId id, string path, CancellationToken cancel)
    {
        if ((await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel)).Document is not { } release ||
            release.Editions.FirstOrDefault(edition => edition.HasText && Paths.Edition(id, edition) == path) is not { } state)
        {
            return new("it was an older one, and only the history of the release is less for it.", []);
        }

        var (text, proven) = await FirstAsync(OfEditionAsync(release, state, cancel), state.Text!);
        if (text is null)
            return await ForgetAsync(release, state, cancel);

        var edition = new Edition
        {
            Release = id,
            Language = state.Language,
            Version = state.Version,
            Provenance = state.Provenance ?? Provenance.Original,
            TranslatedFrom = release.Original,
            Made = state.Updated ?? release.FirstSeen,
            Reviewed = state.Reviewed,
            Text = text,
        };
        await store.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(edition, Documents.Json.Edition), WriteCondition.IsNew, cancel);
        return new(proven ? "it was made again, word for word." : "it was made again as near as can be; read its page, and upload the release again if something is missing.", []);
    }

    public async Task<Again> ManuscriptAgainAsync(ReleaseId id, string fingerprint, CancellationToken cancel)
    {
        if ((await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel)).Document is not { } release ||
            release.Uploads.FirstOrDefault(upload => upload.Manuscript == fingerprint) is not { } upload)
        {
            return new("it was an older one, and nothing needs it.", []);
        }

        var (text, proven) = await FirstAsync(OfManuscriptAsync(release, upload, cancel), fingerprint);
        if (text is null)
            return new(upload.Source is null ? $"it could not be made again: upload {upload.Name} again." : $"it could not be made again: it comes again when the source {upload.Source} changes it.", []);
        await store.WriteAsync(Paths.Manuscript(id, fingerprint), JsonSerializer.SerializeToUtf8Bytes(text, Documents.Json.Manuscript), WriteCondition.IsNew, cancel);
        return new(proven ? "it was made again, word for word." : $"it was made again from its edition; to be sure, upload {upload.Name} again.", []);
    }

    // A text that cannot be had again is translated again, like one that never was; what is published of it stays until then.
    private async Task<Again> ForgetAsync(Release release, EditionState state, CancellationToken cancel)
    {
        await store.ChangeAsync(
            Paths.Release(release.Id),
            Documents.Json.Release,
            before => before is null ? null : Lifecycle.Record(before, new(state.Language, EditionStatus.Pending) { Reasons = ["Its text was damaged."] }),
            cancel);
        return new("its text is made anew.", [new TranslateRelease(release.Id)]);
    }

    private static async Task<(Manuscript? Text, bool Proven)> FirstAsync(IAsyncEnumerable<Manuscript> texts, string fingerprint)
    {
        Manuscript? likeliest = null;
        await foreach (var text in texts)
        {
            if (text.Fingerprint() == fingerprint)
                return (text, true);
            likeliest ??= text;
        }

        return (likeliest, false);
    }

    private async IAsyncEnumerable<Manuscript> OfEditionAsync(
        Release release, EditionState state, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var original = await OriginalAsync(release, state, cancel);
        foreach (var upload in release.Uploads.Where(upload => upload.Language == state.Language))
        {
            if (await store.TryLoadAsync(Paths.Manuscript(release.Id, upload.Manuscript), Documents.Json.Manuscript, cancel) is not { HasText: true } text)
                continue;
            yield return text with { Embargo = release.Embargo, Original = true, Withdrawn = false, Reason = null };
            if (original is not null)
                yield return text.Following(original, release.Embargo);
        }

        foreach (var text in await ShownAsync(release, state, original, cancel))
            yield return text;
        if (original is null || state.Language == release.Original)
            yield break;

        // What was accepted was learned, so it comes of the memory word for word, without an engine.
        if (await newsroom.Translator.RememberAsync(original, state.Language, cancel) is { } remembered)
            yield return remembered.Following(original, release.Embargo);
        if (newsroom.HasEngine)
            yield break;
        var made = await newsroom.Translator.TranslateAsync(original, state.Language, cancel);
        if (made is MadeTranslation translation)
            yield return translation.Text.Following(original, release.Embargo);
    }

    // What the world was shown has all of the text; what it has been given besides is taken away in every way it may have been.
    private async Task<IReadOnlyList<Manuscript>> ShownAsync(Release release, EditionState state, Manuscript? original, CancellationToken cancel)
    {
        if (state.Released is not { } released)
            return [];
        var path = Shelves.Month(state.Language, MonthPart.Of(released, await new Shelves(store).MonthsAsync(state.Language, cancel)));
        if ((await store.TryLoadAsync(path, Documents.Json.Shelf, cancel))?.Of(release.Id) is not { } entry || entry.Title.Length == 0)
            return [];
        var plain = new Manuscript
        {
            Language = state.Language,
            Title = entry.Title,
            Html = entry.Html,
            Dateline = entry.Dateline,
            Embargo = release.Embargo,
            Topics = entry.Topics,
            Regions = entry.Regions,
            Contacts = entry.Contacts,
            Original = state.Language == release.Original,
            Images = entry.Images is null ? null : [.. entry.Images.Select(image => image with { Alternative = null })],
        };
        return
        [
            .. from summary in new[] { null, entry.Summary, original?.Summary }
               from date in new[] { original?.Date, null, entry.Date }
               from rights in new[] { null, entry.Rights }
               select plain with { Summary = summary, Date = date, Rights = rights },
        ];
    }

    private async IAsyncEnumerable<Manuscript> OfManuscriptAsync(
        Release release, Upload upload, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        Manuscript? said = null;
        var name = UploadName.Parse(upload.Name);
        if (upload.Source is null && await store.ReadAsync(Paths.Inbox(upload.Name), cancel) is { } file && Fingerprints.Of(file.Content.Span) == upload.Hash)
        {
            var sidecar = upload.Sidecar is null ? null : await store.ReadAsync(Paths.Sidecar(release.Id, upload.Sidecar), cancel);
            var wide = upload.SidecarOfRelease is null ? null : await store.ReadAsync(Paths.Sidecar(release.Id, upload.SidecarOfRelease), cancel);
            var intake = newsroom.Intake with { Seen = release.FirstSeen };
            said = (await new ImagesBeside(store).ReadAsync(file.Content, name, sidecar?.Content, wide?.Content, intake, cancel)).Reading.Manuscript;
            if (said is { HasText: true })
                yield return said;
        }

        if (release.In(upload.Language) is not { HasText: true } state ||
            await store.TryLoadAsync(Paths.Edition(release.Id, state), Documents.Json.Edition, cancel) is not { Text: var text })
        {
            yield break;
        }

        // The edition has the release's embargo and marks; the manuscript had its own.
        foreach (var embargo in new[] { upload.Embargo, release.Embargo, null })
        {
            foreach (var marked in new[] { upload.SaysOriginal, text.Original })
            {
                yield return text with { Embargo = embargo, Original = marked, Withdrawn = upload.Withdraws, Reason = upload.Withdraws ? said?.Reason ?? release.Withdrawal?.Reason : null };
            }
        }
    }

    private async Task<Manuscript?> OriginalAsync(Release release, EditionState state, CancellationToken cancel)
    {
        if (state.Language == release.Original || release.In(release.Original) is not { HasText: true } original)
            return null;
        return (await store.TryLoadAsync(Paths.Edition(release.Id, original), Documents.Json.Edition, cancel))?.Text;
    }
}
