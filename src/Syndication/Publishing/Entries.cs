using Syndication.Configuration;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>Makes of a release and an edition what pages and feeds show.</summary>
internal static class Entries
{
    private const int SummaryLength = 400;

    /// <summary>The entry of an edition that is, or was, public.</summary>
    public static Entry Of(Release release, EditionState state, Edition edition, Showing showing, Site site)
    {
        var text = edition.Text;
        var released = state.Released!.Value;
        var withdrawal = showing != Showing.Notice ? null : release.Withdrawal ?? release.Last(ChangeKind.Withdrawn) switch
        {
            { } change => new Withdrawal(change.Reason, change.At),
            null => null,
        };
        withdrawal = withdrawal is null ? null : withdrawal with { At = site.Schedule.Local(withdrawal.At) };
        var corrections = release.History
            .Where(change => change.Kind == ChangeKind.Corrected && (change.Languages.Contains(release.Original) || change.Languages.Contains(state.Language)) && change.At > released && change.Version <= edition.Version)
            .Select(change => site.Schedule.Local(change.At)).OrderDescending().ToList();
        return new Entry
        {
            Release = release.Id,
            Language = state.Language,
            Version = withdrawal is null ? edition.Version : release.Last(ChangeKind.Withdrawn)!.Version,
            Provenance = edition.Provenance,
            Reviewed = edition.Reviewed,
            TranslatedFrom = edition.TranslatedFrom,
            Title = text.Title,
            Dateline = text.Dateline,
            Summary = text.Summary ?? Blocks.Beginning(text.Html, SummaryLength),
            Html = text.Html,
            Contacts = text.Contacts,
            Topics = text.Topics,
            Regions = text.Regions,
            Source = text.Source,
            Rights = text.Rights ?? site.InLanguage(site.Rights, state.Language),
            Date = text.Date ?? site.Schedule.Local(released),
            Released = released,
            Updated = Updated(release, state, edition, withdrawal, released),
            Stale = showing == Showing.OutdatedText,
            Withdrawal = withdrawal,
            Corrections = corrections,
            Images = withdrawal is null ? Enclosures.Of(text) : null,
            Alternates = [.. site.Languages.Select(language => new Alternate(language, Shown(release, language)))],
        };
    }

    // The last of: the text's own instant, coming up after an embargo, being taken back, being put up again.
    private static DateTimeOffset Updated(Release release, EditionState state, Edition edition, Withdrawal? withdrawal, DateTimeOffset released) =>
        new[]
        {
            released, edition.Made, state.Shown?.Since, withdrawal?.At,
            withdrawal is null ? release.Last(ChangeKind.Restored)?.At : null,
        }.Max()!.Value;

    // Only asked of a release that no embargo keeps.
    private static EditionStatus Shown(Release release, Language language) => release.In(language) switch
    {
        null => EditionStatus.Pending,
        { } state => Course.Shows(release, state, DateTimeOffset.MaxValue) switch
        {
            Showing.Nothing => state.Status == EditionStatus.Held ? EditionStatus.Held : EditionStatus.Pending,
            Showing.Notice => EditionStatus.Withdrawn,
            Showing.Text => EditionStatus.Ready,
            _ => EditionStatus.Stale,
        },
    };
}
