using System.Collections.Immutable;
using Gateway.Planning.Status;

namespace Gateway.Planning.Desired;

/// <summary>All files and units that a reconciler wants on its machine. LXD's objects stand beside it in <c>HostDesired</c>.</summary>
public sealed record DesiredState
{
    public ImmutableArray<ManagedFile> Files { get; init; } = [];
    public ImmutableArray<ManagedUnit> Units { get; init; } = [];

    /// <summary>The services, by name, for status and probes.</summary>
    public ImmutableArray<ServicePlan> Services { get; init; } = [];

    /// <summary>What no file or unit can make right.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];
}

/// <summary>What is there now of what <see cref="DesiredState"/> talks about, and of what an earlier state left behind.</summary>
public sealed record ObservedState
{
    public ImmutableDictionary<string, ObservedFile> Files { get; init; } = ImmutableDictionary<string, ObservedFile>.Empty;
    public ImmutableDictionary<string, ObservedUnit> Units { get; init; } = ImmutableDictionary<string, ObservedUnit>.Empty;
}

/// <summary>A managed file as found on disk.</summary>
public sealed record ObservedFile(string Content, UnixFileMode Mode, string Owner, string Group);

/// <summary>A unit as systemd reports it.</summary>
/// <param name="ActiveState">systemd's word: active, reloading, inactive, failed, activating, deactivating.</param>
public sealed record ObservedUnit(string ActiveState, string SubState, int Restarts)
{
    /// <summary>How its process had ended before systemd's last restart of it; null: not restarted, or not known.</summary>
    public string? LastEnd { get; init; }

    /// <summary>Hash (SHA-256, hex) of each file in ReloadOn and RestartOn when the agent last started, reloaded or restarted the unit; empty when unknown.</summary>
    public ImmutableDictionary<string, string> LoadedFiles { get; init; } = ImmutableDictionary<string, string>.Empty;
}
