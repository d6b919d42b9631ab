using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Delivery;

/// <summary>Reads agreements: who gets what, and when.</summary>
public static class Agreements
{
    /// <summary>Decides whether a partner gets a release in a language at an instant.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="release">The release.</param>
    /// <param name="language">The language.</param>
    /// <param name="text">The edition's text, for its topics and regions; null while there is none.</param>
    /// <param name="site">The newsroom.</param>
    /// <param name="now">The instant.</param>
    /// <param name="holds">Whether the partner has a text of it in that language: then it gets its corrections, whatever topics they name.</param>
    public static Entitlement Decide(
        Partner partner, Release release, Language language, Manuscript? text, Site site, DateTimeOffset now, bool holds = false)
    {
        var agreement = partner.Receives;
        if (release.Withdrawal is not null)
            return Entitlement.No("The release is withdrawn; only those who were sent it are told.");
        if (agreement.Until is { } until && DateOnly.FromDateTime(now.UtcDateTime) > until)
            return Entitlement.No($"The agreement ended on {until:yyyy-MM-dd}; it is told of withdrawals alone.");
        if (!holds && agreement.From is { } from && DateOnly.FromDateTime(release.FirstSeen.UtcDateTime) < from)
            return Entitlement.No($"The agreement begins on {from:yyyy-MM-dd}, and the release came before.");
        if (!site.Languages.Contains(language))
            return Entitlement.No($"“{language}” is not among the languages of site.json.");
        if (agreement.Languages.Count > 0 && !agreement.Languages.Contains(language))
            return Entitlement.No($"The agreement has {string.Join(", ", agreement.Languages)}, not {language}.");
        if (release.In(language) is not { HasText: true } edition || text is null)
            return Entitlement.No($"There is no finished text in {language} yet.");
        if (!holds && Misses(agreement.Topics, text.Topics))
            return Entitlement.No($"The agreement is for the topics {string.Join(", ", agreement.Topics)}; the release has {List(text.Topics)}.");
        if (!holds && Misses(agreement.Regions, text.Regions))
            return Entitlement.No($"The agreement is for the regions {string.Join(", ", agreement.Regions)}; the release has {List(text.Regions)}.");
        if (!holds && Misses(agreement.Sources, release.Origins))
            return Entitlement.No($"The agreement is for the sources {string.Join(", ", agreement.Sources)}; the release came from {List(release.Origins)}.");
        if (RefusesMachine(agreement.MachineTranslations, edition) is { } refusal)
            return Entitlement.No(refusal);
        return Embargo(agreement, release, now);
    }

    private static Entitlement Embargo(Agreement agreement, Release release, DateTimeOffset now)
    {
        if (release.Embargo is not { } embargo || embargo <= now)
            return Entitlement.Yes("The agreement covers it.");
        if (OpenEmbargo.Is(embargo))
            return Entitlement.From(embargo, "It is held: an embargo in one of its files is not understood.");
        if (agreement.Ahead <= TimeSpan.Zero)
            return Entitlement.From(embargo, $"It is under embargo until {Instants.Text(embargo)}.");

        var ahead = Instants.Before(embargo, agreement.Ahead);
        var hours = $"{agreement.Ahead.TotalHours:0.##} hours ahead of the embargo";
        return ahead <= now
            ? Entitlement.Yes($"The agreement grants it {hours} of {Instants.Text(embargo)}.")
            : Entitlement.From(ahead, $"The agreement grants it {hours}, at {Instants.Text(ahead)}.");
    }

    private static string? RefusesMachine(MachineTranslations policy, EditionState edition) => (policy, edition) switch
    {
        (MachineTranslations.Never, { Provenance: Provenance.Machine }) => "The agreement refuses machine translations.",
        (MachineTranslations.Reviewed, { Provenance: Provenance.Machine, Reviewed: null }) => "The agreement refuses machine translations until a person has approved them.",
        _ => null,
    };

    private static bool Misses(IReadOnlyList<string> wanted, IReadOnlyList<string> there) => wanted.Count > 0 && !wanted.Intersect(there).Any();

    private static string List(IReadOnlyList<string> ids) => ids.Count == 0 ? "none" : string.Join(", ", ids);
}
