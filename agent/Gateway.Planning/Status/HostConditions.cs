namespace Gateway.Planning.Status;

/// <summary>Codes of conditions that more than one part knows.</summary>
public static class HostConditions
{
    public const string UnitFailed = "unit-failed";
    public const string StartHeldBack = "start-held-back";
    public const string FileRefused = "file-refused";
    public const string TurnFailed = "turn-failed";
    public const string ProxyCacheSmaller = "proxy-cache-smaller";
    public const string RegistryQuotaSmaller = "registry-quota-smaller";
}
