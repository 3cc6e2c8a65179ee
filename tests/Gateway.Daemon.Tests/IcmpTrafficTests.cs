using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>Acceptance check 36: errors that belong to a flow arrive and act; forged ones, and messages of one link, do not pass.</summary>
public sealed partial class IcmpTrafficTests(StackRoot root) : IClassFixture<StackRoot>
{
    private const byte PacketTooBig = 2;
    private const byte NeighbourSolicitation = 135;
    private const int Mtu = 1300;
    private const int Attempts = 100;

    [Fact]
    public async Task A_packet_too_big_of_a_flow_acts_and_a_forged_one_and_a_neighbours_are_dropped()
    {
        StackRoot.Require();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can make network namespaces; run the test as root");
        var cancellation = TestContext.Current.CancellationToken;
        using var network = new ZoneNetwork(root, Ipv6Samples.Routed);
        var computer = IPAddress.Parse(ZoneNetwork.Ipv6ComputerOf(Ipv6Samples.Routed.Inside));
        var server = new IPEndPoint(IPAddress.Parse(ZoneNetwork.OutsideIpv6Computer), 4000);
        using var flow = await network.AskAsync("inside", "outside", server, cancellation);
        var own = (IPEndPoint)flow.LocalEndPoint!;

        network.SendIcmp("outside", computer, [PacketTooBig, 0, 0, 0, 0, 0, Mtu >> 8, Mtu & 0xFF, .. Udp(new IPEndPoint(computer, own.Port + 1), server)]);
        Until(() => Invalid().IsMatch(network.List()), "a forged error to be dropped");
        network.SendIcmp("outside", computer, [NeighbourSolicitation, 0, 0, 0, 0, 0, 0, 0, .. computer.GetAddressBytes()]);
        Until(() => OfOneLink().IsMatch(network.List()), "a neighbour's question to be dropped");
        Assert.DoesNotContain($"mtu {Mtu}", network.Run("inside", "ip", "-6", "route", "get", server.Address.ToString()));

        network.SendIcmp("outside", computer, [PacketTooBig, 0, 0, 0, 0, 0, Mtu >> 8, Mtu & 0xFF, .. Udp(own, server)]);
        Until(() => network.Run("inside", "ip", "-6", "route", "get", server.Address.ToString()).Contains($"mtu {Mtu}", StringComparison.Ordinal), "the flow's error to arrive");
    }

    /// <summary>What a machine inside sends may be too big for somebody's way as well.</summary>
    [Fact]
    public async Task A_packet_too_big_acts_on_a_flow_that_a_pinhole_let_in()
    {
        StackRoot.Require();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can make network namespaces; run the test as root");
        var cancellation = TestContext.Current.CancellationToken;
        using var network = new ZoneNetwork(root, Ipv6Samples.Routed);
        var served = new IPEndPoint(IPAddress.Parse(ZoneNetwork.Ipv6ComputerOf(Ipv6Samples.Routed.Inside)), 6001);
        using var flow = await network.AskAsync("outside", "inside", served, cancellation);
        var client = (IPEndPoint)flow.LocalEndPoint!;

        network.SendIcmp("outside", served.Address, [PacketTooBig, 0, 0, 0, 0, 0, Mtu >> 8, Mtu & 0xFF, .. Udp(served, client)]);

        Until(() => network.Run("inside", "ip", "-6", "route", "get", client.Address.ToString()).Contains($"mtu {Mtu}", StringComparison.Ordinal), "the flow's error to arrive");
    }

    /// <summary>The beginning of the packet that an error is about.</summary>
    private static byte[] Udp(IPEndPoint from, IPEndPoint to) =>
    [
        0x60, 0, 0, 0, 0x05, 0x80, (byte)ProtocolType.Udp, 63, .. from.Address.GetAddressBytes(), .. to.Address.GetAddressBytes(),
        (byte)(from.Port >> 8), (byte)from.Port, (byte)(to.Port >> 8), (byte)to.Port, 0x05, 0x80, 0, 0,
    ];

    /// <summary>Each look starts a program, which takes longer than a packet.</summary>
    private static void Until(Func<bool> holds, string what) => Assert.True(Enumerable.Range(0, Attempts).Any(_ => holds()), $"waited in vain for {what}");

    [GeneratedRegex(@"chain gw_forward \{[^}]*ct state invalid counter packets [1-9]", RegexOptions.Singleline)]
    private static partial Regex Invalid();

    [GeneratedRegex(@"router-renumbering[^\n]*counter packets [1-9]|nd-router-solicit[^\n]*nd-redirect[^\n]*counter packets [1-9]")]
    private static partial Regex OfOneLink();
}
