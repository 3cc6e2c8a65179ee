using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Lxd;
using Gateway.Lxd.Api;
using Gateway.Planning.Host;
using Gateway.Planning.Host.Lxd;

namespace Gateway.Agent.Host;

/// <summary>Reads LXD's objects; waits until LXD is ready.</summary>
public sealed class LxdObserver(LxdClient lxd, ContainerUser user)
{
    private const string Running = "Running";
    private const string Frozen = "Frozen";
    private const string IdMap = "volatile.idmap.next";

    /// <summary>True once LXD has been ready: asking it again costs no wait.</summary>
    public bool HasAnswered { get; private set; }

    public async Task<LxdObserved> ObserveAsync(CancellationToken cancellation)
    {
        await WaitReadyAsync(cancellation);
        var pool = await lxd.FindStoragePoolAsync(HostNames.Pool, cancellation);
        var networks = await lxd.ListNetworksAsync(cancellation);
        var volumes = pool is null ? [] : await lxd.ListVolumesAsync(HostNames.Pool, cancellation);
        return new LxdObserved
        {
            HasPool = pool is not null,
            Networks = networks.ToImmutableSortedDictionary(static network => network.Name, static network => network.Config),
            VolumeSizes = volumes.Where(static volume => volume.Type == "custom")
                .ToImmutableSortedDictionary(static volume => volume.Name, static volume => volume.Config.GetValueOrDefault("size", "")),
            Instance = await ObserveInstanceAsync(cancellation),
        };
    }

    /// <summary>The container alone; waits until LXD is ready.</summary>
    public async Task<LxdObservedInstance?> ObserveRunningAsync(CancellationToken cancellation)
    {
        await WaitReadyAsync(cancellation);
        return await ObserveInstanceAsync(cancellation);
    }

    private async Task WaitReadyAsync(CancellationToken cancellation)
    {
        await lxd.WaitReadyAsync(LxdRetry.Start, cancellation);
        HasAnswered = true;
    }

    private async Task<LxdObservedInstance?> ObserveInstanceAsync(CancellationToken cancellation)
    {
        if (await lxd.FindInstanceAsync(HostNames.Container, cancellation) is not { } instance)
            return null;
        if (RootOf(instance) is { } root)
            user.Learn(root);
        var observed = new LxdObservedInstance(instance.Config, instance.Devices, instance.Status is Running or Frozen) { Frozen = instance.Status == Frozen };
        return observed.Running ? observed with { Interfaces = await InterfacesAsync(cancellation) } : observed;
    }

    private async Task<ImmutableSortedDictionary<string, string>> InterfacesAsync(CancellationToken cancellation)
    {
        var state = await lxd.FindInstanceStateAsync(HostNames.Container, cancellation);
        return state?.Network is { } network
            ? network.ToImmutableSortedDictionary(static pair => pair.Key, static pair => pair.Value.Hwaddr)
            : ImmutableSortedDictionary<string, string>.Empty;
    }

    /// <summary>The host's user id of the container's root, from the id map that LXD gives it; null: none yet.</summary>
    internal static uint? RootOf(LxdInstance instance)
    {
        if (instance.Config.GetValueOrDefault(IdMap) is not { Length: > 0 } text)
            return null;
        using var map = JsonDocument.Parse(text);
        foreach (var entry in map.RootElement.EnumerateArray())
        {
            if (entry.GetProperty("Isuid").GetBoolean() && entry.GetProperty("Nsid").GetInt64() == 0)
                return entry.GetProperty("Hostid").GetUInt32();
        }

        return null;
    }
}
