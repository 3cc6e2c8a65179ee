namespace Gateway.Planning.Services.Registry;

public static class RegistryDefaults
{
    /// <summary>Who may read the daemons' files.</summary>
    public const string Group = "docker-registry";

    /// <summary>HAProxy is confined to this folder, so that what it connects to lies in it.</summary>
    public const string Chroot = "/var/lib/haproxy";
    public const string Sockets = "/registry";

    /// <summary>There while <c>gateway-collect-registry.service</c> clears layers away: nobody pushes then.</summary>
    public const string Frozen = "/run/gateway-registry/frozen";

    /// <summary>How long a process that ends goes on with what it has begun; its unit gives it a little more.</summary>
    public const string DrainTime = "60s";
}
