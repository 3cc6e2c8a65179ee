using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Host.Lxd;
using Gateway.Planning.Stack;
using Gateway.Planning.Status;

namespace Gateway.Planning.Host;

/// <summary>All that the host's reconciler wants.</summary>
public sealed record HostDesired
{
    public required RoleBindings Bindings { get; init; }
    public ImmutableArray<LinkGoal> Links { get; init; } = [];

    /// <summary>Files and units of the host.</summary>
    public required DesiredState State { get; init; }
    public required LxdDesired Lxd { get; init; }

    /// <summary>Null: nothing may be served.</summary>
    public StackDocument? Stack { get; init; }

    /// <summary>What this machine cannot give as it was asked for; of the cards <see cref="RoleConditions"/> tells.</summary>
    public ImmutableArray<Condition> Conditions { get; init; } = [];
}
