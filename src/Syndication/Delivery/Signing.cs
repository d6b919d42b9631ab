using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Syndication.Releases;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>Signatures as the Standard Webhooks specification has them, symmetric scheme <c>v1</c>.</summary>
public static class Signing
{
    /// <summary>How far a message's timestamp may be from the receiver's clock, either way.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The idempotency key of a copy: the same for that copy for ever, another one for every other copy.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="release">The release.</param>
    /// <param name="language">The language.</param>
    /// <param name="version">The version.</param>
    /// <param name="kind">What the copy says happened.</param>
    public static string WebhookId(string partner, ReleaseId release, Language language, int version, CopyKind kind) =>
        "msg_" + Fingerprints.Of($"{partner}|{release}|{language}|{version.ToString(CultureInfo.InvariantCulture)}|{Word(kind)}")[..32];

    /// <summary>The value of <c>webhook-signature</c>: one signature a secret, separated by spaces.</summary>
    /// <param name="secrets">The secrets in force, at least one; several while a partner changes over.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="timestamp">The value of <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="body">The body, byte for byte.</param>
    public static string Sign(IReadOnlyList<WebhookSecret> secrets, string id, long timestamp, ReadOnlySpan<byte> body)
    {
        var signatures = new string[secrets.Count];
        for (var i = 0; i < secrets.Count; i++)
            signatures[i] = "v1," + Convert.ToBase64String(Mac(secrets[i], id, timestamp.ToString(CultureInfo.InvariantCulture), body));
        return string.Join(' ', signatures);
    }

    /// <summary>Checks a message as its receiver does.</summary>
    /// <param name="secret">The secret agreed on.</param>
    /// <param name="id">The header <c>webhook-id</c>; null where it is missing.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="signature">The header <c>webhook-signature</c>; one good signature in it is enough.</param>
    /// <param name="body">The body, byte for byte.</param>
    /// <param name="now">The receiver's clock.</param>
    /// <returns>Null where the message is genuine and fresh, else what is wrong.</returns>
    public static string? Verify(
        WebhookSecret secret, string? id, string? timestamp, string? signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
            return "The headers webhook-id, webhook-timestamp and webhook-signature must all be there.";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > 253402300799)
            return "The header webhook-timestamp must be a number of seconds since 1970.";

        var age = now - DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (age.Duration() > Tolerance)
            return $"The message's time is {age.Duration().TotalMinutes:0} minutes {(age > TimeSpan.Zero ? "past" : "ahead")}; five are allowed. Check the clocks.";

        var expected = Mac(secret, id, timestamp, body);
        var genuine = false;
        foreach (var one in signature.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var given = new byte[expected.Length];
            if (one.StartsWith("v1,", StringComparison.Ordinal) && Convert.TryFromBase64String(one[3..], given, out var length))
                genuine |= length == expected.Length && CryptographicOperations.FixedTimeEquals(expected, given);
        }

        return genuine ? null : "None of the signatures is of this secret and this body. Check that both sides have the same secret.";
    }

    private static byte[] Mac(WebhookSecret secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Key.Span);
        mac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        mac.AppendData(body);
        return mac.GetHashAndReset();
    }

    private static string Word(CopyKind kind) => kind switch
    {
        CopyKind.Published => "published",
        CopyKind.Corrected => "corrected",
        _ => "withdrawn",
    };
}
