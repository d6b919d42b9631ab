using Syndication.Releases;

namespace Syndication.Translation.Engines;

/// <summary>What is asked for one release, as it fills: texts in several languages, what they cost, and what did not work.</summary>
internal sealed class Order(IReadOnlyList<EngineRequest> requests)
{
    private readonly Dictionary<Language, Dictionary<string, string>> texts = requests.ToDictionary(request => request.To, _ => new Dictionary<string, string>(StringComparer.Ordinal));
    private readonly Dictionary<Language, EngineAnswer> failures = [];
    private readonly HashSet<Language> waiting = [];
    private readonly Dictionary<Language, int> billed = [];
    private readonly List<EngineCall> calls = [];

    public Language From => requests[0].From;

    /// <summary>The texts without an answer, per language that has any.</summary>
    public IReadOnlyDictionary<Language, IReadOnlyList<string>> Lacking() => requests
        .Select(request => (request.To, Texts: (IReadOnlyList<string>)[.. request.Texts.Distinct(StringComparer.Ordinal).Where(text => !texts[request.To].ContainsKey(text))]))
        .Where(pair => pair.Texts.Count > 0).ToDictionary(pair => pair.To, pair => pair.Texts);

    /// <summary>Of some texts those without an answer.</summary>
    public IReadOnlyDictionary<Language, IReadOnlyList<string>> Lacking(IReadOnlyDictionary<Language, IReadOnlyList<string>> some) => some
        .Select(pair => (pair.Key, Texts: (IReadOnlyList<string>)[.. pair.Value.Where(text => !texts[pair.Key].ContainsKey(text))]))
        .Where(pair => pair.Texts.Count > 0).ToDictionary(pair => pair.Key, pair => pair.Texts);

    public void Take(Language language, IReadOnlyDictionary<string, string> answers)
    {
        foreach (var (text, answer) in answers)
            texts[language][text] = answer;
    }

    /// <summary>Notes why languages stay without some of their texts; the first reason counts.</summary>
    public void Fail(IEnumerable<Language> languages, EngineAnswer why, bool isForMoney = false)
    {
        foreach (var language in languages)
        {
            if (failures.TryAdd(language, why) && isForMoney)
                waiting.Add(language);
        }
    }

    public bool HasFailed(Language language) => failures.ContainsKey(language);

    /// <summary>Whether a language waits for nothing but money.</summary>
    public bool IsWaiting(Language language) => waiting.Contains(language);

    /// <summary>Notes a request. What it cost is shared by its languages, which were asked for the same texts.</summary>
    public void Note(Batch asked, EngineAnswer answer)
    {
        for (var i = 0; i < asked.To.Count; i++)
            billed[asked.To[i]] = billed.GetValueOrDefault(asked.To[i]) + (answer.CharactersBilled / asked.To.Count) + (i < answer.CharactersBilled % asked.To.Count ? 1 : 0);
        var failure = answer switch { EngineBusy busy => busy.Reason, EngineRefusal refusal => refusal.Reason, _ => null };
        calls.Add(new(asked.To, asked.Characters, answer.CharactersBilled, answer.Trace, failure));
    }

    public Asked Result() => new(requests.ToDictionary(request => request.To, Of), calls);

    private EngineAnswer Of(EngineRequest request)
    {
        var cost = billed.GetValueOrDefault(request.To);
        if (request.Texts.All(texts[request.To].ContainsKey))
            return new EngineTexts([.. request.Texts.Select(text => texts[request.To][text])], cost);
        return (failures.GetValueOrDefault(request.To) ?? new EngineBusy("The engine was not asked to the end.", null, 0)) with { CharactersBilled = cost };
    }
}
