using System.Diagnostics.CodeAnalysis;
using Azure.Storage.Queues.Models;

namespace Syndication.Azure;

/// <summary>A message in hand. Its receipt changes whenever its lease is renewed, so only one call at a time may use it.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to let go of.")]
internal sealed class AzureLease(WorkKind kind, QueueMessage message, DateTimeOffset since, TimeSpan length)
{
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>Which queue it is in.</summary>
    public WorkKind Kind => kind;

    /// <summary>The service's name for it.</summary>
    public string MessageId => message.MessageId;

    /// <summary>What it says, as it is in the queue.</summary>
    public string Text => message.MessageText;

    /// <summary>When it was taken.</summary>
    public DateTimeOffset Since => since;

    /// <summary>What proves now that it is ours.</summary>
    public string PopReceipt { get; private set; } = message.PopReceipt;

    /// <summary>Until when it is hidden from others.</summary>
    public DateTimeOffset Until { get; private set; } = since + length;

    /// <summary>The blob that holds its work; null where the work is in the message.</summary>
    public string? Aside { get; set; }

    /// <summary>Notes a renewal.</summary>
    public void Renew(string popReceipt, DateTimeOffset until) => (PopReceipt, Until) = (popReceipt, until);

    /// <summary>Does something with it while nothing else does.</summary>
    public async Task AloneAsync(Func<Task> call, CancellationToken cancel)
    {
        await gate.WaitAsync(cancel);
        try
        {
            await call();
        }
        finally
        {
            gate.Release();
        }
    }
}
