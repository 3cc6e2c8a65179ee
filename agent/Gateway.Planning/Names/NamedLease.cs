namespace Gateway.Planning.Names;

/// <summary>A lease and the name that goes with it.</summary>
/// <param name="Label">In our zone; null: the client asked for no name.</param>
/// <param name="Refusal">Why it is not the one that the client asked for.</param>
public sealed record NamedLease(Lease Lease, string? Label, NameRefusal Refusal);
