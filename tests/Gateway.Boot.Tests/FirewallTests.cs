using System.Text.RegularExpressions;
using Gateway.Lab;
using Gateway.Lab.Devices;
using Gateway.Lab.Frames;
using Gateway.Lab.Guests;
using Gateway.Lab.Wires;

namespace Gateway.Boot.Tests;

/// <summary>Acceptance checks 4 and 6, and M65 and M66: what is open, and to whom.</summary>
[Collection(BootOrder.Running)]
public sealed partial class FirewallTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Inside = "192.168.4.1";
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
            ["nmap", "-n", "-Pn", "-sU", "-p", "1-65535", "--min-rate", "3000", "--max-retries", "0", "-oG", "-", Shared.OutsideAddress], Cancellation, ScanLimit);
        var frames = Shared.Laboratory.Outside.Captured(since);
        var answers = frames
            .Where(frame => frame is { Port: "gateway", Packet.Udp: not null })
            .Where(static frame => frame.Packet!.Destination!.ToString() == LabMachine.Router)

            // The gateway is itself a client of the provider's router.
            .Where(static frame => frame.Packet!.Udp!.DestinationPort is not (67 or 123));

        Assert.Empty(answers);
        Assert.DoesNotContain(frames, static frame => frame is { Port: "gateway", Packet.Icmp: not null });
        Assert.True(
            frames.Where(static frame => frame is { Port: "lab", Packet.Udp: not null }).Select(static frame => frame.Packet!.Udp!.DestinationPort).Distinct().Count() > 65000,
            "most of the scan did not reach the wire");
    }

    [Fact]
    public async Task Inside_exactly_the_declared_tcp_ports_answer()
    {
        // The wide scan may lose an answer, so it shows only that nothing else is open; the narrow one asks again what it hears nothing from.
        var wide = await Shared.Client.RunAsync(
            ["nmap", "-n", "-Pn", "-sS", "-p", "1-65535", "--min-rate", "4000", "--max-retries", "0", "--open", "-oG", "-", Inside, GatewayHost.Address], Cancellation, ScanLimit);
        var narrow = await Shared.Client.RunAsync(
            ["nmap", "-n", "-Pn", "-sS", "-p", "22,53,80,443,3128,5000,5001,5002,8443", "--open", "-oG", "-", Inside, GatewayHost.Address], Cancellation, ScanLimit);

        Assert.Subset(new HashSet<string>(["53/tcp", "80/tcp", "443/tcp", "3128/tcp", "5000/tcp", "22/tcp"]), new HashSet<string>(OpenPorts(wide.Require().Output)));
        Assert.Equal(["53/tcp", "80/tcp", "443/tcp", "3128/tcp", "5000/tcp"], OpenPorts(Line(narrow.Require().Output, Inside)));
        Assert.Equal(["22/tcp"], OpenPorts(Line(narrow.Output, GatewayHost.Address)));
    }

    [Fact]
    public async Task Inside_exactly_the_declared_udp_ports_are_not_refused()
    {
        // The kernel sends one refusal a second to a computer; a faster scan takes its silence for an open port.
        var scan = await Shared.Client.RunAsync(
            ["nmap", "-n", "-Pn", "-sU", "-p", "53,67,69,111,123,161,514,547,853,1900,5353", "--scan-delay", "1200ms", "--max-retries", "3", "--open", "-oG", "-", Inside],
            Cancellation,
            ScanLimit);

        Assert.Equal(["53/udp", "67/udp", "123/udp"], OpenPorts(scan.Require().Output));
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
    public void From_power_on_until_ready_nothing_was_forwarded_and_nothing_was_answered()
    {
        Shared.Boot.RequireNoLeaks();

        // The stranger did reach the gateway's rules, and the computer inside was let out as soon as it might be.
        Assert.True(Shared.ReceivedOutside > 1000, $"the gateway received {Shared.ReceivedOutside} frames outside in its whole boot");
        Assert.Contains(
            Shared.Laboratory.Outside.Captured(Shared.Boot.Leaks.Since).SentBy(GatewayLab.GatewayPort).Tcp(TcpFlags.Syn),
            frame => frame.Packet!.Source!.ToString() == Shared.OutsideAddress && frame.Packet.Destination!.ToString() == LabMachine.WebServer);
    }

    private static string Line(string greppable, string address) =>
        string.Join('\n', greppable.Split('\n').Where(line => line.StartsWith($"Host: {address} ", StringComparison.Ordinal)));

    private static IEnumerable<string> OpenPorts(string greppable) =>
        Port().Matches(greppable).Select(static match => $"{match.Groups["port"].Value}/{match.Groups["protocol"].Value}");

    [GeneratedRegex(@"(?<port>\d+)/open(\|filtered)?/(?<protocol>tcp|udp)/")]
    private static partial Regex Port();
}
