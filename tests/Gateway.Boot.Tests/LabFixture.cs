using Gateway.Lab;
using Gateway.Lab.Devices;
using Gateway.Lab.Faults;
using Gateway.Lab.Guests;
using Gateway.Planning.Status;

namespace Gateway.Boot.Tests;

/// <summary>The laboratory of the run and the one gateway that all tests share which do not ask for a boot of their own.</summary>
public sealed class LabFixture : IAsyncDisposable
{
    /// <summary>After which a boot is given up; not a measurement.</summary>
    public static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(5);

    /// <summary>When the shared gateway is killed, whatever it does.</summary>
    private static readonly TimeSpan SharedLimit = LabArtifacts.Soak ? TimeSpan.FromHours(5) : TimeSpan.FromMinutes(80);
    private readonly Lock gate = new();
    private Task<GatewayLab>? lab;
    private Task<SharedGateway>? shared;

    /// <summary>The laboratory, booted when it is asked for first.</summary>
    public Task<GatewayLab> LabAsync()
    {
        lock (gate)
        {
            return lab ??= GatewayLab.StartAsync(LabArtifacts.Find(), CancellationToken.None);
        }
    }

    /// <summary>The shared gateway, booted when it is asked for first: 1 GiB of memory, a disk of 8 GiB, everything plugged in.</summary>
    public Task<SharedGateway> GatewayAsync()
    {
        lock (gate)
        {
            return shared ??= BootSharedAsync();
        }
    }

    private async Task<SharedGateway> BootSharedAsync()
    {
        var laboratory = await LabAsync();
        var setup = await laboratory.NewDeviceAsync("first", "8G", laboratory.Toml.ToText(), CancellationToken.None);
        var leaks = laboratory.WatchForLeaks();
        var boot = await ScannedBoot.RunAsync(laboratory, setup with { Deadline = SharedLimit }, CancellationToken.None);
        try
        {
            var client = await laboratory.Lab.ClientAsync("lan1", CancellationToken.None);
            var lease = await client.DhcpAsync(CancellationToken.None);
            var host = await GatewayHost.ConnectAsync(client, laboratory.SshKey, CancellationToken.None);
            var identity = await Health.IdentityAsync(host, CancellationToken.None);
            var received = await host.RunInContainerAsync("cat /sys/class/net/outside/statistics/rx_packets", CancellationToken.None);
            return new SharedGateway(laboratory, setup, boot, leaks, client, lease, host, identity, long.Parse(received.Require().Text));
        }
        catch
        {
            await laboratory.KeepLogsAsync("first-boot", CancellationToken.None);
            await boot.Machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Switches the shared gateway off, so that another machine can take its place on the wires.</summary>
    public async Task EndSharedAsync()
    {
        if (shared is { IsCompletedSuccessfully: true })
        {
            var gateway = await shared;
            await gateway.Machine.DisposeAsync();
            gateway.Leaks.Dispose();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndSharedAsync();
        if (lab is { IsCompletedSuccessfully: true })
        {
            await (await lab).DisposeAsync();
        }
    }
}

/// <summary>The shared gateway and what was learnt while it came up.</summary>
/// <param name="ReceivedOutside">Frames that the container received outside by then.</param>
/// <param name="Leaks">Set before it was switched on, and counting as long as it runs.</param>
public sealed record SharedGateway(
    GatewayLab Laboratory,
    GatewaySetup Setup,
    ScannedBoot Boot,
    LeakWatch Leaks,
    LabClient Client,
    DhcpLease Lease,
    GatewayHost Host,
    DeviceIdentity Identity,
    long ReceivedOutside)
{
    public GatewayMachine Machine => Boot.Machine;

    /// <summary>The status that came with GATEWAY-READY.</summary>
    public StatusDocument FirstStatus => Boot.Status;

    public string OutsideAddress => FirstStatus.Roles.Single(static role => role.Role == "outside").Addresses[0].Split('/')[0];
}
