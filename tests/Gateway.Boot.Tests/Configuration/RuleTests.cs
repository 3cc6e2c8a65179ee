using System.Text.Json.Nodes;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>Rules between zones, addresses outside that are written down, and IPv6 with a prefix that the provider routes (acceptance checks 34, 35 and 37 by IPv6).</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class RuleTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    /// <summary>In the provider's subnet, and outside its pool.</summary>
    private const string Ipv4 = "5.1.0.78";
    private const string Web = "2001:db8:e::80";
    private const string Machine = "2001:db8:100::25";
    private const string Foreign = "2001:db8:100:5::9";
    private const int WebPort = 8086;
    private const int RefusedPort = 8087;
    private const int PinholePort = 8443;

    /// <summary>curl's exit code for a refused connection.</summary>
    private const int CouldNotConnect = 7;

    /// <summary>Says to each client by which address it came, for ten minutes at most.</summary>
    private static string Server(int port) =>
        $"""
        from socket import *
        from time import monotonic
        end = monotonic() + 600
        server = create_server(("", {port}), family=AF_INET6, dualstack_ipv6=True)
        while monotonic() < end:
            server.settimeout(max(end - monotonic(), 0.1))
            client, address = server.accept()
            client.settimeout(5)
            try:
                client.recv(4096)
                client.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + address[0].removeprefix("::ffff:").encode())
            except OSError:
                pass
            client.close()
        """;

    /// <summary>What a provider sets up for a customer with a routed prefix.</summary>
    private const string Provide =
        $"""
        set -e
        for link in lo access; do echo 0 > /proc/sys/net/ipv6/conf/$link/disable_ipv6; done
        echo 1 > /proc/sys/net/ipv6/conf/all/forwarding
        ip address replace 2001:db8:f::1/64 dev access nodad
        ip address replace {Web}/128 dev lo
        ip address replace {Foreign}/128 dev lo
        ip route replace 2001:db8:100::/56 via 2001:db8:f::2
        """;

    private const string Withdraw =
        "for link in access lo; do echo 1 > /proc/sys/net/ipv6/conf/$link/disable_ipv6; done; echo 0 > /proc/sys/net/ipv6/conf/all/forwarding";

    [Fact]
    public async Task Rules_hold_between_zones_and_a_routed_prefix_is_reached_by_pinholes_alone()
    {
        var client = await Shared.Laboratory.Lab.ClientAsync("lan6", Cancellation);
        var lease = await client.DhcpAsync(Cancellation);
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var isp = Shared.Laboratory.Lab.Isp;
        (await isp.RunAsync(Provide, Cancellation)).Require();
        await isp.StartServerAsync("ipv6-web", ["python3", "-c", Server(WebPort)], WebPort, Cancellation);
        await client.StartServerAsync("ipv6-machine", ["python3", "-c", Server(PinholePort)], PinholePort, Cancellation);

        try
        {
            (await hands.ApplyAsync(Configured(hands, lease.Address))).Require();
            (await client.RunAsync($"ip address replace {Machine}/64 dev lan nodad", Cancellation)).Require();
            await AssertAdvertisedAsync(client);

            Assert.StartsWith("2001:db8:100:", (await FetchAsync(client, $"[{Web}]:{WebPort}")).Require().Text, StringComparison.Ordinal);
            Assert.Equal(Ipv4, (await FetchAsync(client, $"{LabMachine.Router}:{WebPort}")).Require().Text);
            Assert.Equal(Web, (await FetchAsync(isp, $"[{Machine}]:{PinholePort}", "--interface", Web)).Require().Text);
            Assert.False((await FetchAsync(isp, $"[{Machine}]:{PinholePort}", "--interface", Foreign)).Succeeded);
            Assert.False((await isp.RunAsync($"ping -c 1 -W 2 {Machine}", Cancellation)).Succeeded);
            Assert.False((await isp.RunAsync("ping -c 1 -W 2 2001:db8:100::1", Cancellation)).Succeeded);
            Assert.Equal(CouldNotConnect, (await FetchAsync(client, $"{LabMachine.Router}:{RefusedPort}")).Exit);
            Assert.Equal(CouldNotConnect, (await FetchAsync(client, $"[{Web}]:{RefusedPort}")).Exit);
            await AssertToldAsync(hands);
            await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
        }
        finally
        {
            await hands.RunAsync($"gateway rollback {before}");
            await isp.RunAsync(Withdraw, Cancellation);
        }

        await client.SolicitRouterAsync(Cancellation);
        (await client.RunAsync("for try in $(seq 80); do ip -6 route show default | grep -q . || exit 0; sleep 0.25; done; exit 1", Cancellation)).Require();
        (await hands.Host.RunInContainerAsync($"for try in $(seq 120); do ip -4 address show dev outside | grep -qF ' {Shared.OutsideAddress}/' && exit; sleep 0.25; done; exit 1", Cancellation)).Require();
        (await client.FetchAsync("http://www.example.lab/", Cancellation)).Require();
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    private static string Configured(Operator hands, string address) => hands.With(
        $"""
        [firewall]
        log = "dropped"

        [[host-entry]]
        name = "web"
        ipv4 = "{address}"
        ipv6 = "::25"

        [[firewall.forward]]
        port = {PinholePort}
        to = "web"
        family = "any"

        [[firewall.rule]]
        from = "inside"
        to = "outside"
        protocol = "tcp"
        port = [{RefusedPort}]
        action = "reject"
        log = true
        """).Replace(
            "\n[outside]\n",
            $"""

            [outside]
            mode = "static"
            ipv4 = "{Ipv4}/24"
            gateway = "{LabMachine.Router}"
            ipv6 = "2001:db8:f::2/64"
            ipv6-gateway = "2001:db8:f::1"
            ipv6-prefix = "2001:db8:100::/56"

            """,
            StringComparison.Ordinal);

    /// <summary>Check 34's part for a prefix that is written down: the client makes itself an address of it and has a way out.</summary>
    private async Task AssertAdvertisedAsync(LabClient client)
    {
        await client.SolicitRouterAsync(Cancellation);
        var found = await client.RunAsync(
            "for try in $(seq 80); do ip -6 route show default | grep -q . && ip -6 -o address show dev lan scope global dynamic -tentative | grep ' 2001:db8:100:' && exit; sleep 0.25; done; exit 1", Cancellation);
        found.Require();
    }

    private static async Task AssertToldAsync(Operator hands)
    {
        var rules = JsonNode.Parse((await hands.RunAsync("gateway firewall --json")).Require().Output)!["rules"]!.AsArray();
        Assert.True(Packets("firewall.rule[1]") >= 2, rules.ToJsonString());
        Assert.True(Packets("outside.ipv6") >= 1, rules.ToJsonString());

        var log = (await hands.RunAsync("gateway logs firewall -n 1000")).Require().Output;
        Assert.Contains("gateway-rule[1] ", log, StringComparison.Ordinal);
        Assert.Contains($" DPT={RefusedPort} ", log, StringComparison.Ordinal);

        long Packets(string origin) => rules.Where(rule => rule!["origin"]!.GetValue<string>() == origin).Sum(static rule => rule!["packets"]!.GetValue<long>());
    }

    private static Task<CommandResult> FetchAsync(LabNamespace from, string place, params string[] options) =>
        from.RunAsync(["curl", "--silent", "--show-error", "--max-time", "5", .. options, $"http://{place}/"], TestContext.Current.CancellationToken);
}
