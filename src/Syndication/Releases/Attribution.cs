namespace Syndication.Releases;

/// <summary>Whose words a release repeats.</summary>
/// <param name="Id">The source's id.</param>
/// <param name="Name">Its name, as readers see it.</param>
/// <param name="Feed">The address of its feed.</param>
/// <param name="Link">Where it published the item; null where the feed does not say.</param>
public sealed record Attribution(string Id, string Name, Uri Feed, Uri? Link);
