namespace Gateway.Planning.Host;

/// <summary>A card of the host in the state it is to have.</summary>
/// <param name="Card">As it was observed.</param>
public sealed record LinkGoal(NetworkCard Card, string Name, string Mac, int Mtu, bool Up);
