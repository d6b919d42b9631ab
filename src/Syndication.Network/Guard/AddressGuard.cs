using System.Net;
using System.Net.Sockets;

namespace Syndication.Network.Guard;

/// <summary>
/// Says which addresses may be called on behalf of a stranger's file. By default only those that the public internet routes; what
/// is private to a network or a machine only where the partner's file allows its host; link-local, metadata, multicast and
/// unspecified addresses never. Addresses within addresses (IPv4-mapped, NAT64, 6to4) are judged by what is inside.
/// </summary>
public static class AddressGuard
{
    // RFC 6890 and its successors in the IANA special-purpose registries.
    private static readonly Block[] Never =
    [
        new("0.0.0.0/8", "unspecified"), new("169.254.0.0/16", "link-local; cloud metadata is there"),
        new("168.63.129.16/32", "a cloud platform's own"), new("192.0.0.0/24", "reserved for protocols"), new("192.0.2.0/24", "for documentation"),
        new("192.88.99.0/24", "a 6to4 relay"), new("198.18.0.0/15", "for benchmarks"), new("198.51.100.0/24", "for documentation"),
        new("203.0.113.0/24", "for documentation"), new("224.0.0.0/4", "multicast"), new("240.0.0.0/4", "reserved"),
        new("::/128", "unspecified"), new("fe80::/10", "link-local"), new("fec0::/10", "site-local"), new("ff00::/8", "multicast"),
        new("64:ff9b:1::/48", "a local NAT64"), new("2001::/23", "reserved for protocols and tunnels"), new("2001:db8::/32", "for documentation"),
        new("3fff::/20", "for documentation"), new("fd00:ec2::254/128", "cloud metadata"),
    ];

    private static readonly Block[] Private =
    [
        new("10.0.0.0/8", "private"), new("100.64.0.0/10", "a carrier's own"), new("127.0.0.0/8", "this machine's"),
        new("172.16.0.0/12", "private"), new("192.168.0.0/16", "private"), new("::1/128", "this machine's"), new("fc00::/7", "private"),
    ];

    private static readonly IPNetwork Public = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Judges an address.</summary>
    /// <param name="address">The address, as a name server gave it.</param>
    /// <param name="allowPrivate">Whether the partner's file allows its host to be private or this machine.</param>
    /// <returns>Null where it may be called, else what it is: <c>private</c>, <c>link-local</c>.</returns>
    public static string? Refuse(IPAddress address, bool allowPrivate)
    {
        if (address.IsIPv4MappedToIPv6)
            return Refuse(address.MapToIPv4(), allowPrivate);
        // The zone of an address such as fe80::1%eth0 makes no difference to what it is.
        var plain = new IPAddress(address.GetAddressBytes());
        var never = Array.Find(Never, block => block.Network.Contains(plain));
        if (never.What is not null)
            return never.What;
        var inner = Array.Find(Private, block => block.Network.Contains(plain));
        if (inner.What is not null)
            return allowPrivate ? null : inner.What;
        if (plain.AddressFamily == AddressFamily.InterNetwork)
            return null;
        if (Nat64.Contains(plain))
            return Refuse(new IPAddress(plain.GetAddressBytes().AsSpan(12, 4)), allowPrivate);
        if (SixToFour.Contains(plain))
            return Refuse(new IPAddress(plain.GetAddressBytes().AsSpan(2, 4)), allowPrivate);
        return Public.Contains(plain) ? null : "not of the public internet";
    }

    private readonly record struct Block(IPNetwork Network, string What)
    {
        public Block(string network, string what)
            : this(IPNetwork.Parse(network), what)
        {
        }
    }
}
