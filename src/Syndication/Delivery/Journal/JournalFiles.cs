using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Syndication.Storage;

namespace Syndication.Delivery.Journal;

/// <summary>
/// A partner's journal as it is stored: files of one line or a few, each named by the number of its first line and never written again, so
/// that storage may be told to refuse every change. What comes next has only one name, and whoever creates it first has it.
/// </summary>
internal static class JournalFiles
{
    public const string Root = "deliveries/~journal/";

    private const int Together = 16;

    // A folder of a file system stays small enough to be looked into.
    private const int InAFolder = 10_000;

    public static string Folder(string partner) => $"{Root}{partner}/";

    public static string Head(string partner) => $"{Folder(partner)}head.json";

    public static string Path(string partner, long first) =>
        string.Create(CultureInfo.InvariantCulture, $"{Folder(partner)}{first / InAFolder:D6}/{first:D10}.jsonl");

    /// <summary>The number of the first line of a file; null where the path is no file of a journal.</summary>
    public static long? First(string path) =>
        path.EndsWith(".jsonl", StringComparison.Ordinal) &&
        long.TryParse(path.AsSpan(path.LastIndexOf('/') + 1)[..^".jsonl".Length], NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : null;

    /// <summary>The lines of a file, as they are chained: without the line feed. The last one may lack it.</summary>
    public static List<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> content)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        while (content.Length > 0)
        {
            var end = content.Span.IndexOf((byte)'\n');
            lines.Add(end < 0 ? content : content[..end]);
            content = end < 0 ? default : content[(end + 1)..];
        }

        return lines;
    }

    public static string Hash(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line));

    /// <summary>Where the journal ends after a file. Asks nothing of what stands in it: whoever has tampered with it stops no delivery.</summary>
    public static JournalHead End(long first, ReadOnlyMemory<byte> content)
    {
        var lines = Lines(content);
        return lines.Count == 0 ? new(first, Hash([])) : new(first + lines.Count - 1, Hash(lines[^1].Span));
    }

    /// <summary>The files of a partner by the numbers of their first lines, in order.</summary>
    public static async Task<List<(long First, string Path)>> ListAsync(IBlobStore store, string partner, CancellationToken cancel)
    {
        var files = new List<(long First, string Path)>();
        await foreach (var item in store.ListAsync(Folder(partner), cancel))
        {
            if (First(item.Path) is { } first)
                files.Add((first, item.Path));
        }

        files.Sort();
        return files;
    }

    /// <summary>The partners that have a journal, in order: those of the configuration and those whose file is gone.</summary>
    public static async Task<IReadOnlyList<string>> PartnersAsync(IBlobStore store, CancellationToken cancel)
    {
        var partners = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var item in store.ListAsync(Root, cancel))
        {
            var rest = item.Path.AsSpan(Root.Length);
            if (rest.IndexOf('/') is var slash and > 0)
                partners.Add(rest[..slash].ToString());
        }

        return [.. partners];
    }

    /// <summary>Reads files in order, several ahead. A file that is gone since it was listed has no bytes.</summary>
    public static async IAsyncEnumerable<(long First, string Path, ReadOnlyMemory<byte> Content)> ReadAsync(
        IBlobStore store, IEnumerable<(long First, string Path)> files, [EnumeratorCancellation] CancellationToken cancel)
    {
        var ahead = new Queue<(long First, string Path, Task<Blob?> Read)>();
        foreach (var (first, path) in files)
        {
            ahead.Enqueue((first, path, store.ReadAsync(path, cancel)));
            if (ahead.Count == Together)
                yield return await NextAsync();
        }

        while (ahead.Count > 0)
            yield return await NextAsync();

        async Task<(long, string, ReadOnlyMemory<byte>)> NextAsync()
        {
            var (first, path, read) = ahead.Dequeue();
            return (first, path, (await read)?.Content ?? default);
        }
    }
}
