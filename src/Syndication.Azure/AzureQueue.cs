using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Queues.Models;
using Syndication.Storage;
using Syndication.Telemetry;
using static Syndication.Azure.AzureMessages;

namespace Syndication.Azure;

/// <summary>
/// A work queue over Azure Storage queues: one for each kind of work, named like it, and <c>&lt;name&gt;-poison</c> beside it, as the
/// Functions host has it too. Messages are base64, live until they are done, and are made invisible for a lease while somebody works on
/// them; the lease is renewed until the work is completed or abandoned, for an hour at most. Queues are made when first written to.
/// Longer than a file should be, because handing out, keeping and giving back are about the same leases.
/// </summary>
public sealed class AzureQueue : IWorkQueue, IAsyncDisposable
{
    // The same as the host's “maxDequeueCount”.
    private const int MostTries = 5;

    // More would keep the renewing of leases busier than the work.
    private const int MostInHand = 512;

    private const string Aside = "queues";
    private const string HandedOver = "handed over ";

    private static readonly TimeSpan LongestHold = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, AzureLease> inHand = new(StringComparer.Ordinal);
    private readonly Uri address;
    private readonly AzureMessages messages;
    private readonly IBlobStore store;
    private readonly TimeProvider clock;
    private readonly TimeSpan lease;
    private readonly Lazy<ITimer> renewal;
    private int renewing;

    internal AzureQueue(Uri address, AzureMessages messages, IBlobStore store, TimeProvider clock, TimeSpan lease)
    {
        (this.address, this.messages, this.store, this.clock, this.lease) = (address, messages, store, clock, lease);
        renewal = new(() => clock.CreateTimer(_ => _ = RenewInBackgroundAsync(), null, lease / 3, lease / 3));
    }

