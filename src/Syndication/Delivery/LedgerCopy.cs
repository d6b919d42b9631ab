using System.Text.Json.Serialization;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>A copy in the ledger.</summary>
public sealed record LedgerCopy
{
    /// <summary>The language.</summary>
    public required Language Language { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>What it says happened.</summary>
    public required CopyKind Kind { get; init; }

    /// <summary>Its idempotency key.</summary>
    public required string WebhookId { get; init; }

    /// <summary>How it stands.</summary>
    public required CopyState State { get; init; }

    /// <summary>When it fell due.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it is tried next; null where it is not.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>Why it stands so; null where there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>The tries, oldest first.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>
    /// How many of the tries were made before it was last asked to be sent again, or held: its schedule counts from there. Counted and not
    /// dated, so that a clock set back changes nothing.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int TriesBefore { get; init; }

    /// <summary>Its own place in the partner's row (<see cref="Paces"/>); null where it has none, or needs none any more.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? Place { get; init; }

    /// <summary>Whether anything of it may have reached the partner.</summary>
    [JsonIgnore]
    public bool Attempted => Attempts.Count > 0;

    /// <summary>A copy that falls due now.</summary>
    internal static LedgerCopy Due(string partner, ReleaseId release, Language language, int version, CopyKind kind, DateTimeOffset now) => new()
    {
        Language = language,
        Version = version,
        Kind = kind,
        WebhookId = Signing.WebhookId(partner, release, language, version, kind),
        State = CopyState.Waiting,
        Created = now,
        NextTry = now,
    };

    internal LedgerCopy Wait(DateTimeOffset now) => this with { State = CopyState.Waiting, NextTry = now, Reason = null };

    /// <summary>It is sent again on purpose, on a fresh schedule; the tries so far stay.</summary>
    internal LedgerCopy SendAgain(DateTimeOffset now) => Wait(now) with { TriesBefore = Attempts.Count };

    /// <summary>It waits for its place in the partner's row.</summary>
    internal LedgerCopy Queue(DateTimeOffset at, bool isOwn) => this with { NextTry = at, Place = isOwn ? at : null };

    /// <summary>It went to see whether a partner answers that is left alone, and it does not: that counts against no copy.</summary>
    internal LedgerCopy Hold(string reason, DateTimeOffset now) =>
        this with { State = CopyState.Waiting, NextTry = now, Reason = Short(reason, 300), TriesBefore = Attempts.Count };

    internal LedgerCopy Supersede(string reason) => this with { State = CopyState.Superseded, NextTry = null, Reason = reason };

    internal LedgerCopy Fail(string reason) => this with { State = CopyState.Failed, NextTry = null, Reason = Short(reason, 300) };

    /// <summary>A try begins. Stored before the first byte leaves.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="payload">What is sent.</param>
    /// <param name="journal">Where the partner's journal stands.</param>
    internal LedgerCopy Begin(DateTimeOffset at, Payload payload, long journal)
    {
        var copy = Interrupt();
        return copy with { Place = null, Attempts = [.. copy.Attempts, new(at, OutcomeKind.Begun, payload.Content.Length, Fingerprints.Of(payload.Content.Span)) { Journal = journal }] };
    }

    /// <summary>Nobody will tell any more what came of a try that began.</summary>
    internal LedgerCopy Interrupt() => this with
    {
        Attempts = [.. Attempts.Select(attempt => attempt.Outcome == OutcomeKind.Begun ? attempt with { Outcome = OutcomeKind.Interrupted } : attempt)],
    };

    /// <summary>A try ended. What another process wrote meanwhile stands: only an acceptance changes a copy that no longer waits.</summary>
    internal LedgerCopy Finish(DateTimeOffset began, Outcome outcome, TimeSpan took, DateTimeOffset now, RetryPolicy retries)
    {
        var tries = Attempts.ToList();
        var mine = tries.FindLastIndex(attempt => attempt.At == began && attempt.Outcome is OutcomeKind.Begun or OutcomeKind.Interrupted);
        if (mine >= 0)
        {
            tries[mine] = tries[mine] with
            {
                Outcome = outcome.Kind,
                Status = outcome.Status,
                Milliseconds = (int)Math.Min(took.TotalMilliseconds, int.MaxValue),
                Receipt = Short(outcome.Receipt, 200),
                Detail = Short(outcome.Detail, 300),
            };
        }

        var copy = this with { Attempts = tries };
        if (outcome.Kind == OutcomeKind.Accepted)
            return copy with { State = CopyState.Delivered, NextTry = null, Reason = null };
        if (State != CopyState.Waiting)
            return copy;
        if (outcome.Kind == OutcomeKind.Permanent)
            return copy.Fail(outcome.Detail ?? "The partner refused it.");

        // Tries that a crash of ours cut short are not the partner's failures: a process killed again and again uses up no tries.
        var failures = tries.Skip(TriesBefore).Count(attempt => attempt.Outcome == OutcomeKind.Temporary);
        var wait = retries.After(WebhookId, Math.Max(failures, 1), outcome.RetryAfter);
        return wait is { } span
            ? copy with { NextTry = now + span, Reason = Short(outcome.Detail, 300) }
            : copy with { State = CopyState.Dead, NextTry = null, Reason = Short(outcome.Detail, 300) };
    }

    // A partner's words in our ledger: bounded, on one line, whole characters.
    internal static string? Short(string? text, int most)
    {
        if (text is null)
            return null;
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        if (line.Length <= most)
            return line;
        var end = char.IsHighSurrogate(line[most - 2]) ? most - 2 : most - 1;
        return line[..end] + "…";
    }
}
