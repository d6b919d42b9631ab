using Syndication.Intake;
using Syndication.Sameness;

namespace Syndication.Releases;

/// <summary>
/// The life of a release as pure functions: what the set of its uploads makes of it, and what an embargo, a withdrawal and their ends
/// do. Nothing here depends on the order in which uploads arrived. Longer than a file should be, because each step has to know what the others leave behind.
/// </summary>
public static class Lifecycle
{
    /// <summary>What came of applying uploads to a release.</summary>
    /// <param name="Release">The release as it is now.</param>
    /// <param name="Made">Editions to store with it.</param>
    /// <param name="Changes">What happened, for the report.</param>
    /// <param name="Refused">Uploads that cannot count beside the others, by name, and why.</param>
    public sealed record Applied(
        Release Release, IReadOnlyList<Edition> Made, IReadOnlyList<Change> Changes, IReadOnlyDictionary<string, Problem> Refused);

    /// <summary>Makes of a release what its uploads say.</summary>
    /// <param name="id">What it is called.</param>
    /// <param name="before">The release so far; null for a new one.</param>
    /// <param name="uploads">All its uploads: the known ones and the new, each with the fingerprint of its manuscript.</param>
    /// <param name="manuscripts">The manuscripts by fingerprint.</param>
    /// <param name="languages">The site's languages, in order of precedence.</param>
    /// <param name="now">The instant at which the new uploads were first seen.</param>
    /// <param name="ahead">How long before an embargo ends somebody outside may get a release, at the most.</param>
    /// <param name="heldBy">Until when refused files say that it is under embargo, by name; null for those that are known.</param>
    public static Applied Apply(
        ReleaseId id,
        Release? before,
        IReadOnlyList<Upload> uploads,
        IReadOnlyDictionary<string, Manuscript> manuscripts,
        IReadOnlyList<Language> languages,
        DateTimeOffset now,
        TimeSpan ahead = default,
        IReadOnlyDictionary<string, DateTimeOffset>? heldBy = null)
    {
        var refused = new Dictionary<string, Problem>();
        var texts = OnePerLanguage(id, uploads.Where(upload => manuscripts[upload.Manuscript].HasText), manuscripts, refused);
        var original = OriginalOf(texts, languages);

        // A file that cannot count beside another one still holds the release back: where files contradict, the careful reading wins.
        // So does one that says the same under another name, and one that was refused and states an embargo.
        heldBy ??= before?.HeldBy ?? new Dictionary<string, DateTimeOffset>();
        var isTakenBack = before is not null && IsOut(before, now) && (before.Withdrawal is not null || uploads.Any(upload => TakesBack(before, upload)));
        var embargo = texts.Concat(uploads.Where(upload => refused.ContainsKey(upload.Name) || LeavesOpen(upload) || (!upload.Gone && manuscripts[upload.Manuscript].HasText)))
            .Where(upload => !isTakenBack || !LeavesOpen(upload)).Select(upload => upload.Embargo)
            .Concat(heldBy.Values.Select(until => (DateTimeOffset?)until)).Max();

        // Once it is over, its line may go: that says nothing new to anybody.
        if (embargo is null && before?.Embargo <= now)
            embargo = before.Embargo;
        var release = (before ?? Begin(id, uploads, languages, now)) with
        {
            Original = original?.Language ?? before?.Original ?? uploads[0].Language,
            Uploads = [.. uploads.Where(upload => !refused.ContainsKey(upload.Name)).OrderBy(upload => upload.Name, StringComparer.Ordinal)],
            Embargo = embargo,
            HeldBy = heldBy.Count > 0 ? heldBy : null,
        };

        var changes = new List<Change>();
        if (before is null)
            changes.Add(release.History[0]);
        else if (release.IsEmbargoed(now) && !(before.Embargo >= embargo) && MayBeOut(before, now, ahead))
            release = Recall(release, now, changes);

        var made = original is null ? [] : WriteEditions(ref release, before, texts, original, manuscripts, now, changes);
        foreach (var upload in release.Uploads.Where(upload => TakesBack(before, upload)))
            release = Withdraw(release, manuscripts[upload.Manuscript].Reason, now, isNew: before is null && release.Withdrawal is null, changes);

        return new(release, [.. made.Select(edition => edition with { Version = release.In(edition.Language)!.Version })], changes, refused);
    }

