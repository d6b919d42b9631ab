namespace Syndication.Delivery;

/// <summary>A way of reaching one partner.</summary>
public interface IChannel
{
    /// <summary>
    /// What has to be there before anything can be sent and is not, and what to do about it, such as a secret; null where all is
    /// there. Asked before every copy; while it says something, copies wait and no try is counted.
    /// </summary>
    string? Lacks { get; }

    /// <summary>What this channel sends for a copy. A pure function; an exception fails this copy alone.</summary>
    Payload Pack(Copy copy);

    /// <summary>
    /// Sends a copy once. A failure of the partner's, its machine's or the network's is an outcome and never an exception. Sending
    /// the same shipment twice leaves the partner with one copy, or with two under the same id.
    /// </summary>
    /// <exception cref="OperationCanceledException">The caller wanted it to stop.</exception>
    Task<Outcome> SendAsync(Shipment shipment, CancellationToken cancel);
}

/// <summary>A copy ready to leave.</summary>
/// <param name="WebhookId">Its idempotency key, the same at every try.</param>
/// <param name="Copy">What it is.</param>
/// <param name="Payload">The bytes.</param>
public sealed record Shipment(string WebhookId, Copy Copy, Payload Payload);

/// <summary>A copy in its agreed form.</summary>
/// <param name="Content">The bytes; text is UTF-8 without a byte order mark.</param>
/// <param name="ContentType">The media type, with its charset where it has one.</param>
/// <param name="Extension">What the name of a file of it ends with, without full stop.</param>
public sealed record Payload(ReadOnlyMemory<byte> Content, string ContentType, string Extension);