    /// <inheritdoc/>
    public async Task SendAsync(Work work, TimeSpan delay, CancellationToken cancel)
    {
        DateTimeOffset? due = delay > LongestWait ? clock.GetUtcNow() + delay : null;
        DateTimeOffset? from = delay > TimeSpan.Zero ? clock.GetUtcNow() + delay : null;
        foreach (var piece in AzureMessage.Divide(work))
        {
            var message = new AzureMessage(piece, due, null) { Trace = Trail.Current, From = from };
            var json = message.Write();
            if (json.Length > AzureMessage.MostBytes)
            {
                var aside = $"{Aside}/{NameOf(work.Kind)}/{Guid.NewGuid():N}.json";
                await store.WriteAsync(aside, WorkJson.Write(piece), WriteCondition.IsNew, cancel);
                json = (message with { Work = null, Aside = aside }).Write();
            }

            await messages.SendAsync(NameOf(work.Kind), Convert.ToBase64String(json), delay, cancel);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<QueuedWork>> ReceiveAsync(WorkKind kind, int most, CancellationToken cancel)
    {
        _ = renewal.Value;
        var received = new List<QueuedWork>();
        var wanted = Math.Min(most, MostInHand);
        try
        {
            while (received.Count < wanted)
            {
                var taken = await messages.TakeAsync(kind, Math.Min(wanted - received.Count, 32), lease, cancel);
                if (taken.Length == 0)
                    break;
                foreach (var message in taken)
                {
                    if (await AcceptAsync(kind, message, cancel) is { } work)
                        received.Add(work);
                }
            }
        }
        catch (IOException) when (received.Count > 0)
        {
            // What came before the fault is worth doing; what was taken and not yet looked at comes again after its lease.
        }
        catch
        {
            foreach (var work in received)
                await ReleaseAsync(work.Receipt);
            throw;
        }

        return received;
    }

    /// <summary>
    /// Takes a message that the Functions host has received for us. The host deletes it where its function succeeds, so this is to be
    /// completed for what it has put aside, and never abandoned: the host puts it back, or into the poison queue, by itself.
    /// </summary>
    /// <param name="kind">Which queue it came from.</param>
    /// <param name="message">Its text, decoded once: JSON.</param>
    /// <param name="dequeueCount">How often it was handed out, this time included.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Null where there is nothing to do: it is not due yet, was done before, or is not ours, and has been put where it belongs.</returns>
    public async Task<QueuedWork?> AcceptAsync(WorkKind kind, string message, int dequeueCount, CancellationToken cancel)
    {
        var json = Encoding.UTF8.GetBytes(message);
        var opened = await OpenAsync(kind, json, cancel);
        if (opened.IsForeign)
            await messages.SendAsync(PoisonOf(kind), Convert.ToBase64String(json), TimeSpan.Zero, cancel);
        return opened.Work is { } work ? new(HandedOver + opened.Message?.Aside, work, dequeueCount - 1) { Trace = opened.Message?.Trace } : null;
    }

    /// <inheritdoc/>
    public async Task CompleteAsync(QueuedWork work, CancellationToken cancel)
    {
        if (work.Receipt.StartsWith(HandedOver, StringComparison.Ordinal))
        {
            await DropAsync(work.Receipt[HandedOver.Length..], cancel);
            return;
        }

        if (!inHand.TryRemove(work.Receipt, out var held))
            return; // The lease ran out: somebody else has it now, and doing it twice does no harm.
        await held.AloneAsync(() => messages.DeleteAsync(held, cancel), cancel);
        await DropAsync(held.Aside, cancel);
    }

    /// <inheritdoc/>
    public async Task<bool> AbandonAsync(QueuedWork work, CancellationToken cancel)
    {
        if (!inHand.TryRemove(work.Receipt, out var held))
            return false;
        var tries = work.Tries + 1;
        var poisoned = tries >= MostTries;
        await held.AloneAsync(
            async () =>
            {
                if (poisoned)
                    await PoisonAsync(held, cancel);
                else
                    await messages.HideAsync(held, Rest(tries), cancel);
            },
            cancel);
        return poisoned;
    }

    // Never longer than the host leaves what failed in its own hands (“visibilityTimeout”), and spread: what failed together, as when the
    // storage was slow, is not tried again together.
    private static TimeSpan Rest(int tries) => TimeSpan.FromSeconds(Math.Min(Math.Pow(4, tries), 30) * (750 + RandomNumberGenerator.GetInt32(500)) / 1000);

    /// <inheritdoc/>
    /// <remarks>
    /// An estimate, as the service gives no better: where more than 32 messages are due, those that wait are counted as due too.
    /// </remarks>
    public async Task<QueueDepth> DepthAsync(CancellationToken cancel)
    {
        var (due, later, poison) = (0, 0, 0);
        foreach (var kind in Enum.GetValues<WorkKind>())
        {
            var all = await messages.CountAsync(NameOf(kind), cancel);
            var visible = all == 0 ? 0 : (await messages.PeekAsync(NameOf(kind), cancel)).Length;
            var taken = inHand.Values.Count(held => held.Kind == kind);
            var dueHere = visible < 32 ? visible : Math.Max(visible, all - taken);
            due += dueHere;
            later += Math.Max(0, all - taken - dueHere);
            poison += await messages.CountAsync(PoisonOf(kind), cancel);
        }

        return new(due, later, poison);
    }

    /// <summary>How each queue stands, from the messages that can be seen now; the service shows 32 of them.</summary>
    public async Task<IReadOnlyList<QueueWait>> WaitsAsync(CancellationToken cancel)
    {
        var waits = new List<QueueWait>();
        foreach (var kind in Enum.GetValues<WorkKind>())
        {
            DateTimeOffset? oldest = null;
            foreach (var message in await messages.PeekAsync(NameOf(kind), cancel))
            {
                // One that was hidden on purpose has not waited while it was.
                var from = TryDecode(message.MessageText, out var json) ? AzureMessage.Read(json)?.From : null;
                var since = from > message.InsertedOn ? from : message.InsertedOn;
                oldest = oldest is null || since < oldest ? since : oldest;
            }

            waits.Add(new(kind, oldest, await messages.CountAsync(PoisonOf(kind), cancel)));
        }

        return waits;
    }

    /// <summary>Asks for one of the queues, to see whether they can be used at all.</summary>
    internal Task ReachAsync(CancellationToken cancel) => messages.CountAsync(NameOf(WorkKind.Ingest), cancel);

    /// <summary>Gives what is in hand back at once, for others to do.</summary>
    public async ValueTask DisposeAsync()
    {
        if (renewal.IsValueCreated)
            await renewal.Value.DisposeAsync();
        foreach (var receipt in inHand.Keys)
            await ReleaseAsync(receipt);
    }

    /// <summary>The account's queues, without any secret.</summary>
    public override string ToString() => address.AbsoluteUri.TrimEnd('/');

    /// <summary>Renews the leases of what is in hand, where a third of one has passed.</summary>
    internal async Task RenewAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var (receipt, held) in inHand)
        {
            if (held.Until - now > lease * 0.75)
                continue;
            if (now - held.Since > LongestHold)
                inHand.TryRemove(receipt, out _);
            else
                await held.AloneAsync(async () =>
                {
                    if (inHand.ContainsKey(receipt) && !await messages.HideAsync(held, lease, cancel))
                        inHand.TryRemove(receipt, out _);
                }, cancel);
        }
    }

