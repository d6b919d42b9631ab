using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Delivery;

/// <summary>Makes copies of editions.</summary>
internal static class Copies
{
    /// <summary>
    /// The version under which the text of a language goes out: that of its edition, or the one that put the release up again, which
    /// is newer than the withdrawal or recall that partners were sent. Null where that text is known to be outdated since: nobody is
    /// sent it anew.
    /// </summary>
    public static int? Version(Release release, EditionState edition)
    {
        if (!Course.IsBack(edition))
            return null;

        // The version after a recall is the correction that brought the embargo.
        var recalled = release.Last(ChangeKind.Recalled)?.Version + 1 ?? 0;
        var least = Math.Max(release.Last(ChangeKind.Restored)?.Version ?? 0, recalled);
        if (edition.Version >= least)
            return edition.Version;

        // What the memory or a machine made follows what brought the embargo, and takes its version: nothing goes in its place before.
        var isMade = edition.Provenance is not (Provenance.Original or Provenance.Human);
        return isMade && (release.Version == recalled || edition.Source != release.In(release.Original)?.Source) ? null : least;
    }

    /// <summary>
    /// The version that took a release back, by a withdrawal or by an embargo put on it: the latest of them, since one that came after
    /// another may have been sent already, and nothing older is sent after it.
    /// </summary>
    public static int TakenBack(Release release) =>
        release.History.LastOrDefault(change => change.Kind is ChangeKind.Withdrawn or ChangeKind.Recalled)?.Version ?? release.Version;

    /// <summary>The copy that a ledger entry stands for.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="release">The release.</param>
    /// <param name="edition">The text; null for a withdrawal.</param>
    /// <param name="site">The newsroom.</param>
    public static Copy Make(LedgerCopy entry, Release release, Edition? edition, Site site)
    {
        var language = entry.Language;
        var taken = WhatTookBack(release, entry.Version);
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
            At = taken?.At ?? release.Withdrawal?.At ?? release.FirstSeen,
            Reason = taken is null || taken.At == release.Withdrawal?.At ? release.Withdrawal?.Reason : taken.Reason,
        };
        if (entry.Kind == CopyKind.Withdrawn)
            return copy;

        var text = (edition ?? throw new InvalidOperationException($"Delivery: {release.Id} has no text in {language}.")).Text;
        return copy with
        {
            At = entry.Version > edition.Version ? release.History.LastOrDefault(change => change.Version <= entry.Version)?.At ?? edition.Made : edition.Made,
            // The text's own, and compared with the stored instant at which the copy fell due: a copy tried again has the same bytes.
            Embargo = text.Embargo,
            Ahead = text.Embargo > entry.Created,
            Rights = text.Rights ?? site.InLanguage(site.Rights, language),
            Edition = edition with { Text = text with { Html = Media.At(text.Html, site.BaseUrl.AbsoluteUri) } },
            Images = [.. (Publishing.Enclosures.Of(text) ?? []).Select(image => KeyValuePair.Create(new Uri(site.BaseUrl, Publishing.PublicImages.Path(image.Name)), image))],
            Topics = [.. text.Topics.Select(topic => KeyValuePair.Create(topic, site.TopicName(topic, language)))],
            Reason = null,
        };
    }

    // From what had happened by then and not from how the release stands now: a copy tried again after the release was restored has the same
    // bytes. An embargo put on a release that was withdrawn takes nothing back that was not, and tells no other reason.
    private static Change? WhatTookBack(Release release, int version)
    {
        var taken = release.History.LastOrDefault(change => change.Version == version && change.Kind is ChangeKind.Withdrawn or ChangeKind.Recalled);
        var before = release.History.LastOrDefault(change => change.Version <= version && change.Kind is ChangeKind.Withdrawn or ChangeKind.Restored);
        return taken is { Kind: ChangeKind.Recalled } && before is { Kind: ChangeKind.Withdrawn } ? before : taken;
    }
}
