using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Delivery;

/// <summary>Makes copies of editions.</summary>
internal static class Copies
{
    /// <summary>
    /// The version under which the text of a language goes out: that of its edition, or the one that put the release up again, which
    /// is newer than the withdrawal that partners were sent. Null where that text is known to be outdated: nobody is sent it anew.
    /// </summary>
    public static int? Version(Release release, EditionState edition)
    {
        var restored = Last(release, ChangeKind.Restored)?.Version ?? 0;
        return edition.Version >= restored ? edition.Version : edition.Status != EditionStatus.Ready ? null : restored;
    }

    /// <summary>The version that took a release back.</summary>
    public static int WithdrawalVersion(Release release) => Last(release, ChangeKind.Withdrawn)?.Version ?? release.Version;

    /// <summary>The copy that a ledger entry stands for.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="release">The release.</param>
    /// <param name="edition">The text; null for a withdrawal.</param>
    /// <param name="site">The newsroom.</param>
    public static Copy Make(LedgerCopy entry, Release release, Edition? edition, Site site)
    {
        var language = entry.Language;
        var tags = $"tag:{site.Authority}:";
        var copy = new Copy
        {
            Kind = entry.Kind,
            Release = release.Id,
            Language = language,
            Version = entry.Version,
            Tags = tags,
            Uri = $"{tags}{language}/{release.Id.Escaped}",
            Page = new Uri(site.BaseUrl, $"{language}/{release.Id.Escaped}.html"),
            Newsroom = site.InLanguage(site.Title, language) ?? "",
            FirstSeen = release.FirstSeen,
            At = release.Withdrawal?.At ?? release.FirstSeen,
            Reason = release.Withdrawal?.Reason,
        };
        if (entry.Kind == CopyKind.Withdrawn)
            return copy;

        var text = (edition ?? throw new InvalidOperationException($"Delivery: {release.Id} has no text in {language}.")).Text;
        return copy with
        {
            At = entry.Version > edition.Version ? Last(release, ChangeKind.Restored)?.At ?? edition.Made : edition.Made,
            Embargo = release.Embargo,
            // Compared with the instant at which the copy fell due, which is stored, and not with the clock.
            Ahead = release.Embargo > entry.Created,
            Rights = text.Rights ?? site.InLanguage(site.Rights, language),
            Edition = edition,
            Topics = [.. text.Topics.Select(topic => KeyValuePair.Create(topic, site.TopicName(topic, language)))],
            Reason = null,
        };
    }

    private static Change? Last(Release release, ChangeKind kind) => release.History.LastOrDefault(change => change.Kind == kind);
}
