using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Translation.Xliff;

/// <summary>Gives a release into a translator's hands. Changes nothing.</summary>
/// <param name="newsroom">The newsroom it belongs to.</param>
public sealed class XliffExport(Newsroom newsroom)
{
    /// <summary>Writes the sentences of a release, with what is known of their translation.</summary>
    /// <param name="release">The release.</param>
    /// <param name="language">The language wanted.</param>
    /// <param name="to">Where to; it stays the caller's.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>How many sentences there are and how many of them have a proposal; or why there is nothing to translate.</returns>
    public async Task<(int Sentences, int Proposed, string? Refusal)> WriteAsync(Release release, Language language, Stream to, CancellationToken cancel)
    {
        if (language == release.Original)
            return (0, 0, $"{language} is the language of the original.");
        if (release.In(release.Original) is not { HasText: true } state ||
            (await newsroom.Store.LoadAsync(Paths.Edition(release.Id, state), Documents.Json.Edition, cancel)).Document is not { Text: var original })
            return (0, 0, $"There is no original text in {release.Original}.");

        var draft = await newsroom.Store.TryLoadAsync(Paths.Draft(release.Id, language), Documents.Json.StoredDraft, cancel);
        var proposed = await newsroom.Translator.ProposedAsync(original, language, draft?.Segments, cancel);
        var source = newsroom.Translator.Segmented(original);
        XliffWriter.Write(to, release, original, source, proposed, newsroom.Translator.Glossary);
        return (proposed.Sentences, source.Blocks.SelectMany(block => block.Sentences).Count(sentence => proposed.ProposalOf(sentence) is not null), null);
    }
}
