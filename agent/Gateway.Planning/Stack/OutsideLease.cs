using System.Collections.Immutable;

namespace Gateway.Planning.Stack;

/// <summary>What the provider's DHCP gave the outside link.</summary>
/// <param name="Address">With its prefix length, such as <c>203.0.113.17/24</c>.</param>
public sealed record OutsideLease(string Address)
{
    public ImmutableArray<string> Routers { get; init; } = [];

    /// <summary>The subnets that it routes, such as <c>10.0.0.0/8</c>.</summary>
    public ImmutableArray<string> Routes { get; init; } = [];
}
