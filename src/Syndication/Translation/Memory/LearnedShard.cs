using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Translation.Memory;

/// <summary>
/// One of the 4,096 parts of the learned memory: <c>releases/~memory/{part}.tsv</c>, UTF-8, a line a segment: hash of the source, origin,
/// context, language, source and translation as JSON strings, with tabs between. What is looked up is found by its hash without reading
/// the rest, and a line that is damaged is passed over.
/// </summary>
internal static class LearnedShard
{
    // Of the same words in the same language so many are kept, the newest of each origin first.
    private const int KeptOfEach = 6;

    /// <summary>A source text, as it is found again.</summary>
    /// <param name="Hash">32 characters.</param>
    /// <param name="Path">The part that it is in.</param>
    public readonly record struct Place(string Hash, string Path);

    public static Place Of(string source, Language from)
    {
        var hash = Fingerprints.Of($"{TmxLanguage.Family(from)}\0{MemoryKey.Of(source)}")[..32];
        return new(hash, $"{LearnedMemory.Root}{hash[..3]}.tsv");
    }

    /// <summary>The segments of a source text in a language, in the order in which they were learned.</summary>
    public static IEnumerable<TranslatedSegment> Find(ReadOnlyMemory<byte> shard, string hash, Language to)
    {
        var family = TmxLanguage.Family(to);
        foreach (var line in Lines(shard, Encoding.ASCII.GetBytes(hash)))
        {
            if (Read(line) is { } segment && TmxLanguage.Family(segment.To) == family)
                yield return segment.Segment;
        }
    }

    /// <summary>A part with segments learned; the same bytes where it knew them all.</summary>
    public static ReadOnlyMemory<byte> With(ReadOnlyMemory<byte> shard, IEnumerable<(string Hash, TranslatedSegment Segment)> learned, Language to)
    {
        var lines = new List<string>(Encoding.UTF8.GetString(shard.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        var changed = false;
        foreach (var (hash, segment) in learned)
        {
            var line = Write(hash, segment, to);
            if (lines.Contains(line))
                continue;

            // Another translation of the same words at the same place by the same hand takes the place of the one before.
            var key = $"{hash}\t{Letter(segment.Origin)}\t{segment.Context}\t{to}\t";
            lines.RemoveAll(old => old.StartsWith(key, StringComparison.Ordinal));
            lines.Add(line);
            var same = lines.Where(old => old.StartsWith($"{hash}\t{Letter(segment.Origin)}\t", StringComparison.Ordinal) && old.Split('\t') is [_, _, _, var tag, ..] && tag == to.Tag).ToList();
            foreach (var old in same.Take(same.Count - KeptOfEach))
                lines.Remove(old);
            changed = true;
        }

        return changed ? Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n") : shard;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> shard, byte[] hash)
    {
        var at = 0;
        while (shard.Span[at..].IndexOf(hash) is >= 0 and var found)
        {
            var start = at + found;
            var length = shard.Span[start..].IndexOf((byte)'\n');
            var end = length < 0 ? shard.Length : start + length;
            if (start == 0 || shard.Span[start - 1] == '\n')
                yield return shard[start..end];
            at = end;
        }
    }

    private static (TranslatedSegment Segment, Language To)? Read(ReadOnlyMemory<byte> line)
    {
        if (Encoding.UTF8.GetString(line.Span).Split('\t') is not [_, [var letter], var context, var tag, var source, var text] ||
            !Language.TryParse(tag, out var to) || Unquoted(source) is not { } plain || Unquoted(text) is not { Length: > 0 } translated)
            return null;
        return (new(plain, translated, context, letter switch { 'h' => SegmentOrigin.Human, 'r' => SegmentOrigin.Reviewed, _ => SegmentOrigin.Machine }), to);
    }

    private static string Write(string hash, TranslatedSegment segment, Language to) =>
        $"{hash}\t{Letter(segment.Origin)}\t{segment.Context}\t{to}\t{Quoted(segment.Source)}\t{Quoted(segment.Text)}";

    private static char Letter(SegmentOrigin origin) => origin switch { SegmentOrigin.Human => 'h', SegmentOrigin.Reviewed => 'r', _ => 'm' };

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    private static string? Unquoted(string text)
    {
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
