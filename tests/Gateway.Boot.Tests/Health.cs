using Gateway.Lab;
using Gateway.Lab.Devices;

namespace Gateway.Boot.Tests;

/// <summary>The checks that every boot must pass.</summary>
internal static class Health
{
    /// <summary>No failed unit on host or container, no ordering cycle, kernel not tainted, no AppArmor denial.</summary>
    public static async Task AssertCleanAsync(GatewayHost host, CancellationToken cancellation)
    {
        var failed = await host.RunAsync("systemctl --failed --plain --no-legend", cancellation);
        var failedWithin = await host.RunInContainerAsync("systemctl --failed --plain --no-legend", cancellation);
        var cycles = await host.RunAsync("journalctl -b --no-pager -q --grep 'ordering cycle' || true", cancellation);
        var cyclesWithin = await host.RunInContainerAsync("journalctl -b --no-pager -q --grep 'ordering cycle' || true", cancellation);
        var taint = await host.RunAsync("cat /proc/sys/kernel/tainted", cancellation);
        var denials = await host.RunAsync("journalctl -b -k --no-pager -q --grep 'apparmor=\"DENIED\"' || true", cancellation);

        Assert.Equal("", failed.Require().Text);
        Assert.Equal("", failedWithin.Require().Text);
        Assert.Equal("", cycles.Require().Text);
        Assert.Equal("", cyclesWithin.Require().Text);
        Assert.Equal("0", taint.Require().Text);
        Assert.Equal("", denials.Require().Text);
    }

    public static async Task AssertNothingToDoAsync(GatewayHost host, CancellationToken cancellation)
    {
        var plan = host.RunAsync("gateway plan", cancellation);
        var planWithin = host.RunInContainerAsync("gateway plan", cancellation);

        Assert.Equal("nothing to do", (await plan).Require().Text);
        Assert.Equal("nothing to do", (await planWithin).Require().Text);
    }

    /// <summary>After each change of its own in Soak. Else what a change left is found by the first of the faults' tests, which all ask for nothing to do.</summary>
    public static Task AssertNothingLeftAsync(GatewayHost host, CancellationToken cancellation) =>
        LabArtifacts.Soak ? AssertNothingToDoAsync(host, cancellation) : Task.CompletedTask;

    /// <summary>What must stay the same for the life of a device and differ between two of them.</summary>
    public static async Task<DeviceIdentity> IdentityAsync(GatewayHost host, CancellationToken cancellation)
    {
        var machine = await host.RunAsync("cat /etc/machine-id", cancellation);
        var outside = await host.RunInContainerAsync("cat /sys/class/net/outside/address", cancellation);
        var prefix = await host.RunInContainerAsync("ip -6 -o address show dev br-inside scope global | grep -o 'fd[0-9a-f:]*'", cancellation);
        var hostKeys = await host.PublicKeysAsync(cancellation);
        Assert.NotEqual("", hostKeys.Require().Text);
        return new DeviceIdentity(machine.Require().Text, outside.Require().Text, prefix.Require().Text, hostKeys.Text);
    }

    /// <summary>The first line that the private registry answers on its socket, which is HAProxy's way to it.</summary>
    public static async Task<string> AskRegistryAsync(GatewayHost host, CancellationToken cancellation) =>
        (await host.RunInContainerAsync(
            "perl -MIO::Socket::UNIX -e '$s = IO::Socket::UNIX->new(q{/var/lib/haproxy/registry/private.sock}) or die $!; print $s qq{GET /v2/ HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n}; print scalar <$s>'",
            cancellation)).Require().Text;

    /// <summary>The partition table as sfdisk prints it.</summary>
    public static async Task<string> PartitionTableAsync(GatewayHost host, CancellationToken cancellation) =>
        (await host.RunAsync("sfdisk --dump /dev/vda", cancellation)).Require().Text;
}

public sealed record DeviceIdentity(string MachineId, string OutsideMac, string Prefix, string SshHostKeys);
