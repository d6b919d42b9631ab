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

    // Files up to this are read in one go; as they were at one instant, that is.
    private const long ReadWhole = 4 << 20;

    public static string Part(MemoryPart part) => $"{Root}{part.Name}.tmx";

    /// <summary>Every unit. What cannot be used is added to the problems, bounded per file.</summary>
    public async IAsyncEnumerable<TmxUnit> UnitsAsync(List<ConfigProblem> problems, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var item in await ConfiguredAsync(cancel))
        {
            using Stream? stream = item.Length > ReadWhole ? new BlobStream(store, item.Path, cancel) : await store.ReadAsync(item.Path, cancel) is { } file ? StreamOf(file.Content) : null;
            if (stream is null)
                continue;
            foreach (var unit in Units(item.Path, stream, problems))
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
            using var stream = StreamOf(file.Content);
            foreach (var unit in Units(path, stream, problems))
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

    /// <summary>
    /// A hash, 16 characters, that stands for the memory's content, made of paths and the storage's stamps; and how large it is altogether,
    /// in bytes. None of it is read.
    /// </summary>
    public async Task<(string Basis, long Length)> SurveyAsync(CancellationToken cancel)
    {
        var files = await ConfiguredAsync(cancel);
        var length = files.Sum(file => file.Length);
        await foreach (var item in store.ListAsync(Root, cancel))
        {
            if (item.Path == Index)
                files.Add(item);
            else if (item.Path.EndsWith(".tmx", StringComparison.Ordinal))
                length += item.Length;
        }

        return (Fingerprints.Of(string.Join('\n', files.Select(file => $"{file.Path} {file.Stamp}")))[..16], length);
    }

    private static IEnumerable<TmxUnit> Units(string path, Stream stream, List<ConfigProblem> problems)
    {
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

    private async Task<List<BlobItem>> ConfiguredAsync(CancellationToken cancel)
    {
        var files = new List<BlobItem>();
        await foreach (var item in store.ListAsync(Configured, cancel))
        {
            if (item.Path.EndsWith(".tmx", StringComparison.OrdinalIgnoreCase) && item.Path.IndexOf('/', Configured.Length) < 0)
                files.Add(item);
        }

        files.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        return files;
    }
}
