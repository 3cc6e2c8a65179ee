using System.Collections.Immutable;
using Gateway.Lxd.Api;
using Gateway.Lxd.Wire;

namespace Gateway.Lxd;

/// <summary>
/// The part of LXD's API that the gateway uses. Each call returns when LXD has finished it; a failure is an
/// <see cref="LxdException"/>. Object names are the gateway's own constants and need no escaping.
/// </summary>
public sealed class LxdClient : IDisposable
{
    public const string DefaultSocket = "/var/lib/lxd/unix.socket";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly LxdConnection connection;
    private readonly LxdRetry busy;
    private readonly TimeProvider time;

    public LxdClient(string socketPath = DefaultSocket, LxdRetry? busy = null, TimeProvider? time = null, TimeSpan? patience = null)
    {
        this.busy = busy ?? LxdRetry.Busy;
        this.time = time ?? TimeProvider.System;
        connection = new LxdConnection(socketPath, patience ?? Patience);
    }

    public void Dispose() => connection.Dispose();

    public Task<LxdServer> GetServerAsync(CancellationToken cancellation) =>
        connection.GetAsync("/1.0", LxdJson.Default.LxdServer, cancellation);

    /// <summary>Returns once LXD has made its socket and finished its start; <see cref="LxdException"/> after the deadline.</summary>
    public Task<LxdServer> WaitReadyAsync(LxdRetry retry, CancellationToken cancellation) =>
        new LxdReadiness(retry, time).WaitAsync(GetServerAsync, cancellation);

    public async Task<LxdEventStream> OpenEventsAsync(CancellationToken cancellation) =>
        new(await connection.OpenWebSocketAsync("/1.0/events?type=lifecycle", cancellation));

    public Task<LxdStoragePool?> FindStoragePoolAsync(string name, CancellationToken cancellation) =>
        FindAsync(connection.GetAsync($"/1.0/storage-pools/{name}", LxdJson.Default.LxdStoragePool, cancellation));

    public Task CreateStoragePoolAsync(
        string name, string driver, ImmutableSortedDictionary<string, string> config, CancellationToken cancellation) =>
        connection.SendAsync(
            HttpMethod.Post,
            "/1.0/storage-pools",
            new StoragePoolCreation(name, driver, "", config),
            LxdJson.Default.StoragePoolCreation,
            cancellation);

    public async Task<ImmutableArray<LxdVolume>> ListVolumesAsync(string pool, CancellationToken cancellation) =>
        [.. await connection.GetAsync($"/1.0/storage-pools/{pool}/volumes/custom?recursion=1", LxdJson.Default.LxdVolumeArray, cancellation)];

    public Task CreateVolumeAsync(
        string pool, string name, ImmutableSortedDictionary<string, string> config, CancellationToken cancellation) =>
        connection.SendAsync(
            HttpMethod.Post,
            $"/1.0/storage-pools/{pool}/volumes/custom",
            new VolumeCreation(name, "", "filesystem", config),
            LxdJson.Default.VolumeCreation,
            cancellation);

    public Task UpdateVolumeAsync(string pool, LxdVolume volume, CancellationToken cancellation) =>
        connection.SendAsync(
            HttpMethod.Put,
            $"/1.0/storage-pools/{pool}/volumes/custom/{volume.Name}",
            new ConfigChange(volume.Description, volume.Config),
            LxdJson.Default.ConfigChange,
            cancellation);

    public Task DeleteVolumeAsync(string pool, string name, CancellationToken cancellation) =>
        connection.DeleteAsync($"/1.0/storage-pools/{pool}/volumes/custom/{name}", cancellation);

    /// <summary>The networks that LXD manages; not the host's other interfaces.</summary>
    public async Task<ImmutableArray<LxdNetwork>> ListNetworksAsync(CancellationToken cancellation) =>
        [.. (await connection.GetAsync("/1.0/networks?recursion=1", LxdJson.Default.LxdNetworkArray, cancellation))
            .Where(static network => network.Managed)];

    public Task CreateNetworkAsync(
        string name, string type, ImmutableSortedDictionary<string, string> config, CancellationToken cancellation) =>
        connection.SendAsync(
            HttpMethod.Post,
            "/1.0/networks",
            new NetworkCreation(name, type, "", config),
            LxdJson.Default.NetworkCreation,
            cancellation);

