using System.Text.RegularExpressions;
using Gateway.Lab.Frames;

namespace Gateway.Boot.Tests;

/// <summary>Acceptance check 6, and M65 and M66: what is open, and to whom.</summary>
[Collection(BootOrder.Running)]
public sealed partial class FirewallTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private static readonly TimeSpan ScanLimit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task Not_one_tcp_port_answers_outside()
    {
        var since = Shared.Laboratory.Outside.Now;

        var scan = await Shared.Laboratory.Lab.Isp.RunAsync(
            ["nmap", "-n", "-Pn", "-sS", "-p", "1-65535", "--min-rate", "3000", "--max-retries", "0", "--open", "-oG", "-", Shared.OutsideAddress], Cancellation, ScanLimit);
        var frames = Shared.Laboratory.Outside.Captured(since);

        Assert.Empty(OpenPorts(scan.Require().Output));
        Assert.Contains(frames, static frame => frame is { Port: "lab", Packet.Tcp.Flags: TcpFlags.Syn });
        Assert.DoesNotContain(frames, static frame => frame is { Port: "gateway", Packet.Tcp: { } tcp } && tcp.Flags.HasFlag(TcpFlags.Syn | TcpFlags.Acknowledge));
        Assert.DoesNotContain(frames, frame => frame is { Port: "gateway", Packet.Tcp: { } tcp } && tcp.Flags.HasFlag(TcpFlags.Reset));
    }

    [Fact]
    public async Task Not_one_udp_port_answers_outside()
    {
        var since = Shared.Laboratory.Outside.Now;

        await Shared.Laboratory.Lab.Isp.RunAsync(
            ["nmap", "-n", "-Pn", "-sU", "--top-ports", "1000", "--min-rate", "1000", "--max-retries", "1", "-oG", "-", Shared.OutsideAddress], Cancellation, ScanLimit);
        var answers = Shared.Laboratory.Outside.Captured(since)
            .Where(frame => frame is { Port: "gateway", Packet.Udp: not null })
            .Where(static frame => frame.Packet!.Destination!.ToString() == Gateway.Lab.Guests.LabMachine.Router)

            // The gateway is itself a client of the provider's router.
            .Where(static frame => frame.Packet!.Udp!.DestinationPort is not (67 or 123));

        Assert.Empty(answers);
    }

    [Fact]
    public async Task Inside_exactly_the_declared_ports_answer()
    {
        var tcp = await Shared.Client.RunAsync(
            ["nmap", "-n", "-Pn", "-sS", "-p", "1-65535", "--min-rate", "2000", "--max-retries", "1", "--open", "-oG", "-", "192.168.4.1"], Cancellation, ScanLimit);

        // Refusals are limited to one a second by the kernel; a port whose refusal got lost is asked again.
        var udp = await Shared.Client.RunAsync(
            ["nmap", "-n", "-Pn", "-sU", "-p", "53,67,69,111,123,161,323,500,514,547,853,1900,4500,5353,3128,5000,8953", "--max-retries", "10", "--open", "-oG", "-", "192.168.4.1"],
            Cancellation,
            ScanLimit);

        Assert.Equal(["53/tcp", "3128/tcp"], OpenPorts(tcp.Require().Output));
        Assert.Equal(["53/udp", "67/udp", "123/udp"], OpenPorts(udp.Require().Output));
    }

    [Fact]
    public async Task The_host_answers_nothing_inside_but_ssh()
    {
        var scan = await Shared.Client.RunAsync(
            ["nmap", "-n", "-Pn", "-sS", "-p", "1-65535", "--min-rate", "2000", "--max-retries", "1", "--open", "-oG", "-", "192.168.4.2"], Cancellation, ScanLimit);

        Assert.Equal(["22/tcp"], OpenPorts(scan.Require().Output));
    }

    [Fact]
    public async Task Packets_for_the_inside_are_not_forwarded_from_outside()
    {
        var since = Shared.Laboratory.Inside.Now;

        await Shared.Laboratory.Lab.Isp.RunAsync(
            $"ip route replace 192.168.4.0/24 via {Shared.OutsideAddress}; ping -c 3 -i 0.2 -W 1 {Shared.Lease.Address}; curl -s --max-time 3 http://192.168.4.2:22/; ip route del 192.168.4.0/24; true",
            Cancellation);
        var crossed = Shared.Laboratory.Inside.Captured(since).Where(static frame => frame.Packet?.Source?.ToString().StartsWith("5.1.0.", StringComparison.Ordinal) == true);

        Assert.Empty(crossed);
    }

    [Fact]
    public void The_outside_never_heard_the_cards_own_address_nor_an_offer_nor_an_advertisement()
    {
        var frames = Shared.Laboratory.Outside.Captured(Shared.OutsideSince).Where(static frame => frame is { Port: "gateway", Packet: not null }).ToList();
        var card = System.Net.NetworkInformation.PhysicalAddress.Parse(Gateway.Lab.GatewayLab.OutsideMac.Replace(":", "").ToUpperInvariant());

        Assert.NotEmpty(frames);
        Assert.DoesNotContain(frames, frame => frame.Packet!.Ethernet.Source.Equals(card));
        Assert.DoesNotContain(frames, static frame => frame.Packet!.Dhcp?.Type is DhcpMessageType.Offer or DhcpMessageType.Acknowledge);
        Assert.DoesNotContain(frames, static frame => frame.Packet!.Icmpv6?.Type == Icmpv6Message.RouterAdvertisement);
    }

    private static IEnumerable<string> OpenPorts(string greppable) =>
        Port().Matches(greppable).Select(static match => $"{match.Groups["port"].Value}/{match.Groups["protocol"].Value}");

    [GeneratedRegex(@"(?<port>\d+)/open(\|filtered)?/(?<protocol>tcp|udp)/")]
    private static partial Regex Port();
}