    /// <summary>Takes a release back; of one that is withdrawn already, changes the reason.</summary>
    public static Release Withdraw(Release release, string? reason, DateTimeOffset now) => Withdraw(release, reason, now, isNew: false, []);

    /// <summary>Whether of all that a release is made of in a language it is this upload that counts.</summary>
    public static bool Counts(ReleaseId id, IReadOnlyList<Upload> uploads, Upload upload) =>
        Ranked(id, uploads.Where(other => other.Language == upload.Language && !other.IsTextless)).First() == upload;

    /// <summary>Puts a withdrawn release up again.</summary>
    public static Release Restore(Release release, DateTimeOffset now)
    {
        if (release.Withdrawal is null)
            return release;
        var change = new Change(release.Version + 1, ChangeKind.Restored, now, Written(release));
        var wording = release.In(release.Original)?.Source;
        return release with
        {
            Version = change.Version,
            Withdrawal = null,
            Embargo = release.Uploads.Any(LeavesOpen) ? OpenEmbargo.End : release.Embargo,
            History = [.. release.History, change],
            Editions = [.. release.Editions.Select(edition => edition.HasText && edition.Source != wording ? LeaveBehind(edition) : edition)],
        };

        // What was corrected while the release was away was not translated then, so its translation may still call itself ready.
        static EditionState LeaveBehind(EditionState edition) => edition with
        {
            LeftBehind = true,
            Status = edition.Status == EditionStatus.Ready ? Course.Next(hasText: true, EditionStep.FellBehind) : edition.Status,
        };
    }

    /// <summary>Records a translation that was made for a language without an upload of its own.</summary>
    public static Release Record(Release release, EditionState state) =>
        release with { Editions = [.. release.Editions.Where(other => other.Language != state.Language).Append(state).OrderBy(other => other.Language)] };

    /// <summary>
    /// Notes for every edition that the world may read from now on what it reads and since when: the later of the instant it came to be
    /// and the end of its embargo. When it first could, once noted, stays.
    /// </summary>
    public static Release Settle(Release release, DateTimeOffset now)
    {
        if (release.Editions.Any(edition => edition is { LeftBehind: true, Status: EditionStatus.Ready }))
        {
            release = release with
            {
                Editions = [.. release.Editions.Select(edition => edition.Status == EditionStatus.Ready ? edition with { LeftBehind = false } : edition)],
            };
        }

        if (release.Status(now) != ReleaseStatus.Live || !release.Editions.Any(IsUnsettled))
            return release;

        // An embargo that was lifted left no trace but the step that lifted it: nothing came out before that.
        var lastStep = (DateTimeOffset?)release.History[^1].At;
        return release with { Editions = [.. release.Editions.Select(edition => IsUnsettled(edition) ? Settled(edition) : edition)] };

        bool IsUnsettled(EditionState edition) => edition.HasText && Course.IsBack(edition) &&
            (edition.Released is null || edition.Shown is not { Since: not null } shown || shown.Version != edition.Version || shown.Text != edition.Text);

        EditionState Settled(EditionState edition)
        {
            var since = new[] { edition.Updated, release.Embargo, lastStep }.Max()!.Value;
            return edition with { Released = edition.Released ?? since, Shown = new(edition.Version, edition.Text!, since) };
        }
    }

    private static Release Begin(ReleaseId id, IReadOnlyList<Upload> uploads, IReadOnlyList<Language> languages, DateTimeOffset now) => new()
    {
        Id = id,
        Version = 1,
        FirstSeen = now,
        Original = uploads[0].Language,
        Editions = [.. languages.Order().Select(language => new EditionState(language, EditionStatus.Pending))],
        History = [new(1, ChangeKind.Arrived, now, [.. uploads.Select(upload => upload.Language).Distinct().Order()])],
    };

