using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Registry;

/// <summary>The private registry, on a socket for HAProxy, which asks for certificates.</summary>
public sealed record RegistryConfig
{
    /// <summary>The instance of <c>gateway-registry@.service</c>, its file and its folder in the data volume.</summary>
    public const string Instance = "private";

    /// <summary>In HAProxy's chroot.</summary>
    public const string Socket = $"{RegistryDefaults.Sockets}/{Instance}.sock";

    public required bool Enabled { get; init; }
    public required RegistryInstance Process { get; init; }

    public static RegistryConfig From(StackDocument document) => new()
    {
        Enabled = document.Inside.Served && document.Registry.Enabled,
        Process = new RegistryInstance
        {
            Directory = $"/var/lib/docker-registry/{Instance}",
            Socket = RegistryDefaults.Chroot + Socket,
            TakesPushes = true,
            Debug = document.Logging.Debug.Contains("registry"),
        },
    };
}
