using System.Net;
using System.Net.NetworkInformation;

namespace Gateway.Lab.Frames;

/// <summary>A frame taken apart as far as the laboratory's assertions need; a layer that is absent or cut short is null.</summary>
public sealed record Packet(EthernetHeader Ethernet)
{
    public ArpPacket? Arp { get; init; }
    public Ipv4Header? Ipv4 { get; init; }
    public Ipv6Header? Ipv6 { get; init; }
    public UdpDatagram? Udp { get; init; }
    public TcpSegment? Tcp { get; init; }
    public DhcpMessage? Dhcp { get; init; }
    public Icmpv6Message? Icmpv6 { get; init; }
    public IPAddress? Source => Ipv4?.Source ?? Ipv6?.Source;
    public IPAddress? Destination => Ipv4?.Destination ?? Ipv6?.Destination;
}

/// <param name="Vlan">The 802.1Q identifier, or null on an untagged frame.</param>
/// <param name="Type">The payload's EtherType, behind a VLAN tag.</param>
public sealed record EthernetHeader(PhysicalAddress Destination, PhysicalAddress Source, int? Vlan, int Type);

/// <param name="Operation">1: request; 2: reply.</param>
public sealed record ArpPacket(int Operation, PhysicalAddress Sender, IPAddress SenderAddress, IPAddress TargetAddress);

public sealed record Ipv4Header(IPAddress Source, IPAddress Destination, int Protocol, int TimeToLive, bool Fragment);

public sealed record Ipv6Header(IPAddress Source, IPAddress Destination, int NextHeader, int HopLimit);

public sealed record UdpDatagram(int SourcePort, int DestinationPort, ReadOnlyMemory<byte> Payload);

public sealed record TcpSegment(int SourcePort, int DestinationPort, TcpFlags Flags, ReadOnlyMemory<byte> Payload);

[Flags]
public enum TcpFlags
{
    None = 0,
    Fin = 1,
    Syn = 2,
    Reset = 4,
    Push = 8,
    Acknowledge = 16,
}

public sealed record DhcpMessage(DhcpMessageType Type, PhysicalAddress Client, IPAddress YourAddress);

public enum DhcpMessageType
{
    Discover = 1,
    Offer = 2,
    Request = 3,
    Decline = 4,
    Acknowledge = 5,
    Refuse = 6,
    Release = 7,
    Inform = 8,
}

/// <param name="Type">133: router solicitation; 134: router advertisement; 135: neighbour solicitation; 136: neighbour advertisement.</param>
public sealed record Icmpv6Message(int Type, int Code)
{
    public const int RouterSolicitation = 133;
    public const int RouterAdvertisement = 134;
    public const int NeighbourSolicitation = 135;

    /// <summary>Of a router advertisement: how long its sender is a default router.</summary>
    public TimeSpan? RouterLifetime { get; init; }

    /// <summary>Of a router advertisement: the prefixes on the link, such as <c>fd00::/64</c>.</summary>
    public IReadOnlyList<string> Prefixes { get; init; } = [];
}
