using System.Text.Json.Serialization;

namespace Syndication.Delivery.Journal;

/// <summary>
/// A line of a partner's journal: one try and what came of it, chained to the line before. It holds ids, times, sizes and hashes, and of the
/// partner's answer a few words without addresses; never a text, a name or a contact, so that it may be kept for ever.
/// </summary>
/// <param name="Sequence">Its number, counted from 1 without gaps.</param>
/// <param name="Previous">SHA-256 of the line before it, in hexadecimal; 64 noughts for the first.</param>
/// <param name="Partner">The partner's id.</param>
/// <param name="At">When the try began.</param>
public sealed record JournalLine(long Sequence, string Previous, string Partner, DateTimeOffset At)
{
    /// <summary>What stands for the line before the first.</summary>
    public static readonly string Nothing = new('0', 64);

    /// <summary>The copy's release; null in a note.</summary>
    public string? Release { get; init; }

    /// <summary>The copy's language.</summary>
    public string? Language { get; init; }

    /// <summary>The copy's version.</summary>
    public int? Version { get; init; }

    /// <summary>What the copy says happened.</summary>
    public CopyKind? Type { get; init; }

    /// <summary>The copy's idempotency key.</summary>
    public string? WebhookId { get; init; }

    /// <summary>Which try of the copy it was, counted from 1.</summary>
    public int? Try { get; init; }

    /// <summary>What came of it. Where two lines tell of one try, the one that is not <c>interrupted</c> counts.</summary>
    public OutcomeKind? Outcome { get; init; }

    /// <summary>The status the other side answered with.</summary>
    public int? Status { get; init; }

    /// <summary>How long it took.</summary>
    public int? Milliseconds { get; init; }

    /// <summary>How much was sent.</summary>
    public int? Bytes { get; init; }

    /// <summary>SHA-256 of what was sent, in hexadecimal.</summary>
    public string? Hash { get; init; }

    /// <summary>What the partner calls its acceptance, addresses masked, at most 200 characters.</summary>
    public string? Receipt { get; init; }

    /// <summary>The answer in a few words, addresses masked, at most 200 characters.</summary>
    public string? Excerpt { get; init; }

    /// <summary>What was cut off at the beginning, because it was past its time; null in the line of a try.</summary>
    public JournalCut? Cut { get; init; }

    /// <summary>Which try it is, among those of all copies of the partner.</summary>
    [JsonIgnore]
    internal string Key => $"{WebhookId}|{Try}";
}

/// <summary>Lines that were cut off at the beginning of a journal, because they were past the time for which it is kept.</summary>
/// <param name="Through">The last that was cut off.</param>
/// <param name="Hash">SHA-256 of that line: what the first that is left must name as the one before it.</param>
public sealed record JournalCut(long Through, string Hash);

/// <summary>The end of a journal, beside it: <c>deliveries/~journal/{partner}/head.json</c>.</summary>
/// <param name="Sequence">The number of the last line.</param>
/// <param name="Hash">SHA-256 of it.</param>
public sealed record JournalHead(long Sequence, string Hash);
