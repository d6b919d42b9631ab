using Syndication.Intake;
using Syndication.Storage;

namespace Syndication.App.Serving;

/// <summary>
/// Uploads that changed a moment ago, by release: each waits until all files of it that changed have been still for a while, in the
/// watch's eyes and on the disk. A slow copy, or one that keeps the time of its original, is so read once and whole.
/// </summary>
internal sealed class Stillness(IBlobStore store)
{
    private readonly Dictionary<string, Waiting> waiting = new(StringComparer.Ordinal);

    /// <summary>When to look again; null while nothing waits.</summary>
    public DateTimeOffset? Next => waiting.Count == 0 ? null : waiting.Values.Min(one => one.Since) + Arrivals.Settling;

    /// <summary>Notes that a file came, changed or went.</summary>
    public async Task TouchAsync(string name, DateTimeOffset now, CancellationToken cancel)
    {
        if (Arrivals.GroupOf(name) is not { } stem)
            return;
        if (!waiting.TryGetValue(stem, out var one))
            waiting[stem] = one = new();
        one.Stamps[name] = await StampAsync(name, cancel);
        one.Since = now;
    }

    /// <summary>Takes out what has been still: a name of every release whose turn it is.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var still = new List<string>();
        foreach (var (stem, one) in waiting.ToList())
        {
            // A clock that was set back does not make anything wait for longer.
            if (one.Since > now)
                one.Since = now;
            if (now - one.Since < Arrivals.Settling)
                continue;

            var moved = false;
            foreach (var (name, before) in one.Stamps.ToList())
            {
                var stamp = await StampAsync(name, cancel);
                moved |= stamp != before;
                one.Stamps[name] = stamp;
            }

            if (moved)
            {
                one.Since = now;
            }
            else
            {
                waiting.Remove(stem);
                still.Add(one.Stamps.Keys.First());
            }
        }

        return still;
    }

    private async Task<string?> StampAsync(string name, CancellationToken cancel) => (await store.StatAsync($"inbox/{name}", cancel))?.Stamp;

    private sealed class Waiting
    {
        public Dictionary<string, string?> Stamps { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset Since { get; set; }
    }
}
