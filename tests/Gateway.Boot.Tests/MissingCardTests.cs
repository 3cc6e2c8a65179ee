using Gateway.Boot.Tests.Cards;
using Gateway.Lab.Devices;
using Gateway.Lab.Frames;
using Gateway.Planning.Status;

namespace Gateway.Boot.Tests;

/// <summary>Acceptance check 3.</summary>
[Collection(BootOrder.Cards)]
public sealed class MissingCardTests(LabFixture fixture) : BootTest(fixture)
{
    [Fact]
    public async Task Without_the_inside_card_nothing_is_served_until_it_is_plugged_in_and_then_not_while_both_are_on_one_network()
    {
        await Fixture.EndSharedAsync();
        var laboratory = await Fixture.LabAsync();
        var device = await laboratory.NewDeviceAsync("no-inside", "8G", laboratory.Toml.ToText(), Cancellation);

        // Another card sits where the inside one was.
        var stranger = laboratory.InsideCard with { Name = "stranger", Mac = "52:54:00:1a:b1:99" };
        var since = (Inside: laboratory.Inside.Now, Outside: laboratory.Outside.Now);
        await using var machine = await laboratory.BootAsync(device with { Cards = [laboratory.OutsideCard, stranger] }, Cancellation);
        var status = await machine.WaitForStatusAsync(
            static status => Role(status, "inside").State == "missing", "the inside role to be missing", LabFixture.BootLimit, Cancellation);
        var client = await laboratory.Lab.ClientAsync("lan5", Cancellation);

        Assert.False(status.Ready);
        Assert.Contains(status.Conditions, static condition => condition.Text.Contains(Gateway.Lab.GatewayLab.InsideMac, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(status.Cards, static card => card.Mac == "52:54:00:1a:b1:99");
        Assert.Null(await client.TryDhcpAsync(TimeSpan.FromSeconds(15), Cancellation));
        Assert.DoesNotContain(laboratory.Inside.Captured(since.Inside), static frame => frame.Port == "gateway" && Serves(frame.Packet));
        Assert.DoesNotContain(laboratory.Outside.Captured(since.Outside), static frame => frame.Port == "gateway" && Serves(frame.Packet));

        await machine.Machine.RemoveCardAsync("stranger", Cancellation);
        await machine.Machine.AddCardAsync(laboratory.InsideCard, Cancellation);
        await machine.WaitForReadyAsync(LabFixture.BootLimit, Cancellation);

        await client.DhcpAsync(Cancellation);
        var page = await client.FetchAsync("http://www.example.lab/", Cancellation, "--retry", "5", "--retry-all-errors");
        Assert.Contains("The Internet works", page.Require().Output, StringComparison.Ordinal);
        await JoinedNetworks.AssertRefusedAsync(laboratory, machine, client, Cancellation);
    }

    [Fact]
    public async Task Without_the_outside_card_the_inside_is_served_and_nothing_is_forwarded()
    {
        Assert.SkipUnless(Gateway.Lab.LabArtifacts.Soak, "a boot of its own; GATEWAY_SOAK=1 runs it");
        await Fixture.EndSharedAsync();
        var laboratory = await Fixture.LabAsync();
        var device = await laboratory.NewDeviceAsync("no-outside", "8G", laboratory.Toml.ToText(), Cancellation);

        await using var machine = await laboratory.BootAsync(device with { Cards = [laboratory.InsideCard] }, Cancellation);
        var status = await machine.WaitForStatusAsync(
            static status => Role(status, "outside").State == "missing" && status.Services.Any(static service => service is { Name: "kea", State: "answering" }),
            "the inside to be served", LabFixture.BootLimit, Cancellation);
        var client = await laboratory.Lab.ClientAsync("lan6", Cancellation);
        await client.DhcpAsync(Cancellation);

        Assert.Contains(status.Conditions, static condition => condition.Text.Contains(Gateway.Lab.GatewayLab.OutsideMac, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["192.168.4.1"], (await client.ResolveAsync("gateway.home.arpa", "A", Cancellation)).Data);
        var host = await GatewayHost.ConnectAsync(client, laboratory.SshKey, Cancellation);
        Assert.Equal("0", (await host.RunInContainerAsync("cat /proc/sys/net/ipv4/ip_forward", Cancellation)).Require().Text);
        await AssertImageIsOrdinaryAsync(host);

        await machine.Machine.AddCardAsync(laboratory.OutsideCard, Cancellation);
        await machine.WaitUntilAsync(
            static status => status.Ready && Role(status, "outside") is { State: "bound", Addresses.IsEmpty: false }, "the outside to be bound", LabFixture.BootLimit, Cancellation);
        var page = await client.FetchAsync("http://www.example.lab/", Cancellation, "--retry", "5", "--retry-all-errors");
        Assert.Contains("The Internet works", page.Require().Output, StringComparison.Ordinal);
    }

    /// <summary>The container's image is an ordinary one: LXD imports it, and an instance made from it is a Gateway.</summary>
    private static async Task AssertImageIsOrdinaryAsync(GatewayHost host)
    {
        (await host.RunAsync(
            "lxc image import /opt/gateway-stack.metadata.tar.xz /opt/gateway-stack.squashfs --alias gateway-stack && lxc init gateway-stack ordinary --storage default",
            Cancellation,
            LabFixture.BootLimit)).Require();
        var os = await host.RunAsync("lxc config get ordinary image.os; lxc delete ordinary; lxc image delete gateway-stack", Cancellation, LabFixture.BootLimit);

        Assert.Equal("gateway", os.Require().Text);
    }

    [Fact]
    public async Task With_the_inside_detached_only_containers_are_inside()
    {
        Assert.SkipUnless(Gateway.Lab.LabArtifacts.Soak, "a boot of its own; GATEWAY_SOAK=1 runs it");
        await Fixture.EndSharedAsync();
        var laboratory = await Fixture.LabAsync();
        var toml = laboratory.Toml with { InsideCard = null, InsideLines = "attach = false" };
        var device = await laboratory.NewDeviceAsync("detached", "8G", toml.ToText(), Cancellation);
        var since = laboratory.Inside.Now;

        await using var machine = await laboratory.BootAsync(device, Cancellation);
        var status = await machine.WaitForReadyAsync(LabFixture.BootLimit, Cancellation);
        var client = await laboratory.Lab.ClientAsync("lan7", Cancellation);

        Assert.Equal("detached", Role(status, "inside").State);
        Assert.Null(await client.TryDhcpAsync(TimeSpan.FromSeconds(15), Cancellation));
        Assert.DoesNotContain(laboratory.Inside.Captured(since), static frame => frame.Port == "gateway");
    }

    private static RoleStatus Role(StatusDocument status, string role) =>
        status.Roles.FirstOrDefault(entry => entry.Role == role) ?? new RoleStatus(role, "unknown", null, [], null);

    private static bool Serves(Packet? packet) =>
        packet?.Dhcp?.Type is DhcpMessageType.Offer or DhcpMessageType.Acknowledge || packet?.Icmpv6?.Type == Icmpv6Message.RouterAdvertisement;
}
