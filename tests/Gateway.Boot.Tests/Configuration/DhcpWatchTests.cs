using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>Acceptance check 39, and what status tells of addresses and of other DHCP servers.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class DhcpWatchTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    /// <summary>Offers an address to everybody, as a home router does whose LAN port was plugged in.</summary>
    private const string Offer = """
        import socket
        message = bytes([2, 1, 6, 0, 1, 2, 3, 4, 0, 0, 128, 0]) + bytes(4) + bytes([192, 168, 0, 99]) + bytes(8) + bytes([2, 0, 0, 0, 0, 9]) + bytes(202)
        message += bytes([99, 130, 83, 99, 53, 1, 2, 54, 4, 192, 168, 0, 1, 255])
        sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        sender.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        sender.setsockopt(socket.SOL_SOCKET, 25, b"lan\0")
        sender.bind(("", 67))
        sender.sendto(message, ("255.255.255.255", 68))
        """;

    [Fact]
    public async Task A_full_pool_refuses_and_counts_until_an_address_is_free()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        LabClient[] clients = [await ClientAsync("pool1"), await ClientAsync("pool2"), await ClientAsync("pool3")];
        CommandResult back;
        try
        {
            (await hands.ApplyAsync(hands.With("[inside.dhcp]\npool = \"192.168.4.180-192.168.4.181\"\n"))).Require();
            var first = await clients[0].DhcpAsync(Cancellation);
            await clients[1].DhcpAsync(Cancellation);
            await hands.UntilAsync(static status => status.Conditions.Any(static condition => condition.Code == "dhcp-pool-full"), "the full pool to be told of");
            Assert.Null(await clients[2].TryDhcpAsync(Patience, Cancellation));
            var listed = (await hands.RunAsync("gateway leases")).Require().Output;
            Assert.Contains("[inside.dhcp]: 0 of 2 addresses are free, 2 leased", listed, StringComparison.Ordinal);
            Assert.Matches("[1-9][0-9]* requests found no free address", listed);

            (await hands.RunAsync($"gateway release {first.Address}")).Require();
            Assert.Equal(first.Address, (await clients[2].DhcpAsync(Cancellation)).Address);
        }
        finally
        {
            back = await hands.RunAsync($"gateway rollback {before}");
            foreach (var client in clients)
                await client.RemoveAsync(Cancellation);
        }

        back.Require();
        await hands.UntilAsync(static status => status.Conditions.All(static condition => condition.Code != "dhcp-pool-full"), "nothing to be told of any more");
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    [Fact]
    public async Task Another_server_inside_is_told_of_with_its_address_and_mac()
    {
        var stranger = await ClientAsync("stranger");
        (await stranger.RunAsync("ip address add 192.168.0.1/24 dev lan; ip link set lo up; ip route add 255.255.255.255 dev lan", Cancellation)).Require();
        (await stranger.RunAsync(["python3", "-c", Offer], Cancellation)).Require();

        var status = await Shared.Machine.WaitUntilAsync(
            static status => status.Conditions.Any(static condition => condition.Code == "dhcp-server-foreign"), "the other server to be told of", TimeSpan.FromMinutes(1), Cancellation);

        Assert.Contains($"192.168.0.1 ({stranger.Mac})", status.Conditions.Single(static condition => condition.Code == "dhcp-server-foreign").Text, StringComparison.Ordinal);
        await stranger.RemoveAsync(Cancellation);

        // It is told of for an hour, unless the agent begins anew.
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        (await hands.Host.RunInContainerAsync("systemctl restart gateway-agent-stack.service", Cancellation)).Require();
        await hands.UntilAsync(static status => status.Ready && status.Conditions.All(static condition => condition.Code != "dhcp-server-foreign"), "nothing to be told of any more");
    }

    private Task<LabClient> ClientAsync(string name) => Shared.Laboratory.Lab.ClientAsync(name, Cancellation);
}
