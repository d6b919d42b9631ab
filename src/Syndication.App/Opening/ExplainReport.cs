using Syndication.Delivery;
using Syndication.Releases;

namespace Syndication.App.Opening;

/// <summary>Who gets a release and who does not, as <c>explain --json</c> prints it, and the commands that change a release.</summary>
internal sealed record ExplainReport
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required ReleaseStatus Status { get; init; }

    public required string Original { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>The embargo still to come; null where there is none.</summary>
    public DateTimeOffset? Embargo { get; init; }

    public Withdrawal? Withdrawal { get; init; }

    /// <summary>The files and items it is made of.</summary>
    public required IReadOnlyList<OriginLine> Origins { get; init; }

    public required IReadOnlyList<ExplainedEdition> Editions { get; init; }

    public required IReadOnlyList<ExplainedCopy> Copies { get; init; }

    /// <summary>Whether somebody who may hold the text of a withdrawn release has not taken note yet.</summary>
    public required bool Outstanding { get; init; }

    public static async Task<ExplainReport> OfAsync(Newsroom newsroom, Release release, CancellationToken cancel)
    {
        var now = newsroom.Clock.GetUtcNow();
        var explanation = await Explanation.OfAsync(newsroom, release, cancel);
        return new()
        {
            Id = release.Id.Value,
            Version = release.Version,
            Status = release.Status(now),
            Original = release.Original.Tag,
            FirstSeen = release.FirstSeen,
            Embargo = release.IsEmbargoed(now) ? release.Embargo : null,
            Withdrawal = release.Withdrawal,
            Origins = OriginLine.Of(release),
            Editions = [.. newsroom.Site.Languages.Select(language => ExplainedEdition.Of(newsroom, release, language, now))],
            Copies = [.. explanation.Going.Select(ExplainedCopy.Of)],
            Outstanding = explanation.IsOutstanding,
        };
    }
}

/// <summary>A language as <c>explain</c> shows it.</summary>
/// <param name="Language">The language.</param>
/// <param name="State">How its text stands.</param>
/// <param name="Provenance">Where its words come from; null while there are none.</param>
/// <param name="Version">The version of the text; 0 while there is none.</param>
/// <param name="Released">When the world could first read it; null while it cannot.</param>
/// <param name="Page">Where the world reads it, or its notice; null where it is not public.</param>
/// <param name="Reasons">Why it is held, pending or stale; of a stale one, the sentences that changed.</param>
/// <param name="Reviewed">When a person approved what a machine wrote; null where nobody did or had to.</param>
/// <param name="Warnings">What the checks found and nobody has to wait for.</param>
internal sealed record ExplainedEdition(
    string Language, EditionStatus State, Provenance? Provenance, int Version, DateTimeOffset? Released, Uri? Page, IReadOnlyList<string> Reasons,
    DateTimeOffset? Reviewed, IReadOnlyList<string> Warnings)
{
    public static ExplainedEdition Of(Newsroom newsroom, Release release, Language language, DateTimeOffset now)
    {
        var edition = release.In(language) ?? new(language, EditionStatus.Pending);
        var isPublic = edition.Released is not null && !release.IsEmbargoed(now);
        return new(
            language.Tag,
            release.Withdrawal is not null && edition.HasText ? EditionStatus.Withdrawn : edition.Status,
            edition.Provenance,
            edition.Version,
            edition.Released,
            isPublic ? new Uri(newsroom.Site.BaseUrl, $"{language}/{release.Id.Escaped}.html") : null,
            edition.Reasons,
            edition.Reviewed,
            edition.Warnings ?? []);
    }
}

/// <summary>How a release goes to one partner in one language, as <c>explain</c> shows it.</summary>
/// <param name="Partner">The partner's id.</param>
/// <param name="Language">The language.</param>
/// <param name="State">How it stands.</param>
/// <param name="Type">What the copy says; null where there is none.</param>
/// <param name="Version">The version of the copy; null where there is none.</param>
/// <param name="At">When it arrived, is tried next, or is due; null where it is due now or never.</param>
/// <param name="Receipt">What the partner calls its acceptance.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="WebhookId">Its idempotency key; null where there is no copy.</param>
/// <param name="Sent">The last copy of any version that arrived; null where none did.</param>
/// <param name="Outstanding">Whether it still has to be told of a withdrawal.</param>
/// <param name="Reason">Why it stands so.</param>
internal sealed record ExplainedCopy(
    string Partner, string Language, GoingState State, CopyKind? Type, int? Version, DateTimeOffset? At, string? Receipt, int Attempts, string? WebhookId, SentCopy? Sent,
    bool Outstanding, string Reason)
{
    public static ExplainedCopy Of(Going going) => new(
        going.Partner, going.Language.Tag, going.State, going.Kind, going.Version, going.At, going.Receipt, going.Attempts, going.WebhookId, going.Sent,
        going.IsOutstanding, going.Reason);
}
