using System.Collections.Immutable;
using StringMap = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;

namespace Gateway.Planning.Host.Lxd;

/// <summary>The objects of LXD that the gateway rests on.</summary>
public sealed record LxdDesired
{
    public string Pool { get; init; } = HostNames.Pool;
    public string PoolDriver { get; init; } = "dir";
    public required LxdNetworkGoal Network { get; init; }
    public ImmutableArray<LxdVolumeGoal> Volumes { get; init; } = [];
    public required LxdInstanceGoal Instance { get; init; }
}

/// <param name="Config">The keys that the gateway owns; LXD adds others.</param>
public sealed record LxdNetworkGoal(string Name, StringMap Config);

/// <param name="Size">As LXD writes it, such as <c>64MiB</c>.</param>
public sealed record LxdVolumeGoal(string Name, string Size);

/// <param name="Config">The keys that the gateway owns; LXD adds volatile ones.</param>
/// <param name="Devices">By name; a device is owned with all of its keys.</param>
public sealed record LxdInstanceGoal(string Name, string Image, StringMap Config, ImmutableSortedDictionary<string, StringMap> Devices)
{
    public bool Running { get; init; }

    /// <summary>When it is to stop: at once, without giving its daemons the time to end by themselves.</summary>
    public bool StopAtOnce { get; init; }
}

/// <summary>What LXD has of what <see cref="LxdDesired"/> talks about.</summary>
public sealed record LxdObserved
{
    public static LxdObserved Nothing { get; } = new();

    public bool HasPool { get; init; }
    public ImmutableSortedDictionary<string, StringMap> Networks { get; init; } = ImmutableSortedDictionary<string, StringMap>.Empty;

    /// <summary>Size by name; empty text: no limit.</summary>
    public StringMap VolumeSizes { get; init; } = StringMap.Empty;
    public LxdObservedInstance? Instance { get; init; }
}

/// <summary>The container as LXD has it.</summary>
public sealed record LxdObservedInstance(StringMap Config, ImmutableSortedDictionary<string, StringMap> Devices, bool Running)
{
    /// <summary>It runs, but somebody has frozen its processes.</summary>
    public bool Frozen { get; init; }

    /// <summary>The MAC of each interface in the running container, by name.</summary>
    public StringMap Interfaces { get; init; } = StringMap.Empty;
}
