using System.Text.Json.Nodes;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>Acceptance checks 26 and 37: a port of the outside's address that a computer inside serves, and who may come.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class ForwardTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Gateway = "192.168.4.1";

    /// <summary>In the provider's subnet, and outside its pool.</summary>
    private const string OtherAddress = "5.1.0.77";
    private const string Forged = "10.9.9.9";
    private const int Port = 8443;
    private const int ServerPort = 8080;
    private const int ClosedPort = 9999;

    /// <summary>Says to each client by which address it came, for ten minutes at most.</summary>
    private static readonly string Server =
        $"""
        from socket import *
        from time import monotonic
        end = monotonic() + 600
        server = create_server(("", {ServerPort}))
        while monotonic() < end:
            server.settimeout(max(end - monotonic(), 0.1))
            client, address = server.accept()
            client.settimeout(5)
            try:
                client.recv(4096)
                client.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + address[0].encode())
            except OSError:
                pass
            client.close()
        """;

    [Fact]
    public async Task A_forward_keeps_the_clients_address_follows_the_outsides_and_works_from_the_inside()
    {
        var lease = await Shared.Client.DhcpAsync(Cancellation);
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var isp = Shared.Laboratory.Lab.Isp;
        var neighbour = await Shared.Laboratory.Lab.ClientAsync("lan2", Cancellation);
        await neighbour.DhcpAsync(Cancellation);
        await Shared.Client.StartServerAsync("forwarded", ["python3", "-c", Server], ServerPort, Cancellation);
        Assert.NotEqual("", (await FetchAsync(isp, Shared.OutsideAddress)).Errors);

        try
        {
            (await hands.ApplyAsync(hands.With(
                $"""
                [firewall]
                offload = true
                log = "dropped"

                [[host-entry]]
                name = "web"
                ipv4 = "{lease.Address}"

                [[firewall.forward]]
                port = {Port}
                to = "web"
                to-port = {ServerPort}
                """))).Require();

            Assert.Equal(LabMachine.Router, (await FetchAsync(isp, Shared.OutsideAddress)).Require().Text);
            Assert.Equal(Gateway, (await FetchAsync(neighbour, Shared.OutsideAddress)).Require().Text);
            (await hands.Host.RunInContainerAsync($"ip address add {OtherAddress}/24 dev outside", Cancellation)).Require();
            Assert.Equal(LabMachine.Router, (await FetchAsync(isp, OtherAddress)).Require().Text);
            Assert.Equal(Gateway, (await FetchAsync(neighbour, OtherAddress)).Require().Text);
            (await hands.Host.RunInContainerAsync($"ip address del {OtherAddress}/24 dev outside", Cancellation)).Require();

            (await isp.RunAsync($"ip address add {Forged}/32 dev lo", Cancellation)).Require();
            Assert.False((await FetchAsync(isp, Shared.OutsideAddress, "--interface", Forged)).Succeeded);
            (await isp.RunAsync($"ip address del {Forged}/32 dev lo", Cancellation)).Require();
            await isp.RunAsync(["curl", "--silent", "--max-time", "1", $"http://{Shared.OutsideAddress}:{ClosedPort}/"], Cancellation);
            await AssertToldAsync(hands);
            await AssertOffloadedAsync(hands);
        }
        finally
        {
            await hands.Host.RunInContainerAsync($"ip address del {OtherAddress}/24 dev outside", Cancellation);
            await isp.RunAsync($"ip address del {Forged}/32 dev lo", Cancellation);
            await hands.RunAsync($"gateway rollback {before}");
        }

        Assert.False((await FetchAsync(isp, Shared.OutsideAddress)).Succeeded);
        (await neighbour.RunAsync(["curl", "--silent", "--max-time", "5", $"http://{lease.Address}:{ServerPort}/"], Cancellation)).Require();
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    private static async Task AssertToldAsync(Operator hands)
    {
        var rules = JsonNode.Parse((await hands.RunAsync("gateway firewall --json")).Require().Output)!["rules"]!.AsArray();
        Assert.True(Packets("firewall.forward[1]", "dnat") >= 5, rules.ToJsonString());
        Assert.True(Packets("firewall.forward", "goto") >= 1, rules.ToJsonString());

        var log = (await hands.RunAsync("gateway logs firewall -n 1000")).Require().Output;
        Assert.Contains($" DPT={ClosedPort} ", log, StringComparison.Ordinal);
        Assert.Contains($" SRC={Forged} ", log, StringComparison.Ordinal);

        long Packets(string origin, string action) => rules
            .Where(rule => rule!["origin"]!.GetValue<string>() == origin && rule["action"]!.GetValue<string>().StartsWith(action, StringComparison.Ordinal))
            .Sum(static rule => rule!["packets"]!.GetValue<long>());
    }

    /// <summary>Check 52: the kernel holds the flow table over both links, and flows go into it.</summary>
    private async Task AssertOffloadedAsync(Operator hands)
    {
        var table = (await hands.Host.RunInContainerAsync("nft list flowtables", Cancellation)).Require().Output;
        Assert.Matches(@"devices = \{ ""?br-inside""?, ""?outside""? \}", table);
        var page = await Shared.Client.FetchAsync("http://www.example.lab/", Cancellation);
        Assert.Contains("The Internet works", page.Require().Output, StringComparison.Ordinal);
        var added = (await hands.Host.RunInContainerAsync("nft list chain inet gateway_offload gw_offload", Cancellation)).Require().Output;
        Assert.DoesNotContain("packets 0 ", added, StringComparison.Ordinal);
    }

    private static Task<CommandResult> FetchAsync(LabNamespace from, string address, params string[] options) =>
        from.RunAsync(["curl", "--silent", "--show-error", "--max-time", "5", .. options, $"http://{address}:{Port}/"], Cancellation);
}