    // Of two uploads in one language the one still in the inbox counts, then the one of the release's own name, else the first by name:
    // the set decides, not the order. What a source carries counts where no upload says it, the source that the release is named after first.
    private static List<Upload> OnePerLanguage(
        ReleaseId id, IEnumerable<Upload> uploads, IReadOnlyDictionary<string, Manuscript> manuscripts, Dictionary<string, Problem> refused)
    {
        var texts = new List<Upload>();
        foreach (var rivals in uploads.GroupBy(upload => upload.Language))
        {
            var ranked = Ranked(id, rivals).ToList();
            texts.Add(ranked[0] with { Plain = ranked[0].Plain || ranked.Any(upload => upload.Source is not null) });
            foreach (var loser in ranked.Skip(1).Where(loser => loser is { Gone: false, Source: null } && !IsSame(ranked[0], loser)))
            {
                refused[loser.Name] = new(
                    "two-files-for-one-language",
                    $"“{ranked[0].Name}”{Alike(ranked[0], loser)} is the same release in the same language ({rivals.Key}) and is the one that counts. " +
                    "Delete one of the two, or name the language of this one in its file name, such as name.ar.md.");
            }
        }

        return texts;

        // Files of the release's own name are two of one thing whatever they say; those of another came here for what they say.
        bool IsSame(Upload one, Upload other) => (!IsOwn(id, one) || !IsOwn(id, other)) &&
            NormalText.Key(manuscripts[one.Manuscript]) is { } key && key == NormalText.Key(manuscripts[other.Manuscript]);
    }

    private static IEnumerable<Upload> Ranked(ReleaseId id, IEnumerable<Upload> rivals) => rivals
        .OrderBy(upload => upload.Source is not null).ThenBy(upload => upload.Gone).ThenBy(upload => !IsOwn(id, upload)).ThenBy(upload => upload.Name, StringComparer.Ordinal);

    private static bool IsOwn(ReleaseId id, Upload upload) => upload.Source is { } source
        ? id.Value.StartsWith($"sources/{source}/", StringComparison.Ordinal)
        : Composition.Compose(UploadName.Parse(upload.Name).Stem) == id.Value;

    private static string Alike(Upload one, Upload other) =>
        Composition.Compose(one.Name) == Composition.Compose(other.Name) ? " (the same name, spelt with other characters)" : "";

    private static Upload? OriginalOf(List<Upload> texts, IReadOnlyList<Language> languages) => texts
        .OrderByDescending(upload => upload.Plain)
        .ThenBy(upload => upload.Source is not null)
        .ThenByDescending(upload => upload.SaysOriginal)
        .ThenBy(upload => languages.Contains(upload.Language) ? languages.ToList().IndexOf(upload.Language) : int.MaxValue)
        .ThenBy(upload => upload.Language)
        .FirstOrDefault();

    // Of what is public, the word that it is withdrawn goes out at once: the embargo that nobody understands keeps back what a
    // restoration would put up again, and not that word.
    private static bool LeavesOpen(Upload upload) => upload.Withdraws && OpenEmbargo.Is(upload.Embargo);

    private static bool IsOut(Release release, DateTimeOffset now) => !release.IsEmbargoed(now) && release.Editions.Any(edition => edition.Released is not null);

    private static bool TakesBack(Release? before, Upload upload) => upload.Withdraws &&
        !(IsKnown(before, upload) && before!.Uploads.Any(known => known.Name == upload.Name && known.SidecarOfRelease == upload.SidecarOfRelease));

    private static bool IsKnown(Release? before, Upload upload) =>
        before?.Uploads.Any(known => known.Name == upload.Name && known.Hash == upload.Hash && known.Sidecar == upload.Sidecar) == true;

