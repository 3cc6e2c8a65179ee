using System.Net;
using Gateway.Lab.Frames;

namespace Gateway.Lab.Tests.Frames;

public sealed class PacketDecoderTests
{
    private const string Ethernet = "ffffffffffff 525400000001 ";

    [Fact]
    public void An_arp_request_is_read_with_its_addresses()
    {
        var packet = Decode(Ethernet + "0806 0001 0800 06 04 0001 525400000001 05010001 000000000000 05010064");

        Assert.Equal(new ArpPacket(1, packet.Ethernet.Source, IPAddress.Parse("5.1.0.1"), IPAddress.Parse("5.1.0.100")), packet.Arp);
    }

    [Fact]
    public void A_tcp_syn_is_told_from_its_answer()
    {
        var syn = Decode(Ethernet + "0800" + Ipv4(6, 20) + "c000 0050 00000001 00000000 5002 ffff 0000 0000");
        var answer = Decode(Ethernet + "0800" + Ipv4(6, 20) + "0050 c000 00000001 00000002 5012 ffff 0000 0000");

        Assert.Equal((49152, 80, TcpFlags.Syn), (syn.Tcp!.SourcePort, syn.Tcp.DestinationPort, syn.Tcp.Flags));
        Assert.Equal(TcpFlags.Syn | TcpFlags.Acknowledge, answer.Tcp!.Flags);
    }

    [Fact]
    public void A_dhcp_offer_is_known_by_its_message_type()
    {
        var dhcp = new string('0', 32) + "c0a80432" + new string('0', 16) + "525400000009" + new string('0', 404) + "63825363 00 350102 ff";
        var packet = Decode(Ethernet + "0800" + Ipv4(17, 8 + (dhcp.Replace(" ", "").Length / 2)) + "0043 0044 0000 0000" + dhcp);

        Assert.Equal(DhcpMessageType.Offer, packet.Dhcp!.Type);
        Assert.Equal("525400000009", packet.Dhcp.Client.ToString());
        Assert.Equal(IPAddress.Parse("192.168.4.50"), packet.Dhcp.YourAddress);
    }

    [Fact]
    public void A_router_advertisement_tells_lifetime_and_prefix()
    {
        var prefix = "0304 40c0 00000e10 00000708 00000000 fd123456789a00000000000000000000";
        var packet = Decode(Ethernet + "86dd 60000000 0030 3a ff" + LinkLocal + AllNodes + "8600 0000 4000 0000 00000000 00000000" + prefix);

        Assert.Equal(Icmpv6Message.RouterAdvertisement, packet.Icmpv6!.Type);
        Assert.Equal(TimeSpan.Zero, packet.Icmpv6.RouterLifetime);
        Assert.Equal(["fd12:3456:789a::/64"], packet.Icmpv6.Prefixes);
    }

    [Fact]
    public void A_router_advertisement_is_read_to_its_options()
    {
        var prefix = "0304 40c0 00000e10 00000708 00000000 fd123456789a00000000000000000000";
        var resolver = "1903 0000 00000e10 fd123456789a00000000000000000001";
        var packet = Decode(Ethernet + "86dd 60000000 0050 3a ff" + LinkLocal + AllNodes + "8600 0000 40c0 0708 00000000 00000000" + prefix + "0501 0000 000005dc" + resolver);

        var router = packet.Icmpv6!.Router!;
        Assert.Equal((TimeSpan.FromMinutes(30), true, true, 1500), (router.Lifetime, router.Managed, router.OtherConfiguration, router.Mtu));
        Assert.Equal(
            new AdvertisedPrefix("fd12:3456:789a::/64", true, true, TimeSpan.FromHours(1), TimeSpan.FromMinutes(30)), Assert.Single(router.Prefixes));
        Assert.Equal("fd12:3456:789a::1", Assert.Single(router.Resolvers).ToString());
    }

    [Fact]
    public void A_neighbour_solicitation_behind_a_hop_by_hop_header_names_its_target()
    {
        var packet = Decode(Ethernet + "86dd 60000000 0020 00 ff" + LinkLocal + AllNodes + "3a00 0502 0000 0100 8700 0000 00000000 fd123456789a00000000000000000001");

        Assert.Equal((Icmpv6Message.NeighbourSolicitation, "fd12:3456:789a::1"), (packet.Icmpv6!.Type, packet.Icmpv6.Target!.ToString()));
        Assert.Equal(IpProtocol.Icmpv6, packet.Ipv6!.NextHeader);
    }

