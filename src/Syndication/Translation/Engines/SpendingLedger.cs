using Syndication.Storage;

namespace Syndication.Translation.Engines;

/// <summary>The spending of a newsroom over its store; every change is conditional, so that processes share it.</summary>
internal sealed class SpendingLedger(IBlobStore store, Budget budget, TimeProvider clock)
{
    // Many more than a day's budget ever serves; who comes after them waits behind them in any case.
    private const int MostClaims = 500;

    private static readonly TimeSpan FirstRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestAsked = TimeSpan.FromHours(24);

    public Budget Budget => budget;

    /// <summary>How it stands now.</summary>
    public async Task<Spending> ReadAsync(CancellationToken cancel) =>
        ((await store.LoadAsync(Paths.Spending, Documents.Json.Spending, cancel)).Document ?? new()).At(clock.GetUtcNow(), budget.Zone);

    /// <summary>Notes a batch as paid for, or as much of it as there is money for now.</summary>
    /// <returns>What may be asked, and the day it was noted on; or why not now.</returns>
    public async Task<(Verdict Verdict, string Day)> ReserveAsync(
        Batch batch, bool isReview, Commission commission, Func<string, int> characters, CancellationToken cancel)
    {
        Verdict? verdict = null;
        var after = await ChangeAsync(
            (spending, now) =>
            {
                verdict = budget.Judge(spending, batch, isReview, commission, characters, now);
                return verdict is Go go ? spending.Reserve(go.Batch.Characters, now).Served(commission.Release, isReview, go.Batch.Characters) : null;
            },
            cancel);
        return (verdict!, after.Day);
    }

    /// <summary>Corrects what was noted for a request to what came of it.</summary>
    public Task SettleAsync(string day, long reserved, EngineAnswer answer, CancellationToken cancel) => ChangeAsync(
        (spending, now) =>
        {
            var corrected = spending.Correct(day, reserved, answer.CharactersBilled);
            if (answer is not EngineBusy busy)
                return corrected with { Failures = 0, Rest = null, Trouble = null };

            // What the engine asks for, within bounds; else longer from failure to failure, so that a machine that charges for nothing stays cheap.
            var rest = busy.RetryAfter ?? FirstRest * Math.Pow(2, Math.Min(spending.Failures, 6));
            var most = busy.RetryAfter is null ? LongestRest : LongestAsked;
            return corrected with { Failures = spending.Failures + 1, Rest = now + (rest < most ? rest : most), Trouble = busy.Reason };
        },
        cancel);

    /// <summary>Says what a release waits for; nothing takes it out of the line.</summary>
    public async Task<InLine> ClaimAsync(Commission commission, long plain, long review, CancellationToken cancel)
    {
        var was = false;
        var after = await ChangeAsync(
            (spending, now) =>
            {
                var there = spending.Claims.FirstOrDefault(claim => claim.Release == commission.Release);
                was = there is not null && there.Plain >= plain && there.Review >= review;
                if (there is null ? plain + review == 0 : plain + review > 0 && there.Plain == plain && there.Review == review && there.Since == commission.Since && there.Noted > now - TimeSpan.FromHours(1))
                    return null;
                var others = spending.Claims.Where(claim => claim.Release != commission.Release);
                IEnumerable<Claim> all = plain + review == 0 ? others : others.Append(new(commission.Release, commission.Since, plain, review, now));
                return spending with { Claims = [.. all.OrderByDescending(claim => claim.Since).ThenBy(claim => claim.Release).Take(MostClaims)] };
            },
            cancel);
        return was ? InLine.Known : after.Claims.Any(claim => claim.Release == commission.Release) ? InLine.New : InLine.Full;
    }

    // A change of null is none.
    private async Task<Spending> ChangeAsync(Func<Spending, DateTimeOffset, Spending?> change, CancellationToken cancel)
    {
        while (true)
        {
            var (document, blob) = await store.LoadAsync(Paths.Spending, Documents.Json.Spending, cancel);
            var now = clock.GetUtcNow();
            var before = (document ?? new()).At(now, budget.Zone);
            if (change(before, now) is not { } after)
                return before;
            if (await store.SaveAsync(Paths.Spending, after, Documents.Json.Spending, blob, cancel))
                return after;
            cancel.ThrowIfCancellationRequested();
        }
    }
}

/// <summary>How a release stands in the line of those that wait for money.</summary>
internal enum InLine
{
    /// <summary>It was there with as much already: all who came together with it are there too by now.</summary>
    Known,

    /// <summary>It has come, or wants more.</summary>
    New,

    /// <summary>There are too many before it.</summary>
    Full,
}
