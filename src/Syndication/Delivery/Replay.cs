using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>
/// Sends to a test receiver what a partner would be sent again, under the same ids. The partner hears nothing of it and its ledger does not
/// either. What the partner may not have now does not leave the house for a test either.
/// </summary>
/// <param name="newsroom">The newsroom.</param>
/// <param name="partner">Whose copies.</param>
/// <param name="receiver">The way to the test receiver.</param>
public sealed class Replay(Newsroom newsroom, Partner partner, IChannel receiver)
{
    /// <summary>Sends copies once each, in the order in which they were last tried.</summary>
    /// <param name="resends">What would be sent again, as a resend that only looks finds it.</param>
    /// <param name="cancel">Stops it.</param>
    public async IAsyncEnumerable<ReplayedCopy> SendAsync(
        IEnumerable<Resend> resends, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var copies = resends.SelectMany(resend => resend.Copies.Select(copy => (resend.Release, Copy: copy)))
            .OrderBy(one => one.Copy.Attempts.Count > 0 ? one.Copy.Attempts[^1].At : one.Copy.Created);
        foreach (var (id, copy) in copies)
        {
            var (release, _) = await newsroom.Store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel);
            if (release is null)
                continue;
            var editions = await Texts.LoadAsync(newsroom.Store, release, [], cancel);
            Outcome outcome;
            var isSame = false;
            try
            {
                var text = Copies.Make(copy, release, editions.GetValueOrDefault(copy.Language), newsroom.Site);
                var payload = receiver.Pack(text);
                isSame = copy.Attempts.Any(attempt => attempt.Hash == Fingerprints.Of(payload.Content.Span));
                outcome = await receiver.SendAsync(new(copy.WebhookId, text, payload), cancel);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                outcome = Outcome.Permanent($"The copy could not be put into the agreed form ({e.GetType().Name}: {e.Message}).");
            }

            yield return new(id, copy, outcome, isSame && partner.Channel.Type == "webhook");
        }
    }
}

/// <summary>A copy that was replayed.</summary>
/// <param name="Release">The release.</param>
/// <param name="Copy">The copy as the partner's ledger has it.</param>
/// <param name="Outcome">What the test receiver said.</param>
/// <param name="IsSame">Whether it had the bytes that the partner was sent.</param>
public sealed record ReplayedCopy(ReleaseId Release, LedgerCopy Copy, Outcome Outcome, bool IsSame);