    [Fact]
    public void A_delegated_prefix_is_read_out_of_a_dhcpv6_reply()
    {
        var prefix = "001a 0019 00000708 00000e10 38 20010db8000100000000000000000000";
        var message = "07 abcdef 0001 0004 00030001 0002 0004 00030002 0019 0029 00000001 00000000 00000000" + prefix;
        var packet = Decode(Ethernet + "86dd 60000000 0051 11 40" + LinkLocal + AllNodes + "0223 0222 0051 0000" + message);

        var reply = packet.Dhcpv6!;
        Assert.Equal((Dhcpv6MessageType.Reply, 0xabcdef, "00030001", "00030002", true), (reply.Type, reply.Transaction, reply.Client, reply.Server, reply.HasPrefixDelegation));
        Assert.Equal(new Dhcpv6Prefix("2001:db8:1::/56", TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)), Assert.Single(reply.Prefixes));
    }

    [Fact]
    public void A_dns_question_is_known_by_its_name()
    {
        var question = "1234 0120 0001 0000 0000 0000 03777777 07657861 6d706c65 034c4142 00 0001 0001";
        var packet = Decode(Ethernet + "0800" + Ipv4(17, 41) + "c000 0035 0029 0000" + question);

        Assert.Equal(new DnsMessage(0x1234, false, 0, "www.example.lab", 1) { Authenticated = true }, packet.Dns);
    }

    [Fact]
    public void A_vlan_tag_is_looked_behind()
    {
        var packet = Decode(Ethernet + "8100 0007 0806 0001 0800 06 04 0002 525400000001 05010001 525400000002 05010064");

        Assert.Equal(7, packet.Ethernet.Vlan);
        Assert.Equal(2, packet.Arp!.Operation);
    }

    [Fact]
    public void The_second_fragment_of_a_datagram_has_no_ports()
    {
        var packet = Decode(Ethernet + "0800 4500 001c 0001 0010 40 11 0000 0a000001 0a000002 0035 0035 0008 0000");

        Assert.True(packet.Ipv4!.Fragment);
        Assert.Null(packet.Udp);
    }

    [Theory]
    [InlineData("0800 4500 0020 0000 0000 4011 0000 0a000001 0a000002 0044 0043 000c 0000 01010600")]
    [InlineData("0800 4500 0048 0000 0000 4011 0000 0a000001 0a000002 c000 0035 0034 0000 1234 0120 0001 0000 0000 0000 03777777 07657861 6d706c65 034c4142 00 0001 0001")]
    [InlineData("86dd 60000000 0020 00 ff fe800000000000000000000000000001 ff020000000000000000000000000001 3a00 0502 0000 0100 8700 0000 00000000 fd123456789a00000000000000000001")]
    [InlineData("86dd 60000000 0030 3a ff fe800000000000000000000000000001 ff020000000000000000000000000001 8600 0000 4000 0000 00000000 00000000 0304 40c0 00000e10 00000708 00000000 fd123456789a00000000000000000000")]
    [InlineData("86dd 60000000 001c 11 ff fe800000000000000000000000000001 ff020000000000000000000000000001 0222 0223 001c 0000 01abcdef 0001 0004 00030001 0003 0004 00000001")]
    public void No_cut_of_a_frame_is_an_error(string frame)
    {
        var whole = Convert.FromHexString((Ethernet + frame).Replace(" ", ""));
        for (var length = 0; length <= whole.Length; length++)
        {
            Assert.Equal(length >= 14, PacketDecoder.Decode(whole.AsMemory(0, length)) is not null);
        }
    }

    private const string LinkLocal = "fe800000000000005054 00fffe000001";
    private const string AllNodes = "ff020000000000000000000000000001";

    private static string Ipv4(int protocol, int payload) => $"4500 {20 + payload:x4} 0000 0000 40 {protocol:x2} 0000 0a000001 0a000002";

    private static Packet Decode(string hex) => PacketDecoder.Decode(Convert.FromHexString(hex.Replace(" ", "")))!;
}
