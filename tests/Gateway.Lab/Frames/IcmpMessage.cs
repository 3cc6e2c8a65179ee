using System.Net;

namespace Gateway.Lab.Frames;

/// <summary>ICMP of IPv4.</summary>
public sealed record IcmpMessage(int Type, int Code)
{
    public const int EchoReply = 0;
    public const int Unreachable = 3;
    public const int EchoRequest = 8;
    public const int TimeExceeded = 11;
}

/// <summary>ICMPv6 with neighbour discovery (RFC 4861).</summary>
public sealed record Icmpv6Message(int Type, int Code)
{
    public const int Unreachable = 1;
    public const int PacketTooBig = 2;
    public const int EchoRequest = 128;
    public const int EchoReply = 129;
    public const int RouterSolicitation = 133;
    public const int RouterAdvertisement = 134;
    public const int NeighbourSolicitation = 135;
    public const int NeighbourAdvertisement = 136;
    public const int MulticastListenerReport = 143;

    /// <summary>Of a neighbour solicitation or advertisement: the address that it is about.</summary>
    public IPAddress? Target { get; init; }

    /// <summary>Of a router advertisement: how long its sender is a default router.</summary>
    public TimeSpan? RouterLifetime => Router?.Lifetime;

    /// <summary>Of a router advertisement: the prefixes on the link, such as <c>fd00::/64</c>.</summary>
    public IReadOnlyList<string> Prefixes => Router is { } router ? [.. router.Prefixes.Select(static prefix => prefix.Prefix)] : [];

    /// <summary>What a router advertisement says; null for every other message.</summary>
    public RouterAdvertisementContent? Router { get; init; }
}

/// <param name="Lifetime">How long the sender is a default router.</param>
/// <param name="Managed">Addresses come by DHCPv6.</param>
/// <param name="OtherConfiguration">Other settings come by DHCPv6.</param>
public sealed record RouterAdvertisementContent(TimeSpan Lifetime, bool Managed, bool OtherConfiguration)
{
    public IReadOnlyList<AdvertisedPrefix> Prefixes { get; init; } = [];

    /// <summary>Resolvers (RFC 8106).</summary>
    public IReadOnlyList<IPAddress> Resolvers { get; init; } = [];
    public int? Mtu { get; init; }
}

/// <param name="Prefix">Such as <c>fd00::/64</c>.</param>
/// <param name="OnLink">The flag L.</param>
/// <param name="Autonomous">The flag A: hosts make themselves addresses of it.</param>
public sealed record AdvertisedPrefix(string Prefix, bool OnLink, bool Autonomous, TimeSpan ValidLifetime, TimeSpan PreferredLifetime);
