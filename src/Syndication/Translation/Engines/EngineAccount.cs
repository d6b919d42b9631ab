using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Translation.Engines;

/// <summary>
/// A newsroom's account with a translation service: what was answered before is not asked again, requests are packed to the service's
/// limits and made at its pace and within the budget, and every answer is kept before anything else happens. A little long, because all of
/// this is one order of steps around one request.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="store">Where answers and spending are kept.</param>
/// <param name="site">Says what may be spent.</param>
/// <param name="clock">Tells the time.</param>
public sealed class EngineAccount(ITranslationService service, IBlobStore store, Site site, TimeProvider clock)
{
    // A minute's window always opens within a minute. What takes longer is for the queue, and so is a release that takes very long.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(65);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    // Whoever waits here keeps others from being published: three of ten minutes at most.
    private static readonly TimeSpan Pauses = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    // A key does not become right by itself: so long, everybody is told what the first was told.
    private static readonly TimeSpan RefusalCounts = TimeSpan.FromMinutes(5);

    // As many stand in line as will ever be served today.
    private static readonly TimeSpan OutOfLine = TimeSpan.FromHours(1);

    private readonly KeptAnswers kept = new(store, service.Name);
    private readonly SpendingLedger ledger = new(store, Budget.Of(site, service.Limits), clock);
    private readonly Lock gate = new();
    private readonly Dictionary<(Language From, Language To, string Text), Task> underway = [];
    private DateTimeOffset paused = DateTimeOffset.MinValue;
    private volatile Refused? refused;

    /// <summary>What keeps the engine from being asked at all, and what to do; null where nothing does.</summary>
    public string? Lacks => service.Lacks;

    /// <summary>What was spent, and who waits, as it stands now.</summary>
    public Task<Spending> SpendingAsync(CancellationToken cancel) => ledger.ReadAsync(cancel);

    /// <summary>How many characters the budget leaves for now; a very large number where there is none.</summary>
    public async Task<long> LeftAsync(CancellationToken cancel) => Math.Max(0, ledger.Budget.Left(await ledger.ReadAsync(cancel)));

    /// <summary>When it is of use to ask again; null where it is now.</summary>
    public async Task<DateTimeOffset?> ReopensAsync(CancellationToken cancel)
    {
        var spending = await ledger.ReadAsync(cancel);
        return ledger.Budget.Reopens(spending, clock.GetUtcNow()) is { } opens && !(opens < spending.Rest) ? opens : spending.Rest;
    }

    /// <summary>How many characters texts would cost now, those already answered for nothing. Asks nobody and changes nothing.</summary>
    public async Task<long> PriceAsync(EngineRequest request, CancellationToken cancel)
    {
        var known = await kept.FindAsync(request.From, request.To, request.Texts, cancel);
        return request.Texts.Where(text => !known.ContainsKey(text)).Sum(text => (long)service.Characters(text));
    }

    /// <summary>Has texts translated, each into the languages that lack it.</summary>
    /// <param name="requests">What lacks, a language each; all from the same language.</param>
    /// <param name="commission">For what.</param>
    /// <param name="cancel">Stops it; what has been answered is kept.</param>
    /// <exception cref="IOException">The storage failed.</exception>
    public async Task<Asked> AskAsync(IReadOnlyList<EngineRequest> requests, Commission commission, CancellationToken cancel)
    {
        var answers = new Order(requests);
        await TakeKeptAsync(answers, answers.Lacking(), cancel);
        if (answers.Lacking() is { Count: > 0 } lacking)
        {
            if (Unasked(commission) is { } unasked)
                answers.Fail(lacking.Keys, unasked);
            else if (site.Translation.IsBounded && await ledger.ClaimAsync(commission, Cost(lacking, false), Cost(lacking, true), cancel) is var line and not InLine.Known)
                answers.Fail(lacking.Keys, new EngineBusy("It waits in line: newer releases come first within the budget.", line == InLine.New ? TimeSpan.Zero : OutOfLine, 0), isForMoney: true);
            else
                await BuyAsync(answers, commission, cancel);
        }

        // Only what waits for money stays in the line.
        if (site.Translation.IsBounded)
        {
            var waiting = answers.Lacking().Where(pair => answers.IsWaiting(pair.Key)).ToDictionary();
            await ledger.ClaimAsync(commission, Cost(waiting, false), Cost(waiting, true), cancel);
        }

        return answers.Result();
    }

