using System.Text.RegularExpressions;
using Syndication.Translation;

namespace Syndication.Tests.Translation;

// Knows the sentences it was given, and counts what it is asked for: in characters of the source, as engines charge.
internal sealed partial class DictionaryEngine(params (string French, string English)[] sentences) : ITranslationEngine
{
    public List<string> Asked { get; } = [];

    public int Billed { get; private set; }

    public Dictionary<string, string> Sentences { get; } = sentences.ToDictionary(pair => pair.French, pair => pair.English);

    public Task<EngineAnswer> TranslateAsync(EngineRequest request, CancellationToken cancel)
    {
        if (request.To.Tag != "en")
            return Task.FromResult<EngineAnswer>(new EngineRefusal($"There is no {request.To} here.", 0));
        var asked = request.Texts.Select(text => Protected().Replace(text, "$1")).ToList();
        Asked.AddRange(asked);
        Billed += asked.Sum(text => text.Length);
        return Task.FromResult<EngineAnswer>(new EngineTexts([.. asked.Select(text => Sentences[text])], asked.Sum(text => text.Length)));
    }

    [GeneratedRegex("<span class=\"notranslate\">(.*?)</span>")]
    private static partial Regex Protected();
}
