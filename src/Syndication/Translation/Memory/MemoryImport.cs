using System.Text.Json;
using Syndication.Storage;

namespace Syndication.Translation.Memory;

/// <summary>
/// Takes a TMX file into the newsroom's memory, all of it or nothing. The memory is an ordered list of units without doubles: what is
/// imported goes to the end, where it counts most, and a unit that was there moves with it, so that importing the same file again changes
/// nothing. Units are read and written one by one; of each unit in the file some 40 bytes are kept in memory meanwhile.
/// </summary>
/// <param name="store">The newsroom's store. Whoever imports works on it alone.</param>
/// <param name="told">Told how many units were read so far.</param>
public sealed class MemoryImport(IBlobStore store, Action<int>? told = null)
{
    private const int UnitsPerPart = 5000;

    private readonly MemoryFiles files = new(store);

    /// <summary>Imports a file.</summary>
    /// <param name="open">Opens it; called twice, for it is read twice.</param>
    /// <param name="cancel">Stops it; the memory is then as it was.</param>
    /// <exception cref="IOException">The storage failed, or the file changed while it was read. The memory is as it was.</exception>
    public async Task<MemoryImported> ImportAsync(Func<Stream> open, CancellationToken cancel)
    {
        var (counts, read, problems, whole) = Count(open, cancel);
        if (!whole || counts.Count == 0)
            return new(read, 0, 0, await TotalAsync(cancel), problems) { IsWhole = whole };

        var known = new HashSet<UInt128>();
        await foreach (var unit in files.UnitsAsync([], cancel))
        {
            if (unit.Hash() is var hash && counts.ContainsKey(hash))
                known.Add(hash);
        }

        var (fresh, distinct) = (counts.Keys.Count(hash => !known.Contains(hash)), counts.Count);
        var index = await WriteAsync(open, counts, read, cancel);
        return new(read, fresh, distinct - fresh, index.Parts.Sum(part => part.Units), problems) { IsWhole = true };
    }

    private (Dictionary<UInt128, int> Counts, int Read, IReadOnlyList<TmxProblem> Problems, bool Whole) Count(Func<Stream> open, CancellationToken cancel)
    {
        var counts = new Dictionary<UInt128, int>();
        var read = 0;
        using var stream = open();
        using var reader = new TmxReader(stream);
        while (reader.Next() is { } unit)
        {
            var hash = unit.Hash();
            counts[hash] = counts.GetValueOrDefault(hash) + 1;
            read++;
            told?.Invoke(read);
            cancel.ThrowIfCancellationRequested();
        }

        return (counts, read, reader.Problems, reader.IsWhole);
    }

    private async Task<MemoryIndex> WriteAsync(Func<Stream> open, Dictionary<UInt128, int> counts, int expected, CancellationToken cancel)
    {
        var (_, blob) = await files.IndexAsync(cancel);
        var parts = new List<MemoryPart>();
        var batch = new List<TmxUnit>();
        await foreach (var unit in files.ImportedAsync([], cancel))
        {
            if (!counts.ContainsKey(unit.Hash()))
                await AddAsync(unit);
        }

        // Of a unit that the file has twice the last place counts, as it does for the translator.
        var read = 0;
        using (var stream = open())
        using (var reader = new TmxReader(stream))
        {
            for (; reader.Next() is { } unit; read++)
            {
                if (!counts.TryGetValue(unit.Hash(), out var left))
                    throw Changed();
                counts[unit.Hash()] = left - 1;
                if (left == 1)
                    await AddAsync(unit);
            }

            if (!reader.IsWhole || read != expected)
                throw Changed();
        }

        await FlushAsync();
        var index = new MemoryIndex { Parts = parts };
        var bytes = JsonSerializer.SerializeToUtf8Bytes(index, Documents.Json.MemoryIndex);
        if (blob?.Content.Span.SequenceEqual(bytes) != true && await store.WriteAsync(MemoryFiles.Index, bytes, WriteCondition.Unchanged(blob), cancel) is null)
            throw new IOException("Translation: somebody else imported at the same time; the memory has what they imported. Import again.");
        await TidyAsync(parts, cancel);
        return index;

        async Task AddAsync(TmxUnit unit)
        {
            batch.Add(unit);
            if (batch.Count == UnitsPerPart)
                await FlushAsync();
        }

        async Task FlushAsync()
        {
            if (batch.Count == 0)
                return;
            using var content = new MemoryStream();
            using (var writer = new TmxWriter(content))
            {
                foreach (var unit in batch)
                    writer.Write(unit);
            }

            var part = new MemoryPart(Fingerprints.Of(content.GetBuffer().AsSpan(0, (int)content.Length))[..32], batch.Count);
            await store.WriteAsync(MemoryFiles.Part(part), content.GetBuffer().AsMemory(0, (int)content.Length), WriteCondition.IsNew, cancel);
            parts.Add(part);
            batch.Clear();
        }
    }

    // Parts that the memory no longer needs, and those that an import left which was cut short.
    private async Task TidyAsync(List<MemoryPart> parts, CancellationToken cancel)
    {
        var needed = parts.Select(MemoryFiles.Part).ToHashSet(StringComparer.Ordinal);
        var old = new List<string>();
        await foreach (var item in store.ListAsync(MemoryFiles.Root, cancel))
        {
            if (item.Path.EndsWith(".tmx", StringComparison.Ordinal) && !needed.Contains(item.Path))
                old.Add(item.Path);
        }

        foreach (var path in old)
            await store.DeleteAsync(path, cancel);
    }

    private async Task<int> TotalAsync(CancellationToken cancel) => (await files.IndexAsync(cancel)).Index.Parts.Sum(part => part.Units);

    private static IOException Changed() => new("Translation: the file changed while it was read; nothing was imported. Try again when nobody writes to it.");
}

/// <summary>What came of an import.</summary>
/// <param name="Read">How many units the file holds that can be used.</param>
/// <param name="New">How many of them the newsroom's memory did not know, doubles counted once.</param>
/// <param name="Known">How many it knew already.</param>
/// <param name="Total">How many imported units there are now.</param>
/// <param name="Problems">What could not be used.</param>
public sealed record MemoryImported(int Read, int New, int Known, int Total, IReadOnlyList<TmxProblem> Problems)
{
    /// <summary>Whether the file was read to its end; where it was not, nothing was imported.</summary>
    public required bool IsWhole { get; init; }
}
