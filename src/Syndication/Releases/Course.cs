namespace Syndication.Releases;

/// <summary>
/// The states of a release and of its editions, and every step between them: two small machines, drawn in <c>docs/lifecycle.md</c>.
/// What the world sees follows from both.
/// </summary>
public static class Course
{
    /// <summary>How a release stands after a step.</summary>
    public static ReleaseStatus Next(ReleaseStatus status, ReleaseStep step) => (status, step) switch
    {
        // Only a restoration ends a withdrawal; what happens meanwhile shows when it comes.
        (ReleaseStatus.Withdrawn, ReleaseStep.Restored) => ReleaseStatus.Live,
        (ReleaseStatus.Withdrawn, ReleaseStep.RestoredUnderEmbargo) => ReleaseStatus.Embargoed,
        (ReleaseStatus.Withdrawn, _) => ReleaseStatus.Withdrawn,

        (_, ReleaseStep.Withdrawn) => ReleaseStatus.Withdrawn,
        (_, ReleaseStep.EmbargoAhead) => ReleaseStatus.Embargoed,
        (_, ReleaseStep.EmbargoOver) => ReleaseStatus.Live,
        (_, ReleaseStep.Corrected or ReleaseStep.Restored or ReleaseStep.RestoredUnderEmbargo) => status,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
    };

    /// <summary>How an edition stands after a step; withdrawal aside, which is its release's.</summary>
    /// <param name="hasText">Whether there is a text from before.</param>
    /// <param name="step">The step.</param>
    public static EditionStatus Next(bool hasText, EditionStep step) => (hasText, step) switch
    {
        (_, EditionStep.Written) => EditionStatus.Ready,
        (_, EditionStep.CheckFailed) => EditionStatus.Held,
        (true, EditionStep.FellBehind) => EditionStatus.Stale,
        (false, EditionStep.FellBehind) => EditionStatus.Pending,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
    };

    /// <summary>What the world sees of a release in one language.</summary>
    public static Showing Shows(Release release, EditionState edition, DateTimeOffset now) => (release.Status(now), edition.Released, IsBack(edition)) switch
    {
        _ when release.IsEmbargoed(now) => Showing.Nothing,
        (_, null, _) => Showing.Nothing,
        (ReleaseStatus.Withdrawn, _, _) or (_, _, false) => Showing.Notice,
        _ => edition.Status == EditionStatus.Ready ? Showing.Text : Showing.OutdatedText,
    };

    /// <summary>
    /// Whether a text counts again after its release was withdrawn and restored: one that is known to be outdated, and may say what
    /// was taken back, does not until it follows the original.
    /// </summary>
    public static bool IsBack(EditionState edition) => edition.Status == EditionStatus.Ready || !edition.LeftBehind;
}

/// <summary>What can befall a release.</summary>
public enum ReleaseStep
{
    /// <summary>An author changed what it says, in any language.</summary>
    Corrected,

    /// <summary>An embargo was set or moved, and lies ahead.</summary>
    EmbargoAhead,

    /// <summary>The time of its embargo came, or the embargo was lifted or moved into the past.</summary>
    EmbargoOver,

    /// <summary>It was taken back.</summary>
    Withdrawn,

    /// <summary>It was put up again.</summary>
    Restored,

    /// <summary>It was put up again, and an embargo lies ahead.</summary>
    RestoredUnderEmbargo,
}

/// <summary>What can befall an edition.</summary>
public enum EditionStep
{
    /// <summary>There is a whole text that follows the original's present wording.</summary>
    Written,

    /// <summary>There is one, but a check failed or a person has to approve it.</summary>
    CheckFailed,

    /// <summary>The original's wording changed, or is new, and nothing follows it yet.</summary>
    FellBehind,
}

/// <summary>What the world sees of a release in one language.</summary>
public enum Showing
{
    /// <summary>Not a byte: it never came out, or an embargo keeps it.</summary>
    Nothing,

    /// <summary>The text.</summary>
    Text,

    /// <summary>A text that the original has left behind, with a note that says so.</summary>
    OutdatedText,

    /// <summary>That it was taken back, under the headline it last had.</summary>
    Notice,
}
