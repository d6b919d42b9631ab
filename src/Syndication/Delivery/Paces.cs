using System.Text.Json;
using Syndication.Configuration;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>
/// Sends a partner no more than its file allows. What comes too soon gets a place in the row: each copy its own instant, so that a thousand that
/// wait do not all come back at once.
/// </summary>
/// <param name="store">Where it is kept when the next place is free, for all processes.</param>
/// <param name="clock">The time.</param>
internal sealed class Paces(IBlobStore store, TimeProvider clock)
{
    /// <summary>The longest row; whoever comes later asks again at its end.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(20);

    // One process cannot know what others do at this moment, and need not: the number is of copies that one machine sends at once.
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> sending = new(StringComparer.Ordinal);

    /// <summary>Lets a copy leave, or says when it may. A withdrawal leaves at any time, and so does what goes to see whether a partner answers.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="copy">The copy.</param>
    /// <param name="isProbe">Whether it goes to see whether the partner answers.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="IOException">The storage failed.</exception>
    public async Task<Departure> LeaveAsync(Partner partner, LedgerCopy copy, bool isProbe, CancellationToken cancel)
    {
        if (isProbe || copy.Kind == CopyKind.Withdrawn)
            return new(null, null);
        var now = clock.GetUtcNow();
        var (at, isOwn) = copy.Place <= now ? (now, true) : await QueueAsync(partner, now, cancel);
        if (at > now)
            return new(copy.Queue(at, isOwn), null);
        if (partner.Pace.AtOnce is not { } most)
            return new(null, null);
        lock (gate)
        {
            if (sending.GetValueOrDefault(partner.Id) >= most)
                return new(copy.Queue(clock.GetUtcNow() + Soon(copy), partner.Pace.PerMinute is not null), null);
            sending[partner.Id] = sending.GetValueOrDefault(partner.Id) + 1;
        }

        return new(null, () => End(partner.Id));
    }

    private void End(string partner)
    {
        lock (gate)
            sending[partner]--;
    }

    // Not all at the same instant.
    private static TimeSpan Soon(LedgerCopy copy) => TimeSpan.FromMilliseconds(2000 + (string.GetHashCode(copy.WebhookId, StringComparison.Ordinal) & 2047));

    private async Task<(DateTimeOffset At, bool IsOwn)> QueueAsync(Partner partner, DateTimeOffset now, CancellationToken cancel)
    {
        if (partner.Pace.PerMinute is not { } perMinute)
            return (now, true);
        while (true)
        {
            var (free, blob) = await LoadAsync(partner.Id, cancel);

            // A row that is longer than any was noted before the clock was set back.
            var at = free > now && free <= now + Longest + Longest ? free : now;
            if (at > now + Longest)
                return (now + Longest, false);
            if (await store.SaveAsync(Paths.Pace(partner.Id), new PartnerPace(at + (TimeSpan.FromMinutes(1) / perMinute)), Documents.Json.PartnerPace, blob, cancel))
                return (at, true);
        }
    }

    // One that is damaged is as good as none: at worst a copy goes too soon.
    private async Task<(DateTimeOffset Free, Blob? Blob)> LoadAsync(string partner, CancellationToken cancel)
    {
        if (await store.ReadAsync(Paths.Pace(partner), cancel) is not { } blob)
            return (default, null);
        try
        {
            return (JsonSerializer.Deserialize(blob.Content.Span, Documents.Json.PartnerPace)?.Free ?? default, blob);
        }
        catch (JsonException)
        {
            return (default, blob);
        }
    }
}

/// <summary>A partner's row: <c>deliveries/{partner}/~pace.json</c>.</summary>
/// <param name="Free">When the next place in it is free.</param>
public sealed record PartnerPace(DateTimeOffset Free);

/// <summary>What came of a copy's wish to leave. While one that leaves is sent, this is kept, and disposed of afterwards.</summary>
/// <param name="queued">The copy as it waits; null where it leaves.</param>
/// <param name="end">Called at the end.</param>
internal sealed class Departure(LedgerCopy? queued, Action? end) : IDisposable
{
    /// <summary>The copy as it waits; null where it leaves.</summary>
    public LedgerCopy? Queued => queued;

    /// <inheritdoc/>
    public void Dispose() => end?.Invoke();
}
