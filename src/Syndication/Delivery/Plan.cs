using Syndication.Configuration;
using Syndication.Releases;

namespace Syndication.Delivery;

/// <summary>
/// What a partner should have of a release, compared with what the ledger says it was sent. Only the newest version of a language is
/// ever sent, and never an older one after a newer: so a correction cannot overtake what it corrects, and a withdrawal comes last.
/// </summary>
/// <param name="Ledger">The ledger with what fell due entered and what is no longer due struck off.</param>
/// <param name="Due">The copy to send now; null where there is none.</param>
/// <param name="Next">When there is more to do; null where there is nothing.</param>
internal sealed record Plan(Deliveries Ledger, LedgerCopy? Due, DateTimeOffset? Next)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(30);

    /// <summary>Makes the plan. Pure.</summary>
    /// <param name="given">What is known.</param>
    /// <param name="ledger">The ledger as it is stored.</param>
    /// <param name="tried">Copies that had their turn already in this pass.</param>
    /// <param name="lacking">Those of them whose channel lacks something; no time will bring it.</param>
    public static Plan Make(Given given, Deliveries ledger, IReadOnlySet<string> tried, IReadOnlySet<string> lacking)
    {
        var (release, takenBack) = (given.Release, Copies.TakenBack(given.Release));
        var (wanted, next) = release.Withdrawal is null ? Texts(given, ledger) : (Withdrawals(given, ledger, takenBack), null);
        if (release.Withdrawal is null)
        {
            // What an embargo was put on is recalled until its time; a text that did not come back with its release stays taken back.
            var taken = Withdrawals(given, ledger, takenBack);
            if (release.IsEmbargoed(given.Now) && release.Last(ChangeKind.Recalled) is not null)
                wanted.AddRange(taken.Where(one => !wanted.Exists(want => want.Language == one.Language)));
            else
                wanted.AddRange(taken.Where(one => release.In(one.Language) is { } edition && !Course.IsBack(edition)));
        }

        var copies = ledger.Copies.ToList();
        for (var i = 0; i < copies.Count; i++)
        {
            if (copies[i].State == CopyState.Waiting && !wanted.Any(want => want.Is(copies[i])))
                copies[i] = copies[i].Supersede(Reason(copies[i], wanted));
        }

        var waiting = wanted.Select(want => Enter(given, copies, want)).OfType<LedgerCopy>()
            .Where(copy => copy.State == CopyState.Waiting && !lacking.Contains(copy.WebhookId)).ToList();
        var due = waiting.Find(copy => Turn(copy, given) <= given.Now && !tried.Contains(copy.WebhookId));
        foreach (var turn in waiting.Where(copy => copy != due).Select(copy => Turn(copy, given)))
            next = next is null || turn < next ? turn : next;

        return new(copies.SequenceEqual(ledger.Copies) ? ledger : ledger with { Copies = copies }, due, next);
    }

    private static (List<Want> Wanted, DateTimeOffset? Next) Texts(Given given, Deliveries ledger)
    {
        var wanted = new List<Want>();
        DateTimeOffset? next = null;
        foreach (var language in given.Site.Languages)
        {
            var text = given.Editions.GetValueOrDefault(language)?.Text;
            var entitlement = Agreements.Decide(given.Partner, given.Release, language, text, given.Site, given.Now, IsOut(ledger, language));

            // A text that names another embargo than the one that holds waits for its translation, or for the time that it names.
            if (entitlement.Granted && text?.Embargo != given.Release.Embargo && (text?.Embargo > given.Now || given.Release.IsEmbargoed(given.Now)))
                entitlement = Entitlement.From(text?.Embargo > given.Now ? text.Embargo.Value : given.Release.Embargo!.Value, "It names an embargo that no longer holds.");
            if (entitlement.Granted && Copies.Version(given.Release, given.Release.In(language)!) is { } version)
                wanted.Add(new(language, version, Withdrawn: false));
            else if (entitlement.NotBefore is { } instant && (next is null || instant < next))
                next = instant;
        }

        return (wanted, next);
    }

    // Whoever may hold the text in a language is told, whatever the agreement says today; a partner that took note needs no telling
    // twice. That the sending failed proves nothing: it may have arrived and the answer been lost.
    private static List<Want> Withdrawals(Given given, Deliveries ledger, int version)
    {
        var order = given.Site.Languages.ToList();
        return
        [
            .. ledger.Copies.Select(copy => copy.Language).Distinct()
                .OrderBy(language => order.IndexOf(language) is var place and >= 0 ? place : int.MaxValue).ThenBy(language => language)
                .Where(language => IsOut(ledger, language)).Select(language => new Want(language, version, Withdrawn: true)),
        ];
    }

    private static bool IsOut(Deliveries ledger, Language language)
    {
        var held = false;
        foreach (var copy in ledger.Copies.Where(copy => copy.Language == language && copy.Attempted))
            held = copy.Kind != CopyKind.Withdrawn || (held && copy.State != CopyState.Delivered);
        return held;
    }

    // Finds the copy that is wanted, or enters it; null where a newer one went out already.
    private static LedgerCopy? Enter(Given given, List<LedgerCopy> copies, Want want)
    {
        var newest = copies.Where(copy => copy.Language == want.Language && copy.Attempted).Select(copy => copy.Version).DefaultIfEmpty().Max();
        if (newest > want.Version)
            return null;
        var place = copies.FindIndex(want.Is);
        if (place >= 0)
        {
            if (copies[place].State == CopyState.Superseded)
                copies[place] = copies[place].Wait(given.Now);
            return copies[place];
        }

        var attempted = copies.Any(copy => copy.Language == want.Language && copy.Attempted);
        var kind = want.Withdrawn ? CopyKind.Withdrawn : attempted ? CopyKind.Corrected : CopyKind.Published;
        copies.Add(LedgerCopy.Due(given.Partner.Id, given.Release.Id, want.Language, want.Version, kind, given.Now));
        return copies[^1];
    }

    // A try that began and did not end is under way elsewhere, or its process is gone: it has its time, then it is taken over.
    // No wait is longer than a day and its jitter: what is further off was noted before the clock was set back, and has its turn now.
    private static DateTimeOffset Turn(LedgerCopy copy, Given given)
    {
        var turn = copy.NextTry ?? copy.Created;
        var held = copy.Attempts is [.., { Outcome: OutcomeKind.Begun } begun] ? begun.At + given.Hold : turn;
        return Turn(held > turn ? held : turn, given.Now);
    }

    /// <summary>When something has its turn that was to have it at an instant.</summary>
    internal static DateTimeOffset Turn(DateTimeOffset at, DateTimeOffset now) => at > now + LongestWait ? now : at;

    private static string Reason(LedgerCopy copy, List<Want> wanted) =>
        wanted.Find(want => want.Language == copy.Language) is { } newer
            ? $"Version {newer.Version} took its place."
            : "It is no longer due.";

    private sealed record Want(Language Language, int Version, bool Withdrawn)
    {
        public bool Is(LedgerCopy copy) =>
            copy.Language == Language && copy.Version == Version && copy.Kind == CopyKind.Withdrawn == Withdrawn;
    }
}

/// <summary>What a plan is made from.</summary>
/// <param name="Partner">The partner.</param>
/// <param name="Release">The release.</param>
/// <param name="Editions">The texts there are, by language.</param>
/// <param name="Site">The newsroom.</param>
/// <param name="Now">The instant.</param>
/// <param name="Hold">How long a try that began belongs to the process that began it.</param>
internal sealed record Given(
    Partner Partner, Release Release, IReadOnlyDictionary<Language, Edition> Editions, Site Site, DateTimeOffset Now, TimeSpan Hold);