    /// <summary>Takes a release that needs nothing more out of the line of those that wait for money.</summary>
    public Task LeaveLineAsync(Commission commission, CancellationToken cancel) =>
        site.Translation.IsBounded ? ledger.ClaimAsync(commission, 0, 0, cancel) : Task.CompletedTask;

    private EngineRefusal? Unasked(Commission commission) =>
        service.Lacks is { } lacks ? new(lacks, 0)
        : commission.Withheld is { } withheld ? new(withheld, 0)
        : refused is { } before && before.Until > clock.GetUtcNow() ? before.Answer with { CharactersBilled = 0 } : null;

    private long Cost(IReadOnlyDictionary<Language, IReadOnlyList<string>> lacking, bool isReview) => lacking
        .Where(pair => IsReview(pair.Key) == isReview).Sum(pair => pair.Value.Sum(text => (long)service.Characters(text)));

    private bool IsReview(Language language) => site.Translation.Review.Contains(language);

    // The same sentence may stand in several releases at work at once: the first asks for it, the others wait for its answer.
    private async Task BuyAsync(Order order, Commission commission, CancellationToken cancel)
    {
        var deadline = clock.GetUtcNow() + Patience;
        while (order.Lacking().Where(pair => !order.HasFailed(pair.Key)).ToDictionary() is { Count: > 0 } lacking)
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var (own, others) = Begin(order.From, lacking, done.Task);
            try
            {
                // Whoever was first may have ended between the look and the beginning.
                await TakeKeptAsync(order, own, cancel);
                await BuyAsync(order, order.Lacking(own), commission, deadline, cancel);
            }
            finally
            {
                End(order.From, own);
                done.SetResult();
            }

            await Task.WhenAll(others).WaitAsync(cancel);
            if (others.Count > 0)
                await TakeKeptAsync(order, lacking, cancel);
        }
    }

    private async Task TakeKeptAsync(Order order, IReadOnlyDictionary<Language, IReadOnlyList<string>> wanted, CancellationToken cancel)
    {
        foreach (var (language, texts) in wanted)
            order.Take(language, await kept.FindAsync(order.From, language, texts, cancel));
    }

    private (Dictionary<Language, IReadOnlyList<string>> Own, List<Task> Others) Begin(Language from, Dictionary<Language, IReadOnlyList<string>> lacking, Task done)
    {
        var others = new HashSet<Task>();
        var own = new Dictionary<Language, IReadOnlyList<string>>();
        lock (gate)
        {
            foreach (var (language, texts) in lacking)
            {
                var mine = texts.Where(text => underway.TryAdd((from, language, text), done)).ToList();
                others.UnionWith(texts.Except(mine, StringComparer.Ordinal).Select(text => underway[(from, language, text)]));
                if (mine.Count > 0)
                    own[language] = mine;
            }
        }

        return (own, [.. others]);
    }

    private void End(Language from, Dictionary<Language, IReadOnlyList<string>> own)
    {
        lock (gate)
        {
            foreach (var (language, texts) in own)
            {
                foreach (var text in texts)
                    underway.Remove((from, language, text));
            }
        }
    }

    // Where money is short, what a person looks at first is asked for after the rest.
    private async Task BuyAsync(Order order, IReadOnlyDictionary<Language, IReadOnlyList<string>> own, Commission commission, DateTimeOffset deadline, CancellationToken cancel)
    {
        foreach (var isReview in site.Translation.IsBounded ? new[] { false, true } : [false])
        {
            var lacking = own.Where(pair => !site.Translation.IsBounded || IsReview(pair.Key) == isReview).ToDictionary();
            var waiting = new Queue<Batch>(Batch.Pack(lacking, service.Characters, service.Limits));
            while (waiting.TryDequeue(out var batch))
            {
                if (batch.To.Where(language => !order.HasFailed(language)).ToList() is not { Count: > 0 } open)
                    continue;
                if (open.Count < batch.To.Count)
                    batch = batch with { To = open, Characters = batch.Characters / batch.To.Count * open.Count };
                if (batch.Texts.Count == 1 && batch.To.Count == 1 && batch.Characters > service.Limits.CharactersPerRequest)
                    order.Fail(batch.To, new EngineRefusal($"A sentence of {batch.Characters} characters is longer than the {service.Limits.CharactersPerRequest} that the engine takes at once. Divide it in the upload, or upload a translation.", 0));
                else
                    await AskAsync(order, batch, isReview, commission, waiting, deadline, cancel);
            }
        }
    }

    private async Task AskAsync(Order order, Batch batch, bool isReview, Commission commission, Queue<Batch> waiting, DateTimeOffset deadline, CancellationToken cancel)
    {
        var (verdict, day) = await ledger.ReserveAsync(batch, isReview, commission, service.Characters, cancel);
        while (verdict is Later later)
        {
            if (!later.IsPace || !MayWait(later.Wait!.Value, deadline))
            {
                order.Fail(batch.To, later.Wait is { } wait ? new EngineBusy(later.Reason, wait, 0) : new EngineRefusal(later.Reason, 0), isForMoney: later.Wait is not null);
                return;
            }

            await Task.Delay(later.Wait!.Value, clock, cancel);
            (verdict, day) = await ledger.ReserveAsync(batch, isReview, commission, service.Characters, cancel);
        }

        var asked = ((Go)verdict).Batch;
        if (batch.After(asked) is { } rest)
            waiting.Enqueue(rest);

        // Cut off here, nobody knows whether it was charged; it stays noted as if it had been.
        var answer = await service.TranslateAsync(new(order.From, asked.To, asked.Texts), cancel);

        // What was paid for is kept, also where everything is to stop.
        if (answer is ServiceTexts texts)
        {
            foreach (var language in asked.To)
            {
                var pairs = asked.Texts.Zip(texts.Texts[language]).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
                await kept.KeepAsync(order.From, language, pairs, CancellationToken.None);
                order.Take(language, pairs);
            }
        }

        await ledger.SettleAsync(day, asked.Characters, answer, CancellationToken.None);
        order.Note(asked, answer);
        Consider(order, asked, answer, waiting);
        cancel.ThrowIfCancellationRequested();
    }

    private bool MayWait(TimeSpan wait, DateTimeOffset deadline)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (now - paused > Between)
                paused = now;
            return wait <= LongestWait && now + wait <= deadline && now + wait <= paused + Pauses;
        }
    }

    // What a failure means for the rest of the order.
    private void Consider(Order order, Batch asked, EngineAnswer answer, Queue<Batch> waiting)
    {
        switch (answer)
        {
            case EngineRefusal { Of: RefusalOf.Everything } refusal:
                refused = new(refusal, clock.GetUtcNow() + RefusalCounts);
                order.Fail(order.Lacking().Keys, refusal);
                break;
            // Which of the languages it was, or how much would do, shows when they are asked for in smaller parts.
            case EngineRefusal { Of: RefusalOf.Pair } when asked.To.Count > 1:
            case EngineRefusal { Of: RefusalOf.Length } when asked.To.Count > 1 || asked.Texts.Count > 1:
                foreach (var part in asked.Parts(service.Characters))
                    waiting.Enqueue(part);
                break;
            case EngineRefusal or EngineBusy:
                order.Fail(asked.To, answer);
                break;
        }
    }

    private sealed record Refused(EngineRefusal Answer, DateTimeOffset Until);
}
