using System.Text.Json;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Translation.Memory;
using Syndication.Translation.Xliff;

namespace Syndication.Translation;

/// <summary>A person's word on a translation: approves what a machine wrote, or brings the person's own, segment by segment.</summary>
internal sealed class Acceptance(Newsroom newsroom)
{
    private readonly IBlobStore store = newsroom.Store;

    /// <summary>Approves the text of a language that is held, or that a machine wrote and is public.</summary>
    public async Task<Accepted> ApproveAsync(ReleaseId id, Language language, CancellationToken cancel)
    {
        while (true)
        {
            var (release, blob) = await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel);
            if (release is null)
                return new(null, null, [], []);
            var (obstacle, original) = await ObstacleAsync(release, language, cancel);
            if (obstacle is not null || original is null)
                return Accepted.No(release, obstacle ?? "");
            var state = release.In(language);
            var waiting = state is { Status: EditionStatus.Held } ? await store.TryLoadAsync(Paths.Draft(id, language), Documents.Json.StoredDraft, cancel) : null;
            var (text, provenance, segments, refusal) = (state, waiting) switch
            {
                (null or { Status: EditionStatus.Pending }, _) => Nothing($"There is no text in {language} to approve yet: {string.Join(' ', state?.Reasons ?? [])}".TrimEnd(' ', ':', '.') + "."),
                ({ Status: EditionStatus.Stale }, _) => Nothing($"The text in {language} follows an older original; there is nothing newer to approve. {string.Join(' ', state.Reasons)}"),
                ({ Status: EditionStatus.Held }, null) => Nothing($"The draft in {language} is missing or damaged. Run the newsroom once; it is made again."),
                ({ Status: EditionStatus.Held }, { } draft) when draft.Source != original.Wording() => Nothing("The original has changed since that text was made. Run the newsroom once, and look at the new one."),
                ({ Status: EditionStatus.Held }, { IsBroken: true } draft) =>
                    Nothing($"It cannot be put together, because tags are lost or strange: {string.Join(' ', draft.Reasons)} Correct it with `syndication xliff export`, or upload a translation."),
                ({ Status: EditionStatus.Held }, { } draft) => (draft.Text, draft.Provenance, draft.Segments, null),
                ({ Provenance: Provenance.Machine, Reviewed: null }, _) => await PublicAsync(release, state, original, cancel),
                _ => Nothing($"The text in {language} is {Name(state)} already; there is nothing to approve."),
            };
            if (refusal is not null)
                return Accepted.No(release, refusal);

            var approved = segments.Select(segment => segment.Origin == SegmentOrigin.Machine ? segment with { Origin = SegmentOrigin.Reviewed } : segment);
            if (await WriteAsync(release, blob, language, original, text!, provenance, isReviewed: true, approved, waiting?.Reasons ?? [], cancel) is { } after)
                return new(release, after, [], []);
        }
    }

    /// <summary>Takes a translator's segments.</summary>
    public async Task<Accepted> TakeAsync(XliffDocument document, CancellationToken cancel)
    {
        while (true)
        {
            var (release, blob) = await store.LoadAsync(Paths.Release(document.Release), Documents.Json.Release, cancel);
            if (release is null)
                return new(null, null, [], []);
            var (obstacle, original) = await ObstacleAsync(release, document.To, cancel);
            if (obstacle is not null || original is null)
                return Accepted.No(release, obstacle ?? "");
            var source = newsroom.Translator.Segmented(original);
            if (document.FaultsFor(source, original) is { Count: > 0 } faults)
                return Accepted.No(release, faults);

            var waiting = await store.TryLoadAsync(Paths.Draft(release.Id, document.To), Documents.Json.StoredDraft, cancel);
            var proposed = await newsroom.Translator.ProposedAsync(original, document.To, waiting?.Segments, cancel);
            var written = document.Texts(source).ToDictionary(pair => pair.Key, pair => (pair.Value, proposed.OriginOf(pair.Key, pair.Value)));
            var made = await newsroom.Translator.ComposeAsync(original, document.To, written, cancel);
            if (made.IsBroken)
                return Accepted.No(release, ((HeldTranslation)made).Reasons);

            // A person's word counts: what the checks found is told, and published.
            var text = made switch { MadeTranslation whole => whole.Text, HeldTranslation held => held.Text, _ => throw new NotSupportedException("Translation: nothing was put together.") };
            IReadOnlyList<string> warnings = [.. (made as HeldTranslation)?.Reasons ?? [], .. made.Warnings];
            var isReviewed = made.Segments.Any(segment => segment.Origin == SegmentOrigin.Reviewed);
            if (await WriteAsync(release, blob, document.To, original, text, isReviewed ? Provenance.Machine : Provenance.Human, isReviewed, made.Segments, warnings, cancel) is { } after)
                return new(release, after, [], warnings);
        }
    }

    private static (Manuscript? Text, Provenance Provenance, IReadOnlyList<TranslatedSegment> Segments, string? Refusal) Nothing(string refusal) => (null, default, [], refusal);

    private static string Name(EditionState state) => state.Reviewed is not null ? "reviewed" : state.Provenance.ToString()!.ToLowerInvariant();

    private async Task<(string? Reason, Manuscript? Original)> ObstacleAsync(Release release, Language language, CancellationToken cancel)
    {
        if (release.Withdrawal is not null)
            return ("The release is withdrawn. Restore it first: `syndication restore`.", null);
        if (language == release.Original)
            return ($"{language} is the language of the original.", null);
        if (!newsroom.Site.Languages.Contains(language))
            return ($"{language} is not published: site.json has {string.Join(", ", newsroom.Site.Languages)}.", null);
        if (release.Uploads.FirstOrDefault(upload => upload.Language == language && !upload.IsTextless) is { } upload)
            return ($"The text in {language} is a person's: inbox/{upload.Name}. Upload a corrected file there.", null);
        if (release.In(release.Original) is not { HasText: true } state || (await store.LoadAsync(Paths.Edition(release.Id, state), Documents.Json.Edition, cancel)).Document is not { } edition)
            return ($"There is no original text in {release.Original}.", null);
        return (null, edition.Text);
    }

    // What is public was made of segments that were learned; they are the approved ones only if the same text comes of them.
    private async Task<(Manuscript? Text, Provenance Provenance, IReadOnlyList<TranslatedSegment> Segments, string? Refusal)> PublicAsync(
        Release release, EditionState state, Manuscript original, CancellationToken cancel)
    {
        if ((await store.LoadAsync(Paths.Edition(release.Id, state), Documents.Json.Edition, cancel)).Document is not { } edition)
            return Nothing($"The text in {state.Language} is missing. Run the newsroom once; it is made again.");
        var proposed = await newsroom.Translator.ProposedAsync(original, state.Language, null, cancel);
        var isSame = proposed.Missing().Count == 0 && newsroom.Translator.Segmented(original).Join(proposed.Texts, state.Language).Text is var joined
            && joined.Html == edition.Text.Html && joined.Title == edition.Text.Title;
        return (edition.Text, edition.Provenance, isSame ? proposed.Segments(null) : [], null);
    }

    private async Task<Release?> WriteAsync(
        Release release, Blob? blob, Language language, Manuscript original, Manuscript text, Provenance provenance, bool isReviewed,
        IEnumerable<TranslatedSegment> segments, IReadOnlyList<string> warnings, CancellationToken cancel)
    {
        var now = Instant.After(Instant.Now(newsroom.Clock), release);
        var state = release.In(language) ?? new(language, EditionStatus.Pending);

        // Where this version had a text already, somebody may have it: what takes its place is a new version.
        if (state.HasText && state.Version == release.Version)
        {
            var change = new Change(release.Version + 1, ChangeKind.Translated, now, [language]);
            release = release with { Version = change.Version, History = [.. release.History, change] };
        }

        text = text.Following(original, release.Embargo);
        var ready = state with
        {
            Status = Course.Next(state.HasText, EditionStep.Written),
            Provenance = provenance,
            Version = release.Version,
            Source = original.Wording(),
            Text = text.Fingerprint(),
            Updated = now,
            Reasons = [],
            Reviewed = isReviewed ? now : null,
            Warnings = warnings.Count > 0 ? warnings : null,
        };
        var edition = new Edition
        {
            Release = release.Id,
            Language = language,
            Version = release.Version,
            Provenance = provenance,
            TranslatedFrom = original.Language,
            Made = now,
            Reviewed = ready.Reviewed,
            Text = text,
        };
        if (newsroom.Translator.Learned is { } memory)
            await memory.LearnAsync(segments, original.Language, language, cancel);
        await store.WriteAsync(Paths.Edition(release.Id, ready), JsonSerializer.SerializeToUtf8Bytes(edition, Documents.Json.Edition), WriteCondition.Always, cancel);
        var after = Lifecycle.Record(release, ready);
        if (!await store.SaveAsync(Paths.Release(release.Id), after, Documents.Json.Release, blob, cancel))
            return null;
        await store.DeleteAsync(Paths.Draft(release.Id, language), cancel);
        return after;
    }
}
