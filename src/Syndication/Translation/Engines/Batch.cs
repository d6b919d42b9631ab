using Syndication.Releases;

namespace Syndication.Translation.Engines;

/// <summary>Texts that go into one request.</summary>
/// <param name="To">The languages, at least one.</param>
/// <param name="Texts">The texts, at least one.</param>
/// <param name="Characters">Summed over texts and languages.</param>
internal sealed record Batch(IReadOnlyList<Language> To, IReadOnlyList<string> Texts, int Characters)
{
    /// <summary>
    /// Packs texts into as few requests as the limits allow: texts that lack in the same languages go together, into all of these at once.
    /// A text longer than a request may be on its own makes a batch of its own.
    /// </summary>
    /// <param name="wanted">Per language its texts, each once.</param>
    /// <param name="characters">What a text counts, per language.</param>
    /// <param name="limits">What a request may hold.</param>
    public static IReadOnlyList<Batch> Pack(
        IReadOnlyDictionary<Language, IReadOnlyList<string>> wanted, Func<string, int> characters, ServiceLimits limits)
    {
        var languages = new Dictionary<string, List<Language>>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var (language, texts) in wanted.OrderBy(pair => pair.Key))
        {
            foreach (var text in texts)
            {
                if (!languages.TryGetValue(text, out var lacking))
                {
                    languages[text] = lacking = [];
                    order.Add(text);
                }

                lacking.Add(language);
            }
        }

        var batches = new List<Batch>();
        foreach (var group in order.GroupBy(text => string.Join(' ', languages[text])))
            batches.AddRange(Pack(languages[group.First()], [.. group], characters, limits));
        return batches;
    }

    /// <summary>As many of the texts from the first on as may be had for so many characters; null where there is not enough for one.</summary>
    public Batch? Within(long most, Func<string, int> characters)
    {
        if (Characters <= most)
            return this;
        var (count, sum) = (0, 0);
        while (count < Texts.Count && sum + (characters(Texts[count]) * To.Count) <= most)
            sum += characters(Texts[count++]) * To.Count;
        return count == 0 ? null : this with { Texts = [.. Texts.Take(count)], Characters = sum };
    }

    /// <summary>What is left of it after the first of its texts.</summary>
    public Batch? After(Batch first) =>
        first.Texts.Count == Texts.Count ? null : this with { Texts = [.. Texts.Skip(first.Texts.Count)], Characters = Characters - first.Characters };

    /// <summary>The same in smaller requests: language by language, or else the texts in halves; itself where it is one text in one language.</summary>
    public IReadOnlyList<Batch> Parts(Func<string, int> characters)
    {
        if (To.Count > 1)
            return [.. To.Select(language => this with { To = [language], Characters = Characters / To.Count })];
        return Texts.Count == 1 ? [this] : [Of(To, Texts.Take(Texts.Count / 2), characters), Of(To, Texts.Skip(Texts.Count / 2), characters)];
    }

    private static Batch Of(IReadOnlyList<Language> to, IEnumerable<string> texts, Func<string, int> characters)
    {
        List<string> all = [.. texts];
        return new(to, all, all.Sum(characters) * to.Count);
    }

    private static IEnumerable<Batch> Pack(List<Language> to, List<string> texts, Func<string, int> characters, ServiceLimits limits)
    {
        var packed = new List<string>();
        var sum = 0;
        foreach (var text in texts)
        {
            var cost = characters(text);
            if (packed.Count > 0 && (packed.Count == limits.TextsPerRequest || sum + (cost * to.Count) > limits.CharactersPerRequest))
            {
                yield return new(to, packed, sum);
                (packed, sum) = ([], 0);
            }

            // Too long for all of its languages at once, but perhaps not for some of them.
            if (cost * to.Count > limits.CharactersPerRequest)
            {
                foreach (var some in to.Chunk(Math.Max(1, limits.CharactersPerRequest / cost)))
                    yield return new(some, [text], cost * some.Length);
                continue;
            }

            packed.Add(text);
            sum += cost * to.Count;
        }

        if (packed.Count > 0)
            yield return new(to, packed, sum);
    }
}
