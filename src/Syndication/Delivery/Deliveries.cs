using System.Text.Json.Serialization;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>
/// The ledger of one partner and one release: every copy it was due, and every try; stored as <c>deliveries/{partner}/{id}~/copies.json</c>.
/// It holds ids, times and hashes, never a text or a contact.
/// </summary>
public sealed record Deliveries : IFormatted
{
    /// <summary>The form of the stored document.</summary>
    public int Format { get; init; } = 1;

    /// <summary>The partner's id.</summary>
    public required string Partner { get; init; }

    /// <summary>The release.</summary>
    public required ReleaseId Release { get; init; }

    /// <summary>The copies, in the order in which they fell due.</summary>
    public IReadOnlyList<LedgerCopy> Copies { get; init; } = [];

    /// <summary>Where it is stored.</summary>
    public static string Path(string partner, ReleaseId release) => $"deliveries/{partner}/{release}~/copies.json";

    internal Deliveries Change(string webhookId, Func<LedgerCopy, LedgerCopy> change) =>
        this with { Copies = [.. Copies.Select(copy => copy.WebhookId == webhookId ? change(copy) : copy)] };
}

/// <summary>How a copy stands.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<CopyState>))]
public enum CopyState
{
    /// <summary>For its first try or the next one.</summary>
    Waiting,

    /// <summary>The partner has it.</summary>
    Delivered,

    /// <summary>A newer one took its place, or it is no longer due.</summary>
    Superseded,

    /// <summary>It failed for a reason that will not go away by itself.</summary>
    Failed,

    /// <summary>It failed at the last try of its schedule.</summary>
    Dead,
}

/// <summary>One try.</summary>
/// <param name="At">When it began.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Bytes">How much was sent.</param>
/// <param name="Hash">SHA-256 of what was sent, in hexadecimal.</param>
public sealed record Attempt(DateTimeOffset At, OutcomeKind Outcome, int Bytes, string Hash)
{
    /// <summary>The status the other side answered with; null where it did not answer.</summary>
    public int? Status { get; init; }

    /// <summary>How long it took; null while it is not known.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>What the partner calls its acceptance, at most 200 characters.</summary>
    public string? Receipt { get; init; }

    /// <summary>One sentence on it, at most 300 characters.</summary>
    public string? Detail { get; init; }

    /// <summary>Where the partner's journal stood when it began: its line comes after. Null of a try from before there were journals.</summary>
    public long? Journal { get; init; }
}
