using System.Text.Json;
using Syndication.Register;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Translation.Engines;

namespace Syndication.Translation;

/// <summary>The second stage: makes the editions that no author wrote, and notes which may be read from now on.</summary>
internal sealed class Translations(Newsroom newsroom)
{
    private readonly IBlobStore store = newsroom.Store;
    private readonly ReleaseRegister register = new(newsroom.Store);
    private readonly PeoplesEditions people = new(newsroom);
    private readonly Commissions commissions = new(newsroom);

    public async Task<Handled> MakeAsync(ReleaseId id, CancellationToken cancel)
    {
        while (true)
        {
            var now = Instant.Now(newsroom.Clock);
            var (before, blob) = await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel);
            if (before is null)
                return new([], []);

            var events = new List<Event>();
            var after = before;
            TimeSpan? again = null;
            if (before.Withdrawal is null && await OriginalAsync(before, cancel) is { } original)
            {
                var made = await commissions.MakeAsync(before, original, [.. newsroom.Site.Languages.Where(language => IsDue(before, language, original))], cancel);
                events.AddRange(made.Calls.Select(call => new EngineAsked(id, call)));
                foreach (var (language, result) in made.Results)
                    after = await RecordAsync(after, original, language, result, made, Instant.After(now, before), events, cancel);
                after = await people.FollowAsync(after, original, Instant.After(now, before), cancel);
                again = Commissions.Again(made.Results.Values);
            }

            after = Lifecycle.Settle(after, now);
            if (after != before && !await store.SaveAsync(Paths.Release(id), after, Documents.Json.Release, blob, cancel))
                continue;
            await register.NoteAsync(id.Value, entry => ReleaseRegister.Of(after, entry, newsroom.Basis, now), cancel);
            var next = Plan.After(after, newsroom, now);
            return new(again is { } wait && newsroom.HasEngine && !newsroom.IsRehearsal ? [.. next, new(new TranslateRelease(id), wait)] : next, events);
        }
    }

    // A language is due where no author wrote it, and what there is follows another wording or says less than the present version.
    private static bool IsDue(Release release, Language language, Manuscript original)
    {
        if (release.Uploads.Any(upload => upload.Language == language && !upload.IsTextless))
            return false;
        var state = release.In(language);
        if (PeoplesEditions.IsKept(release, state, original.Wording()))
            return false;
        return state is null || state.Source != original.Wording() || state.Version < release.Version || state.Status != EditionStatus.Ready;
    }

    private async Task<Manuscript?> OriginalAsync(Release release, CancellationToken cancel)
    {
        if (release.In(release.Original) is not { HasText: true } state)
            return null;
        var (edition, _) = await store.LoadAsync(Paths.Edition(release.Id, state), Documents.Json.Edition, cancel);
        return edition?.Text;
    }

    private async Task<Release> RecordAsync(
        Release release, Manuscript original, Language language, TranslationResult result, Commissions.Made all, DateTimeOffset now, List<Event> events, CancellationToken cancel)
    {
        var state = release.In(language) ?? new(language, EditionStatus.Pending);
        var waiting = await store.TryLoadAsync(Paths.Draft(release.Id, language), Documents.Json.StoredDraft, cancel);
        result = PeoplesEditions.MustWait(state, result);
        IReadOnlyList<string> traces = [.. all.Calls.Where(call => call.To.Contains(language)).Select(call => call.Trace).OfType<string>()];
        Spent Took(long billed, long fromMemory) => new(language, now, billed, fromMemory) { Traces = traces.Count == 0 ? null : traces };

        // What was paid for is noted whatever became of it; what the memory knew, where it made an edition.
        if (result.CharactersBilled > 0 && result is not MadeTranslation)
            release = release with { Spent = [.. release.Spent ?? [], Took(result.CharactersBilled, 0)] };
        switch (result)
        {
            case MadeTranslation made:
                // Before the release says so: what a machine was paid for is known then, whatever ends this process.
                if (made.Segments.Count > 0 && !newsroom.IsRehearsal && newsroom.Translator.Learned is { } memory)
                    await memory.LearnAsync(made.Segments, original.Language, language, cancel);
                if (waiting is not null)
                    await store.DeleteAsync(Paths.Draft(release.Id, language), cancel);
                var text = made.Text.Following(original, release.Embargo);
                var fingerprint = text.Fingerprint();
                var ready = state with { Status = Course.Next(state.HasText, EditionStep.Written), Reasons = [], Source = original.Wording(), Provenance = made.Provenance, Warnings = made.Warnings.Count > 0 ? made.Warnings : null };
                if (fingerprint != state.Text || made.CharactersBilled > 0)
                    release = release with { Spent = [.. release.Spent ?? [], Took(made.CharactersBilled, made.CharactersFromMemory)] };
                if (fingerprint == state.Text)
                    return Lifecycle.Record(release, ready);

                ready = ready with { Version = release.Version, Text = fingerprint, Updated = now, Reviewed = made.IsReviewed ? now : null };
                var edition = new Edition
                {
                    Release = release.Id,
                    Language = language,
                    Version = release.Version,
                    Provenance = made.Provenance,
                    TranslatedFrom = original.Language,
                    Made = now,
                    Reviewed = ready.Reviewed,
                    Text = text,
                };
                var bytes = JsonSerializer.SerializeToUtf8Bytes(edition, Documents.Json.Edition);
                await store.WriteAsync(Paths.Edition(release.Id, ready), bytes, WriteCondition.IsNew, cancel);
                events.Add(new EditionMade(release.Id, language, made.Provenance, made.CharactersFromMemory, made.CharactersBilled));
                return Lifecycle.Record(release, ready);

            case HeldTranslation held:
                // What a person has to look at is kept beside the release, where nothing publishes it.
                var draft = JsonSerializer.SerializeToUtf8Bytes(StoredDraft.Of(held, original), Documents.Json.StoredDraft);
                await store.WriteAsync(Paths.Draft(release.Id, language), draft, WriteCondition.Always, cancel);
                if (state.Status != EditionStatus.Held)
                    events.Add(new EditionHeld(release.Id, language, held.Reasons));
                return Lifecycle.Record(release, state with { Status = Course.Next(state.HasText, EditionStep.CheckFailed), Reasons = held.Reasons });

            case PendingTranslation pending:
                if (newsroom.IsRehearsal || newsroom.Engine is not null && !state.Reasons.Contains(pending.Reason))
                    events.Add(new EditionWaits(release.Id, language, pending.Reason, all.Prices.TryGetValue(language, out var price) ? price : null));
                return Lifecycle.Record(release, state with { Status = Course.Next(state.HasText, EditionStep.FellBehind), Reasons = [pending.Reason] });

            default:
                throw new NotSupportedException("Translation: the translator answered with something that is neither made, held nor pending.");
        }
    }
}
