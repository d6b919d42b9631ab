using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Syndication.Publishing;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Night;

/// <summary>What all the shelves show, as one hash an entry: sixteen bytes for each release and language, whatever their texts are.</summary>
internal sealed class ShelfCensus(Newsroom newsroom)
{
    private readonly IBlobStore store = newsroom.Store;
    private readonly Shelves shelves = new(newsroom.Store);
    private readonly PublishingOptions options = newsroom.Publishing;
    private readonly Dictionary<ulong, ulong> shown = [];

    /// <summary>Reads every month, and puts the newest and the topics right by what the months hold.</summary>
    /// <param name="found">Told of every shelf that was put right.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task TakeAsync(Action<string> found, CancellationToken cancel)
    {
        foreach (var language in newsroom.Site.Languages)
        {
            // By shelf: the newest of the language, and of each topic and region.
            var newest = Subject.Of(newsroom.Site).ToDictionary(subject => Shelves.Of(language, subject), _ => new Shelf());
            var months = await shelves.MonthsAsync(language, cancel);
            newest[Shelves.Newest(language)] = new() { Last = months.Count > 0 ? months[^1] : null };
            foreach (var month in months.Reverse())
            {
                var shelf = await shelves.ReadAsync(Shelves.Month(language, month), cancel);
                foreach (var entry in shelf.Entries)
                    shown[Key(language, entry.Release)] = Hash(entry);
                Put(newest, Shelves.Newest(language), shelf.Entries);
                foreach (var subject in Subject.Of(newsroom.Site))
                    Put(newest, Shelves.Of(language, subject), [.. shelf.Entries.Where(subject.Has)]);
            }

            foreach (var (path, shelf) in newest)
            {
                var there = await shelves.ReadAsync(path, cancel);
                var same = there.Told(options.Shown).Select(Hash).SequenceEqual(shelf.Told(options.Shown).Select(Hash));
                if (same)
                    continue;
                await store.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(shelf, Documents.Json.Shelf), WriteCondition.Always, cancel);
                found($"{path} did not show what was published; it was put right.");
            }
        }
    }

    /// <summary>Whether a release is shown so in a language.</summary>
    public bool Shows(Language language, ReleaseId id, Entry? entry) =>
        shown.TryGetValue(Key(language, id), out var hash) ? entry is not null && hash == Hash(entry) : entry is null;

    /// <summary>Whether a release is shown in a language at all.</summary>
    public bool Shows(Language language, ReleaseId id) => shown.ContainsKey(Key(language, id));

    private void Put(Dictionary<string, Shelf> newest, string path, IReadOnlyList<Entry> entries)
    {
        if (entries.Count > 0)
            newest[path] = newest[path].With(entries, new HashSet<ReleaseId>(), options.Kept);
    }

    private static ulong Key(Language language, ReleaseId id) => Hash(Encoding.UTF8.GetBytes($"{language}/{id}"));

    private static ulong Hash(Entry entry) => Hash(JsonSerializer.SerializeToUtf8Bytes(entry, Documents.Json.Entry));

    private static ulong Hash(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(bytes));
}
