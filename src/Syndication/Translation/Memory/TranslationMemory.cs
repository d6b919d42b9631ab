using System.Text;
using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Storage;
using Syndication.Translation.Segments;

namespace Syndication.Translation.Memory;

/// <summary>
/// Translations that people made before, found by their source text. Every language of a unit can be the source. Where two units
/// translate the same text differently, the later in the file counts; of two files, the one whose name comes later; what was imported
/// counts more than files of the configuration. Where all of it together is small it is held; where it is not, it is indexed once, and a
/// manuscript's share of it is fetched by <see cref="ForAsync"/>.
/// </summary>
public sealed class TranslationMemory
{
    // Some fifty thousand units: they take a second to read, and three times this to hold.
    private const long Held = 16 << 20;

    /// <summary>A memory of nothing.</summary>
    public static readonly TranslationMemory Empty = new();

    // Family of the source language → normalised source text → texts in the other languages.
    private readonly Dictionary<string, Dictionary<string, TmxVariant[]>> sources = [];

    private readonly TmxIndex? index;

    private TranslationMemory(TmxIndex? index = null) => (this.index, Units) = (index, index?.Document.Units ?? 0);

    /// <summary>How many units it was made of.</summary>
    public int Units { get; private set; }

    /// <summary>A memory of units, the later ones counting more.</summary>
    public static TranslationMemory Of(IEnumerable<TmxUnit> units)
    {
        var memory = new TranslationMemory();
        foreach (var unit in units)
            memory.Add(unit);
        return memory;
    }

    /// <summary>
    /// Opens <c>config/memory/*.tmx</c> and, counting more, what was imported into <c>memory/</c>. What is wrong in a file is told, and
    /// the rest of it used. The first time that files come to more than 16 MB together, an index is made of them, which takes minutes where
    /// they are very large; from then on until they change it is there at once.
    /// </summary>
    public static Task<(TranslationMemory Memory, IReadOnlyList<ConfigProblem> Problems)> LoadAsync(IBlobStore store, CancellationToken cancel) => LoadAsync(store, Held, cancel);

    /// <summary>The same with a bound, in bytes of the files, on what is held.</summary>
    internal static async Task<(TranslationMemory Memory, IReadOnlyList<ConfigProblem> Problems)> LoadAsync(IBlobStore store, long held, CancellationToken cancel)
    {
        var files = new MemoryFiles(store);
        var (basis, length) = await files.SurveyAsync(cancel);
        if (length > held)
        {
            var index = await TmxIndex.OpenAsync(store, basis, cancel) ?? await IndexAsync(store, basis, cancel);
            return (new(index), index.Document.Problems);
        }

        var memory = new TranslationMemory();
        var problems = new List<ConfigProblem>();
        await foreach (var unit in files.UnitsAsync(problems, cancel))
            memory.Add(unit);
        return (memory, problems);
    }

    private static async Task<TmxIndex> IndexAsync(IBlobStore store, string basis, CancellationToken cancel)
    {
        IOException? failed = null;
        try
        {
            await new TmxIndexing(store, basis).MakeAsync(cancel);
        }
        catch (IOException e)
        {
            failed = e; // Of two that make the same index, the one that ends first takes away what the other still needs.
        }

        return await TmxIndex.OpenAsync(store, basis, cancel) ?? throw failed ?? new IOException("Translation: the index of the memory's files went away as soon as it was made. Run it again.");
    }

    /// <summary>A hash, 16 characters, that changes when any of the memory's files does; it reads none of them.</summary>
    public static async Task<string> BasisAsync(IBlobStore store, CancellationToken cancel) => (await new MemoryFiles(store).SurveyAsync(cancel)).Basis;

    /// <summary>A memory that is held and answers for these texts as this one would.</summary>
    /// <param name="texts">Canonical texts.</param>
    /// <param name="from">Their language.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="IOException">The storage failed, or the memory's files changed.</exception>
    public async Task<TranslationMemory> ForAsync(IEnumerable<string> texts, Language from, CancellationToken cancel) =>
        index is null ? this : Of(await index.FindAsync(texts, from, cancel));

    /// <summary>The translation of a text, both canonical; its placeholders have the numbers of the source's.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="InvalidOperationException">The memory is indexed: <see cref="ForAsync"/> goes before.</exception>
    public string? Find(string source, Language from, Language to)
    {
        if (index is not null)
            throw new InvalidOperationException("The memory is not held: ask for what is needed of it first.");
        if (!sources.TryGetValue(TmxLanguage.Family(from), out var texts) || !texts.TryGetValue(MemoryKey.Of(source), out var variants))
            return null;
        var family = TmxLanguage.Family(to);
        return (variants.FirstOrDefault(variant => variant.Language == to)
            ?? variants.FirstOrDefault(variant => TmxLanguage.Family(variant.Language) == family))?.Text;
    }

    /// <summary>What a unit is found by: families of languages and normalised texts.</summary>
    internal static IEnumerable<(string Family, string Key)> KeysOf(TmxUnit unit) => unit.Variants
        .Select(variant => (TmxLanguage.Family(variant.Language), MemoryKey.Of(Trimmed(variant.Text).Text))).Where(pair => pair.Item2.Length > 0).Distinct();

    private void Add(TmxUnit unit)
    {
        Units++;
        foreach (var source in unit.Variants)
        {
            var (text, numbers) = Trimmed(source.Text);
            var key = MemoryKey.Of(text);
            if (key.Length == 0)
                continue;

            var targets = new List<TmxVariant>();
            foreach (var variant in unit.Variants.Where(variant => variant != source))
            {
                // What surrounds the whole of a text is no part of it here; see Run.
                var (target, _) = Trimmed(variant.Text);
                if (numbers.Count > 0)
                    target = Placeholders.Renumber(target, number => numbers.IndexOf(number) is >= 0 and var at ? at + 1 : 9999);
                if (target.Length > 0)
                    targets.Add(ReferenceEquals(target, variant.Text) ? variant : variant with { Text = target });
            }

            var family = TmxLanguage.Family(source.Language);
            if (!sources.TryGetValue(family, out var texts))
                sources[family] = texts = [];
            texts[key] = texts.TryGetValue(key, out var before) ? [.. targets, .. before.Where(old => !targets.Exists(target => target.Language == old.Language))] : [.. targets];
        }
    }

    // Without the placeholders around the whole, and which numbers it has in order of opening.
    private static (string Text, List<int> Numbers) Trimmed(string text)
    {
        if (!text.Contains('<', StringComparison.Ordinal))
            return (text, []);

        var tokens = Placeholders.Read(text).ToList();
        while (true)
        {
            if (tokens is [{ Kind: TokenKind.Open } first, .., { Kind: TokenKind.Close } last] && first.Number == last.Number)
                tokens = tokens[1..^1];
            else if (tokens is [{ IsEdge: true }, _, ..])
                tokens.RemoveAt(0);
            else if (tokens is [_, .., { IsEdge: true }])
                tokens.RemoveAt(tokens.Count - 1);
            else
                break;
        }

        var trimmed = new StringBuilder();
        foreach (var token in tokens)
            trimmed.Append(token.Kind == TokenKind.Text ? Placeholders.Escape(token.Text) : token.Text);
        return (trimmed.ToString().Trim(), [.. tokens.Where(token => token.Kind is TokenKind.Open or TokenKind.Empty).Select(token => token.Number)]);
    }
}
