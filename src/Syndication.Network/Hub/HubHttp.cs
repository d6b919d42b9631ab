using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using Syndication.Hub;
using Syndication.Network.Channels.Webhook;
using Syndication.Network.Guard;

namespace Syndication.Network.Hub;

/// <summary>
/// Calls subscribers and other hubs over guarded HTTP. A callback is a stranger's input: its addresses are checked after they are resolved,
/// redirects are never followed (WebSub, sections 5.3 and 7: they are failures), and nothing of an answer is believed but its status and
/// the challenge.
/// </summary>
/// <param name="http">The guarded way out.</param>
/// <param name="clock">The time.</param>
public sealed class HubHttp(GuardedHttp http, TimeProvider clock) : IHubCalls
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // What is typed is called: a path that was written with dots or percent signs stays as it is.
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <inheritdoc/>
    public async Task<HubAnswer> VerifyAsync(SubscriptionRequest request, TimeSpan lease, IReadOnlyList<string> allow, CancellationToken cancel)
    {
        var challenge = RandomNumberGenerator.GetHexString(40, lowercase: true);
        var query = $"hub.mode={(request.IsEnd ? "unsubscribe" : "subscribe")}&hub.topic={Uri.EscapeDataString(request.Topic)}&hub.challenge={challenge}";
        if (!request.IsEnd)
            query += $"&hub.lease_seconds={(long)lease.TotalSeconds}";
        return await CallAsync(() => new(HttpMethod.Get, WithQuery(request.Callback, query)), Patience, allow, cancel, async (answer, token) =>
        {
            var (body, whole) = await GuardedHttp.ReadAsync(answer, token);
            return whole && Encoding.UTF8.GetString(body) == challenge
                ? HubAnswer.Well
                : new(HubAnswerKind.Failure, "It did not repeat the challenge.");
        });
    }

    /// <inheritdoc/>
    public Task<HubAnswer> DenyAsync(SubscriptionRequest request, string reason, IReadOnlyList<string> allow, CancellationToken cancel)
    {
        var query = $"hub.mode=denied&hub.topic={Uri.EscapeDataString(request.Topic)}&hub.reason={Uri.EscapeDataString(reason)}";
        return CallAsync(() => new(HttpMethod.Get, WithQuery(request.Callback, query)), Patience, allow, cancel);
    }

    /// <inheritdoc/>
    public Task<HubAnswer> SendAsync(Notice notice, TimeSpan patience, IReadOnlyList<string> allow, CancellationToken cancel) => CallAsync(
        () =>
        {
            var body = new ReadOnlyMemoryContent(notice.Content);
            body.Headers.ContentType = MediaTypeHeaderValue.Parse(notice.MediaType);
            var request = new HttpRequestMessage(HttpMethod.Post, new Uri(notice.Callback, AsWritten)) { Content = body };
            request.Headers.TryAddWithoutValidation("Link", notice.Links);
            if (notice.Signature is { } signature)
                request.Headers.TryAddWithoutValidation(HubSignature.Header, signature);
            return request;
        },
        patience,
        allow,
        cancel);

    /// <inheritdoc/>
    public Task<HubAnswer> PingAsync(Uri hub, Uri topic, CancellationToken cancel) => CallAsync(
        () => new(HttpMethod.Post, hub)
        {
            // The Recommendation leaves the form to hub and publisher; hubs that are about read one or the other.
            Content = new FormUrlEncodedContent([new("hub.mode", "publish"), new("hub.url", topic.AbsoluteUri), new("hub.topic", topic.AbsoluteUri)]),
        },
        Patience,
        [hub.IdnHost],
        cancel);

    private async Task<HubAnswer> CallAsync(
        Func<HttpRequestMessage> make,
        TimeSpan patience,
        IReadOnlyList<string> allow,
        CancellationToken cancel,
        Func<HttpResponseMessage, CancellationToken, Task<HubAnswer>>? read = null)
    {
        using var limit = new CancellationTokenSource(patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        var began = clock.GetTimestamp();
        try
        {
            using var request = make();
            request.Headers.TryAddWithoutValidation("User-Agent", "Syndication/1");
            using var answer = await http.SendAsync(request, allow, both.Token);
            var kind = (int)answer.StatusCode switch { >= 200 and < 300 => HubAnswerKind.Success, 410 => HubAnswerKind.Gone, _ => HubAnswerKind.Failure };
            var judged = kind switch
            {
                HubAnswerKind.Success => read is null ? HubAnswer.Well : await read(answer, both.Token),
                HubAnswerKind.Gone => new(kind, "It answered 410."),
                _ => new(kind, $"It answered {(int)answer.StatusCode}.") { RetryAfter = Answers.RetryAfter(answer.Headers, clock.GetUtcNow()) },
            };
            return judged with { Took = clock.GetElapsedTime(began) };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or SocketException or AuthenticationException or UriFormatException or ArgumentException)
        {
            cancel.ThrowIfCancellationRequested();
            return limit.IsCancellationRequested
                ? new(HubAnswerKind.TooSlow, $"It did not answer within {patience.TotalSeconds:0} seconds.")
                : new(HubAnswerKind.Failure, Explain(e));
        }
    }

    // New parameters come after those that are there (WebSub, section 5.1).
    private static Uri WithQuery(string callback, string query) =>
        new(callback + (!callback.Contains('?', StringComparison.Ordinal) ? "?" : callback[^1] is '?' or '&' ? "" : "&") + query, AsWritten);

    private static string Explain(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            if (cause is AddressRefusedException)
                return "Its host has an address that is not of the public internet. If that is meant, add the host to hub.allow in site.json.";
            if (cause is AuthenticationException)
                return "Its TLS certificate was not accepted.";
            if (cause is SocketException socket)
                return $"The connection failed: {socket.SocketErrorCode}.";
        }

        return "The connection failed.";
    }
}
