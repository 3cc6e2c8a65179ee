using System.Collections.Immutable;
using StringMap = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;

namespace Gateway.Planning.Host.Lxd;

/// <summary>Desired and observed objects of LXD -&gt; the ordered steps between; none when they agree. What the gateway does not own is left alone.</summary>
public static class LxdPlanner
{
    public static ImmutableArray<LxdChange> Plan(LxdDesired desired, LxdObserved observed)
    {
        var changes = ImmutableArray.CreateBuilder<LxdChange>();
        if (!desired.Instance.Running && observed.Instance is { Running: true })
            changes.Add(new LxdChange.StopInstance(desired.Instance.Name) { AtOnce = desired.Instance.StopAtOnce });
        if (!observed.HasPool)
            changes.Add(new LxdChange.CreatePool(desired.Pool, desired.PoolDriver));
        AddNetwork(changes, desired.Network, observed);
        AddVolumes(changes, desired, observed);
        AddInstance(changes, desired.Instance, observed.Instance);
        AddSurplusVolumes(changes, desired, observed);
        return changes.ToImmutable();
    }

    private static void AddNetwork(ImmutableArray<LxdChange>.Builder changes, LxdNetworkGoal network, LxdObserved observed)
    {
        if (!observed.Networks.TryGetValue(network.Name, out var config))
        {
            changes.Add(new LxdChange.CreateNetwork(network));
            return;
        }

        var keys = DifferentKeys(network.Config, config);
        if (!keys.IsEmpty)
            changes.Add(new LxdChange.UpdateNetwork(network, keys));
    }

    private static void AddVolumes(ImmutableArray<LxdChange>.Builder changes, LxdDesired desired, LxdObserved observed)
    {
        foreach (var volume in desired.Volumes)
        {
            if (!observed.VolumeSizes.TryGetValue(volume.Name, out var size))
                changes.Add(new LxdChange.CreateVolume(desired.Pool, volume));
            else if (size != volume.Size)
                changes.Add(new LxdChange.ResizeVolume(desired.Pool, volume));
        }
    }

    /// <summary>What a mirror that is gone had kept can be fetched again. All other volumes stay, whatever becomes of the container.</summary>
    private static void AddSurplusVolumes(ImmutableArray<LxdChange>.Builder changes, LxdDesired desired, LxdObserved observed)
    {
        var surplus = observed.VolumeSizes.Keys
            .Where(name => name.StartsWith(RegistryVolumes.MirrorPrefix, StringComparison.Ordinal) && desired.Volumes.All(volume => volume.Name != name));
        changes.AddRange(surplus.Select(name => new LxdChange.DeleteVolume(desired.Pool, name)));
    }

    private static void AddInstance(ImmutableArray<LxdChange>.Builder changes, LxdInstanceGoal goal, LxdObservedInstance? observed)
    {
        var running = observed is { Running: true } && goal.Running;
        if (observed is not null && RebuildReason(goal, observed) is { } reason)
        {
            if (running)
                changes.Add(new LxdChange.StopInstance(goal.Name));
            changes.Add(new LxdChange.DeleteInstance(goal.Name, reason));
            observed = null;
            running = false;
        }

        if (observed is null)
            changes.Add(new LxdChange.CreateInstance(goal));
        else if (InstanceKeys(goal, observed) is { IsEmpty: false } keys)
            changes.Add(new LxdChange.UpdateInstance(goal, keys));
        if (goal.Running && !running)
            changes.Add(new LxdChange.StartInstance(goal.Name));
        else if (running && observed is { Frozen: true })
            changes.Add(new LxdChange.UnfreezeInstance(goal.Name));
    }

    private static string? RebuildReason(LxdInstanceGoal goal, LxdObservedInstance observed) =>
        observed.Config.GetValueOrDefault(LxdKeys.Image) switch
        {
            null or "" => "its root was not unpacked completely",
            var image when image != goal.Image => "it was made from another image",
            _ => null,
        };

    private static ImmutableArray<string> InstanceKeys(LxdInstanceGoal goal, LxdObservedInstance observed)
    {
        var config = DifferentKeys(goal.Config, observed.Config).Select(static key => $"config.{key}");
        var devices = goal.Devices.SelectMany(device => observed.Devices.TryGetValue(device.Key, out var present)
            ? DifferentDeviceKeys(device.Value, present).Select(key => $"devices.{device.Key}.{key}")
            : [$"devices.{device.Key}"]);
        var surplus = LxdKeys.RoleDevices.Concat(observed.Devices.Keys.Where(LxdKeys.IsMirror))
            .Where(name => observed.Devices.ContainsKey(name) && !goal.Devices.ContainsKey(name))
            .Select(static name => $"devices.{name} (removed)");
        return [.. config, .. devices, .. surplus];
    }

    /// <summary>A key that is not there and one that is empty are the same to LXD.</summary>
    private static ImmutableArray<string> DifferentKeys(StringMap wanted, StringMap present) =>
        [.. wanted.Where(pair => present.GetValueOrDefault(pair.Key, "") != pair.Value).Select(static pair => pair.Key)];

    private static IEnumerable<string> DifferentDeviceKeys(StringMap wanted, StringMap present) =>
        wanted.Keys.Union(present.Keys)
            .Where(key => wanted.GetValueOrDefault(key, "") != present.GetValueOrDefault(key, ""))
            .Order(StringComparer.Ordinal);
}
