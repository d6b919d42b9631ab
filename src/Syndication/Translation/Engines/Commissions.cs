using System.Globalization;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Translation.Memory;

namespace Syndication.Translation.Engines;

/// <summary>
/// Has editions made where a machine may be asked: first it is found out what the memory lacks in every language, then that is asked for
/// together, and then the editions are made of what has been answered.
/// </summary>
/// <param name="newsroom">The newsroom.</param>
public sealed class Commissions(Newsroom newsroom)
{
    // Where nobody says when to come again.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(5);

    /// <summary>What would come of a manuscript in a language, and what the engine would charge for it. Asks nobody and changes nothing.</summary>
    /// <returns>What came of it without an engine; how many characters it would charge, null where it is not needed or there is none.</returns>
    public async Task<(TranslationResult Result, long? Characters)> QuoteAsync(Manuscript original, Language language, CancellationToken cancel)
    {
        if (newsroom.Engine is not { } engine)
            return (await newsroom.Translator.TranslateAsync(original, language, cancel), null);
        var noted = new NotedRequest();
        var result = await newsroom.Translator.TranslateAsync(original, language, noted, null, cancel);
        return (result, noted.Asked is { } asked ? await engine.PriceAsync(asked, cancel) : null);
    }

    /// <summary>Makes a release's editions in some languages.</summary>
    internal async Task<Made> MakeAsync(Release release, Manuscript original, IReadOnlyList<Language> languages, CancellationToken cancel)
    {
        var results = new Dictionary<Language, TranslationResult>();
        var requests = new List<EngineRequest>();
        foreach (var language in languages)
        {
            var noted = new NotedRequest();
            var drafted = await DraftedAsync(release.Id, language, cancel);
            results[language] = newsroom.Engine is null
                ? await newsroom.Translator.TranslateAsync(original, language, drafted, cancel)
                : await newsroom.Translator.TranslateAsync(original, language, noted, drafted, cancel);
            if (noted.Asked is not null)
                requests.Add(noted.Asked);
        }

        if (newsroom.IsRehearsal)
            return await PriceAsync(results, requests, cancel);
        if (newsroom.Engine is not { } engine)
            return new(results, [], new Dictionary<Language, long>());

        var commission = new Commission(release.Id, release.History.Count > 0 ? release.History[^1].At : release.FirstSeen, Withheld(release));
        if (requests.Count == 0)
        {
            await engine.LeaveLineAsync(commission, cancel);
            return new(results, [], new Dictionary<Language, long>());
        }

        var asked = await engine.AskAsync(requests, commission, cancel);
        foreach (var request in requests)
        {
            var given = new GivenAnswer(asked.Answers[request.To]);
            results[request.To] = await newsroom.Translator.TranslateAsync(original, request.To, given, await DraftedAsync(release.Id, request.To, cancel), cancel);
        }

        return new(results, asked.Calls, new Dictionary<Language, long>());
    }

    /// <summary>When to make again what is pending for a while; null where that would help nobody.</summary>
    internal static TimeSpan? Again(IEnumerable<TranslationResult> results) => results.OfType<PendingTranslation>().Where(pending => pending.IsTemporary)
        .Select(pending => (TimeSpan?)(pending.RetryAfter ?? Soon)).Min();

    // What waits for a person was paid for already.
    private async Task<IReadOnlyList<TranslatedSegment>?> DraftedAsync(ReleaseId id, Language language, CancellationToken cancel) =>
        (await newsroom.Store.TryLoadAsync(Paths.Draft(id, language), Documents.Json.StoredDraft, cancel))?.Segments;

    private async Task<Made> PriceAsync(Dictionary<Language, TranslationResult> results, List<EngineRequest> requests, CancellationToken cancel)
    {
        var prices = new Dictionary<Language, long>();
        foreach (var request in requests)
            prices[request.To] = await newsroom.Engine!.PriceAsync(request, cancel);

        return new(results, [], prices);
    }

    // Only what the site lets out may reach the engine's makers before the world has it.
    private string? Withheld(Release release) => !newsroom.Site.Translation.Embargoed && release.IsEmbargoed(newsroom.Clock.GetUtcNow())
        ? $"It is under embargo until {release.Embargo!.Value.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, and translation.embargoed of config/site.json keeps it from the engine until then."
        : null;

    /// <summary>What came of it.</summary>
    /// <param name="Results">A result for each language.</param>
    /// <param name="Calls">The requests that the engine was sent.</param>
    /// <param name="Prices">Of a rehearsal: what the engine would charge.</param>
    internal sealed record Made(
        IReadOnlyDictionary<Language, TranslationResult> Results, IReadOnlyList<EngineCall> Calls, IReadOnlyDictionary<Language, long> Prices);
}
