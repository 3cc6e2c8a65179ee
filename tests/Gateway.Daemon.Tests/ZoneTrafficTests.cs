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
        StackRoot.Require();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can make network namespaces; run the test as root");
        var document = Sparing(StackSamples.All[sample]);
        using var network = new ZoneNetwork(root, document);
        var flows = Flows(document).ToArray();

        var found = await Task.WhenAll(flows.Select(async flow =>
            $"{flow.From} {flow.To} {flow.Service.Name}: {await network.BeginAsync(flow.From, flow.To, flow.Service.Protocol, flow.Destination!, flow.Service.Port, TestContext.Current.CancellationToken)}"));

        Assert.Equal(flows.Select(flow => $"{flow.From} {flow.To} {flow.Service.Name}: {ZonePolicy.Decide(document, flow)}"), found);
    }

    [Fact]
    public async Task A_rule_counts_the_packets_that_begin_and_holds_from_the_moment_it_is_loaded()
    {
        StackRoot.Require();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can make network namespaces; run the test as root");
        var cancellation = TestContext.Current.CancellationToken;
        using var network = new ZoneNetwork(root, StackSamples.Segments);
        Assert.Equal(RuleAction.Accept, await network.BeginAsync("guest", "outside", "tcp", ZoneNetwork.OutsideComputer, 80, cancellation));

        network.Load(StackSamples.Segments with
        {
            Firewall = new Planning.Configuration.FirewallConfig { Rules = [new RuleConfig { From = "guest", To = "outside", Action = RuleAction.Reject, Protocol = "tcp", Ports = [new PortRange(80, 80)] }] },
        });

        Assert.Equal(RuleAction.Reject, await network.BeginAsync("guest", "outside", "tcp", ZoneNetwork.OutsideComputer, 80, cancellation));
        Assert.Equal(RuleAction.Accept, await network.BeginAsync("guest", "outside", "tcp", ZoneNetwork.OutsideComputer, 81, cancellation));
        Assert.Contains("tcp dport 80 counter packets 1 bytes 60 goto gw_refuse comment \"firewall.rule[1]\"", network.List());
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
