using Gateway.Lab.Devices;
using Gateway.Lab.Guests;

namespace Gateway.Lab.Faults;

/// <summary>Faults within the gateway, by way of the operator's SSH login.</summary>
public static class HostFaults
{
    private const string FillFolder = "/var/lab-fill";

    /// <summary>Kills a unit's main process with SIGKILL, such as <c>kea-dhcp4-server.service</c>; fails when it does not run.</summary>
    public static async Task KillUnitAsync(this GatewayHost host, Place place, string unit, CancellationToken cancellation) =>
        (await RunAsync(host, place, $"systemctl kill --kill-whom=main --signal=KILL {unit}", cancellation).ConfigureAwait(false)).Require();

    /// <summary>Kills several units' main processes in one moment.</summary>
    public static Task KillUnitsAsync(this GatewayHost host, Place place, IEnumerable<string> units, CancellationToken cancellation) =>
        host.KillUnitAsync(place, string.Join(' ', units), cancellation);

    /// <summary>Stops a unit's processes where they are (SIGSTOP): they are there, and answer nothing until <see cref="ThawUnitAsync"/>.</summary>
    public static async Task FreezeUnitAsync(this GatewayHost host, Place place, string unit, CancellationToken cancellation) =>
        (await RunAsync(host, place, $"systemctl kill --signal=STOP {unit}", cancellation).ConfigureAwait(false)).Require();

    public static async Task ThawUnitAsync(this GatewayHost host, Place place, string unit, CancellationToken cancellation) =>
        (await RunAsync(host, place, $"systemctl kill --signal=CONT {unit}", cancellation).ConfigureAwait(false)).Require();

    /// <summary>Kills every process of a name with SIGKILL, of the host or of the container and never of both; fails when there is none.</summary>
    public static async Task KillProcessAsync(this GatewayHost host, Place place, string name, CancellationToken cancellation) =>
        (await RunAsync(host, place, $"pkill --ns 1 --nslist pid -KILL -x {name}", cancellation).ConfigureAwait(false)).Require();

    /// <summary>Kills the container's init with SIGKILL, and all that runs in it with it.</summary>
    /// <param name="host">The connection, which runs over the container's bridge; so the blow falls after the answer.</param>
    /// <param name="before">A shell command on the host for the last moment before, such as the removal of a file.</param>
    /// <param name="cancellation">Stops asking.</param>
    public static async Task KillContainerAsync(this GatewayHost host, CancellationToken cancellation, string before = "true") =>
        (await host.RunAsync(
            $"pid=$(lxc list gateway --format csv --columns p) && test \"$pid\" -gt 1 && systemd-run --quiet --no-block sh -c \"{before}; kill -KILL $pid\"",
            cancellation).ConfigureAwait(false)).Require();

    /// <summary>Kills LXD's daemon with SIGKILL; the container goes on.</summary>
    public static Task KillLxdAsync(this GatewayHost host, CancellationToken cancellation) =>
        host.KillUnitAsync(Place.Host, "lxd.service", cancellation);

    /// <summary>Leaves no byte free on the state partition, until <see cref="EmptyStateAsync"/>.</summary>
    public static async Task FillStateAsync(this GatewayHost host, CancellationToken cancellation)
    {
        // Ever smaller pieces, allocated and never written: what root may use beyond what df shows goes too.
        (await host.RunAsync(
            $"mkdir -p {FillFolder}; for size in 1G 128M 16M 1M 64K 4K; do n=0; while fallocate -l $size {FillFolder}/$size.$n 2>/dev/null; do n=$((n + 1)); done; done; ! head -c 65536 /dev/zero > {FillFolder}/probe",
            cancellation).ConfigureAwait(false)).Require();
    }

    public static async Task EmptyStateAsync(this GatewayHost host, CancellationToken cancellation) =>
        (await host.RunAsync($"rm -rf {FillFolder}", cancellation).ConfigureAwait(false)).Require();

    private static Task<CommandResult> RunAsync(GatewayHost host, Place place, string command, CancellationToken cancellation) =>
        place == Place.Host ? host.RunAsync(command, cancellation) : host.RunInContainerAsync(command, cancellation);
}
