using Syndication.Releases;

namespace Syndication.Delivery;

/// <summary>What is sent again of one release to one partner, on purpose and under the ids it had.</summary>
/// <param name="Release">The release.</param>
/// <param name="Copies">The copies that are due now, the newest of each language.</param>
/// <param name="PassedOver">Languages in which something was due once and nothing is sent now, and why.</param>
public sealed record Resend(ReleaseId Release, IReadOnlyList<LedgerCopy> Copies, IReadOnlyList<PassedOver> PassedOver)
{
    /// <summary>
    /// Makes the newest copy of each language due again, whatever became of it, and lets the plan judge: what the partner may not have
    /// now is left as it was, and where the release is withdrawn the withdrawal goes out again.
    /// </summary>
    /// <param name="given">What is known.</param>
    /// <param name="ledger">The ledger as it is stored.</param>
    /// <param name="time">Only what fell due or was tried in that time.</param>
    /// <returns>The ledger to store, the same where nothing is sent again, and what is.</returns>
    internal static (Deliveries Ledger, Resend Resend) Of(Given given, Deliveries ledger, Stretch time)
    {
        var newest = ledger.Copies.Where(copy => copy.Attempted || copy.State != CopyState.Superseded)
            .GroupBy(copy => copy.Language).Select(copies => copies.Last())
            .Where(copy => time.Holds(copy.Created) || copy.Attempts.Any(attempt => time.Holds(attempt.At)))
            .ToDictionary(copy => copy.Language);
        if (newest.Count == 0)
            return (ledger, new(given.Release.Id, [], []));

        var marked = ledger with { Copies = [.. ledger.Copies.Select(copy => newest.ContainsValue(copy) ? copy.SendAgain(given.Now) : copy)] };
        var planned = Plan.Make(given, marked, new HashSet<string>(), new HashSet<string>()).Ledger;
        var due = planned.Copies.Where(copy => copy.State == CopyState.Waiting && newest.ContainsKey(copy.Language)).ToList();
        var passedOver = newest.Keys.Where(language => due.All(copy => copy.Language != language))
            .Select(language => new PassedOver(language, Why(given, language))).ToList();
        var resend = new Resend(given.Release.Id, due, passedOver);
        if (due.Count == 0)
            return (ledger, resend);

        // What was made due and is not to be sent stands as it stood: that it was delivered stays true.
        var before = newest.Values.ToDictionary(copy => copy.WebhookId);
        return (planned with
        {
            Copies = [.. planned.Copies.Select(copy => copy.State != CopyState.Waiting && before.TryGetValue(copy.WebhookId, out var was) ? was : copy)],
        }, resend);
    }

    private static string Why(Given given, Language language)
    {
        var decision = Agreements.Decide(given.Partner, given.Release, language, given.Editions.GetValueOrDefault(language)?.Text, given.Site, given.Now);
        return decision.Granted ? "What there is in this language is outdated; nobody is sent it anew." : decision.Reason;
    }
}

/// <summary>A stretch of time; null is without end on that side.</summary>
/// <param name="Since">Its first instant.</param>
/// <param name="Until">The first instant after it.</param>
public readonly record struct Stretch(DateTimeOffset? Since, DateTimeOffset? Until)
{
    /// <summary>Whether an instant lies in it.</summary>
    public bool Holds(DateTimeOffset instant) => !(instant < Since) && !(instant >= Until);
}

/// <summary>A language in which nothing is sent again.</summary>
/// <param name="Language">The language.</param>
/// <param name="Reason">Why, in one sentence.</param>
public sealed record PassedOver(Language Language, string Reason);
