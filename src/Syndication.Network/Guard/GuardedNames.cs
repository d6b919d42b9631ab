using System.Net;

namespace Syndication.Network.Guard;

/// <summary>
/// Makes names into addresses that may be called. Whoever connects goes to one of the addresses given back, not to the name: so a name
/// cannot change its meaning between the check and the call.
/// </summary>
/// <param name="resolve">How names become addresses; the machine's resolver by default.</param>
public sealed class GuardedNames(Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> resolve = resolve ?? Dns.GetHostAddressesAsync;

    /// <summary>Whether a partner's file says that a host may be private or this machine.</summary>
    public static bool Allows(IReadOnlyList<string> allow, string host) =>
        allow.Any(one => string.Equals(Plain(one), Plain(host), StringComparison.OrdinalIgnoreCase));

    /// <summary>A host without the brackets of an IPv6 address and the full stop of a rooted name.</summary>
    public static string Plain(string host) => host.Trim('[', ']').TrimEnd('.');

    /// <summary>The addresses of a host, all of them checked.</summary>
    /// <exception cref="AddressRefusedException">One of them may not be called: among good ones it is a trick or a mistake.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The name has none.</exception>
    public async Task<IPAddress[]> AddressesAsync(string host, bool allowPrivate, CancellationToken cancel)
    {
        host = Plain(host);
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await resolve(host, cancel);
        foreach (var address in addresses)
        {
            if (AddressGuard.Refuse(address, allowPrivate) is { } what)
                throw new AddressRefusedException(host, what);
        }

        return addresses;
    }
}
