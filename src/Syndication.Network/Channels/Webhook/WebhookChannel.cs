using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using Syndication.Configuration;
using Syndication.Delivery;
using Syndication.Network.Guard;

namespace Syndication.Network.Channels.Webhook;

/// <summary>Sends copies by POST, signed as the Standard Webhooks specification has it.</summary>
/// <param name="http">The guarded way out.</param>
/// <param name="options">The partner's channel.</param>
/// <param name="secrets">Where the secret is.</param>
/// <param name="clock">The time, for the timestamp and the time-out.</param>
public sealed class WebhookChannel(GuardedHttp http, ChannelOptions options, Secrets secrets, TimeProvider clock) : IChannel
{
    /// <summary>How long a delivery may take from the first byte to the last of the answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <inheritdoc/>
    public string? Lacks => secrets.Find(options.Secret, out _);

    /// <inheritdoc/>
    public Payload Pack(Copy copy) => WebhookEvent.Write(copy, options.Format);

    /// <inheritdoc/>
    public async Task<Outcome> SendAsync(Shipment shipment, CancellationToken cancel)
    {
        if (secrets.Find(options.Secret, out var keys) is { } lacks)
            return Outcome.Temporary(lacks);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        try
        {
            using var request = Request(shipment, keys);
            using var answer = await http.SendAsync(request, options.Allow, both.Token);
            return await Answers.ReadAsync(answer, clock.GetUtcNow(), cancel, both.Token);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or SocketException or AuthenticationException)
        {
            cancel.ThrowIfCancellationRequested();
            return Outcome.Temporary(patience.IsCancellationRequested ? $"No answer within {Patience.TotalSeconds:0} seconds." : Explain(e));
        }
    }

    private HttpRequestMessage Request(Shipment shipment, IReadOnlyList<WebhookSecret> keys)
    {
        var seconds = clock.GetUtcNow().ToUnixTimeSeconds();
        var body = new ReadOnlyMemoryContent(shipment.Payload.Content);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(shipment.Payload.ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = body };
        request.Headers.UserAgent.Add(new("Syndication", "1"));
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.Add("webhook-id", shipment.WebhookId);
        request.Headers.Add("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", Signing.Sign(keys, shipment.WebhookId, seconds, shipment.Payload.Content.Span));
        return request;
    }

    // The innermost cause says most: "connection refused" rather than "an error occurred".
    private static string Explain(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressRefusedException)
                return cause.Message;
            if (cause is AuthenticationException)
                return $"Its TLS certificate was not accepted: {cause.Message}";
            if (cause is SocketException socket)
                return $"The connection failed: {socket.SocketErrorCode}.";
        }

        return $"The connection failed: {e.Message}";
    }
}
