namespace Syndication;

/// <summary>What waits in a newsroom.</summary>
/// <param name="Pending">Editions not wholly translated.</param>
/// <param name="Held">Editions that a person has to look at.</param>
/// <param name="Embargoed">Releases whose time has not come.</param>
public sealed record Standing(int Pending, int Held, int Embargoed);
