namespace Gateway.Agent.Stack;

/// <summary>Where the container's agent finds and keeps its things.</summary>
public static class StackPaths
{
    /// <summary>Shared with the host.</summary>
    public const string Channel = "/gateway";
    public const string Document = "/gateway/stack.json";
    public const string Candidate = "/gateway/candidate.json";
    public const string HostSocket = "/gateway/host.sock";

    /// <summary>The container's /etc lives as long as its root does, and so must the list of what was written there.</summary>
    public const string Manifest = "/var/lib/gateway/manifest";

    /// <summary>What <c>gateway-serve.service</c> goes by.</summary>
    public const string Served = "/etc/gateway/served";

    /// <summary>systemd-networkd's own state: links and leases.</summary>
    public const string NetworkState = "/run/systemd/netif";
}
