namespace Syndication.App.Functions;

/// <summary>
/// Keeps a slow partner from taking the places of the others: so many copies at once to each, and none for a while to one that failed
/// several times in a row. What gets no place keeps its work in the queue, and is told when to ask again: one after the other, at the
/// pace at which the partner has been taking copies, so that a thousand copies do not come to ask all at once.
/// </summary>
/// <param name="clock">The time.</param>
internal sealed class PartnerLanes(TimeProvider clock)
{
    private const int CopiesAtOnce = 4;
    private const int Patience = 3;

    // A correction has to get its turn soon, however long the line in front of it is.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Lane> lanes = new(StringComparer.Ordinal);

    /// <summary>For how long a partner is left alone that failed several times in a row.</summary>
    public static TimeSpan Rest { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Asks for a place.</summary>
    /// <param name="partner">The partner.</param>
    /// <returns>Null where it has one now, to be given back with <see cref="Leave"/>; otherwise when to ask again.</returns>
    public TimeSpan? Enter(string partner)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (!lanes.TryGetValue(partner, out var lane))
                lanes[partner] = lane = new();
            if (lane.Running < CopiesAtOnce && lane.RestsUntil <= now)
            {
                lane.Running++;
                return null;
            }

            // Behind whoever was sent away before, a place's time later; a line longer than the longest wait starts again from its front.
            var front = (lane.RestsUntil > now ? lane.RestsUntil : now) + ShortestWait;
            var next = lane.LineEnds + (lane.Took / CopiesAtOnce);
            lane.LineEnds = next < front || next > now + LongestWait ? front : next;
            return lane.LineEnds - now;
        }
    }

    /// <summary>Gives a place back.</summary>
    /// <param name="partner">The partner.</param>
    /// <param name="copies">What came of its copies.</param>
    /// <param name="took">How long the place was taken.</param>
    public void Leave(string partner, IEnumerable<CopyReported> copies, TimeSpan took)
    {
        lock (gate)
        {
            var lane = lanes[partner];
            lane.Running--;
            lane.Took = ((lane.Took * 3) + took) / 4;
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

        // When the last that was sent away is to ask again.
        public DateTimeOffset LineEnds { get; set; }

        // How long a place has been taken lately.
        public TimeSpan Took { get; set; } = TimeSpan.FromSeconds(1);
    }
}
