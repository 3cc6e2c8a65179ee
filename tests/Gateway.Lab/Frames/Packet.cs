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
    public IcmpMessage? Icmp { get; init; }
    public Icmpv6Message? Icmpv6 { get; init; }
    public DhcpMessage? Dhcp { get; init; }
    public Dhcpv6Message? Dhcpv6 { get; init; }

    /// <summary>A question or an answer on port 53, over UDP.</summary>
    public DnsMessage? Dns { get; init; }
    public IPAddress? Source => Ipv4?.Source ?? Ipv6?.Source;
    public IPAddress? Destination => Ipv4?.Destination ?? Ipv6?.Destination;

    /// <summary>One line for people.</summary>
    public override string ToString() => PacketText.Of(this);
}

/// <param name="Vlan">The 802.1Q identifier, or null on an untagged frame.</param>
/// <param name="Type">The payload's EtherType, behind a VLAN tag.</param>
public sealed record EthernetHeader(PhysicalAddress Destination, PhysicalAddress Source, int? Vlan, int Type);

/// <param name="Operation">1: request; 2: reply.</param>
public sealed record ArpPacket(int Operation, PhysicalAddress Sender, IPAddress SenderAddress, IPAddress TargetAddress);

public sealed record Ipv4Header(IPAddress Source, IPAddress Destination, int Protocol, int TimeToLive, bool Fragment)
{
    public int Identification { get; init; }
    public bool DontFragment { get; init; }
}

/// <param name="NextHeader">What follows the extension headers.</param>
public sealed record Ipv6Header(IPAddress Source, IPAddress Destination, int NextHeader, int HopLimit)
{
    /// <summary>A fragment other than a whole datagram; only the first one has ports.</summary>
    public bool Fragment { get; init; }
}

public sealed record UdpDatagram(int SourcePort, int DestinationPort, ReadOnlyMemory<byte> Payload);

public sealed record TcpSegment(int SourcePort, int DestinationPort, TcpFlags Flags, ReadOnlyMemory<byte> Payload)
{
    public uint Sequence { get; init; }
    public uint Acknowledgment { get; init; }
    public int Window { get; init; }
}

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
