namespace Syndication.Delivery;

/// <summary>Whether a partner gets a release in one language at one instant.</summary>
/// <param name="Granted">Whether it gets it now.</param>
/// <param name="NotBefore">The instant from which it gets it; null where it gets it now or not at all.</param>
/// <param name="Reason">Why, in one sentence, for <c>explain</c>.</param>
public sealed record Entitlement(bool Granted, DateTimeOffset? NotBefore, string Reason)
{
    internal static Entitlement Yes(string reason) => new(true, null, reason);

    internal static Entitlement From(DateTimeOffset instant, string reason) => new(false, instant, reason);

    internal static Entitlement No(string reason) => new(false, null, reason);
}
