using Gateway.Lab.Devices;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests;

/// <summary>A second device from the same image: larger disk, configured unattended by a stick, first boot without any network, then an address for the host itself.</summary>
[Collection(BootOrder.OtherDevice)]
public sealed class OtherDeviceTests(LabFixture fixture) : BootTest(fixture)
{
    private const string Password = "open sesame";

    /// <summary>Of the password, as mkpasswd makes it.</summary>
    private const string PasswordHash = "$y$j9T$F5Jx5fExrKuPp53xLKQ..1$6JlLzEdKMvGk83Zgd3owplAejssJr2SFlJFlOc7i54A";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_first_boot_without_a_provider_serves_the_inside_and_the_rest_follows_with_the_cable()
    {
        var first = (await Fixture.GatewayAsync()).Identity;
        await Fixture.EndSharedAsync();
        var laboratory = await Fixture.LabAsync();
        var toml = (laboratory.Toml with { Tables = "[host]\noutside-address = \"dhcp\"\n" }).ToText()
            .Replace("[system]\n", $"[system]\nconsole-password-hash = \"{PasswordHash}\"\n", StringComparison.Ordinal);
        var device = await laboratory.NewDeviceAsync("second", "64G", "schema = 1\n", Cancellation);
        var stick = await FatStick.CreateAsync($"{Path.GetDirectoryName(device.Disk.Path)}/stick.img", "GATEWAY-CFG", Cancellation);
        await stick.WriteAsync("gateway.toml", toml, Cancellation);
        device = device with { Cards = [laboratory.OutsideCard with { Connected = false }, laboratory.InsideCard], Stick = stick };

        await using var machine = await laboratory.BootAsync(device, Cancellation);
        await machine.WaitForReadyAsync(LabFixture.BootLimit, Cancellation);
        var client = await laboratory.Lab.ClientAsync("lan4", Cancellation);
        await client.DhcpAsync(Cancellation);
        var host = await GatewayHost.ConnectAsync(client, laboratory.SshKey, Cancellation);

        await AssertConfiguredByStickAsync(stick, host);
        await AssertMenuAsksForPasswordAsync(machine);
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
        await AssertSecretStaysAsync(machine, host);
        Assert.Contains("It runs, and every service answers.", await stick.ReadAsync("gateway-report.txt", Cancellation), StringComparison.Ordinal);
    }

    private static async Task AssertConfiguredByStickAsync(FatStick stick, GatewayHost host)
    {
        var history = (await host.RunAsync("gateway history", Cancellation)).Require().Output;
        Assert.Contains("a stick", history, StringComparison.Ordinal);
        Assert.DoesNotContain("/run/gateway/stick", (await host.RunAsync("cat /proc/mounts", Cancellation)).Require().Output, StringComparison.Ordinal);
        Assert.Contains("gateway.toml was right and became generation 2.", await stick.ReadAsync("gateway-report.txt", Cancellation), StringComparison.Ordinal);
    }

    private static async Task AssertMenuAsksForPasswordAsync(GatewayMachine machine)
    {
        var from = machine.Serial.Lines.Count;
        await machine.Machine.TypeAsync("\rwrong\r", Cancellation);
        await machine.Serial.WaitForAsync(
            static line => line.Contains("the password is wrong; try again in 1s", StringComparison.Ordinal) ? line : null, "the refusal of a password", Limit, Cancellation, from);
        // The pause itself is the subject.
        await Task.Delay(TimeSpan.FromSeconds(2), Cancellation);
        await machine.Machine.TypeAsync(Password + "\r", Cancellation);
        await machine.Serial.WaitForAsync(
            static line => line.Contains("q  Leave (or Esc)", StringComparison.Ordinal) ? line : null, "the menu", Limit, Cancellation, from);
        await machine.Machine.TypeAsync("q", Cancellation);
    }

    /// <summary>Nor did the password or its hash get out, by any way that an operator or a program looks at.</summary>
    private static async Task AssertSecretStaysAsync(GatewayMachine machine, GatewayHost host)
    {
        Assert.DoesNotContain(machine.Serial.Lines, static line => line.Contains(Password, StringComparison.Ordinal) || line.Contains(PasswordHash[6..], StringComparison.Ordinal));
        const string search =
            """
            gateway support /run/support.tar.gz > /dev/null & archive=$!
            timeout 150 tail --pid=$archive -f /dev/null || { ps -eLo pid,ppid,stat,wchan:32,args; kill $archive; exit 1; }
            wait $archive && tar xzf /run/support.tar.gz -C /run && ! grep -r 'no answer within' /run/gateway-support || exit 1
            pattern='F5Jx5fExrKu[P]p53xLKQ'
            ! { grep -rl "$pattern" /run/gateway-support /boot/status /var/lib/gateway/channel /etc/gateway /run/gateway 2>/dev/null | grep .; } &&
            ! { cat /proc/*/cmdline /proc/*/environ 2>/dev/null | grep -a 'F5Jx5fExrKu[P]p53xLKQ'; } &&
            ! { journalctl -b --no-pager | grep 'F5Jx5fExrKu[P]p53xLKQ'; } &&
            ! { gateway diff 1 2 | grep 'F5Jx5fExrKu[P]p53xLKQ'; } &&
            gateway diff 1 2 | grep -F '+console-password-hash = (secret'
            """;
        (await host.RunAsync(search, Cancellation, TimeSpan.FromMinutes(3))).Require();
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
