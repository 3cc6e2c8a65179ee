namespace Gateway.Planning.Services.Firewall;

/// <summary>The outside's IPv6.</summary>
/// <param name="Address">Its own address, without prefix length.</param>
/// <param name="Prefix">What is routed to it; null: nothing.</param>
public sealed record OutsideIpv6(string Address, string? Prefix);
