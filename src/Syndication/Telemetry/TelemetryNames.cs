namespace Syndication.Telemetry;

/// <summary>The names by which traces, metrics and logs are known outside: dashboards and alerts go by them, so they stay as they are.</summary>
public static class TelemetryNames
{
    /// <summary>The source of the spans, and the meter.</summary>
    public const string Source = "Syndication";

    /// <summary>Which release a span or log is about.</summary>
    public const string Release = "syndication.release";

    /// <summary>Which partner a span or log is about.</summary>
    public const string Partner = "syndication.partner";

    /// <summary>Which language a span or log is about.</summary>
    public const string Language = "syndication.language";

    /// <summary>Which version of a release a span is about.</summary>
    public const string Version = "syndication.version";

    /// <summary>What came of a copy.</summary>
    public const string Outcome = "syndication.outcome";

    /// <summary>Counter, uploads: new or changed and read.</summary>
    public const string UploadsRead = "syndication.uploads.read";

    /// <summary>Counter, uploads: rejected.</summary>
    public const string UploadsRejected = "syndication.uploads.rejected";

    /// <summary>Counter, releases by <c>change</c>: arrived, corrected, withdrawn and so on.</summary>
    public const string ReleasesRead = "syndication.releases.read";

    /// <summary>Counter, editions by <c>state</c> that they came into (ready, held, published) and <c>language</c>.</summary>
    public const string Editions = "syndication.editions";

    /// <summary>Gauge, editions by <c>state</c> (pending, held), and releases under embargo as <c>embargoed</c>.</summary>
    public const string EditionsWaiting = "syndication.editions.waiting";

    /// <summary>Counter, characters by <c>language</c>: paid for.</summary>
    public const string CharactersBilled = "syndication.characters.billed";

    /// <summary>Counter, characters by <c>language</c>: known to the translation memory.</summary>
    public const string CharactersSaved = "syndication.characters.saved";

    /// <summary>Histogram, seconds by <c>partner</c>: from when a copy fell due until the partner had it.</summary>
    public const string DeliveryLatency = "syndication.delivery.latency";

    /// <summary>Counter, copies by <c>partner</c>: taken.</summary>
    public const string CopiesDelivered = "syndication.copies.delivered";

    /// <summary>Counter, copies by <c>partner</c>: not taken, to be tried again.</summary>
    public const string CopiesRetried = "syndication.copies.retried";

    /// <summary>Counter, copies by <c>partner</c>: refused for good.</summary>
    public const string CopiesFailed = "syndication.copies.failed";

    /// <summary>Counter, copies by <c>partner</c>: given up after the last try.</summary>
    public const string CopiesDeadLettered = "syndication.copies.deadlettered";

    /// <summary>Counter, pieces of work by <c>queue</c>: failed through a fault of ours.</summary>
    public const string WorkFailed = "syndication.work.failed";

    /// <summary>Gauge, messages by <c>queue</c>: in the poison queue beside it.</summary>
    public const string QueuePoison = "syndication.queue.poison";

    /// <summary>Gauge, seconds by <c>queue</c>: for how long the work that is due longest has been due; 0 where none is.</summary>
    public const string QueueAge = "syndication.queue.age";

    /// <summary>Gauge, seconds: since the last night run that reached its end.</summary>
    public const string NightAge = "syndication.night.age";
}
