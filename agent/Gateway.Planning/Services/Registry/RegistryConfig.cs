using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Registry;

/// <summary>The private registry: on loopback only, until there is someone before it who asks for a certificate.</summary>
public sealed record RegistryConfig
{
    /// <summary>The instance of <c>gateway-registry@.service</c>, its file and its folder in the data volume.</summary>
    public const string Instance = "private";
    public const string Address = "127.0.0.1:5001";

    public required bool Enabled { get; init; }
    public bool Debug { get; init; }

    public static RegistryConfig From(StackDocument document) => new()
    {
        Enabled = document.Inside.Served && document.Registry.Enabled,
        Debug = document.Logging.Debug.Contains("registry"),
    };
}
