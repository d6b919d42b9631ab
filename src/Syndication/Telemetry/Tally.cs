using System.Diagnostics.Metrics;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Telemetry;

/// <summary>Counts what happens. Where nobody listens, a count is a look at a flag.</summary>
public static class Tally
{
    // From a second to a day, as a partner who is down all night has it.
    private static readonly InstrumentAdvice<double> Waits = new() { HistogramBucketBoundaries = [0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800, 7200, 36_000, 86_400] };

    private static readonly Meter Meter = new(TelemetryNames.Source);
    private static readonly Counter<long> UploadsRead = Meter.CreateCounter<long>(TelemetryNames.UploadsRead, "{upload}", "Uploads new or changed and read.");
    private static readonly Counter<long> UploadsRejected = Meter.CreateCounter<long>(TelemetryNames.UploadsRejected, "{upload}", "Uploads rejected.");
    private static readonly Counter<long> ReleasesRead = Meter.CreateCounter<long>(TelemetryNames.ReleasesRead, "{release}", "Releases that came or changed.");
    private static readonly Counter<long> Editions = Meter.CreateCounter<long>(TelemetryNames.Editions, "{edition}", "Editions by the state they came into.");
    private static readonly Gauge<long> EditionsWaiting = Meter.CreateGauge<long>(TelemetryNames.EditionsWaiting, "{edition}", "Editions that wait.");
    private static readonly Counter<long> CharactersBilled = Meter.CreateCounter<long>(TelemetryNames.CharactersBilled, "{character}", "Characters paid for.");
    private static readonly Counter<long> CharactersSaved = Meter.CreateCounter<long>(TelemetryNames.CharactersSaved, "{character}", "Characters the translation memory knew.");
    private static readonly Histogram<double> DeliveryLatency = Meter.CreateHistogram(TelemetryNames.DeliveryLatency, "s", "From when a copy fell due until the partner had it.", advice: Waits);
    private static readonly Counter<long> CopiesDelivered = Meter.CreateCounter<long>(TelemetryNames.CopiesDelivered, "{copy}", "Copies that partners took.");
    private static readonly Counter<long> CopiesRetried = Meter.CreateCounter<long>(TelemetryNames.CopiesRetried, "{copy}", "Copies not taken, to be tried again.");
    private static readonly Counter<long> CopiesFailed = Meter.CreateCounter<long>(TelemetryNames.CopiesFailed, "{copy}", "Copies refused for good.");
    private static readonly Counter<long> CopiesDeadLettered = Meter.CreateCounter<long>(TelemetryNames.CopiesDeadLettered, "{copy}", "Copies given up after the last try.");
    private static readonly Counter<long> FailedWork = Meter.CreateCounter<long>(TelemetryNames.WorkFailed, "{piece}", "Work that failed through a fault of ours.");
    private static readonly Gauge<long> QueuePoison = Meter.CreateGauge<long>(TelemetryNames.QueuePoison, "{message}", "Messages in the poison queue.");
    private static readonly Gauge<double> QueueAge = Meter.CreateGauge<double>(TelemetryNames.QueueAge, "s", "For how long the work due longest has been due.");
    private static readonly Gauge<double> NightAge = Meter.CreateGauge<double>(TelemetryNames.NightAge, "s", "Since the last night run.");

    /// <summary>Whether anybody listens: what has to be asked for first, such as the queues' ages, need not be where nobody does.</summary>
    public static bool IsHeard => QueueAge.Enabled || NightAge.Enabled || QueuePoison.Enabled;

    /// <summary>Counts something that happened while work was done.</summary>
    public static void Note(Event e)
    {
        switch (e)
        {
            case UploadRead:
                UploadsRead.Add(1);
                break;
            case UploadRejected:
                UploadsRejected.Add(1);
                break;
            case ReleaseChanged changed:
                ReleasesRead.Add(1, Tag("change", Name(changed.Change.Kind)));
                break;
            case EditionMade made:
                Editions.Add(1, Tag("state", "ready"), Tag("language", made.Language.Tag));
                CharactersBilled.Add(made.CharactersBilled, Tag("language", made.Language.Tag));
                CharactersSaved.Add(made.CharactersFromMemory, Tag("language", made.Language.Tag));
                break;
            case EditionHeld held:
                Editions.Add(1, Tag("state", "held"), Tag("language", held.Language.Tag));
                break;
            case EditionPublished published:
                Editions.Add(1, Tag("state", "published"), Tag("language", published.Language.Tag));
                break;
            case CopyReported copy:
                CounterOf(copy.Outcome)?.Add(1, Tag("partner", copy.Partner.Id));
                break;
            case WorkFailed failed:
                FailedWork.Add(1, Tag("queue", Name(failed.Work.Kind)));
                break;
        }
    }

    /// <summary>Notes how long a copy took from when it fell due until the partner had it.</summary>
    public static void Delivered(string partner, TimeSpan latency) => DeliveryLatency.Record(Math.Max(0, latency.TotalSeconds), Tag("partner", partner));

    /// <summary>Notes how the queues stand.</summary>
    public static void Queues(IEnumerable<QueueWait> queues, DateTimeOffset now)
    {
        foreach (var queue in queues)
        {
            QueuePoison.Record(queue.Poison, Tag("queue", Name(queue.Kind)));
            QueueAge.Record(queue.DueSince is { } since && since < now ? (now - since).TotalSeconds : 0, Tag("queue", Name(queue.Kind)));
        }
    }

    /// <summary>Notes how long ago the last night was; before the first, when the newsroom was first looked at.</summary>
    public static void Night(DateTimeOffset? last, DateTimeOffset now)
    {
        if (last is { } night)
            NightAge.Record(Math.Max(0, (now - night).TotalSeconds));
    }

    /// <summary>Notes what waits.</summary>
    public static void Waiting(Standing standing)
    {
        EditionsWaiting.Record(standing.Pending, Tag("state", "pending"));
        EditionsWaiting.Record(standing.Held, Tag("state", "held"));
        EditionsWaiting.Record(standing.Embargoed, Tag("state", "embargoed"));
    }

    private static Counter<long>? CounterOf(CopyOutcome outcome) => outcome switch
    {
        CopyOutcome.Delivered => CopiesDelivered,
        CopyOutcome.Retrying => CopiesRetried,
        CopyOutcome.Failed => CopiesFailed,
        CopyOutcome.DeadLettered => CopiesDeadLettered,
        _ => null,
    };

    private static string Name(WorkKind kind) => kind switch
    {
        WorkKind.Ingest => "ingest",
        WorkKind.Translate => "translate",
        WorkKind.Publish => "publish",
        WorkKind.Notify => "notify",
        _ => "deliver",
    };

    private static string Name(ChangeKind kind) => kind.ToString().ToLowerInvariant();

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
