namespace Syndication.Delivery;

/// <summary>A symmetric secret of the Standard Webhooks specification: <c>whsec_</c> and base64 of 24 to 64 bytes.</summary>
public sealed class WebhookSecret
{
    private const string Prefix = "whsec_";

    private WebhookSecret(byte[] key) => Key = key;

    internal ReadOnlyMemory<byte> Key { get; }

    /// <summary>Reads a secret as it is written down.</summary>
    /// <returns>Null where it is one, else what is wrong with it, in words that do not repeat it.</returns>
    public static string? TryParse(string text, out WebhookSecret? secret)
    {
        secret = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
            return "it must begin with whsec_";
        var key = new byte[text.Length];
        if (!Convert.TryFromBase64String(text[Prefix.Length..], key, out var length))
            return "what follows whsec_ must be base64";
        if (length is < 24 or > 64)
            return $"it must be of 24 to 64 bytes and is of {length}";
        secret = new WebhookSecret(key[..length]);
        return null;
    }

    /// <summary>Nothing of the secret.</summary>
    public override string ToString() => "whsec_…";
}
