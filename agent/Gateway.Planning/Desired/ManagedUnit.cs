using System.Collections.Immutable;

namespace Gateway.Planning.Desired;

/// <summary>A systemd unit in the state the configuration asks for.</summary>
public sealed record ManagedUnit(string Name, UnitGoal Goal)
{
    /// <summary>Files whose change asks for <c>systemctl reload</c> (for systemd-networkd: <c>networkctl reload</c>).</summary>
    public ImmutableArray<string> ReloadOn { get; init; } = [];

    /// <summary>Files whose change asks for a restart.</summary>
    public ImmutableArray<string> RestartOn { get; init; } = [];

    /// <summary>Units are started in ascending order of phase and stopped in the reverse order; equal phases go together.</summary>
    public UnitPhase Phase { get; init; } = UnitPhase.Service;
}

public enum UnitGoal
{
    Running,
    Stopped,
}

/// <summary>Rules come before links, links before forwarding, forwarding beside services.</summary>
public enum UnitPhase
{
    Firewall,
    Network,
    Forwarding,
    Service,
}
