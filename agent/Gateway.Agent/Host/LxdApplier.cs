using System.Collections.Immutable;
using Gateway.Agent.Cards;
using Gateway.Lxd;
using Gateway.Lxd.Api;
using Gateway.Planning.Host.Lxd;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Host;

/// <summary>Carries out the steps on LXD's objects, in order.</summary>
public sealed partial class LxdApplier(LxdClient lxd, StackImage image, ContainerStarts starts, DomainWatch domain, ILogger<LxdApplier> logger)
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(20);

    public async Task ApplyAsync(ImmutableArray<LxdChange> changes, CancellationToken cancellation)
    {
        foreach (var change in changes)
        {
            LogChange(logger, change.ToText());
            await ApplyAsync(change, cancellation);
        }
    }

    private Task ApplyAsync(LxdChange change, CancellationToken cancellation) => change switch
    {
        LxdChange.CreatePool pool => lxd.CreateStoragePoolAsync(
            pool.Name, pool.Driver, ImmutableSortedDictionary<string, string>.Empty, cancellation),
        LxdChange.CreateNetwork network => lxd.CreateNetworkAsync(network.Network.Name, "bridge", network.Network.Config, cancellation),
        LxdChange.UpdateNetwork network => UpdateNetworkAsync(network.Network, cancellation),
        LxdChange.CreateVolume volume => lxd.CreateVolumeAsync(volume.Pool, volume.Volume.Name, Size(volume.Volume), cancellation),
        LxdChange.ResizeVolume volume => ResizeVolumeAsync(volume.Pool, volume.Volume, cancellation),
        LxdChange.DeleteVolume volume => lxd.DeleteVolumeAsync(volume.Pool, volume.Name, cancellation),
        LxdChange.CreateInstance instance => CreateInstanceAsync(instance.Instance, cancellation),
        LxdChange.UpdateInstance instance => UpdateInstanceAsync(instance.Instance, cancellation),
        LxdChange.StopInstance { AtOnce: true } instance => lxd.StopInstanceAsync(instance.Name, timeout: null, cancellation),
        LxdChange.StopInstance instance => StopAsync(instance.Name, cancellation),
        LxdChange.DeleteInstance instance => lxd.DeleteInstanceAsync(instance.Name, cancellation),
        LxdChange.UnfreezeInstance instance => lxd.UnfreezeInstanceAsync(instance.Name, cancellation),
        LxdChange.StartInstance instance => StartAsync(instance.Name, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
    };

    private async Task UpdateNetworkAsync(LxdNetworkGoal goal, CancellationToken cancellation)
    {
        var network = (await lxd.ListNetworksAsync(cancellation)).Single(present => present.Name == goal.Name);
        await lxd.UpdateNetworkAsync(network with { Config = network.Config.SetItems(goal.Config) }, cancellation);
    }

    private async Task ResizeVolumeAsync(string pool, LxdVolumeGoal goal, CancellationToken cancellation)
    {
        var volume = (await lxd.ListVolumesAsync(pool, cancellation)).Single(present => present.Name == goal.Name);
        await lxd.UpdateVolumeAsync(pool, volume with { Config = volume.Config.SetItems(Size(goal)) }, cancellation);
    }

    private async Task CreateInstanceAsync(LxdInstanceGoal goal, CancellationToken cancellation)
    {
        await lxd.CreateEmptyInstanceAsync(
            new LxdInstance
            {
                Name = goal.Name,
                Config = LxdInstanceMerge.MergeConfig(ImmutableSortedDictionary<string, string>.Empty, goal.Config),
                Devices = goal.Devices,
            },
            cancellation);
        await image.UnpackAsync(cancellation);
        await UpdateInstanceAsync(goal with { Config = goal.Config.SetItem(LxdKeys.Image, goal.Image) }, cancellation);
    }

    private async Task UpdateInstanceAsync(LxdInstanceGoal goal, CancellationToken cancellation)
    {
        var instance = await lxd.FindInstanceAsync(goal.Name, cancellation)
            ?? throw new LxdException($"update instance {goal.Name}", "it was deleted meanwhile");
        var changed = instance with
        {
            Config = LxdInstanceMerge.MergeConfig(instance.Config, goal.Config),
            Devices = LxdInstanceMerge.MergeDevices(instance.Devices, goal.Devices),
        };
        await lxd.UpdateInstanceAsync(changed, cancellation);
    }

    private async Task StartAsync(string name, CancellationToken cancellation)
    {
        if (!await domain.MayStartAsync(cancellation))
        {
            LogRefused(logger, name);
            return;
        }

        await lxd.StartInstanceAsync(name, cancellation);
        starts.Add();
    }

    /// <summary>A container that does not shut down in time is killed: what must not be served ends for certain.</summary>
    private async Task StopAsync(string name, CancellationToken cancellation)
    {
        try
        {
            await lxd.StopInstanceAsync(name, ShutdownTime, cancellation);
        }
        catch (LxdException e)
        {
            LogKill(logger, name, e.Message);
            await lxd.StopInstanceAsync(name, timeout: null, cancellation);
        }
    }

    private static ImmutableSortedDictionary<string, string> Size(LxdVolumeGoal volume) =>
        ImmutableSortedDictionary<string, string>.Empty.Add("size", volume.Size);

    [LoggerMessage(Level = LogLevel.Warning, Message = "instance {Name} is not started: both cards are on one network")]
    private static partial void LogRefused(ILogger logger, string name);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Change}")]
    private static partial void LogChange(ILogger logger, string change);

    [LoggerMessage(Level = LogLevel.Warning, Message = "shutting instance {Name} down failed ({Reason}); killing it")]
    private static partial void LogKill(ILogger logger, string name, string reason);
}
