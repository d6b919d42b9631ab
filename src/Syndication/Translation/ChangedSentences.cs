using Syndication.Releases;
using Syndication.Storage;
using Syndication.Translation.Checks;
using Syndication.Translation.Memory;
using Syndication.Translation.Segments;

namespace Syndication.Translation;

/// <summary>Which sentences of an original are not those that a translation follows.</summary>
internal static class ChangedSentences
{
    private const int Quoted = 5;

    /// <summary>Names them, in a sentence.</summary>
    /// <returns>Null where the wording that the translation follows is no longer kept.</returns>
    public static async Task<string?> OfAsync(IBlobStore store, Release release, EditionState state, Manuscript original, CancellationToken cancel)
    {
        if (await FollowedAsync(store, release, state.Source, original.Language, cancel) is not { } followed)
            return null;
        var changed = Between(SegmentedManuscript.Of(followed), SegmentedManuscript.Of(original));
        var (before, after) = (Sentences(SegmentedManuscript.Of(followed)).Count, Sentences(SegmentedManuscript.Of(original)).Count);
        if (changed.Count == 0)
            return after < before ? $"Of {before} sentences {after} are left; nothing was added." : null;
        var list = string.Join("; ", changed.Take(Quoted).Select(sentence => $"{sentence.Number}: “{SegmentPair.Short(sentence.Text)}”"));
        return $"New or changed are {changed.Count} of {after} sentences: {list}{(changed.Count > Quoted ? "; …" : ".")}";
    }

    /// <summary>The sentences of one that the other does not have, each with its number from 1 in the order of reading.</summary>
    public static IReadOnlyList<(int Number, string Text)> Between(SegmentedManuscript before, SegmentedManuscript after)
    {
        var known = Sentences(before).ConvertAll(MemoryKey.Of);
        return [.. Sentences(after).Select((text, at) => (at + 1, text)).Where(pair => !known.Remove(MemoryKey.Of(pair.text))).Select(pair => (pair.Item1, Placeholders.Plain(pair.text)))];
    }

    private static List<string> Sentences(SegmentedManuscript text) => [.. text.Blocks.SelectMany(block => block.Sentences).Select(sentence => sentence.Text)];

    // Every text that ever stood is kept; the newest with that wording will do.
    private static async Task<Manuscript?> FollowedAsync(IBlobStore store, Release release, string? wording, Language language, CancellationToken cancel)
    {
        var paths = new List<string>();
        await foreach (var item in store.ListAsync($"{Paths.Editions(release.Id)}{language}.", cancel))
            paths.Add(item.Path);
        foreach (var path in paths.OrderByDescending(path => path.Length).ThenByDescending(path => path, StringComparer.Ordinal))
        {
            if (await store.TryLoadAsync(path, Documents.Json.Edition, cancel) is { } edition && edition.Text.Wording() == wording)
                return edition.Text;
        }

        return null;
    }
}
