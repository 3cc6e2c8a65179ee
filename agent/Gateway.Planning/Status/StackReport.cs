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

    /// <summary>The generation that the last turn failed to apply; null: it did not fail.</summary>
    public int? FailedGeneration { get; init; }

    /// <summary>SHA-256 of the root certificate of the container's own authority, in hexadecimal; null: there is none yet.</summary>
    public string? RootFingerprint { get; init; }

    /// <summary>The answer to the document that the host put beside stack.json to be checked; null: there is none.</summary>
    public CandidateReport? Candidate { get; init; }
}

/// <summary>What the container would do with a document that it was only shown.</summary>
/// <param name="Hash">SHA-256 of the document's text.</param>
/// <param name="Changes">One line a change.</param>
/// <param name="Refusal">What the daemons said against it; null: they accept it.</param>
public sealed record CandidateReport(string Hash, ImmutableArray<string> Changes, string? Refusal);

/// <summary>An interface inside the container.</summary>
public sealed record LinkReport(string Name, string? Mac, bool? Carrier, ImmutableArray<string> Addresses)
{
    public string? Router { get; init; }

    /// <summary>Mbit/s, or null.</summary>
    public int? Speed { get; init; }
}
