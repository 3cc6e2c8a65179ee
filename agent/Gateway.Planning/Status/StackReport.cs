using System.Collections.Immutable;

namespace Gateway.Planning.Status;

/// <summary>What the stack agent reports to the host agent over the socket, whole each time.</summary>
public sealed record StackReport
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The generation that the last successful turn applied.</summary>
    public int Generation { get; init; }

    /// <summary>True when the last turn ended with nothing left to do and every enabled service answers.</summary>
    public bool Ready { get; init; }
    public ImmutableArray<ServiceStatus> Services { get; init; } = [];
    public ImmutableArray<LinkReport> Links { get; init; } = [];
    public ImmutableArray<string> FailedUnits { get; init; } = [];

    /// <summary>Units below the services that systemd restarted, such as this agent; those of services are told with them.</summary>
    public ImmutableArray<UnitRestarts> RestartedUnits { get; init; } = [];
    public ImmutableArray<Condition> Conditions { get; init; } = [];
}

/// <summary>An interface inside the container.</summary>
public sealed record LinkReport(string Name, string? Mac, bool? Carrier, ImmutableArray<string> Addresses)
{
    public string? Router { get; init; }
}
