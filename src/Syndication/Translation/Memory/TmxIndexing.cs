using System.Buffers.Binary;
using System.Text.Json;
using Syndication.Configuration;
using Syndication.Storage;

namespace Syndication.Translation.Memory;

/// <summary>
/// Makes a <see cref="TmxIndex"/>, reading the files once from beginning to end. What it needs in memory does not depend on their size but
/// for a 256th of the index: units are written in parts; where they are, sorted in runs of half a million, which are then joined one first
/// byte after the other. Cut off, it is begun again; two that make the same one write the same bytes.
/// </summary>
/// <param name="store">The newsroom's store.</param>
/// <param name="basis">What the files are known by.</param>
internal sealed class TmxIndexing(IBlobStore store, string basis)
{
    private const int PartSize = 16 << 20;
    private const int RunSize = 1 << 19;

    // Of the same text in the same language so many units are kept, the last ones: some memories have “Thank you.” ten thousand times.
    private const int KeptOfEach = 32;

    private readonly string root = TmxIndex.RootOf(basis);
    private readonly List<TmxPlace> run = [];
    private readonly List<int[]> runs = [];

    /// <summary>Makes it.</summary>
    /// <exception cref="IOException">The storage failed, the files changed meanwhile, or another process made it at the same time.</exception>
    public async Task MakeAsync(CancellationToken cancel)
    {
        var files = new MemoryFiles(store);
        var problems = new List<ConfigProblem>();
        var units = await WriteUnitsAsync(files.UnitsAsync(problems, cancel), cancel);
        var ends = new int[1 << 16];
        for (var first = 0; first < 256; first++)
            await JoinAsync(first, ends, cancel);

        var table = new byte[ends.Length * sizeof(int)];
        for (var i = 0; i < ends.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(table.AsSpan(i * sizeof(int)), ends[i]);
        await store.WriteAsync(TmxIndex.Table(root), table, WriteCondition.Always, cancel);
        if ((await files.SurveyAsync(cancel)).Basis != basis)
            throw new IOException("Translation: the memory's files changed while they were read. Run it again when nobody writes to them.");
        var document = new TmxIndexDocument { Units = units, Problems = problems };
        await store.WriteAsync(TmxIndex.Whole(root), JsonSerializer.SerializeToUtf8Bytes(document, Documents.Json.TmxIndexDocument), WriteCondition.Always, cancel);
        await TidyAsync(cancel);
    }

    private async Task<int> WriteUnitsAsync(IAsyncEnumerable<TmxUnit> units, CancellationToken cancel)
    {
        using var content = new MemoryStream();
        var (count, part) = (0, 0);
        await foreach (var unit in units)
        {
            var bytes = TmxIndex.Bytes(unit);
            foreach (var (family, key) in TranslationMemory.KeysOf(unit))
                run.Add(new(TmxPlace.KeyOf(family, key), part, (int)content.Length, bytes.Length));
            content.Write(bytes);
            count++;
            if (content.Length >= PartSize)
                await FlushAsync();
            if (run.Count >= RunSize)
                await WriteRunAsync(cancel);
        }

        await FlushAsync();
        await WriteRunAsync(cancel);
        return count;

        async Task FlushAsync()
        {
            if (content.Length == 0)
                return;
            await store.WriteAsync(TmxIndex.Units(root, part++), content.GetBuffer().AsMemory(0, (int)content.Length), WriteCondition.Always, cancel);
            content.SetLength(0);
        }
    }

    private async Task WriteRunAsync(CancellationToken cancel)
    {
        if (run.Count == 0)
            return;
        run.Sort();
        var ends = new int[256];
        foreach (var place in run)
            ends[TmxPlace.BucketOf(place.Key) >> 8]++;
        for (var i = 1; i < ends.Length; i++)
            ends[i] += ends[i - 1];
        await store.WriteAsync(Run(runs.Count), Bytes(run), WriteCondition.Always, cancel);
        runs.Add(ends);
        run.Clear();
    }

    private async Task JoinAsync(int first, int[] ends, CancellationToken cancel)
    {
        var places = new List<TmxPlace>();
        for (var i = 0; i < runs.Count; i++)
        {
            var start = first == 0 ? 0 : runs[i][first - 1];
            var length = (runs[i][first] - start) * TmxPlace.Size;
            if (length == 0)
                continue;
            if (await store.ReadAsync(Run(i), (long)start * TmxPlace.Size, length, cancel) is not { } bytes || bytes.Length != length)
                throw new IOException("Translation: another process made the memory's index at the same time. Run it again.");
            for (var at = 0; at < length; at += TmxPlace.Size)
                places.Add(TmxPlace.Read(bytes.Span[at..]));
        }

        places.Sort();
        var kept = new List<TmxPlace>(places.Count);
        for (var i = 0; i < places.Count; i++)
        {
            if (i + KeptOfEach >= places.Count || places[i + KeptOfEach].Key != places[i].Key)
                kept.Add(places[i]);
        }

        foreach (var place in kept)
            ends[TmxPlace.BucketOf(place.Key)]++;
        for (var bucket = (first << 8) + 1; bucket < (first + 1) << 8; bucket++)
            ends[bucket] += ends[bucket - 1];
        if (kept.Count > 0)
            await store.WriteAsync(TmxIndex.Places(root, first), Bytes(kept), WriteCondition.Always, cancel);
    }

    // The runs, and indexes of files as they were before.
    private async Task TidyAsync(CancellationToken cancel)
    {
        var old = new List<string>();
        await foreach (var item in store.ListAsync(TmxIndex.Root, cancel))
        {
            if (!item.Path.StartsWith(root, StringComparison.Ordinal) || item.Path.StartsWith($"{root}run-", StringComparison.Ordinal))
                old.Add(item.Path);
        }

        foreach (var path in old)
            await store.DeleteAsync(path, cancel);
    }

    private string Run(int number) => $"{root}run-{number:d5}";

    private static byte[] Bytes(List<TmxPlace> places)
    {
        var bytes = new byte[places.Count * TmxPlace.Size];
        foreach (var (place, i) in places.Select((place, i) => (place, i)))
            place.Write(bytes.AsSpan(i * TmxPlace.Size));
        return bytes;
    }
}
