namespace Gateway.Lxd.Api;

/// <summary>The server's answer to <c>GET /1.0</c>.</summary>
public sealed record LxdServer
{
    public string ApiVersion { get; init; } = "";

    /// <summary><c>trusted</c> over the unix socket.</summary>
    public string Auth { get; init; } = "";
    public LxdEnvironment Environment { get; init; } = new();
}

public sealed record LxdEnvironment
{
    public string ServerVersion { get; init; } = "";
    public string KernelVersion { get; init; } = "";
}