    private static List<Edition> WriteEditions(
        ref Release release,
        Release? before,
        List<Upload> texts,
        Upload original,
        IReadOnlyDictionary<string, Manuscript> manuscripts,
        DateTimeOffset now,
        List<Change> changes)
    {
        var source = manuscripts[original.Manuscript];
        var wording = source.Wording();
        var made = new List<Edition>();
        var states = release.Editions.ToDictionary(state => state.Language);
        foreach (var upload in texts)
        {
            var isOriginal = upload == original;
            var text = isOriginal
                ? source with { Embargo = release.Embargo, Original = true, Withdrawn = false, Reason = null }
                : manuscripts[upload.Manuscript].Following(source, release.Embargo);
            var fingerprint = text.Fingerprint();
            var provenance = isOriginal ? Provenance.Original : Provenance.Human;
            var state = states.GetValueOrDefault(upload.Language) ?? new(upload.Language, EditionStatus.Pending);

            // A translation follows the original's wording as it was when the translation was last uploaded; where another file turns
            // out to be the original, that one's, as if they had come together.
            var isOther = before is not null && before.Original != original.Language;
            var follows = isOriginal || isOther || !IsKnown(before, upload) || state.Source is null ? wording : state.Source;
            if (state.Text != fingerprint || state.Provenance != provenance || isOther)
            {
                made.Add(new()
                {
                    Release = release.Id,
                    Language = upload.Language,
                    Version = 0,
                    Provenance = provenance,
                    TranslatedFrom = original.Language,
                    Made = now,
                    Text = text,
                });
            }

            states[upload.Language] = state with
            {
                Status = Course.Next(hasText: true, follows == wording ? EditionStep.Written : EditionStep.FellBehind),
                Reasons = follows == wording ? [] : [$"The {original.Language} original has changed since this translation was made."],
                Provenance = provenance,
                Source = follows,
                Text = fingerprint,
                Reviewed = null,
                Warnings = state.Text == fingerprint ? state.Warnings : null,
            };
        }

        // A text that was there says something else now: that is a new version. A text that is new says it for the first time.
        var changed = made.Select(edition => edition.Language).Where(language => before?.In(language) is { HasText: true }).Order().ToList();
        if (changed.Count > 0)
        {
            var byAuthor = texts.Any(upload => changed.Contains(upload.Language) && before!.Uploads.Any(u => u.Name == upload.Name && u.Manuscript != upload.Manuscript));
            var kind = byAuthor ? ChangeKind.Corrected : IsJoined(before!, texts, changed) ? ChangeKind.Joined : ChangeKind.Translated;
            var change = new Change(release.Version + 1, kind, now, changed);
            changes.Add(change);
            release = release with { Version = change.Version, History = [.. release.History, change] };
        }

        foreach (var edition in made)
            states[edition.Language] = states[edition.Language] with { Version = release.Version, Updated = now };
        release = release with { Editions = [.. states.Values.OrderBy(state => state.Language)] };
        return made;
    }

    // Nobody changed a word of his own, but another's upload counts now for the language that a source's item counted for.
    private static bool IsJoined(Release before, List<Upload> texts, List<Language> changed) => texts.Any(text =>
        changed.Contains(text.Language) && before.In(text.Language)?.Provenance is Provenance.Original or Provenance.Human &&
        before.Uploads.All(known => known.Name != text.Name) && before.Uploads.Any(known => known.Language == text.Language && !known.IsTextless));

    // The world, or a partner ahead of its time. One without an embargo may have had one when a partner was sent it ahead, and not be published yet.
    private static bool MayBeOut(Release release, DateTimeOffset now, TimeSpan ahead) =>
        release.Editions.Any(edition => edition.Released is not null) || (ahead > TimeSpan.Zero && release.Editions.Any(edition => edition.HasText) && !(release.Embargo - ahead > now));

    // A version of its own, so that those who have the text can be told to take it down, and given it again when its time comes.
    private static Release Recall(Release release, DateTimeOffset now, List<Change> changes)
    {
        var change = new Change(release.Version + 1, ChangeKind.Recalled, now, Written(release));
        changes.Add(change);
        return release with
        {
            Version = change.Version,
            History = [.. release.History, change],
            Editions = [.. release.Editions.Select(edition => edition.Shown is null ? edition : edition with { Shown = edition.Shown with { Since = null } })],
        };
    }

    private static List<Language> Written(Release release) => [.. release.Editions.Where(edition => edition.HasText).Select(edition => edition.Language)];

    private static Release Withdraw(Release release, string? reason, DateTimeOffset now, bool isNew, List<Change> changes)
    {
        if (release.Withdrawal is { } withdrawal && withdrawal.Reason == reason)
            return release;
        var version = isNew ? release.Version : release.Version + 1;
        var change = new Change(version, ChangeKind.Withdrawn, now, Written(release)) { Reason = reason };
        changes.Add(change);
        return release with { Version = version, Withdrawal = new(reason, now), History = [.. release.History, change] };
    }
}
