using System.Text.Json;
using Syndication.Configuration;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>
/// Leaves a partner alone that failed again and again: its copies wait, none is dropped, and one of them goes now and then to see whether it
/// answers. A withdrawal goes in any case.
/// </summary>
/// <param name="store">Where it is kept who is left alone.</param>
public sealed class Holds(IBlobStore store)
{
    /// <summary>How a partner stands; null where nothing is the matter.</summary>
    /// <exception cref="IOException">The storage failed.</exception>
    public async Task<PartnerHold?> OfAsync(string partner, CancellationToken cancel) => (await LoadAsync(partner, cancel)).Hold;

    /// <summary>Those partners of a newsroom whose copies are held now, each with the reason.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AllAsync(IEnumerable<string> partners, CancellationToken cancel)
    {
        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var partner in partners)
        {
            if (await OfAsync(partner, cancel) is { IsHeld: true } hold)
                held[partner] = hold.Text(partner);
        }

        return held;
    }

    /// <summary>Sends a partner nothing but withdrawals until it is enabled.</summary>
    public Task DisableAsync(string partner, string? reason, DateTimeOffset now, CancellationToken cancel) =>
        ChangeAsync(partner, before => (before ?? new()) with { Held = before?.Held ?? now, Disabled = true, Reason = reason }, cancel);

    /// <summary>Forgets all failures of a partner; its copies go out again.</summary>
    /// <returns>Whether they were held.</returns>
    public async Task<bool> EnableAsync(string partner, CancellationToken cancel)
    {
        var before = await OfAsync(partner, cancel);
        await store.DeleteAsync(Paths.Hold(partner), cancel);
        return before is { IsHeld: true };
    }

    /// <summary>Has copies of a partner that failed and wait for a later try tried now, on a fresh schedule: somebody says that it is well.</summary>
    /// <returns>The releases that have such copies.</returns>
    public async Task<IReadOnlyList<ReleaseId>> HastenAsync(string partner, DateTimeOffset now, CancellationToken cancel)
    {
        var releases = new List<ReleaseId>();
        await foreach (var id in new Archive(store).DueToAsync(partner, cancel))
        {
            var waits = false;
            await store.ChangeAsync(Deliveries.Path(partner, id), Documents.Json.Deliveries, Hasten, cancel);
            if (waits)
                releases.Add(id);

            Deliveries? Hasten(Deliveries? ledger)
            {
                waits = ledger?.Copies.Any(WaitsLonger) == true;
                return waits ? ledger! with { Copies = [.. ledger.Copies.Select(copy => WaitsLonger(copy) ? copy.SendAgain(now) : copy)] } : ledger;
            }
        }

        return releases;

        bool WaitsLonger(LedgerCopy copy) => copy is { State: CopyState.Waiting, Attempted: true, Place: null } && copy.NextTry > now;
    }

    /// <summary>Asks whether a copy may leave now. A withdrawal always may.</summary>
    internal async Task<Leave> AskAsync(Partner partner, CopyKind kind, DateTimeOffset now, CancellationToken cancel)
    {
        var (hold, blob) = await LoadAsync(partner.Id, cancel);
        if (hold is not { IsHeld: true } || kind == CopyKind.Withdrawn)
            return new(null, false, hold is null);
        if (hold.Disabled || hold.NextProbe > now && hold.NextProbe <= now + partner.Hold.Probe)
            return new(hold.Text(partner.Id), false, false);

        // One goes, whoever is first to say so.
        var claimed = hold with { NextProbe = now + partner.Hold.Probe };
        return await store.SaveAsync(Paths.Hold(partner.Id), claimed, Documents.Json.PartnerHold, blob, cancel) ? new(null, true, false) : new(hold.Text(partner.Id), false, false);
    }

    /// <summary>Notes what came of a copy.</summary>
    /// <returns>Whether copies that were held may go now.</returns>
    internal async Task<bool> NoteAsync(Partner partner, Leave leave, Outcome outcome, DateTimeOffset now, CancellationToken cancel)
    {
        if (outcome.Kind == OutcomeKind.Temporary || outcome.Status == 410)
        {
            await ChangeAsync(partner.Id, before => Fail(partner, before ?? new(), outcome, now), cancel);
            return false;
        }

        // It answered; whether it wanted this copy is another matter.
        if (leave.WasWell)
            return false;
        var (hold, _) = await LoadAsync(partner.Id, cancel);
        if (hold is null or { Disabled: true })
            return false;
        await store.DeleteAsync(Paths.Hold(partner.Id), cancel);
        return hold.IsHeld;
    }

    private static PartnerHold Fail(Partner partner, PartnerHold before, Outcome outcome, DateTimeOffset now)
    {
        // Whoever says that the endpoint is gone for good is not asked again: each copy that went to see would be refused for good.
        if (outcome.Status == 410 && !before.Disabled)
            return before with { Failures = before.Failures + 1, Since = before.Since ?? now, Held = before.Held ?? now, NextProbe = null, Disabled = true, Reason = LedgerCopy.Short(outcome.Detail, 200) };
        if (before.IsHeld)
            return before; // Nothing new: what it says of the copies that wait stays the same, and their ledgers with it.
        var since = before.Since is { } first && first <= now ? first : now;
        var after = before with { Failures = before.Failures + 1, Since = since };
        var isEnough = after.Failures >= partner.Hold.Failures && now - since >= partner.Hold.Over;
        return isEnough ? after with { Held = now, NextProbe = now + partner.Hold.Probe, Reason = LedgerCopy.Short(outcome.Detail, 200) } : after;
    }

    private async Task ChangeAsync(string partner, Func<PartnerHold?, PartnerHold> change, CancellationToken cancel)
    {
        while (true)
        {
            var (before, blob) = await LoadAsync(partner, cancel);
            var after = change(before);
            if (after == before || await store.SaveAsync(Paths.Hold(partner), after, Documents.Json.PartnerHold, blob, cancel))
                return;
        }
    }

    // One that is damaged is as good as none: at worst a partner is asked too often.
    private async Task<(PartnerHold? Hold, Blob? Blob)> LoadAsync(string partner, CancellationToken cancel)
    {
        if (await store.ReadAsync(Paths.Hold(partner), cancel) is not { } blob)
            return (null, null);
        try
        {
            return (JsonSerializer.Deserialize(blob.Content.Span, Documents.Json.PartnerHold), blob);
        }
        catch (JsonException)
        {
            return (null, blob);
        }
    }
}

