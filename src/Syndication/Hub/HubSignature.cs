using System.Security.Cryptography;
using System.Text;

namespace Syndication.Hub;

/// <summary>How a subscriber can tell that a feed comes from the hub it gave its secret (WebSub, section 7.1).</summary>
public static class HubSignature
{
    /// <summary>The header it stands in.</summary>
    public const string Header = "X-Hub-Signature";

    /// <summary>The value of the header: the method, and the HMAC of the body in hexadecimal.</summary>
    public static string Of(string secret, ReadOnlySpan<byte> body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
