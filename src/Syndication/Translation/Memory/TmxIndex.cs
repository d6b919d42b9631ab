using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Translation.Memory;

/// <summary>
/// Translation memory files too large to be held, made ready once so that a text is found by two small reads, however many units there
/// are. Below <c>releases/~tmx/{basis}/</c>: <c>units-*</c>, the units as they came; <c>places-*</c>, by key where they are, in 256 blobs;
/// <c>table</c>, where in these each of 65,536 buckets ends; and <c>index.json</c>, written last: what has none is no index. All of it can
/// be made again from the files.
/// </summary>
internal sealed class TmxIndex
{
    /// <summary>Where indexes are kept.</summary>
    public const string Root = "releases/~tmx/";

    private const int AtOnce = 8;

    private readonly IBlobStore store;
    private readonly string root;
    private readonly int[] ends;

    private TmxIndex(IBlobStore store, string root, TmxIndexDocument document, int[] ends) => (this.store, this.root, Document, this.ends) = (store, root, document, ends);

    /// <summary>What is known of the files.</summary>
    public TmxIndexDocument Document { get; }

    public static string RootOf(string basis) => $"{Root}{basis}/";

    public static string Units(string root, int part) => $"{root}units-{part:d5}";

    public static string Places(string root, int first) => $"{root}places-{first:x2}";

    public static string Table(string root) => $"{root}table";

    public static string Whole(string root) => $"{root}index.json";

    /// <summary>Opens the index of such files.</summary>
    /// <returns>Null where there is none, or none that is whole.</returns>
    public static async Task<TmxIndex?> OpenAsync(IBlobStore store, string basis, CancellationToken cancel)
    {
        var root = RootOf(basis);
        if (await store.TryLoadAsync(Whole(root), Documents.Json.TmxIndexDocument, cancel) is not { } document || await store.ReadAsync(Table(root), cancel) is not { } table ||
            table.Content.Length != (1 << 16) * sizeof(int))
            return null;
        var ends = MemoryMarshal.Cast<byte, int>(table.Content.Span).ToArray();
        if (!BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(ends, ends);
        return new(store, root, document, ends);
    }

    /// <summary>The units that have one of these texts in this language, in the order of the files.</summary>
    /// <exception cref="IOException">The index went away: the files have changed, and there is another one.</exception>
    public async Task<IReadOnlyList<TmxUnit>> FindAsync(IEnumerable<string> texts, Language language, CancellationToken cancel)
    {
        var found = new ConcurrentDictionary<(int Part, int Offset), TmxUnit>();
        var bounded = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(texts.Select(text => TmxPlace.KeyOf(text, language)).ToHashSet(), bounded, async (key, stop) =>
        {
            foreach (var place in await PlacesAsync(key, stop))
            {
                var bytes = await ReadAsync(Units(root, place.Part), place.Offset, place.Length, stop);
                found[(place.Part, place.Offset)] = Unit(bytes.Span);
            }
        });
        return [.. found.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }

    /// <summary>A unit as it is stored: language and text in turn, each ended by a null character, which no text has.</summary>
    public static byte[] Bytes(TmxUnit unit) => Encoding.UTF8.GetBytes(string.Concat(unit.Variants.Select(variant => $"{variant.Language}\0{variant.Text}\0")));

    private static TmxUnit Unit(ReadOnlySpan<byte> bytes) => new([.. Encoding.UTF8.GetString(bytes).Split('\0').Chunk(2)
        .Where(pair => pair.Length == 2).Select(pair => new TmxVariant(Language.Parse(pair[0]), pair[1]))]);

    private async Task<List<TmxPlace>> PlacesAsync(UInt128 key, CancellationToken cancel)
    {
        var bucket = TmxPlace.BucketOf(key);
        var first = (bucket & 0xFF) == 0 ? 0 : ends[bucket - 1];
        var places = new List<TmxPlace>();
        if (ends[bucket] == first)
            return places;
        var bytes = await ReadAsync(Places(root, bucket >> 8), (long)first * TmxPlace.Size, (ends[bucket] - first) * TmxPlace.Size, cancel);
        for (var at = 0; at < bytes.Length; at += TmxPlace.Size)
        {
            if (TmxPlace.Read(bytes.Span[at..]) is var place && place.Key == key)
                places.Add(place);
        }

        return places;
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(string path, long offset, int length, CancellationToken cancel) =>
        await store.ReadAsync(path, offset, length, cancel) is { } bytes && bytes.Length == length ? bytes
            : throw new IOException($"Translation: {path} is missing or cut short. The translation memory's files have changed, and the work is tried again; if it lasts, delete {Root}, which is made anew.");
}

/// <summary>What is known of indexed files: <c>releases/~tmx/{basis}/index.json</c>.</summary>
internal sealed record TmxIndexDocument
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>How many units the files have.</summary>
    public required int Units { get; init; }

    /// <summary>What in them cannot be used.</summary>
    public IReadOnlyList<ConfigProblem> Problems { get; init; } = [];
}
