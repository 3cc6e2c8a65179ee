using Gateway.Lab.Devices;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests;

/// <summary>A second device from the same image: larger disk, first boot without any network, then an address for the host itself.</summary>
[Collection(BootOrder.OtherDevice)]
public sealed class OtherDeviceTests(LabFixture fixture) : BootTest(fixture)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_first_boot_without_a_provider_serves_the_inside_and_the_rest_follows_with_the_cable()
    {
        var first = (await Fixture.GatewayAsync()).Identity;
        await Fixture.EndSharedAsync();
        var laboratory = await Fixture.LabAsync();
        var toml = laboratory.Toml with { Tables = "[host]\noutside-address = \"dhcp\"\n" };
        var device = await laboratory.NewDeviceAsync("second", "64G", toml.ToText(), Cancellation);
        device = device with { Cards = [laboratory.OutsideCard with { Connected = false }, laboratory.InsideCard] };

        await using var machine = await laboratory.BootAsync(device, Cancellation);
        await machine.WaitForReadyAsync(LabFixture.BootLimit, Cancellation);
        var client = await laboratory.Lab.ClientAsync("lan4", Cancellation);
        await client.DhcpAsync(Cancellation);
        var host = await GatewayHost.ConnectAsync(client, laboratory.SshKey, Cancellation);

        await AssertServedWithoutProviderAsync(client, host);
        await AssertAnotherDeviceAsync(host, first);
        await AssertLargeDiskIsUsedAsync(host);

        await machine.Machine.SetLinkAsync("outside", up: true, Cancellation);
        var status = await machine.WaitUntilAsync(
            static status => status.Roles.Any(static role => role is { Role: "outside", Carrier: true, Addresses.IsEmpty: false }), "an outside address", Limit, Cancellation);
        await AssertBothAreOutsideAsync(laboratory.Lab, host, status.Roles.Single(static role => role.Role == "outside").Addresses[0].Split('/')[0]);
        var page = await client.FetchAsync("http://www.example.lab/", Cancellation, "--retry", "5", "--retry-all-errors");
        Assert.Contains("The Internet works", page.Require().Output, StringComparison.Ordinal);
        await Health.AssertCleanAsync(host, Cancellation);
    }

    private static async Task AssertServedWithoutProviderAsync(LabClient client, GatewayHost host)
    {
        Assert.Equal(["192.168.4.1"], (await client.ResolveAsync("gateway.home.arpa", "A", Cancellation)).Data);
        Assert.Contains(" 200 ", await Health.AskRegistryAsync(host, Cancellation), StringComparison.Ordinal);
    }

    private static async Task AssertAnotherDeviceAsync(GatewayHost host, DeviceIdentity first)
    {
        var second = await Health.IdentityAsync(host, Cancellation);
        Assert.NotEqual(first.MachineId, second.MachineId);
        Assert.NotEqual(first.OutsideMac, second.OutsideMac);
        Assert.NotEqual(first.Prefix, second.Prefix);
        Assert.NotEqual(first.SshHostKeys, second.SshHostKeys);
    }

    private static async Task AssertLargeDiskIsUsedAsync(GatewayHost host)
    {
        var size = await host.RunAsync("df -B1G --output=size /var | tail -1", Cancellation);
        Assert.InRange(int.Parse(size.Require().Text.Trim()), 55, 64);
    }

    private static async Task AssertBothAreOutsideAsync(LabMachine lab, GatewayHost host, string gatewayAddress)
    {
        var own = (await host.RunAsync(
            "/usr/lib/systemd/systemd-networkd-wait-online --interface=outside --ipv4 --timeout=60 && ip -4 -o address show dev outside | grep -o '5\\.1\\.0\\.[0-9]*' | head -1",
            Cancellation)).Require().Text;
        Assert.StartsWith("5.1.0.", own, StringComparison.Ordinal);
        Assert.NotEqual(gatewayAddress, own);
        var leases = (await lab.LeasesAsync(Cancellation)).Select(static lease => lease.Address).ToList();
        Assert.Contains(own, leases);
        Assert.Contains(gatewayAddress, leases);
        (await host.RunAsync("ping -c 1 -W 5 192.168.4.1", Cancellation)).Require();
    }
}
