using Gateway.Lab;
using Gateway.Lab.Devices;
using Gateway.Lab.Guests;

namespace Gateway.Bench;

/// <summary>A device that is measured: the gateway, or the plain Debian router in its place.</summary>
/// <param name="Name">For people.</param>
/// <param name="Setup">The machine, the same for both but for its disk.</param>
/// <param name="Shell">The address of its SSH server, inside.</param>
/// <param name="ReadyUnit">The host's unit that says that it is ready.</param>
/// <param name="HasContainer">True: the services run in a container.</param>
public sealed record BenchDevice(string Name, GatewaySetup Setup, string Shell, string ReadyUnit, bool HasContainer)
{
    private const string DiskSize = "8G";

    public static async Task<BenchDevice> GatewayAsync(GatewayLab laboratory, CancellationToken cancellation)
    {
        var setup = await laboratory.NewDeviceAsync("bench", DiskSize, laboratory.Toml.ToText(), cancellation).ConfigureAwait(false);
        return new BenchDevice("gateway", setup, GatewayHost.Address, "gateway-agent-host.service", HasContainer: true);
    }

    /// <summary>What the laboratory decides anew for each run goes onto its boot partition, as with the gateway.</summary>
    public static async Task<BenchDevice> RouterAsync(GatewayLab laboratory, string image, CancellationToken cancellation)
    {
        var setup = await laboratory.NewDeviceAsync("router", DiskSize, "", cancellation, image).ConfigureAwait(false);
        await setup.Disk.WriteBootFileAsync("authorized_keys", laboratory.SshKey.Public + "\n", cancellation).ConfigureAwait(false);
        var resolver = $"""
            server:
                trust-anchor: "{laboratory.Lab.Key.TrustAnchor}"
            stub-zone:
                name: "."
                stub-prime: yes
                stub-addr: {LabMachine.NameServer}

            """;
        await setup.Disk.WriteBootFileAsync("resolver.conf", resolver, cancellation).ConfigureAwait(false);
        return new BenchDevice("plain router", setup, "192.168.4.1", "router-ready.service", HasContainer: false);
    }
}
