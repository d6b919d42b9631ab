using System.Globalization;
using Syndication.Publishing;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Night;

/// <summary>
/// Makes a <c>release.json</c> again: from the newest version kept beside it, or where none can be read, from its editions and from what
/// the shelves show of it. What was withdrawn stays withdrawn, versions only rise, and the instants of first publication stay.
/// </summary>
internal sealed class ReleaseMending(Newsroom newsroom)
{
    private readonly IBlobStore store = newsroom.Store;

    public async Task<Again> AgainAsync(ReleaseId id, CancellationToken cancel)
    {
        var numbers = new List<int>();
        await foreach (var item in store.ListAsync(Paths.Versions(id), cancel))
        {
            if (int.TryParse(Path.GetFileNameWithoutExtension(item.Path), CultureInfo.InvariantCulture, out var number))
                numbers.Add(number);
        }

        var kept = await NewestAsync(id, numbers, cancel);
        var release = kept is not null && kept.Version == numbers.Max() ? kept : await RecollectAsync(id, kept, numbers, cancel) ?? kept;
        if (release is not null)
            await store.SaveAsync(Paths.Release(id), release, Documents.Json.Release, null, cancel);

        // The uploads are read again in any case: what is in them already changes nothing.
        var names = new List<string>();
        await foreach (var item in store.ListAsync($"inbox/{(id.Value.Contains('/', StringComparison.Ordinal) ? id.Value[..(id.Value.LastIndexOf('/') + 1)] : "")}", cancel))
        {
            var name = Intake.UploadName.Parse(item.Path["inbox/".Length..]);
            if (Composition.Compose(name.Stem) == id.Value)
                names.Add(name.Name);
        }

        var how = release is null ? "its uploads are read again as if they were new."
            : ReferenceEquals(release, kept) ? $"version {release.Version} was taken from the versions kept beside it."
            : $"version {release.Version} was made again from its editions and what is published; look at it, then delete what was set aside.";
        return new(how, [new IngestUploads(id.Value, [.. names.Order(StringComparer.Ordinal)]), new TranslateRelease(id)]);
    }

    private async Task<Release?> NewestAsync(ReleaseId id, IEnumerable<int> numbers, CancellationToken cancel)
    {
        foreach (var number in numbers.OrderDescending())
        {
            if (await store.TryLoadAsync(Paths.Version(id, number), Documents.Json.Release, cancel) is { } release)
                return release;
        }

        return null;
    }

    private async Task<Release?> RecollectAsync(ReleaseId id, Release? kept, List<int> numbers, CancellationToken cancel)
    {
        var editions = new List<Edition>();
        await foreach (var item in store.ListAsync(Paths.Editions(id), cancel))
        {
            if (await store.TryLoadAsync(item.Path, Documents.Json.Edition, cancel) is { } edition)
                editions.Add(edition);
        }

        var shown = new List<Entry>();
        foreach (var language in newsroom.Site.Languages)
            shown.AddRange(await ShownAsync(id, language, cancel));
        if (editions.Count == 0)
            return null;

        var newest = editions.GroupBy(edition => edition.Language).Select(all => all.MaxBy(edition => edition.Version)!).OrderBy(edition => edition.Language).ToList();
        var original = newest.Find(edition => edition.Provenance == Provenance.Original) ?? newest[0];
        var version = newest.Select(edition => edition.Version).Concat(shown.Select(entry => entry.Version)).Concat(numbers).Max();
        var firstSeen = kept?.FirstSeen ?? editions.Min(edition => edition.Made);
        var withdrawal = shown.Where(entry => entry.Version >= (kept?.Version ?? 0)).Select(entry => entry.Withdrawal).FirstOrDefault(w => w is not null) ?? kept?.Withdrawal;
        var history = kept?.History.ToList() ?? [new Change(1, ChangeKind.Arrived, firstSeen, [original.Language])];
        if (kept is null)
            history.AddRange(shown.Where(entry => entry.Language == original.Language).SelectMany(entry => entry.Corrections.Order())
                .Select(at => new Change(original.Version, ChangeKind.Corrected, at, [original.Language])));
        if (withdrawal is not null && kept?.Withdrawal != withdrawal)
            history.Add(new(version, ChangeKind.Withdrawn, withdrawal.At, [.. newest.Select(edition => edition.Language)]));
        return new()
        {
            Id = id,
            Version = version,
            FirstSeen = firstSeen,
            Original = original.Language,
            Uploads = kept?.Uploads ?? [],
            History = history,
            Embargo = newest.Max(edition => edition.Text.Embargo),
            Withdrawal = withdrawal,
            Editions =
            [
                .. newest.Select(edition => new EditionState(edition.Language, EditionStatus.Ready)
                {
                    Provenance = edition.Provenance,
                    Reviewed = edition.Reviewed,
                    Version = edition.Version,
                    Source = original.Text.Wording(),
                    Text = edition.Text.Fingerprint(),
                    Updated = edition.Made,
                    Released = shown.Find(entry => entry.Language == edition.Language)?.Released ?? kept?.In(edition.Language)?.Released,
                }),
            ],
        };
    }

    // Where on the shelves it is, only the months know; a damaged one is mended in its own turn.
    private async Task<IEnumerable<Entry>> ShownAsync(ReleaseId id, Language language, CancellationToken cancel)
    {
        foreach (var month in (await new Shelves(store).MonthsAsync(language, cancel)).Reverse())
        {
            if ((await store.TryLoadAsync(Shelves.Month(language, month), Documents.Json.Shelf, cancel))?.Of(id) is { } entry)
                return [entry];
        }

        return [];
    }
}
