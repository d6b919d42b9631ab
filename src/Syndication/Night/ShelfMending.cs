using System.Text.Json;
using Syndication.Publishing;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Night;

/// <summary>Makes a shelf again from the releases. Reads the whole archive, and keeps no more than the shelf holds.</summary>
internal sealed class ShelfMending(Newsroom newsroom)
{
    private const int AtOnce = 256;

    private readonly IBlobStore store = newsroom.Store;
    private readonly Publication publication = new(newsroom);
    private readonly PublishingOptions options = newsroom.Publishing;

    public async Task<Again> AgainAsync(string path, CancellationToken cancel)
    {
        var parts = path["releases/~shelves/".Length..^".json".Length].Split('/');
        if (!Language.TryParse(parts[0], out var language) || !newsroom.Site.Languages.Contains(language))
            return new("its language is not published any more.", []);

        var month = parts is [_, "months", var name] && MonthPart.TryParse(name, out var part) ? part : (MonthPart?)null;
        var subject = parts is [_, _, _] && month is null ? Subject.Of(newsroom.Site).FirstOrDefault(subject => Shelves.Of(language, subject) == path) : null;
        if (parts.Length > 2 && month is null && subject is null)
            return new("its topic or region is not one of the site's any more.", []);
        var months = await new Shelves(store).MonthsAsync(language, cancel);
        var most = month is null ? options.Kept : int.MaxValue;
        var shelf = month is null
            ? new Shelf { Last = path == Shelves.Newest(language) && months.Count > 0 ? months[^1] : null }
            : new Shelf { Next = month.Value.Following(months) };
        var known = month is null ? months : [.. months.Append(month.Value).Distinct().Order()];
        var put = new List<Entry>();
        await foreach (var entry in EntriesAsync(language, cancel))
        {
            if ((month is null || MonthPart.Of(entry.Released, known) == month) && subject?.Has(entry) != false)
                put.Add(entry);
            if (put.Count < AtOnce)
                continue;
            shelf = shelf.With(put, new HashSet<ReleaseId>(), most);
            put.Clear();
        }

        shelf = shelf.With(put, new HashSet<ReleaseId>(), most);
        if (shelf.Entries.Count > 0)
            await store.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(shelf, Documents.Json.Shelf), WriteCondition.IsNew, cancel);
        var publisher = new Publisher(store, newsroom.Site, options);
        if (month is null)
            await publisher.ShowNewestAsync(language, cancel);
        else
            await publisher.ShowMonthAsync(language, month.Value, cancel);
        return new($"it was made again from the releases, {shelf.Entries.Count} entries.", []);
    }

    private async IAsyncEnumerable<Entry> EntriesAsync(Language language, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var release in new Archive(store).ReleasesAsync(cancel))
        {
            if (release.In(language) is { Released: not null } state && await publication.EntryAsync(release, state, newsroom.Clock.GetUtcNow(), cancel) is { } entry)
                yield return entry;
        }
    }
}
