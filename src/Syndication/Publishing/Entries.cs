using Syndication.Configuration;
using Syndication.Intake;
using Syndication.Releases;

namespace Syndication.Publishing;

/// <summary>Makes of a release and an edition what pages and feeds show.</summary>
internal static class Entries
{
    private const int SummaryLength = 400;

    /// <summary>The entry of an edition that is, or was, public.</summary>
    public static Entry Of(Release release, EditionState state, Edition edition, Site site)
    {
        var text = edition.Text;
        var released = state.Released!.Value;
        var corrections = release.History
            .Where(change => change.Kind == ChangeKind.Corrected && change.Languages.Contains(release.Original) && change.At > released && change.Version <= state.Version)
            .Select(change => change.At).OrderDescending().ToList();
        return new Entry
        {
            Release = release.Id,
            Language = state.Language,
            Version = release.Withdrawal is null ? state.Version : release.Version,
            Provenance = edition.Provenance,
            TranslatedFrom = edition.TranslatedFrom,
            Title = text.Title,
            Dateline = text.Dateline,
            Summary = text.Summary ?? Blocks.Beginning(text.Html, SummaryLength),
            Html = text.Html,
            Contacts = text.Contacts,
            Topics = text.Topics,
            Regions = text.Regions,
            Rights = text.Rights ?? site.InLanguage(site.Rights, state.Language),
            Date = text.Date ?? released,
            Released = released,
            Updated = Updated(release, state, released),
            Stale = state.Status is not EditionStatus.Ready,
            Withdrawal = release.Withdrawal,
            Corrections = corrections,
            Alternates = [.. site.Languages.Select(language => new Alternate(language, Shown(release, language)))],
        };
    }

    private static DateTimeOffset Updated(Release release, EditionState state, DateTimeOffset released)
    {
        var instants = release.History.Where(change => change.Kind is ChangeKind.Withdrawn or ChangeKind.Restored).Select(change => change.At)
            .Append(released).Append(state.Updated ?? released);
        return instants.Max();
    }

    private static EditionStatus Shown(Release release, Language language) => release.In(language) switch
    {
        null => EditionStatus.Pending,
        { Released: null } state => state.Status == EditionStatus.Held ? EditionStatus.Held : EditionStatus.Pending,
        _ when release.Withdrawal is not null => EditionStatus.Withdrawn,
        { Status: EditionStatus.Ready } => EditionStatus.Ready,
        _ => EditionStatus.Stale,
    };
}
