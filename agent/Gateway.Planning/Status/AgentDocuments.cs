using System.Collections.Immutable;

namespace Gateway.Planning.Status;

/// <summary><c>gateway nics --json</c>.</summary>
public sealed record NicsDocument(ImmutableArray<CardStatus> Cards)
{
    public int Version { get; init; } = StatusDocument.CurrentVersion;
}

/// <summary><c>gateway plan --json</c>: what a turn would change now, one line a change, in order; empty: nothing.</summary>
public sealed record PlanDocument(ImmutableArray<string> Changes)
{
    public int Version { get; init; } = StatusDocument.CurrentVersion;
}
