namespace Syndication.Configuration;

/// <summary>Everything below <c>config/</c> but the translation memory.</summary>
/// <param name="Site">The site; null where it cannot be read.</param>
/// <param name="Partners">The partners whose files are in order.</param>
/// <param name="Glossary">The names, in the order of the file.</param>
/// <param name="Problems">Every mistake.</param>
/// <param name="Basis">A hash of all of it but the partners and sources: what editions and pages depend on.</param>
public sealed record NewsroomConfiguration(
    Site? Site, IReadOnlyList<Partner> Partners, IReadOnlyList<GlossaryTerm> Glossary, IReadOnlyList<ConfigProblem> Problems, string Basis)
{
    /// <summary>The feeds that are polled, in the order of the file.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];
}
