using Syndication.Releases;

namespace Syndication.Delivery;

/// <summary>What came of bringing one partner up to date with one release.</summary>
/// <param name="NextTry">After how long there is more to do; null where there is nothing, or where something is missing first.</param>
/// <param name="Events">What happened to its copies, in order.</param>
public sealed record DeliveryResult(TimeSpan? NextTry, IReadOnlyList<DeliveryEvent> Events)
{
    /// <summary>Whether the partner answered after its copies had been held: they may go now.</summary>
    public bool Reopened { get; init; }

    /// <summary>Nothing to do.</summary>
    public static readonly DeliveryResult Nothing = new(null, []);
}

/// <summary>Something that happened to a copy.</summary>
/// <param name="Kind">What.</param>
/// <param name="Partner">The partner's id.</param>
/// <param name="Release">The release.</param>
/// <param name="Language">The language.</param>
/// <param name="Version">The version.</param>
/// <param name="Reason">Why, and what to do; null of a copy delivered.</param>
public sealed record DeliveryEvent(
    DeliveryEventKind Kind, string Partner, ReleaseId Release, Language Language, int Version, string? Reason)
{
    /// <summary>What the copy says.</summary>
    public CopyKind Copy { get; init; }
}

/// <summary>What can happen to a copy.</summary>
public enum DeliveryEventKind
{
    /// <summary>The partner has it.</summary>
    Delivered,

    /// <summary>It failed for the time being and waits for its next try.</summary>
    Retrying,

    /// <summary>It failed for a reason that will not go away by itself; a newer version is tried afresh.</summary>
    Failed,

    /// <summary>Its last try failed.</summary>
    DeadLettered,

    /// <summary>Something that its channel needs, such as a secret, is missing. It waits, and no try is counted.</summary>
    Lacking,
}
