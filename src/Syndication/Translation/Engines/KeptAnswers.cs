using System.Collections.Concurrent;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Translation.Engines;

/// <summary>
/// What an engine has answered, by a hash of what it was asked: kept as soon as it has come, so that nothing is paid for twice. It stands
/// below all that people have translated: the memory is looked into first, and only what that lacks is looked for here. It lies in 4,096
/// parts a pair of languages, so that finding a release's sentences reads little, whatever there is.
/// </summary>
internal sealed class KeptAnswers(IBlobStore store, string service)
{
    private const int AtOnce = 8;

    /// <summary>The answers there are to some texts.</summary>
    public async Task<IReadOnlyDictionary<string, string>> FindAsync(Language from, Language to, IReadOnlyCollection<string> texts, CancellationToken cancel)
    {
        var found = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(Parts(from, to, texts), Options(cancel), async (part, token) =>
        {
            if ((await store.LoadAsync(part.Key, Documents.Json.AnswerPart, token)).Document is not { } kept)
                return;
            foreach (var (key, text) in part)
            {
                if (kept.Answers.TryGetValue(key, out var answer))
                    found[text] = answer;
            }
        });
        return found;
    }

    /// <summary>Keeps answers. What was answered before stays as it was.</summary>
    public Task KeepAsync(Language from, Language to, IReadOnlyDictionary<string, string> answers, CancellationToken cancel) =>
        Parallel.ForEachAsync(Parts(from, to, answers.Keys), Options(cancel), async (part, token) =>
            await store.ChangeAsync(part.Key, Documents.Json.AnswerPart, kept => With(kept ?? new(), part.Select(one => (one.Key, answers[one.Text]))), token));

    private static AnswerPart With(AnswerPart kept, IEnumerable<(string Key, string Answer)> answers)
    {
        var fresh = answers.Where(one => !kept.Answers.ContainsKey(one.Key)).ToList();
        if (fresh.Count == 0)
            return kept;
        var all = new SortedDictionary<string, string>(kept.Answers.ToDictionary(), StringComparer.Ordinal);
        foreach (var (key, answer) in fresh)
            all[key] = answer;
        return kept with { Answers = all };
    }

    private static ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };

    private IEnumerable<IGrouping<string, (string Key, string Text)>> Parts(Language from, Language to, IEnumerable<string> texts) => texts
        .Select(text => (Key: Fingerprints.Of($"{service}\n{text}")[..32], Text: text))
        .GroupBy(one => Paths.Answers(from, to, one.Key));
}

/// <summary>A part of what an engine has answered: <c>releases/~answers/{from}.{to}/{part}.json</c>.</summary>
internal sealed record AnswerPart : IFormatted
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>Translations by a hash of engine and source text, both in canonical form.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();
}
