using Syndication.Releases;
using Syndication.Translation;
using Syndication.Translation.Engines;

namespace Syndication.Tests.Translation;

/// <summary>An engine in the place of a service: asked for one language after the other.</summary>
internal sealed class EngineService(ITranslationEngine engine) : ITranslationService
{
    public string Name => "engine";

    public ServiceLimits Limits { get; } = new(50_000, 1_000, 10_000_000, 100_000_000);

    public string? Lacks => null;

    public int Characters(string text) => text.Length;

    public async Task<EngineAnswer> TranslateAsync(ServiceRequest request, CancellationToken cancel)
    {
        var texts = new Dictionary<Language, IReadOnlyList<string>>();
        var billed = 0;
        foreach (var to in request.To)
        {
            var answer = await engine.TranslateAsync(new(request.From, to, request.Texts), cancel);
            if (answer is EngineRefusal refusal)
                return refusal with { Of = RefusalOf.Pair };
            if (answer is not EngineTexts translated)
                return answer;
            texts[to] = translated.Texts;
            billed += translated.CharactersBilled;
        }

        return new ServiceTexts(texts, billed);
    }
}
