using System.Collections.Immutable;
using Gateway.Planning.Plans;

namespace Gateway.Planning.Host.Lxd;

/// <summary>One step on LXD's objects.</summary>
public abstract record LxdChange : Change
{
    public sealed record CreatePool(string Name, string Driver) : LxdChange
    {
        public override string ToText() => $"create storage pool {Name}";
    }

    public sealed record CreateNetwork(LxdNetworkGoal Network) : LxdChange
    {
        public override string ToText() => $"create network {Network.Name}";
    }

    public sealed record UpdateNetwork(LxdNetworkGoal Network, ImmutableArray<string> Keys) : LxdChange
    {
        public override string ToText() => $"update network {Network.Name}: {string.Join(", ", Keys)}";
    }

    public sealed record CreateVolume(string Pool, LxdVolumeGoal Volume) : LxdChange
    {
        public override string ToText() => $"create volume {Volume.Name} of {Volume.Size}";
    }

    public sealed record ResizeVolume(string Pool, LxdVolumeGoal Volume) : LxdChange
    {
        public override string ToText() => $"resize volume {Volume.Name} to {Volume.Size}";
    }

    public sealed record DeleteVolume(string Pool, string Name) : LxdChange
    {
        public override string ToText() => $"delete volume {Name}";
    }

    /// <summary>Makes the container and unpacks the baked-in image into it.</summary>
    public sealed record CreateInstance(LxdInstanceGoal Instance) : LxdChange
    {
        public override string ToText() => $"create instance {Instance.Name}";
    }

    public sealed record UpdateInstance(LxdInstanceGoal Instance, ImmutableArray<string> Keys) : LxdChange
    {
        public override string ToText() => $"update instance {Instance.Name}: {string.Join(", ", Keys)}";
    }

    public sealed record StopInstance(string Name) : LxdChange
    {
        public bool AtOnce { get; init; }

        public override string ToText() => $"stop instance {Name}{(AtOnce ? " at once" : "")}";
    }

    /// <summary>The named volumes, which hold all data, stay.</summary>
    public sealed record DeleteInstance(string Name, string Reason) : LxdChange
    {
        public override string ToText() => $"delete instance {Name}: {Reason}";
    }

    public sealed record UnfreezeInstance(string Name) : LxdChange
    {
        public override string ToText() => $"unfreeze instance {Name}";
    }

    public sealed record StartInstance(string Name) : LxdChange
    {
        public override string ToText() => $"start instance {Name}";
    }
}
