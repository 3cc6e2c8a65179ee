namespace Gateway.Agent.Names;

/// <summary>Where the names of leases come from and go to.</summary>
public static class NamePaths
{
    /// <summary>On a volume, and root's alone: Knot starts with the key of the last start, so that it need not load its file again.</summary>
    public const string Key = "/var/lib/gateway/names.key";

    /// <summary>On a volume, so that the host can read it too.</summary>
    public const string Document = "/var/lib/gateway/leases.json";

    public const string Leases = "/var/lib/kea";
    public const string LeaseFile = "/var/lib/kea/kea-leases4.csv";
}
