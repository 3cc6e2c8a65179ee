using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Gateway.Planning.Status;

/// <summary><c>gateway nics --json</c>.</summary>
public sealed record NicsDocument(ImmutableArray<CardStatus> Cards)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = StatusDocument.CurrentVersion;
}

/// <summary>The card that <c>gateway identify</c> means, and where it is.</summary>
/// <param name="Name">In its network namespace.</param>
/// <param name="Process">A process in that namespace; null: it is the host's own.</param>
public sealed record IdentifyDocument(string Name, string Mac, string? Driver, int? Process)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = StatusDocument.CurrentVersion;
}

/// <summary><c>gateway plan --json</c>: what a turn would change now, one line a change, in order; empty: nothing.</summary>
public sealed record PlanDocument(ImmutableArray<string> Changes)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = StatusDocument.CurrentVersion;

    /// <summary>With a file: the connections that end; empty: none does.</summary>
    public ImmutableArray<string> Drops { get; init; } = [];
}
