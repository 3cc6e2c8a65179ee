namespace Gateway.Planning.Status;

/// <summary>Codes of the conditions about units, which host and container share.</summary>
public static class UnitConditions
{
    public const string Failed = "unit-failed";
    public const string HeldBack = "start-held-back";
}
