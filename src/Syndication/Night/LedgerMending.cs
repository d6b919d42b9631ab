using System.Globalization;
using System.Text.Json;
using Syndication.Delivery;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Night;

/// <summary>
/// Makes the ledger of a partner and a release again: what its agreement gives it, and which versions there were, say what it may hold.
/// The newest is sent once more, under the id it always had, for nobody knows any more whether it arrived; so nothing is lost, and a
/// partner that has it passes over it.
/// </summary>
internal sealed class LedgerMending(Newsroom newsroom)
{
    private const string Reason = "The ledger was damaged and made again: perhaps it arrived.";

    private readonly IBlobStore store = newsroom.Store;

    public async Task<Again> AgainAsync(string path, CancellationToken cancel)
    {
        var rest = path["deliveries/".Length..^"~/copies.json".Length];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || ReleaseId.TryCreate(rest[(slash + 1)..], out var id) is not null)
            return new("it belongs to no release.", []);
        var partnerId = rest[..slash];
        var (release, _) = await store.LoadAsync(Paths.Release(id), Documents.Json.Release, cancel);
        if (release is null || !newsroom.Partners.TryGetValue(partnerId, out var partner))
            return new("its partner or its release is gone.", []);

        var versions = await VersionsAsync(id, cancel);
        var standing = release with { Withdrawal = null };
        var now = newsroom.Clock.GetUtcNow();
        var copies = new List<LedgerCopy>();
        foreach (var state in release.Editions.Where(edition => edition.HasText))
        {
            var (edition, _) = await store.LoadAsync(Paths.Edition(id, state), Documents.Json.Edition, cancel);
            if (!Agreements.Decide(partner, standing, state.Language, edition?.Text, newsroom.Site, now).Granted)
                continue;

            // The present text of a release that stands is left for the delivery to enter; all before it may have gone out.
            var gone = versions.Where(version => version.Language == state.Language && (release.Withdrawal is not null || version.Number < Copies.Version(release, state))).Select(version => version.Number);
            foreach (var number in gone.Order())
                copies.Add(Perhaps(partnerId, id, state.Language, number, number == versions.Where(v => v.Language == state.Language).Min(v => v.Number) ? CopyKind.Published : CopyKind.Corrected, release.FirstSeen));
        }

        var ledger = new Deliveries { Partner = partnerId, Release = id, Copies = copies };
        await store.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(ledger, Documents.Json.Deliveries), WriteCondition.IsNew, cancel);
        return new(
            $"it was made again, and what {partnerId} should have of {id} is sent once more under the ids it was sent before.",
            [new DeliverRelease(partnerId, id)]);
    }

    private static LedgerCopy Perhaps(string partner, ReleaseId id, Language language, int version, CopyKind kind, DateTimeOffset at) =>
        LedgerCopy.Due(partner, id, language, version, kind, at) with
        {
            State = CopyState.Superseded,
            NextTry = null,
            Reason = Reason,
            Attempts = [new(at, OutcomeKind.Interrupted, 0, "") { Detail = Reason }],
        };

    // The names of the stored editions say which versions there were: {language}.{version}-{fingerprint}.json.
    private async Task<List<(Language Language, int Number)>> VersionsAsync(ReleaseId id, CancellationToken cancel)
    {
        var versions = new List<(Language, int)>();
        await foreach (var item in store.ListAsync(Paths.Editions(id), cancel))
        {
            var name = item.Path[(item.Path.LastIndexOf('/') + 1)..];
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            var dash = name.LastIndexOf('-');
            if (dot > 0 && dash > dot && Language.TryParse(name[..dot], out var language) && int.TryParse(name[(dot + 1)..dash], CultureInfo.InvariantCulture, out var number))
                versions.Add((language, number));
        }

        return [.. versions.Distinct()];
    }
}
