using System.Collections.Immutable;
using Gateway.Planning.Host;

namespace Gateway.Planning.Status;

/// <summary>What the host's agent knows by itself; the rest of the status comes from the container's report.</summary>
public sealed record HostView
{
    public string Release { get; init; } = "";
    public string? Slot { get; init; }
    public int Generation { get; init; }
    public ConfigurationStatus Configuration { get; init; } = new();

    /// <summary>Null before a configuration was read.</summary>
    public RoleBindings? Bindings { get; init; }
    public ImmutableArray<NetworkCard> Cards { get; init; } = [];
    public string? Login { get; init; }

    /// <summary>True when the last turn left nothing to do and the container runs.</summary>
    public bool Settled { get; init; }
    public ImmutableArray<Condition> Conditions { get; init; } = [];
    public ImmutableArray<string> FailedUnits { get; init; } = [];
    public ImmutableArray<UnitRestarts> RestartedUnits { get; init; } = [];
    public int ContainerStarts { get; init; }
    public long KernelTaint { get; init; }

    /// <summary>What stands in the way of writing to the boot partition, or null.</summary>
    public Condition? BootPartition { get; init; }

    /// <summary>Another generation begins, or the same one goes on: what was reached for the one before says nothing about this one.</summary>
    public HostView Beginning(int generation) => this with { Generation = generation, Settled = Settled && Generation == generation };
}
