using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>Loads the texts that copies of a release are made from.</summary>
internal static class Texts
{
    /// <summary>The texts by language; none where the release is withdrawn, for then no text leaves the house.</summary>
    /// <param name="store">Where editions are kept.</param>
    /// <param name="release">The release.</param>
    /// <param name="known">What was loaded before; what is loaded is put there.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="IOException">An edition that the release names is missing.</exception>
    public static async Task<Dictionary<Language, Edition>> LoadAsync(
        IBlobStore store, Release release, Dictionary<(Language, int), Edition> known, CancellationToken cancel)
    {
        var editions = new Dictionary<Language, Edition>();
        if (release.Withdrawal is not null)
            return editions;
        foreach (var there in release.Editions.Where(edition => edition.HasText))
            editions[there.Language] = await EditionAsync(store, release, there, known, cancel);
        return editions;
    }

    /// <summary>The texts with the topics and regions that decide: a person's translation that says nothing of them goes by the original's.</summary>
    public static Dictionary<Language, Edition> WithSubjects(Dictionary<Language, Edition> editions, Release release)
    {
        if (editions.GetValueOrDefault(release.Original)?.Text is not { } original)
            return editions;
        return editions.ToDictionary(pair => pair.Key, pair => pair.Value with
        {
            Text = pair.Value.Text with
            {
                Topics = pair.Value.Text.Topics.Count > 0 ? pair.Value.Text.Topics : original.Topics,
                Regions = pair.Value.Text.Regions.Count > 0 ? pair.Value.Text.Regions : original.Regions,
            },
        });
    }

    private static async Task<Edition> EditionAsync(
        IBlobStore store, Release release, EditionState state, Dictionary<(Language, int), Edition> known, CancellationToken cancel)
    {
        if (known.TryGetValue((state.Language, state.Version), out var there))
            return there;
        var path = Paths.Edition(release.Id, state);
        var (edition, _) = await store.LoadAsync(path, Documents.Json.Edition, cancel);
        return known[(state.Language, state.Version)] =
            edition ?? throw new IOException($"Delivery: {path} is missing although its release names it. Restore it from a backup.");
    }
}
