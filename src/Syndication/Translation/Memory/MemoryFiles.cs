using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Syndication.Configuration;
using Syndication.Storage;

namespace Syndication.Translation.Memory;

/// <summary>
/// The files of the translation memory in the order in which they count, the last most: <c>config/memory/*.tmx</c> by name, then the
/// parts that <c>memory/index.json</c> names.
/// </summary>
internal sealed class MemoryFiles(IBlobStore store)
{
    public const string Root = "memory/";
    public const string Index = Root + "index.json";

    private const string Configured = "config/memory/";
    private const int ProblemsPerFile = 20;

    public static string Part(MemoryPart part) => $"{Root}{part.Name}.tmx";

    /// <summary>Every unit. What cannot be used is added to the problems, bounded per file.</summary>
    public async IAsyncEnumerable<TmxUnit> UnitsAsync(List<ConfigProblem> problems, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var (path, _) in await ConfiguredAsync(cancel))
        {
            if (await store.ReadAsync(path, cancel) is not { } file)
                continue;
            foreach (var unit in Units(path, file, problems))
                yield return unit;
        }

        await foreach (var unit in ImportedAsync(problems, cancel))
            yield return unit;
    }

    /// <summary>The units that were imported.</summary>
    /// <exception cref="IOException">A part is missing.</exception>
    public async IAsyncEnumerable<TmxUnit> ImportedAsync(List<ConfigProblem> problems, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (index, _) = await IndexAsync(cancel);
        for (var i = 0; i < index.Parts.Count; i++)
        {
            var path = Part(index.Parts[i]);
            var file = await store.ReadAsync(path, cancel)
                ?? throw new IOException($"Translation: {path} is missing although {Index} names it, or an import is under way. Try again; if it stays missing, restore it from a backup or import the memory again after deleting {Index}.");
            foreach (var unit in Units(path, file, problems))
                yield return unit;
        }
    }

    /// <summary>The index of what was imported, and its blob.</summary>
    /// <exception cref="IOException">It is not readable.</exception>
    public async Task<(MemoryIndex Index, Blob? Blob)> IndexAsync(CancellationToken cancel)
    {
        try
        {
            var (index, blob) = await store.LoadAsync(Index, Documents.Json.MemoryIndex, cancel);
            return (index ?? new(), blob);
        }
        catch (DamagedDocumentException e)
        {
            throw new IOException($"Translation: {Index} is damaged. Restore it from a backup, or delete it and import the memory again.", e);
        }
    }

    /// <summary>What stands for the memory's content without reading any of it: paths and the storage's stamps.</summary>
    public async Task<IReadOnlyList<(string Path, string Stamp)>> StampsAsync(CancellationToken cancel)
    {
        var stamps = await ConfiguredAsync(cancel);
        await foreach (var item in store.ListAsync(Root, cancel))
        {
            if (item.Path == Index)
                stamps.Add((item.Path, item.Stamp));
        }

        return stamps;
    }

    private static IEnumerable<TmxUnit> Units(string path, Blob file, List<ConfigProblem> problems)
    {
        using var stream = StreamOf(file.Content);
        using var reader = new TmxReader(stream);
        while (reader.Next() is { } unit)
            yield return unit;
        problems.AddRange(reader.Problems.Take(ProblemsPerFile).Select(problem =>
            new ConfigProblem(path, problem.Line > 0 ? $"line {problem.Line}" : "", problem.Message)));
        if (!reader.IsWhole && reader.Problems.Count <= ProblemsPerFile)
            problems[^1] = problems[^1] with { Message = $"{problems[^1].Message} What came before is used." };
        if (reader.Problems.Count > ProblemsPerFile)
            problems.Add(new(path, "", $"has {reader.Problems.Count - ProblemsPerFile} more problems of this kind."));
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var bytes) ? new(bytes.Array!, bytes.Offset, bytes.Count, writable: false) : new(content.ToArray(), writable: false);

    private async Task<List<(string Path, string Stamp)>> ConfiguredAsync(CancellationToken cancel)
    {
        var files = new List<(string Path, string Stamp)>();
        await foreach (var item in store.ListAsync(Configured, cancel))
        {
            if (item.Path.EndsWith(".tmx", StringComparison.OrdinalIgnoreCase) && item.Path.IndexOf('/', Configured.Length) < 0)
                files.Add((item.Path, item.Stamp));
        }

        files.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return files;
    }
}