    public Task UpdateNetworkAsync(LxdNetwork network, CancellationToken cancellation) =>
        connection.SendAsync(
            HttpMethod.Put,
            $"/1.0/networks/{network.Name}",
            new ConfigChange(network.Description, network.Config),
            LxdJson.Default.ConfigChange,
            cancellation);

    public Task<LxdProfile?> FindProfileAsync(string name, CancellationToken cancellation) =>
        FindAsync(connection.GetAsync($"/1.0/profiles/{name}", LxdJson.Default.LxdProfile, cancellation));

    public Task<LxdInstance?> FindInstanceAsync(string name, CancellationToken cancellation) =>
        FindAsync(connection.GetAsync($"/1.0/instances/{name}", LxdJson.Default.LxdInstance, cancellation));

    public Task<LxdInstanceState?> FindInstanceStateAsync(string name, CancellationToken cancellation) =>
        FindAsync(connection.GetAsync($"/1.0/instances/{name}/state", LxdJson.Default.LxdInstanceState, cancellation));

    /// <summary>Makes a container with an empty root file system.</summary>
    public Task CreateEmptyInstanceAsync(LxdInstance instance, CancellationToken cancellation) =>
        connection.SendAsync(
            HttpMethod.Post,
            "/1.0/instances",
            new InstanceCreation(
                instance.Name, "container", new InstanceSource("none"), instance.Description, instance.Config, instance.Devices, instance.Profiles),
            LxdJson.Default.InstanceCreation,
            cancellation);

    /// <summary>Replaces the instance's whole configuration; start from what <see cref="FindInstanceAsync"/> gave, which holds LXD's volatile keys.</summary>
    public Task UpdateInstanceAsync(LxdInstance instance, CancellationToken cancellation) =>
        connection.SendAsync(
            HttpMethod.Put,
            $"/1.0/instances/{instance.Name}",
            new InstanceChange(
                instance.Architecture, instance.Description, instance.Config, instance.Devices, instance.Profiles, instance.Ephemeral),
            LxdJson.Default.InstanceChange,
            cancellation);

    public Task DeleteInstanceAsync(string name, CancellationToken cancellation) =>
        WhileBusyAsync(name, () => connection.DeleteAsync($"/1.0/instances/{name}", cancellation), cancellation);

    public Task StartInstanceAsync(string name, CancellationToken cancellation) =>
        WhileBusyAsync(name, () => ChangeStateAsync(name, new InstanceStateChange("start", -1, false), cancellation), cancellation);

    public Task UnfreezeInstanceAsync(string name, CancellationToken cancellation) =>
        ChangeStateAsync(name, new InstanceStateChange("unfreeze", -1, false), cancellation);

    /// <param name="timeout">How long the container's own shutdown may take; null: it is killed at once.</param>
    public Task StopInstanceAsync(string name, TimeSpan? timeout, CancellationToken cancellation) =>
        WhileBusyAsync(
            name,
            () => ChangeStateAsync(name, new InstanceStateChange("stop", (int?)timeout?.TotalSeconds ?? -1, timeout is null), cancellation),
            cancellation);

    private Task ChangeStateAsync(string name, InstanceStateChange change, CancellationToken cancellation) =>
        connection.SendAsync(
            HttpMethod.Put, $"/1.0/instances/{name}/state", change, LxdJson.Default.InstanceStateChange, cancellation);

    private async Task WhileBusyAsync(string name, Func<Task> act, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        for (; ; )
        {
            try
            {
                await act();
                return;
            }
            catch (LxdException e) when (e.IsBusy && time.GetElapsedTime(started) < busy.Deadline)
            {
            }

            await NextEventAsync(name, cancellation);
        }
    }

    /// <summary>
    /// Waits for the instance's next lifecycle event, but not longer than the pause: what LXD does in the window after a
    /// kill is not announced by an event in every case.
    /// </summary>
    private async Task NextEventAsync(string name, CancellationToken cancellation)
    {
        using var pause = new CancellationTokenSource(busy.Pause, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellation);
        try
        {
            using var events = await OpenEventsAsync(either.Token);
            await foreach (var change in events.ReadAsync(either.Token))
            {
                if (change.Source.EndsWith($"/instances/{name}", StringComparison.Ordinal))
                    return;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }
    }

    private static async Task<T?> FindAsync<T>(Task<T> request)
        where T : class
    {
        try
        {
            return await request;
        }
        catch (LxdException e) when (e.IsNotFound)
        {
            return null;
        }
    }
}
