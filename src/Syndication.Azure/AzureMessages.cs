using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Syndication.Azure;

/// <summary>
/// The queues as the service has them: text goes in and out, hidden for so long. Queues are made when first sent to; one that is not
/// there is empty.
/// </summary>
internal sealed class AzureMessages(QueueServiceClient service, AzureCalls calls, TimeProvider clock)
{
    /// <summary>For so long the service can hide a message.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);

    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>The queue of a kind of work.</summary>
    public static string NameOf(WorkKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Where the Functions host puts what it has given up.</summary>
    public static string PoisonOf(WorkKind kind) => $"{NameOf(kind)}-poison";

    /// <summary>Puts a message into a queue, to be seen after a delay, or after seven days where that is sooner.</summary>
    public Task SendAsync(string name, string text, TimeSpan delay, CancellationToken cancel)
    {
        var queue = service.GetQueueClient(name);
        var hidden = delay > LongestWait ? LongestWait : WholeSeconds(delay);
        return calls.MakeAsync(
            $"sending to the queue {name}",
            async () =>
            {
                try
                {
                    await queue.SendMessageAsync(text, hidden, Forever, cancel);
                }
                catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
                {
                    await queue.CreateIfNotExistsAsync(cancellationToken: cancel);
                    await queue.SendMessageAsync(text, hidden, Forever, cancel);
                }
            },
            cancel);
    }

    /// <summary>Takes up to 32 messages and hides them.</summary>
    public Task<QueueMessage[]> TakeAsync(WorkKind kind, int most, TimeSpan lease, CancellationToken cancel)
    {
        var queue = service.GetQueueClient(NameOf(kind));
        return calls.MakeAsync(
            $"receiving from the queue {queue.Name}",
            async () =>
            {
                try
                {
                    return (await queue.ReceiveMessagesAsync(most, lease, cancel)).Value;
                }
                catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
                {
                    return [];
                }
            },
            cancel);
    }

    /// <summary>Deletes a message in hand; where its lease was lost, nothing happens.</summary>
    public Task DeleteAsync(AzureLease held, CancellationToken cancel)
    {
        var queue = service.GetQueueClient(NameOf(held.Kind));
        return calls.MakeAsync(
            $"deleting from the queue {queue.Name}",
            async () =>
            {
                try
                {
                    await queue.DeleteMessageAsync(held.MessageId, held.PopReceipt, cancel);
                }
                catch (RequestFailedException e) when (IsLost(e))
                {
                    // Somebody else has it by now, or it is gone.
                }
            },
            cancel);
    }

    /// <summary>Hides a message in hand for so long from now.</summary>
    /// <returns>False where its lease was lost.</returns>
    public Task<bool> HideAsync(AzureLease held, TimeSpan time, CancellationToken cancel)
    {
        var queue = service.GetQueueClient(NameOf(held.Kind));
        return calls.MakeAsync(
            $"renewing a lease in the queue {queue.Name}",
            async () =>
            {
                try
                {
                    var receipt = (await queue.UpdateMessageAsync(held.MessageId, held.PopReceipt, held.Text, time, cancel)).Value;
                    held.Renew(receipt.PopReceipt, clock.GetUtcNow() + time);
                    return true;
                }
                catch (RequestFailedException e) when (IsLost(e))
                {
                    return false;
                }
            },
            cancel);
    }

    /// <summary>About how many messages there are, hidden ones too.</summary>
    public Task<int> CountAsync(string name, CancellationToken cancel) => calls.MakeAsync(
        $"counting the queue {name}",
        async () =>
        {
            try
            {
                return (int)Math.Min(int.MaxValue, (await service.GetQueueClient(name).GetPropertiesAsync(cancel)).Value.ApproximateMessagesCountLong);
            }
            catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
            {
                return 0;
            }
        },
        cancel);

    /// <summary>The messages that can be seen, up to 32.</summary>
    public Task<PeekedMessage[]> PeekAsync(string name, CancellationToken cancel) => calls.MakeAsync(
        $"looking into the queue {name}",
        async () =>
        {
            try
            {
                return (await service.GetQueueClient(name).PeekMessagesAsync(32, cancel)).Value;
            }
            catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
            {
                return [];
            }
        },
        cancel);

    // The service counts whole seconds, and nothing is to come early.
    private static TimeSpan WholeSeconds(TimeSpan delay) => TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, delay.TotalSeconds)));

    private static bool IsLost(RequestFailedException e) => e.Status == 404 || e.ErrorCode == QueueErrorCode.PopReceiptMismatch;
}
