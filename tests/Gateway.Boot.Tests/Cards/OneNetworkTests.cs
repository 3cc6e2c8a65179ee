using Gateway.Lab;
using Gateway.Lab.Devices;
using Gateway.Lab.Frames;

namespace Gateway.Boot.Tests.Cards;

/// <summary>M16: both cards on one broadcast domain, from power-on and while the gateway serves, mended with and without an event here.</summary>
[Collection(BootOrder.OneNetwork)]
public sealed class OneNetworkTests(LabFixture fixture) : BootTest(fixture)
{
    private const string WrongPort = "gateway-inside";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Nothing_is_forwarded_or_served_until_the_cards_are_on_networks_of_their_own()
    {
        Assert.SkipUnless(LabArtifacts.Soak, "a boot of its own; a gateway that serves is tried at the boot with a missing card. GATEWAY_SOAK=1 runs it");
        await Fixture.EndSharedAsync();
        var laboratory = await Fixture.LabAsync();
        var device = await laboratory.NewDeviceAsync("one-network", "8G", laboratory.Toml.ToText(), Cancellation);
        // This card's driver can blink its port, and its link comes up late, as a real one's does.
        var inside = laboratory.InsideCard with { Model = "e1000e" };
        var since = laboratory.Outside.Now;
        await using var machine = await laboratory.BootAsync(
            device with { Cards = [laboratory.OutsideCard, inside with { SocketPath = laboratory.Outside.Port(WrongPort).Path }] }, Cancellation);

        var status = await machine.WaitForStatusAsync(JoinedNetworks.IsRefused, "both roles to be refused", LabFixture.BootLimit, Cancellation);
        JoinedNetworks.AssertReason(status);
        await machine.Serial.WaitForAsync(
            static line => line.Contains("ERROR one-broadcast-domain", StringComparison.Ordinal) ? line : null, "the reason on the console", Limit, Cancellation);
        await AssertOnStickAsync(device);
        AssertNothingSaidBut(laboratory, since);

        // The cable is put where it belongs.
        await machine.RemoveCardAsync("inside", Cancellation);
        await machine.ReturnCardAsync(inside, Cancellation);
        await machine.WaitForReadyAsync(LabFixture.BootLimit, Cancellation);
        AssertNothingSaidBut(laboratory, since, untilServing: true);
        var client = await laboratory.Lab.ClientAsync("lan9", Cancellation);
        await client.DhcpAsync(Cancellation);
        await AssertPortBlinksAsync(await GatewayHost.ConnectAsync(client, laboratory.SshKey, Cancellation));

        await JoinedNetworks.AssertRefusedAsync(laboratory, machine, client, Cancellation);
    }

    /// <summary>The status is written to the stick soon after it was shown; each look at the stick takes a second or so.</summary>
    private static async Task AssertOnStickAsync(GatewaySetup device)
    {
        string? errors = null;
        for (var look = 0; look < 30 && errors?.Contains("one-broadcast-domain", StringComparison.Ordinal) != true; look++)
        {
            errors = await device.Disk.ReadBootFileAsync("status/config-error.txt", Cancellation);
        }

        Assert.Contains("one-broadcast-domain", errors, StringComparison.Ordinal);
        Assert.Contains("one-broadcast-domain", await device.Disk.ReadBootFileAsync("status/STATUS.txt", Cancellation), StringComparison.Ordinal);
        Assert.Contains($"nic = \"mac:{GatewayLab.InsideMac}\"", await device.Disk.ReadBootFileAsync("status/nics.txt", Cancellation), StringComparison.Ordinal);
    }

    /// <summary>The probe is all that the gateway ever says while it is refused, and it says that on the inside card alone.</summary>
    private static void AssertNothingSaidBut(GatewayLab laboratory, TimeSpan since, bool untilServing = false)
    {
        var sent = laboratory.Outside.Captured(since).Where(frame => frame.Port == WrongPort || (frame.Port == GatewayLab.GatewayPort && !untilServing)).ToList();

        Assert.NotEmpty(sent);
        Assert.All(sent, static frame => Assert.Equal((WrongPort, EtherType.LocalExperiment), (frame.Port, frame.Packet?.Ethernet.Type)));
    }

    private static async Task AssertPortBlinksAsync(GatewayHost host)
    {
        var blinked = (await host.RunAsync("gateway identify inside --time 2s", Cancellation)).Require();
        var cards = (await host.RunAsync("gateway nics", Cancellation)).Require();

        Assert.Contains($"blinking the port of inside ({GatewayLab.InsideMac})", blinked.Output, StringComparison.Ordinal);
        Assert.Contains("inside: e1000e, link up, 1000 Mbit/s, role inside", cards.Output, StringComparison.Ordinal);
    }
}
