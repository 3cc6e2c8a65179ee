namespace Gateway.Agent.Units;

/// <summary>A unit that could not be brought into its state, with what systemd said.</summary>
public sealed record UnitFailure(string Unit, string Reason);
