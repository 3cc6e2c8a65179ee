using System.Net;
using System.Net.NetworkInformation;

namespace Gateway.Lab.Frames;

/// <summary>A packet to one line, for the messages of failed assertions.</summary>
public static class PacketText
{
    public static string Of(Packet packet)
    {
        var ethernet = packet.Ethernet;
        var vlan = ethernet.Vlan is { } id ? $" vlan {id}" : "";
        return $"{Of(ethernet.Source)} > {Of(ethernet.Destination)}{vlan} {Payload(packet)}";
    }

    /// <summary>Lower case with colons, as Linux prints it.</summary>
    public static string Of(PhysicalAddress mac) =>
        string.Join(':', mac.GetAddressBytes().Select(static value => value.ToString("x2")));

    private static string Payload(Packet packet) => packet switch
    {
        { Arp: { Operation: 1 } arp } => $"ARP who has {arp.TargetAddress}, tell {arp.SenderAddress}",
        { Arp: { } arp } => $"ARP {arp.SenderAddress} is at {Of(arp.Sender)}",
        { Source: { } source, Destination: { } destination } => Transport(packet, source, destination),
        _ => $"type 0x{packet.Ethernet.Type:x4}",
    };

    private static string Transport(Packet packet, IPAddress source, IPAddress destination) => packet switch
    {
        { Tcp: { } tcp } => $"TCP {Ends(source, tcp.SourcePort, destination, tcp.DestinationPort)} [{tcp.Flags}] {tcp.Payload.Length} bytes",
        { Udp: { } udp } => $"UDP {Ends(source, udp.SourcePort, destination, udp.DestinationPort)} {Application(packet)}{udp.Payload.Length} bytes",
        { Icmp: { } icmp } => $"ICMP {source} > {destination} type {icmp.Type} code {icmp.Code}",
        { Icmpv6: { } icmp } => $"ICMPv6 {source} > {destination} type {icmp.Type} code {icmp.Code}{(icmp.Target is { } target ? $" about {target}" : "")}",
        _ => $"IP {source} > {destination} protocol {packet.Ipv4?.Protocol ?? packet.Ipv6?.NextHeader}",
    };

    private static string Application(Packet packet) => packet switch
    {
        { Dhcp: { } dhcp } => $"DHCP {dhcp.Type} for {Of(dhcp.Client)} ",
        { Dhcpv6: { } dhcp } => $"DHCPv6 {dhcp.Type} ",
        { Dns: { } dns } => $"DNS {(dns.Response ? $"answer {dns.Code}" : "question")} '{dns.Name}' ",
        _ => "",
    };

    private static string Ends(IPAddress source, int sourcePort, IPAddress destination, int destinationPort) =>
        $"{new IPEndPoint(source, sourcePort)} > {new IPEndPoint(destination, destinationPort)}";
}
