using System.Net.Sockets;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Firewall;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>Acceptance check 51 with packets: the kernel does with every first packet what the policy says, from which the page's tables are made too.</summary>
public sealed class ZoneTrafficTests(StackRoot root) : IClassFixture<StackRoot>
{
    private static readonly (string Protocol, int Port)[] Services = [("tcp", 25), ("tcp", 443), ("tcp", 587), ("tcp", 631), ("udp", 123), ("udp", 587)];

    [Theory]
    [InlineData("segments")]
    [InlineData("ruled")]
    public async Task Every_pair_and_service_is_let_through_dropped_or_refused_as_the_policy_says(string sample)
    {
        var document = Require(Sparing(StackSamples.All[sample]));
        using var network = new ZoneNetwork(root, document);
        var flows = Flows(document).ToArray();

        var found = await Task.WhenAll(flows.Select(async flow =>
            $"{flow.From} {flow.To} {flow.Service.Name}: {await network.BeginAsync(flow.From, flow.To, flow.Service.Protocol, flow.Destination!, flow.Service.Port, TestContext.Current.CancellationToken)}"));

        Assert.Equal(flows.Select(flow => $"{flow.From} {flow.To} {flow.Service.Name}: {ZonePolicy.Decide(document, flow)}"), found);
    }

    [Fact]
    public async Task Of_the_box_itself_each_segment_reaches_the_ports_of_the_table_and_the_outside_none()
    {
        var document = Require(StackSamples.Segments);
        var open = OpenPorts.Of(document, StackSamples.Observed).Select(static opening => (opening.Zone, opening.Protocol, opening.Port)).ToHashSet();
        var ports = open.Select(static opening => (opening.Protocol, opening.Port)).Concat([("tcp", 22), ("tcp", 80), ("tcp", 443), ("tcp", 5000), ("udp", 5353)]).Distinct().ToArray();
        using var network = new ZoneNetwork(root, document);

        var inside = await Task.WhenAll(
            from segment in document.Segments
            from port in ports
            select AskAsync(segment.Name, segment.Ipv4.Split('/')[0], port));
        var outside = await Task.WhenAll(ports.Select(port => AskAsync(ZoneMatrix.Outside, "203.0.113.1", port)));

        Assert.All(inside, asked => Assert.Equal(open.Contains((asked.From, asked.Protocol, asked.Port)) ? RuleAction.Accept : RuleAction.Reject, asked.Found));
        Assert.All(outside, static asked => Assert.Equal(RuleAction.Drop, asked.Found));

        async Task<(string From, string Protocol, int Port, RuleAction Found)> AskAsync(string from, string address, (string Protocol, int Port) asked) =>
            (from, asked.Protocol, asked.Port, await network.BeginAsync(from, ZoneNetwork.Router, asked.Protocol, address, asked.Port, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task By_ipv6_too_every_pair_and_service_is_as_the_policy_says()
    {
        var document = Require(Ipv6Samples.Routed);
        using var network = new ZoneNetwork(root, document);
        var computers = document.Segments.Where(static segment => segment.Prefix is not null).ToDictionary(static segment => segment.Name, ZoneNetwork.Ipv6ComputerOf);
        computers[ZoneMatrix.Outside] = ZoneNetwork.OutsideIpv6Computer;
        var flows = (from pair in ZoneMatrix.Pairs(document)
                     where computers.ContainsKey(pair.From) && computers.ContainsKey(pair.To)
                     from service in Services.Append(("tcp", 22))
                     select new FlowStart(pair.From, pair.To, new FlowService(service.Item1, service.Item2, Ipv6: true)) { Source = computers[pair.From], Destination = computers[pair.To] }).ToArray();

        var found = await Task.WhenAll(flows.Select(async flow =>
            $"{flow.From} {flow.To} {flow.Service.Name}: {await network.BeginAsync(flow.From, flow.To, flow.Service.Protocol, flow.Destination!, flow.Service.Port, TestContext.Current.CancellationToken)}"));

        Assert.Equal(flows.Select(flow => $"{flow.From} {flow.To} {flow.Service.Name}: {ZonePolicy.Decide(document, flow)}"), found);
    }

    [Fact]
    public async Task A_pinhole_lets_in_what_it_says_and_nobody_passes_with_an_address_that_is_not_his()
    {
        var document = Require(Ipv6Samples.Routed);
        var cancellation = TestContext.Current.CancellationToken;
        var nas = ZoneNetwork.Ipv6ComputerOf(document.Inside);
        using var network = new ZoneNetwork(root, document);
        network.Run("outside", "ip", "address", "add", "2001:db8:e::9/128", "dev", "lo", "nodad");
        network.Run("outside", "ip", "address", "add", "fd99::9/128", "dev", "lo", "nodad");
        network.Run("outside", "ip", "address", "add", "2001:db8:100:2::9/128", "dev", "lo", "nodad");
        network.Run("inside", "ip", "address", "add", "2001:db8:e::7/128", "dev", "lo", "nodad");

        var found = await Task.WhenAll(
            network.BeginAsync("outside", "inside", "tcp", nas, 8443, cancellation),
            network.BeginAsync("outside", "inside", "tcp", nas, 8444, cancellation),
            network.BeginAsync("outside", "inside", "udp", nas, 6000, cancellation),
            network.BeginAsync("outside", "inside", "udp", nas, 6001, cancellation, source: "2001:db8:e::9"),
            network.BeginAsync("outside", "inside", "tcp", nas, 8443, cancellation, source: "fd99::9"),
            network.BeginAsync("outside", "inside", "tcp", nas, 8443, cancellation, source: "2001:db8:100:2::9"),
            network.BeginAsync("inside", "outside", "tcp", ZoneNetwork.OutsideIpv6Computer, 80, cancellation, source: "fd12:3456:789a::9"),
            network.BeginAsync("inside", "outside", "tcp", ZoneNetwork.OutsideIpv6Computer, 81, cancellation, source: "2001:db8:e::7"));

        Assert.Equal(
            [
                RuleAction.Accept, RuleAction.Drop, RuleAction.Accept, RuleAction.Drop, RuleAction.Drop, RuleAction.Drop,
                RuleAction.Reject, RuleAction.Drop,
            ],
            found);
        Assert.Matches(@"ip6 saddr \{ [^}]*fc00::/7[^}]* \} counter packets [1-9]", network.List());
        Assert.Matches(@"iifname ""br-inside"" meta nfproto ipv6 counter packets [1-9]|meta nfproto ipv6 iifname ""br-inside"" counter packets [1-9]", network.List());
    }

    [Fact]
    public async Task A_rule_counts_the_packets_that_begin_and_holds_from_the_moment_it_is_loaded()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var network = new ZoneNetwork(root, Require(StackSamples.Segments));
        Assert.Equal(RuleAction.Accept, await network.BeginAsync("guest", "outside", "tcp", ZoneNetwork.OutsideComputer, 80, cancellation));

        network.Load(StackSamples.Segments with
        {
            Firewall = new Planning.Configuration.FirewallConfig { Rules = [new RuleConfig { From = "guest", To = "outside", Action = RuleAction.Reject, Protocol = "tcp", Ports = [new PortRange(80, 80)] }] },
        });

        Assert.Equal(RuleAction.Reject, await network.BeginAsync("guest", "outside", "tcp", ZoneNetwork.OutsideComputer, 80, cancellation));
        Assert.Equal(RuleAction.Accept, await network.BeginAsync("guest", "outside", "tcp", ZoneNetwork.OutsideComputer, 81, cancellation));
        Assert.Contains("tcp dport 80 counter packets 1 bytes 60 goto gw_refuse comment \"firewall.rule[1]\"", network.List());
    }

    [Fact]
    public async Task A_connection_that_a_forward_let_in_ends_with_the_forward_and_not_with_another_one()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var server = ZoneNetwork.ComputerOf(StackSamples.Segments.Inside);
        var without = Require(StackSamples.Segments) with { Firewall = new Planning.Configuration.FirewallConfig() };
        StackDocument Forwarding(params int[] ports) => without with { Firewall = new() { Forwards = [.. ports.Select(port => new ForwardConfig { Ports = new PortRange(port, port), To = server })] } };
        using var network = new ZoneNetwork(root, Forwarding(8443, 8444));
        using var first = await network.ConnectAsync("outside", "inside", server, "203.0.113.1", 8443, cancellation);
        using var second = await network.ConnectAsync("outside", "inside", server, "203.0.113.1", 8444, cancellation);

        network.Load(Forwarding(8444));

        Assert.Equal(1, await second.SendAsync(new byte[1], cancellation));
        await Assert.ThrowsAsync<SocketException>(async () => await EndAsync(first, cancellation));
        network.Load(without);
        await Assert.ThrowsAsync<SocketException>(async () => await EndAsync(second, cancellation));
    }

    /// <summary>Whoever sends hears of the end; the server itself never says anything.</summary>
    private static async Task EndAsync(Socket connection, CancellationToken cancellation)
    {
        await connection.SendAsync(new byte[1], cancellation);
        await connection.ReceiveAsync(new byte[1], cancellation);
    }

    private static StackDocument Require(StackDocument document)
    {
        StackRoot.Require();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can make network namespaces; run the test as root");
        return document;
    }

    /// <summary>Without forwards, whose destinations the laboratory has not; the outside here has an address that a forward's guard would know for forged.</summary>
    private static StackDocument Sparing(StackDocument document) => document with
    {
        Firewall = document.Firewall with { Forwards = [] },
        HostEntries = [.. document.HostEntries.Select(entry => entry.Name == "nas" ? entry with { Ipv4 = ZoneNetwork.ComputerOf(document.Inside) } : entry)],
    };

    private static IEnumerable<FlowStart> Flows(StackDocument document)
    {
        var computers = document.Segments.ToDictionary(static segment => segment.Name, ZoneNetwork.ComputerOf);
        computers[ZoneMatrix.Outside] = ZoneNetwork.OutsideComputer;
        return from pair in ZoneMatrix.Pairs(document)
               from service in Services
               select new FlowStart(pair.From, pair.To, new FlowService(service.Protocol, service.Port)) { Source = computers[pair.From], Destination = computers[pair.To] };
    }
}
