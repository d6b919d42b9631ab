namespace Syndication.App.Functions;

/// <summary>
/// Keeps a slow partner from taking the places of the others: so many copies at once to each, and none for a while to one that failed
/// several times in a row. What gets no place keeps its work in the queue.
/// </summary>
/// <param name="clock">The time.</param>
internal sealed class PartnerLanes(TimeProvider clock)
{
    private const int CopiesAtOnce = 4;
    private const int Patience = 3;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);

    /// <summary>For how long a partner is left alone, and how long a copy waits that got no place.</summary>
    public static TimeSpan Rest { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Takes a place.</summary>
    /// <returns>False where there is none now.</returns>
    public bool TryEnter(string partner)
    {
        lock (gate)
        {
            if (!lanes.TryGetValue(partner, out var lane))
                lanes[partner] = lane = new();
            if (lane.Running == CopiesAtOnce || lane.RestsUntil > clock.GetUtcNow())
                return false;
            lane.Running++;
            return true;
        }
    }

    /// <summary>Gives it back.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="copies">What came of its copies.</param>
    public void Leave(string partner, IEnumerable<CopyReported> copies)
    {
        lock (gate)
        {
            var lane = lanes[partner];
            lane.Running--;
            foreach (var copy in copies)
                lane.Failures = copy.Outcome switch { CopyOutcome.Retrying => lane.Failures + 1, CopyOutcome.Delivered => 0, _ => lane.Failures };
            if (lane.Failures < Patience)
                return;

            // After its rest one failure more is enough for the next.
            lane.Failures = Patience - 1;
            lane.RestsUntil = clock.GetUtcNow() + Rest;
        }
    }

    private sealed class Lane
    {
        public int Running { get; set; }

        public int Failures { get; set; }

        public DateTimeOffset RestsUntil { get; set; }
    }
}
