using System.Net;
using System.Net.NetworkInformation;
using Gateway.Lab.Faults;
using Gateway.Lab.Frames;
using Gateway.Lab.Wires;

namespace Gateway.Lab.Tests.Faults;

public sealed class OutsideScanTests : IAsyncDisposable
{
    private static readonly PhysicalAddress Card = PhysicalAddress.Parse("5254001AB101");
    private static readonly PhysicalAddress Child = PhysicalAddress.Parse("020000000001");
    private readonly string folder = Directory.CreateTempSubdirectory("gwscan-").FullName;
    private readonly Wire outside;
    private readonly Wire inside;
    private readonly GatewayOutside seen;
    private readonly OutsideScan scan;

    public OutsideScanTests()
    {
        outside = new Wire("outside", folder) { Networks = [IPNetwork.Parse("5.1.0.0/24")] };
        inside = new Wire("inside", folder);
        seen = new GatewayOutside(outside, "gateway", Card);
        scan = new OutsideScan(seen, PhysicalAddress.Parse("5254001AB001"), seed: 3);
    }

    [Fact]
    public void Every_port_of_the_outside_address_is_met()
    {
        outside.Inject("gateway", Dhcp(Child, 68, 67, DhcpMessageType.Request, "0.0.0.0"));
        var packets = Packets(0, 8 * 87384).Where(packet => packet.Destination!.Equals(seen.Address) && packet.Ethernet.Destination.Equals(Child)).ToList();

        Assert.Equal(65536, packets.Where(static packet => packet.Tcp is not null).Select(static packet => packet.Tcp!.DestinationPort).Distinct().Count());
        Assert.Equal(65536, packets.Where(static packet => packet.Udp is not null).Select(static packet => packet.Udp!.DestinationPort).Distinct().Count());
        Assert.Contains(packets, static packet => packet.Icmp?.Type == IcmpMessage.EchoRequest);
        Assert.Contains(packets, static packet => packet.Udp?.DestinationPort == 53);
    }

    [Fact]
    public void Every_address_inside_is_met_by_pings_and_connections_and_ipv6_is_too()
    {
        var packets = Packets(0, 8 * 1024);

        var within = packets.Where(static packet => IPNetwork.Parse("192.168.4.0/24").Contains(packet.Destination!)).ToList();
        Assert.Equal(254, within.Where(static packet => packet.Tcp is not null).Select(static packet => packet.Destination).Distinct().Count());
        Assert.Equal(254, within.Where(static packet => packet.Icmp is not null).Select(static packet => packet.Destination).Distinct().Count());
        Assert.Contains(packets, static packet => packet is { Ipv6: not null, Tcp: not null });
        Assert.Contains(packets, static packet => packet is { Ipv6: not null, Udp: not null });
        Assert.Contains(packets, static packet => packet is { Icmpv6.Type: Icmpv6Message.EchoRequest });
        Assert.All(
            (IPAddress[])[OutsideScan.StrangerV6, OutsideScan.NeighbourV6],
            source => Assert.Contains(packets, packet => packet.Tcp is not null && InsideTraffic.Routed.Equals(packet.Destination) && source.Equals(packet.Source)));
        Assert.All(packets, static packet => Assert.True(OutsideScan.IsStranger(packet.Source)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_frames()
    {
        var again = new OutsideScan(seen, PhysicalAddress.Parse("5254001AB001"), seed: 3);
        var other = new OutsideScan(seen, PhysicalAddress.Parse("5254001AB001"), seed: 4);

        Assert.All(Enumerable.Range(0, 100), number => Assert.Equal(scan.Frame(number), again.Frame(number)));
        Assert.NotEqual(scan.Frame(1), other.Frame(1));
    }

    [Fact]
    public void The_stranger_learns_the_gateways_addresses_from_its_dhcp()
    {
        outside.Inject("gateway", Dhcp(Child, 68, 67, DhcpMessageType.Request, "0.0.0.0"));
        outside.Inject("lab", Dhcp(Card, 67, 68, DhcpMessageType.Acknowledge, "5.1.0.123"));

        Assert.Equal((Child, "5.1.0.123"), (seen.Mac, seen.Address.ToString()));
        Assert.Contains(Packets(0, 100), packet => packet.Ethernet.Destination.Equals(Child));
        Assert.Contains(Packets(0, 100), packet => packet.Ethernet.Destination.Equals(Card));
    }

    [Fact]
    public void A_gateway_that_answers_forwards_or_shows_its_card_is_caught()
    {
        using var leaks = new LeakWatch(outside, inside, "gateway", Card);
        outside.Inject("gateway", new FrameBuilder(Child, Card, IPAddress.Parse("5.1.0.100"), IPAddress.Parse("5.1.0.1")).Udp(123, 123, "x"u8));
        leaks.RequireNone();

        outside.Inject("gateway", new FrameBuilder(Child, Card, IPAddress.Parse("5.1.0.100"), OutsideScan.Stranger).TcpSyn(22, 1024));
        outside.Inject("gateway", new FrameBuilder(Child, Card, InsideTraffic.Computer, IPAddress.Parse("9.1.0.80")).TcpSyn(22, 1024));
        outside.Inject("gateway", new FrameBuilder(Card, Child, IPAddress.Parse("5.1.0.100"), IPAddress.Parse("5.1.0.1")).Udp(123, 123, "x"u8));
        inside.Inject("gateway", new FrameBuilder(Card, Child, OutsideScan.Stranger, IPAddress.Parse("192.168.4.50")).EchoRequest(1, 1));

        var message = Assert.Throws<InvalidOperationException>(leaks.RequireNone).Message;
        Assert.Equal([1, 0, 1, 1, 1, 0], leaks.Watches.Select(static watch => (int)watch.Count));
        Assert.Equal(4, message.Split("must not carry").Length - 1);
        Assert.Equal(2, leaks.OutsideSources.Count);
    }

    private List<Packet> Packets(long from, int count) =>
        [.. Enumerable.Range(0, count).Select(index => PacketDecoder.Decode(scan.Frame(from + index))!)];

    private static byte[] Dhcp(PhysicalAddress source, int sourcePort, int destinationPort, DhcpMessageType type, string given)
    {
        var message = new byte[244];
        Child.GetAddressBytes().CopyTo(message, 28);
        IPAddress.Parse(given).GetAddressBytes().CopyTo(message, 16);
        byte[] options = [53, 1, (byte)type, 255];
        options.CopyTo(message, 240);
        return new FrameBuilder(source, PhysicalAddress.Parse("FFFFFFFFFFFF"), IPAddress.Any, IPAddress.Broadcast).Udp(sourcePort, destinationPort, message);
    }

    public async ValueTask DisposeAsync()
    {
        seen.Dispose();
        await outside.DisposeAsync();
        await inside.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