/// <summary>Whether a copy may leave.</summary>
/// <param name="Reason">Why not; null where it may.</param>
/// <param name="IsProbe">Whether it goes to see whether a partner that is left alone answers.</param>
/// <param name="WasWell">Whether nothing was the matter with the partner.</param>
internal sealed record Leave(string? Reason, bool IsProbe, bool WasWell);

/// <summary>Failures of a partner in a row, and whether its copies are held: <c>deliveries/{partner}/~hold.json</c>.</summary>
public sealed record PartnerHold
{
    /// <summary>How many there were since it last answered.</summary>
    public int Failures { get; init; }

    /// <summary>When the first of them was.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Since when copies are held; null where they are not.</summary>
    public DateTimeOffset? Held { get; init; }

    /// <summary>When the next copy goes to see whether the partner answers.</summary>
    public DateTimeOffset? NextProbe { get; init; }

    /// <summary>Whether a person has said so, or the partner, that its endpoint is gone for good; then nothing goes but withdrawals until a person says otherwise.</summary>
    public bool Disabled { get; init; }

    /// <summary>The last failure, or what was said.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether copies are held.</summary>
    internal bool IsHeld => Held is not null;

    internal string Text(string partner) => Disabled
        ? $"Copies are held since {Instants.Readable(Held!.Value)}: it was disabled{(Reason is null ? "" : $" ({Reason})")}. They go out after `syndication partner enable {partner}`."
        : $"Copies are held since {Instants.Readable(Held!.Value)}, after {Failures} failures in a row ({Reason}). One is tried now and then; all go out when it answers, or after `syndication partner enable {partner}`.";
}
