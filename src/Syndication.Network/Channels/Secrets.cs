using Syndication.Delivery;

namespace Syndication.Network.Channels;

/// <summary>
/// Finds secrets by what configuration says of them: <c>env:NAME</c>. Nothing else ever holds one. A variable may hold several,
/// separated by blanks, while a partner changes from one to the next.
/// </summary>
/// <param name="lookup">How a variable is read; the environment by default.</param>
public sealed class Secrets(Func<string, string?>? lookup = null)
{
    private readonly Func<string, string?> lookup = lookup ?? Environment.GetEnvironmentVariable;

    /// <summary>Reads what a reference names, whole.</summary>
    /// <param name="reference">As configuration has it.</param>
    /// <param name="what">What it is, for the message: <c>the password agreed on</c>.</param>
    /// <param name="secret">The secret; empty where something is wrong.</param>
    /// <returns>Null where all is well, else what is missing and what to do; never the secret.</returns>
    public string? Read(string reference, string what, out string secret)
    {
        var name = reference.StartsWith("env:", StringComparison.Ordinal) ? reference["env:".Length..] : "";
        secret = name.Length > 0 ? lookup(name)?.Trim() ?? "" : "";
        return secret.Length > 0 ? null : $"The environment variable {name} is not set; set it to {what}.";
    }

    /// <summary>Reads the webhook secrets that a reference names.</summary>
    /// <param name="reference">As configuration has it.</param>
    /// <param name="secrets">The secrets; empty where something is wrong.</param>
    /// <returns>Null where all is well, else what is missing or wrong and what to do; never the secret.</returns>
    public string? Find(string? reference, out IReadOnlyList<WebhookSecret> secrets)
    {
        secrets = [];
        if (reference is null || !reference.StartsWith("env:", StringComparison.Ordinal))
            return "The partner's file names no secret; write \"secret\": \"env:NAME\".";
        var name = reference["env:".Length..];
        if (lookup(name) is not { } value || string.IsNullOrWhiteSpace(value))
            return $"The environment variable {name} is not set; set it to the secret agreed on (whsec_…).";

        var found = new List<WebhookSecret>();
        foreach (var part in value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (WebhookSecret.TryParse(part, out var secret) is { } wrong)
                return $"The environment variable {name} holds no webhook secret: {wrong}. Set it to the secret agreed on (whsec_…).";
            found.Add(secret!);
        }

        secrets = found;
        return null;
    }
}
