using System.Net;
using System.Net.NetworkInformation;
using Gateway.Lab;
using Gateway.Lab.Frames;
using Gateway.Lab.Guests;
using Gateway.Lab.Wires;

namespace Gateway.Boot.Tests.Cards;

/// <summary>M13 and M14: what the operator learns about the cards, and that asking disturbs nobody.</summary>
[Collection(BootOrder.Running)]
public sealed class CardVerbTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    [Fact]
    public async Task Every_card_is_listed_with_the_lines_to_copy()
    {
        var text = (await Shared.Host.RunAsync("gateway nics", Cancellation)).Require().Output;

        foreach (var (role, mac) in new[] { ("outside", GatewayLab.OutsideMac), ("inside", GatewayLab.InsideMac) })
        {
            Assert.Contains($"\n{role}: virtio_net, link up, role {role}\n    address {mac}\n", text, StringComparison.Ordinal);
            Assert.Contains($"\n    nic = \"mac:{mac}\"\n    nic = \"path:pci-0000:", text, StringComparison.Ordinal);
        }

        var onStick = (await Shared.Host.RunAsync("cat /boot/status/nics.txt", Cancellation)).Require().Output;
        Assert.Contains($"nic = \"mac:{GatewayLab.InsideMac}\"\r\n", onStick, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_router_that_advertises_itself_outside_is_heard_and_not_believed()
    {
        Shared.Laboratory.Outside.Inject("stranger", GatewayLab.GatewayPort, RouterAdvertisement());

        var status = await Shared.Machine.WaitUntilAsync(
            static status => status.Cards.Any(static card => card.Role == "outside" && card.Routers.Length > 0), "the router to be heard", TimeSpan.FromMinutes(1), Cancellation);

        var router = Assert.Single(status.Cards.Single(static card => card.Role == "outside").Routers);
        Assert.Equal("fe80::bad", router.Address);
        Assert.Equal(["2001:db8:bad::/64"], router.Prefixes);
        var addresses = (await Shared.Host.RunInContainerAsync("ip -6 address show; ip -6 route show", Cancellation)).Require().Output;
        Assert.DoesNotContain("db8:bad", addresses, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_DHCP_server_is_found_without_taking_its_lease_and_without_disturbing_the_roles()
    {
        var since = (Outside: Shared.Laboratory.Outside.Now, Inside: Shared.Laboratory.Inside.Now);
        var text = (await Shared.Host.RunAsync("gateway nics --probe", Cancellation)).Require().Output;

        Assert.Contains($"heard: DHCP server {LabMachine.Router} offers 5.1.0.", text, StringComparison.Ordinal);
        var said = Shared.Laboratory.Outside.Captured(since.Outside).SentBy(GatewayLab.GatewayPort).ToList();
        var asked = said.Where(static frame => frame.Packet?.Dhcp?.Type == DhcpMessageType.Discover).ToList();
        Assert.InRange(asked.Count, 1, 2);
        Assert.All(asked, frame => Assert.Equal(Shared.Identity.OutsideMac, PacketText.Of(frame.Packet!.Ethernet.Source)));
        Assert.DoesNotContain(said, static frame => frame.Packet?.Dhcp?.Type == DhcpMessageType.Request);

        // Inside, where the gateway itself is the server, it does not answer its own question.
        Assert.NotEmpty(Shared.Laboratory.Inside.Captured(since.Inside).SentBy(GatewayLab.GatewayPort).Dhcp(DhcpMessageType.Discover));
        Assert.Single(text.Split('\n'), static line => line.Contains("DHCP server", StringComparison.Ordinal));
        var status = Shared.Machine.Status!;
        Assert.True(status.Ready);
        Assert.Equal(Shared.OutsideAddress, status.Roles.Single(static role => role.Role == "outside").Addresses[0].Split('/')[0]);
    }

    [Theory]
    [InlineData("outside")]
    [InlineData("mac:" + GatewayLab.InsideMac)]
    public async Task A_driver_that_cannot_blink_is_named(string card)
    {
        var result = await Shared.Host.RunAsync($"gateway identify {card}", Cancellation);

        Assert.Equal(1, result.Exit);
        Assert.Contains("the driver virtio_net cannot blink the port of", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_is_not_there_is_answered_with_those_that_are()
    {
        var result = await Shared.Host.RunAsync("gateway identify enp9s9", Cancellation);

        Assert.Equal(1, result.Exit);
        Assert.Contains($"no card is called enp9s9; there are outside (mac:{GatewayLab.OutsideMac}", result.Errors, StringComparison.Ordinal);
    }

    /// <summary>Of a router that nobody else in the laboratory is, with a prefix.</summary>
    private static byte[] RouterAdvertisement()
    {
        var source = IPAddress.Parse("fe80::bad");
        byte[] message =
        [
            134, 0, 0, 0, 64, 0, 0x07, 0x08, 0, 0, 0, 0, 0, 0, 0, 0,
            3, 4, 64, 0xc0, 0, 0, 0x0e, 0x10, 0, 0, 0x0e, 0x10, 0, 0, 0, 0, .. IPAddress.Parse("2001:db8:bad::").GetAddressBytes(),
        ];
        return
        [
            0x33, 0x33, 0, 0, 0, 1, .. PhysicalAddress.Parse("02000000BAD1").GetAddressBytes(), 0x86, 0xdd,
            0x60, 0, 0, 0, 0, (byte)message.Length, 58, 255, .. source.GetAddressBytes(), .. IPAddress.Parse("ff02::1").GetAddressBytes(), .. message,
        ];
    }
}
