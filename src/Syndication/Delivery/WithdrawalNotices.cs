using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>Of every withdrawn release, who was told of it and who may still hold its text. Changes nothing.</summary>
/// <param name="newsroom">The newsroom.</param>
public sealed class WithdrawalNotices(Newsroom newsroom)
{
    /// <summary>The notices, a withdrawn release, partner and language each; a release that nobody was ever sent has none.</summary>
    public async Task<IReadOnlyList<WithdrawalNotice>> AllAsync(CancellationToken cancel)
    {
        var archive = new Archive(newsroom.Store);
        var strangers = await StrangersAsync(cancel);
        var notices = new List<WithdrawalNotice>();
        await foreach (var release in archive.ReleasesAsync(cancel))
        {
            if (release.Withdrawal is not { } withdrawal)
                continue;
            var explanation = await Explanation.OfAsync(newsroom, release, cancel);
            notices.AddRange(explanation.Going.Where(going => going.Kind == CopyKind.Withdrawn).Select(going => new WithdrawalNotice(release.Id, withdrawal.At, going)));
            foreach (var partner in strangers[release.Id.Value])
                notices.AddRange(Strange(partner, release.Id, withdrawal.At, await archive.CopiesAsync(partner, release.Id, cancel)));
        }

        return [.. notices.OrderBy(notice => notice.Since).ThenBy(notice => notice.Release).ThenBy(notice => notice.Going.Partner, StringComparer.Ordinal)];
    }

    // Whoever was a partner once may hold a text as well.
    private async Task<ILookup<string, string>> StrangersAsync(CancellationToken cancel)
    {
        var ledgers = new List<(string Partner, string Release)>();
        await foreach (var item in newsroom.Store.ListAsync("deliveries/", cancel))
        {
            var rest = item.Path["deliveries/".Length..];
            if (!rest.EndsWith("~/copies.json", StringComparison.Ordinal) || rest.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var slash))
                continue;
            if (!newsroom.Partners.ContainsKey(rest[..slash]))
                ledgers.Add((rest[..slash], rest[(slash + 1)..^"~/copies.json".Length]));
        }

        return ledgers.ToLookup(ledger => ledger.Release, ledger => ledger.Partner);
    }

    private static IEnumerable<WithdrawalNotice> Strange(string partner, ReleaseId id, DateTimeOffset since, IReadOnlyList<LedgerCopy> copies)
    {
        foreach (var ours in copies.Where(copy => copy.Attempted).GroupBy(copy => copy.Language))
        {
            var last = ours.Last();
            var isTold = last is { Kind: CopyKind.Withdrawn, State: CopyState.Delivered };
            yield return new(id, since, new(partner, ours.Key, isTold ? GoingState.Delivered : GoingState.Failed,
                isTold ? "It was told that the release is withdrawn." : $"It may hold the text, and config/partners/{partner}.json is gone. Put the file back so that it can be told, or tell it yourself.")
            {
                Kind = CopyKind.Withdrawn,
                Version = last.Version,
                Attempts = last.Kind == CopyKind.Withdrawn ? last.Attempts.Count : 0,
                At = isTold ? last.Attempts.Last(attempt => attempt.Outcome == OutcomeKind.Accepted).At : null,
                Receipt = isTold ? last.Attempts.Last(attempt => attempt.Outcome == OutcomeKind.Accepted).Receipt : null,
            });
        }
    }
}

/// <summary>How the word that a release is withdrawn stands with one partner in one language.</summary>
/// <param name="Release">The release.</param>
/// <param name="Since">When it was withdrawn.</param>
/// <param name="Going">How the word stands.</param>
public sealed record WithdrawalNotice(ReleaseId Release, DateTimeOffset Since, Going Going)
{
    /// <summary>Whether nothing brings the word there but a person.</summary>
    public bool NeedsPerson => Going.State is GoingState.Failed or GoingState.Dead;
}
