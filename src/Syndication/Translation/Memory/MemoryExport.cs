using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Translation.Memory;

/// <summary>
/// Writes everything that the translator knows as one TMX 1.4b file, the configuration's files first, then what was imported, doubles
/// left out. The same memory gives the same bytes; imported again, it gives the same memory.
/// </summary>
/// <param name="store">The newsroom's store.</param>
/// <param name="told">Told how many units were written so far.</param>
public sealed class MemoryExport(IBlobStore store, Action<int>? told = null)
{
    private readonly MemoryFiles files = new(store);

    /// <summary>Writes the memory.</summary>
    /// <param name="to">Where to. It stays the caller's.</param>
    /// <param name="fromLanguage">Only units that have this language; null for any. Regions of a language count as it.</param>
    /// <param name="toLanguage">Only units that have this language too; where both are given, the texts in others are left out.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<MemoryExported> ExportAsync(Stream to, Language? fromLanguage, Language? toLanguage, CancellationToken cancel)
    {
        var counts = new Dictionary<UInt128, int>();
        var problems = new List<ConfigProblem>();
        await foreach (var unit in files.UnitsAsync(problems, cancel))
        {
            if (Narrowed(unit, fromLanguage, toLanguage) is { } narrowed && narrowed.Hash() is var hash)
                counts[hash] = counts.GetValueOrDefault(hash) + 1;
        }

        var written = 0;
        var languages = new SortedSet<Language>();
        using (var writer = new TmxWriter(to))
        {
            await foreach (var unit in files.UnitsAsync([], cancel))
            {
                if (Narrowed(unit, fromLanguage, toLanguage) is not { } narrowed || narrowed.Hash() is var hash && (counts[hash] = counts.GetValueOrDefault(hash) - 1) != 0)
                    continue;
                writer.Write(narrowed);
                languages.UnionWith(narrowed.Variants.Select(variant => variant.Language));
                written++;
                told?.Invoke(written);
            }
        }

        return new(written, [.. languages], problems);
    }

    private static TmxUnit? Narrowed(TmxUnit unit, Language? from, Language? to)
    {
        if (from is { } one && !unit.Variants.Any(variant => Is(variant, one)) || to is { } other && !unit.Variants.Any(variant => Is(variant, other)))
            return null;
        return from is { } source && to is { } target ? new([.. unit.Variants.Where(variant => Is(variant, source) || Is(variant, target))]) : unit;
    }

    private static bool Is(TmxVariant variant, Language language) => TmxLanguage.Family(variant.Language) == TmxLanguage.Family(language);
}

/// <summary>What was exported.</summary>
/// <param name="Units">How many units.</param>
/// <param name="Languages">The languages in them.</param>
/// <param name="Problems">What in the files of the configuration could not be used, and is not in the export.</param>
public sealed record MemoryExported(int Units, IReadOnlyList<Language> Languages, IReadOnlyList<ConfigProblem> Problems);
