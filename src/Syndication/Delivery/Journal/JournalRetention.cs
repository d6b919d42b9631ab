using Syndication.Storage;

namespace Syndication.Delivery.Journal;

/// <summary>
/// Takes from the beginning of journals whole months that are past the time for which they are kept. A note of it is appended to the journal
/// first, and names the last line that goes: so the chain still has a beginning, and nobody else can cut one off unseen.
/// </summary>
/// <param name="store">Where they are kept.</param>
internal sealed class JournalRetention(IBlobStore store)
{
    private readonly Journals journals = new(store);

    /// <summary>Cuts a partner's journal. Cut short, the next call goes on.</summary>
    /// <param name="partner">Whose.</param>
    /// <param name="years">For how many years a month is kept after its end.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>How many files were taken away.</returns>
    public async Task<int> CutAsync(string partner, int years, DateTimeOffset now, CancellationToken cancel)
    {
        var month = new DateTimeOffset(now.UtcDateTime.Year, now.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);
        var before = month.AddYears(-years);
        var past = new List<string>();
        JournalCut? cut = null;
        var noted = false;
        await foreach (var (first, path, content) in JournalFiles.ReadAsync(store, await JournalFiles.ListAsync(store, partner, cancel), cancel))
        {
            var lines = JournalFiles.Lines(content).Select(Journals.Read).ToList();
            if (!noted && lines.All(line => line is not null && line.At < before))
            {
                past.Add(path);
                var end = JournalFiles.End(first, content);
                cut = new(end.Sequence, end.Hash);
                continue;
            }

            if (past.Count == 0)
                return 0;

            // Where a cut was begun and not finished, its note is there already, somewhere behind.
            noted = true;
            if (lines.Any(line => line?.Cut == cut))
            {
                await DeleteAsync(past, cancel);
                return past.Count;
            }
        }

        if (cut is null)
            return 0;
        await journals.AppendAsync(partner, [new(0, JournalLine.Nothing, partner, now) { Cut = cut }], cancel);
        await DeleteAsync(past, cancel);
        return past.Count;
    }

    private async Task DeleteAsync(IReadOnlyList<string> paths, CancellationToken cancel)
    {
        foreach (var path in paths)
            await store.DeleteAsync(path, cancel);
    }
}
