using Gateway.Lab;
using Gateway.Lab.Devices;
using Gateway.Lab.Guests;
using Gateway.Planning.Status;

namespace Gateway.Boot.Tests;

/// <summary>The laboratory of the run and the one gateway that all tests share which do not ask for a boot of their own.</summary>
public sealed class LabFixture : IAsyncDisposable
{
    /// <summary>After which a boot is given up; not a measurement.</summary>
    public static readonly TimeSpan BootLimit = TimeSpan.FromMinutes(5);
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
        var since = (laboratory.Outside.Now, laboratory.Inside.Now);
        var machine = await laboratory.BootAsync(setup, CancellationToken.None);
        try
        {
            var status = await machine.WaitForReadyAsync(BootLimit, CancellationToken.None);
            var client = await laboratory.Lab.ClientAsync("lan1", CancellationToken.None);
            var lease = await client.DhcpAsync(CancellationToken.None);
            var host = await GatewayHost.ConnectAsync(client, laboratory.SshKey, CancellationToken.None);
            var identity = await Health.IdentityAsync(host, CancellationToken.None);
            return new SharedGateway(laboratory, setup, machine, client, lease, host, status, identity, since.Item1, since.Item2);
        }
        catch
        {
            await laboratory.KeepLogsAsync("first-boot", CancellationToken.None);
            await machine.DisposeAsync();
            throw;
        }
    }

    /// <summary>Switches the shared gateway off, so that another machine can take its place on the wires.</summary>
    public async Task EndSharedAsync()
    {
        if (shared is { IsCompletedSuccessfully: true })
        {
            await (await shared).Machine.DisposeAsync();
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
/// <param name="FirstStatus">The status that came with GATEWAY-READY.</param>
/// <param name="OutsideSince">When it was switched on, by the outside wire's clock.</param>
/// <param name="InsideSince">The same by the inside wire's clock.</param>
public sealed record SharedGateway(
    GatewayLab Laboratory,
    GatewaySetup Setup,
    GatewayMachine Machine,
    LabClient Client,
    DhcpLease Lease,
    GatewayHost Host,
    StatusDocument FirstStatus,
    DeviceIdentity Identity,
    TimeSpan OutsideSince,
    TimeSpan InsideSince)
{
    public string OutsideAddress => FirstStatus.Roles.Single(static role => role.Role == "outside").Addresses[0].Split('/')[0];
}
