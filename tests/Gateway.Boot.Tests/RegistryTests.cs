using System.Globalization;

namespace Gateway.Boot.Tests;

/// <summary>The registries' daemons and volumes on the device; what clients may do is told by the daemons' own tests.</summary>
[Collection(BootOrder.Running)]
public sealed class RegistryTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Sockets = "/var/lib/haproxy/registry";

    /// <summary>The laboratory's Internet has no Docker Hub, so that its mirror cannot start by itself.</summary>
    [Fact]
    public async Task What_a_mirror_has_kept_is_served_while_its_upstream_cannot_be_reached()
    {
        await Shared.Host.RunInContainerAsync("until systemctl is-active --quiet gateway-mirror-kept@docker-hub.service; do sleep 0.5; done", Cancellation);

        var status = (await Shared.Host.RunInContainerAsync(Ask("mirror-docker-hub.kept.sock"), Cancellation)).Require().Text;

        Assert.Contains(" 200 ", status, StringComparison.Ordinal);
        Assert.DoesNotContain("gateway-mirror-kept", (await Shared.Host.RunInContainerAsync("systemctl --failed --plain --no-legend", Cancellation)).Require().Text, StringComparison.Ordinal);
    }

    /// <summary>The sockets are HAProxy's way alone.</summary>
    [Fact]
    public async Task Only_haproxy_may_open_the_registries_sockets()
    {
        var modes = (await Shared.Host.RunInContainerAsync($"stat -c '%A %U %G' {Sockets} {Sockets}/private.sock", Cancellation)).Require().Text.TrimEnd('\n').Split('\n');

        Assert.Equal(["drwxr-s--- docker-registry haproxy", "srwxrwx--- docker-registry haproxy"], modes);
    }

    [Fact]
    public async Task Each_registry_has_a_volume_of_its_own_which_bounds_it()
    {
        var volumes = (await Shared.Host.RunInContainerAsync(
            "df --output=target,size --block-size=1M /var/lib/docker-registry /var/lib/docker-mirror/docker-hub | tail -n 2", Cancellation)).Require().Text;

        Assert.Contains("/var/lib/docker-registry", volumes, StringComparison.Ordinal);
        Assert.Contains("/var/lib/docker-mirror/docker-hub", volumes, StringComparison.Ordinal);
        var disk = (await Shared.Host.RunAsync("df --output=size --block-size=1M /var | tail -n 1", Cancellation)).Require().Text.Trim();
        Assert.All(volumes.TrimEnd('\n').Split('\n'), line => Assert.True(Number(line.Split(' ')[^1]) < Number(disk) / 2, $"{line} of {disk}"));
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Ask(string socket) =>
        $"perl -MIO::Socket::UNIX -e '$s = IO::Socket::UNIX->new(q{{{Sockets}/{socket}}}) or die $!; print $s qq{{GET /v2/ HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n}}; print scalar <$s>'";
}
