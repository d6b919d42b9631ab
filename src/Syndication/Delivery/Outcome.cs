using System.Text.Json.Serialization;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>What came of sending a copy once.</summary>
public sealed record Outcome
{
    private Outcome(OutcomeKind kind, string? detail)
    {
        Kind = kind;
        Detail = detail;
    }

    /// <summary>Which of the kinds.</summary>
    public OutcomeKind Kind { get; }

    /// <summary>One sentence on it, without anything secret; null where there is nothing to say.</summary>
    public string? Detail { get; }

    /// <summary>The status the other side answered with, as its protocol has it; null where it did not answer.</summary>
    public int? Status { get; init; }

    /// <summary>What the partner calls its acceptance; null where it does not say.</summary>
    public string? Receipt { get; init; }

    /// <summary>How long the partner asks to be left alone; null where it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The partner has it.</summary>
    public static Outcome Accepted(string? detail = null) => new(OutcomeKind.Accepted, detail);

    /// <summary>It may well work later.</summary>
    public static Outcome Temporary(string reason) => new(OutcomeKind.Temporary, reason);

    /// <summary>It will not work later either, until somebody changes something.</summary>
    public static Outcome Permanent(string reason) => new(OutcomeKind.Permanent, reason);
}

/// <summary>What came of sending a copy once.</summary>
[JsonConverter(typeof(LowerCaseEnumConverter<OutcomeKind>))]
public enum OutcomeKind
{
    /// <summary>It began, and nothing more is known: it is under way, or the process ended in the middle. Only in the ledger.</summary>
    Begun,

    /// <summary>It began, the process ended, and another try followed: perhaps it arrived. Only in the ledger.</summary>
    Interrupted,

    /// <summary>The partner has it.</summary>
    Accepted,

    /// <summary>It may well work later.</summary>
    Temporary,

    /// <summary>It will not work later either.</summary>
    Permanent,
}
