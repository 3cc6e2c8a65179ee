using System.Net;

namespace Gateway.Lab.Frames;

/// <summary>DHCPv6 between client and server (RFC 8415); relayed messages are told by their type alone.</summary>
/// <param name="Transaction">24 bits; 0 in relayed messages.</param>
public sealed record Dhcpv6Message(Dhcpv6MessageType Type, int Transaction)
{
    /// <summary>DHCP unique identifiers, in hexadecimal.</summary>
    public string? Client { get; init; }
    public string? Server { get; init; }

    /// <summary>The addresses in IA_NA options.</summary>
    public IReadOnlyList<Dhcpv6Address> Addresses { get; init; } = [];

    /// <summary>The prefixes in IA_PD options.</summary>
    public IReadOnlyList<Dhcpv6Prefix> Prefixes { get; init; } = [];

    /// <summary>The client asks for a delegated prefix, or the server answers that it does.</summary>
    public bool HasPrefixDelegation { get; init; }

    /// <summary>The message's own status code; null: none, which means success.</summary>
    public int? Status { get; init; }
}

public sealed record Dhcpv6Address(IPAddress Address, TimeSpan PreferredLifetime, TimeSpan ValidLifetime);

/// <param name="Prefix">Such as <c>2001:db8::/56</c>.</param>
public sealed record Dhcpv6Prefix(string Prefix, TimeSpan PreferredLifetime, TimeSpan ValidLifetime);

public enum Dhcpv6MessageType
{
    Solicit = 1,
    Advertise = 2,
    Request = 3,
    Confirm = 4,
    Renew = 5,
    Rebind = 6,
    Reply = 7,
    Release = 8,
    Decline = 9,
    Reconfigure = 10,
    InformationRequest = 11,
    RelayForward = 12,
    RelayReply = 13,
}