    private async Task RenewInBackgroundAsync()
    {
        if (Interlocked.Exchange(ref renewing, 1) == 1)
            return;
        try
        {
            await RenewAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // The next round tries again; a lease that runs out meanwhile means that the work is done twice.
        }
        finally
        {
            Volatile.Write(ref renewing, 0);
        }
    }

    private async Task<QueuedWork?> AcceptAsync(WorkKind kind, QueueMessage message, CancellationToken cancel)
    {
        var held = new AzureLease(kind, message, clock.GetUtcNow(), lease);

        // Its holder died five times without a word: what kills a process must not do so for ever.
        if (message.DequeueCount > MostTries || !TryDecode(held.Text, out var json))
        {
            await PoisonAsync(held, cancel);
            return null;
        }

        var opened = await OpenAsync(kind, json, cancel);
        held.Aside = opened.Message?.Aside;
        if (opened.Work is { } work)
        {
            var receipt = $"{NameOf(kind)}/{message.MessageId}/{message.PopReceipt}";
            inHand[receipt] = held;
            return new(receipt, work, (int)message.DequeueCount - 1) { Trace = opened.Message?.Trace };
        }

        if (opened.IsForeign)
            await PoisonAsync(held, cancel);
        else
            await messages.DeleteAsync(held, cancel);
        return null;
    }

    // The work in a message. Where it is not due yet, it is sent anew with what remains of its delay, and there is none: a new message,
    // since one that is only hidden again counts as tried once more each time.
    private async Task<(Work? Work, AzureMessage? Message, bool IsForeign)> OpenAsync(WorkKind kind, byte[] json, CancellationToken cancel)
    {
        if (AzureMessage.Read(json) is not { } message)
            return (null, null, true);
        if (message.Due - clock.GetUtcNow() is { } remaining && remaining >= TimeSpan.FromSeconds(1))
        {
            await messages.SendAsync(NameOf(kind), Convert.ToBase64String(json), remaining, cancel);
            return (null, null, false);
        }

        var work = message.Work;
        if (message.Aside is { } aside)
        {
            // Only what we have put there ourselves is read: a stranger's message must not lead to another blob.
            if (!aside.StartsWith($"{Aside}/{NameOf(kind)}/", StringComparison.Ordinal) || aside.Split('/').Length != 3)
                return (null, null, true);
            if (await store.ReadAsync(aside, cancel) is not { } blob)
                return (null, null, false); // It goes when the work is done: this is the same message once more.
            work = AzureMessage.Read(blob.Content)?.Work;
        }

        return work?.Kind == kind ? (work, message, false) : (null, null, true);
    }

    private static bool TryDecode(string text, out byte[] json)
    {
        var buffer = new byte[text.Length];
        var fits = Convert.TryFromBase64String(text, buffer, out var length);
        json = buffer[..length];
        return fits;
    }

    private async Task PoisonAsync(AzureLease held, CancellationToken cancel)
    {
        await messages.SendAsync(PoisonOf(held.Kind), held.Text, TimeSpan.Zero, cancel);
        await messages.DeleteAsync(held, cancel);
    }

    private async Task ReleaseAsync(string receipt)
    {
        if (!inHand.TryRemove(receipt, out var held))
            return;
        try
        {
            await held.AloneAsync(() => messages.HideAsync(held, TimeSpan.Zero, CancellationToken.None), CancellationToken.None);
        }
        catch (IOException)
        {
            // It comes again by itself when its lease is over.
        }
    }

    private async Task DropAsync(string? aside, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(aside))
            await store.DeleteAsync(aside, cancel);
    }
}
