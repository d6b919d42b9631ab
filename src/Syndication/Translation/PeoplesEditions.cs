using System.Text.Json;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Translation.Checks;
using Syndication.Translation.Segments;

namespace Syndication.Translation;

/// <summary>
/// Editions that a person wrote or approved: no machine and no night takes their place. What the release says beside its wording follows the
/// original; a wording that changed makes them stale, and the changed sentences are named; uploads are checked, and what is found is told.
/// </summary>
internal sealed class PeoplesEditions(Newsroom newsroom)
{
    private readonly IBlobStore store = newsroom.Store;

    /// <summary>Whether a language without an upload has a text that only a person may replace.</summary>
    public static bool IsKept(Release release, EditionState? state, string wording) =>
        state is { HasText: true } && !HasUpload(release, state.Language) &&
        (state.Provenance == Provenance.Human || state is { Reviewed: not null, Status: EditionStatus.Ready } && state.Source == wording);

    /// <summary>A machine's text in the place of one that a person approved waits for a person, too.</summary>
    public static TranslationResult MustWait(EditionState state, TranslationResult result) =>
        state is { Reviewed: not null, HasText: true } && result is MadeTranslation { Provenance: Provenance.Machine } made
            ? new HeldTranslation(made.Text, ["The text before was approved by a person and its original has changed: a person has to look at it."], made.Provenance, made.CharactersFromMemory, made.CharactersBilled)
            {
                Warnings = made.Warnings,
                Segments = made.Segments,
            }
            : result;

    /// <summary>Brings a release's editions by people up to date.</summary>
    public async Task<Release> FollowAsync(Release release, Manuscript original, DateTimeOffset now, CancellationToken cancel)
    {
        var wording = original.Wording();
        foreach (var state in release.Editions.Where(state => state.HasText && state.Language != release.Original).ToList())
        {
            var after = HasUpload(release, state.Language) ? await LookedAtAsync(release, state, original, cancel)
                : !IsKept(release, state, wording) ? state
                : state.Source != wording ? await StaleAsync(release, state, original, cancel)
                : state.Version < release.Version ? await WithFactsAsync(release, state, original, now, cancel)
                : state;
            if (after != state)
                release = Lifecycle.Record(release, after);
        }

        return release;
    }

    /// <summary>What the checks say of a text that a person wrote as a whole, one sentence each; it is told and holds nothing.</summary>
    public IReadOnlyList<string> Look(Manuscript original, Manuscript text)
    {
        var pair = new SegmentPair(1, Whole(original), Whole(text), original.Language, text.Language, isMachine: false);
        var findings = NameCheck.Of(pair, newsroom.Translator.Glossary).Concat(NumberCheck.Of(pair)).Concat(DateCheck.Of(pair)).Concat(ContactCheck.Of(pair))
            .Concat(MarkupCheck.Of(pair)).Concat(DirectionCheck.Of(pair)).Concat(ScriptCheck.Of(pair)).Concat(LinkCheck.Of(original.Html, text.Html));
        return [.. findings.Where(finding => newsroom.Site.Translation.PolicyOf(finding.Check) != CheckPolicy.Off)
            .Select(finding => finding.Message.Split(", in: “")[0].Split(" in: “")[0] is var said && said.Length < finding.Message.Length ? $"{said} in the translation." : finding.Message).Distinct()];
    }

    private static bool HasUpload(Release release, Language language) => release.Uploads.Any(upload => upload.Language == language && !upload.IsTextless);

    private static string Whole(Manuscript text) =>
        string.Join('\n', SegmentedManuscript.Of(text).Blocks.SelectMany(block => block.Sentences).Select(sentence => Placeholders.Escape(Placeholders.Plain(sentence.Text))));

    private async Task<EditionState> LookedAtAsync(Release release, EditionState state, Manuscript original, CancellationToken cancel)
    {
        if (state is { Status: EditionStatus.Stale, Reasons.Count: 1 })
            return await StaleAsync(release, state, original, cancel);
        if (state.Status != EditionStatus.Ready || state.Checked == state.Text || await TextAsync(release, state, cancel) is not { } edition)
            return state;
        var warnings = Look(original, edition.Text);
        return state with { Checked = state.Text, Warnings = warnings.Count > 0 ? warnings : null };
    }

    private async Task<EditionState> StaleAsync(Release release, EditionState state, Manuscript original, CancellationToken cancel)
    {
        var reason = $"The {original.Language} original has changed since this translation was made.";
        IReadOnlyList<string> reasons = await ChangedSentences.OfAsync(store, release, state, original, cancel) is { } changed ? [reason, changed] : [reason];
        return state.Status == EditionStatus.Stale && state.Reasons.SequenceEqual(reasons) ? state : state with { Status = Course.Next(state.HasText, EditionStep.FellBehind), Reasons = reasons };
    }

    // The words are the person's; dates, topics and the like are the original's.
    private async Task<EditionState> WithFactsAsync(Release release, EditionState state, Manuscript original, DateTimeOffset now, CancellationToken cancel)
    {
        if (await TextAsync(release, state, cancel) is not { } edition)
            return state;
        var text = edition.Text with { Date = original.Date, Embargo = release.Embargo, Topics = original.Topics, Regions = original.Regions };
        var fingerprint = text.Fingerprint();
        if (fingerprint == state.Text)
            return state;
        var after = state with { Version = release.Version, Text = fingerprint, Updated = now };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(edition with { Version = release.Version, Made = now, Text = text }, Documents.Json.Edition);
        await store.WriteAsync(Paths.Edition(release.Id, after), bytes, WriteCondition.IsNew, cancel);
        return after;
    }

    private async Task<Edition?> TextAsync(Release release, EditionState state, CancellationToken cancel) =>
        (await store.LoadAsync(Paths.Edition(release.Id, state), Documents.Json.Edition, cancel)).Document;
}
