namespace Gateway.Planning.Host;

/// <summary>Names that host and container share.</summary>
public static class HostNames
{
    public const string Outside = "outside";
    public const string Inside = "inside";

    /// <summary>The LXD bridge between the container, the host and workload containers.</summary>
    public const string Bridge = "bcmnet";
    public const string Container = "gateway";
    public const string Pool = "default";
}
