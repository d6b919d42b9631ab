using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Syndication.Delivery;
using Syndication.Network.Guard;

namespace Syndication.Network.Channels.Webhook;

/// <summary>What a partner's answer means.</summary>
internal static class Answers
{
    /// <summary>Judges an answer whose headers are there.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="now">The instant, for a Retry-After that is a date.</param>
    /// <param name="stop">The caller wants it to stop.</param>
    /// <param name="cancel">That, or the time is up.</param>
    public static async Task<Outcome> ReadAsync(HttpResponseMessage answer, DateTimeOffset now, CancellationToken stop, CancellationToken cancel)
    {
        var status = (int)answer.StatusCode;
        var (body, trouble) = await BodyAsync(answer, stop, cancel);
        var outcome = Kind(status) switch
        {
            OutcomeKind.Accepted => Outcome.Accepted(trouble),
            OutcomeKind.Temporary => Outcome.Temporary($"It answered {status}{Excerpt(body)}"),
            _ => Outcome.Permanent(Reason(status) + Excerpt(body)),
        };
        return outcome with
        {
            Status = status,
            Receipt = outcome.Kind == OutcomeKind.Accepted ? Receipt(body) : null,
            RetryAfter = outcome.Kind == OutcomeKind.Temporary ? RetryAfter(answer.Headers, now) : null,
        };
    }

    /// <summary>
    /// 2xx: the partner has it. 408, 425, 429, 5xx: later. So also 401, 403, 404, 409, 421, 423: a partner that changes its secret,
    /// its firewall or its address answers so for an hour, and its copies should survive that; the schedule ends after a day. Any
    /// other 4xx says that these very bytes are not wanted, and they will not change. 410 says the endpoint is gone for good.
    /// A 3xx is not followed: where copies go is for the partner's file to say, and a redirect could lead anywhere.
    /// </summary>
    public static OutcomeKind Kind(int status) => status switch
    {
        >= 200 and < 300 => OutcomeKind.Accepted,
        401 or 403 or 404 or 408 or 409 or 421 or 423 or 425 or 429 or >= 500 => OutcomeKind.Temporary,
        _ => OutcomeKind.Permanent,
    };

    /// <summary>How long a partner asks to be left alone, by RFC 9110, section 10.2.3: in seconds, or until a date.</summary>
    public static TimeSpan? RetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var text = headers.TryGetValues("Retry-After", out var values) ? values.First().Trim() : "";
        if (text.Length > 0 && text.All(char.IsAsciiDigit))
            return TimeSpan.FromSeconds(text.Length > 9 ? 999_999_999 : int.Parse(text, CultureInfo.InvariantCulture));
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
            return date > now ? date - now : TimeSpan.Zero;
        return null;
    }

    // An acceptance is said by the status; what follows it is a courtesy, and its want is noted and does not undo the acceptance.
    private static async Task<(byte[] Body, string? Trouble)> BodyAsync(HttpResponseMessage answer, CancellationToken stop, CancellationToken cancel)
    {
        try
        {
            var (content, whole) = await GuardedHttp.ReadAsync(answer, cancel);
            return (content, whole ? null : "Its answer was too long to read; a receipt in it is lost.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            stop.ThrowIfCancellationRequested();
            return ([], "Its answer broke off after the status; a receipt in it is lost.");
        }
    }

    private static string? Receipt(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("receipt", out var receipt) &&
                receipt.ValueKind == JsonValueKind.String ? receipt.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Excerpt(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 600))).Trim();
        return text.Length == 0 ? "." : $": {text}";
    }

    private static string Reason(int status) => status switch
    {
        >= 300 and < 400 => $"It answered {status}, a redirect, and redirects are not followed; put the right address into the partner's file",
        410 => "It answered 410: the endpoint is gone; ask the partner for the new one",
        _ => $"It answered {status}: it refuses this copy as it is",
    };
}
